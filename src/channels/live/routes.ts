/**
 * What tells open desk pages that something has changed: a stream of events for browsers, the same counts as JSON for
 * whoever cannot have a stream.
 */
import { Type } from 'typebox'
import { authenticate } from '../../directory/accounts/authenticate.ts'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import { credentialsOf, type Identity } from '../../platform/http/access.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { unreadNews } from '../../reports/casefile/staffNotices.ts'
import { fileForStaff } from '../../reports/desk/visibility.ts'
import { paths } from '../../web/paths.ts'
import { makeHub, type Pace } from './hub.ts'
import { scopeOf } from './scope.ts'
import { openStream } from './stream.ts'

/** Tabs of one person that are in sight at one time; hidden ones let go of theirs. */
const mostOfOneAccount = 12

const Query = Type.Object({
  /** Milliseconds of this server's clock when the page was made. */
  sejak: Type.Optional(Type.Integer({ minimum: 0 })),
  laporan: Type.Optional(Type.String({ format: 'uuid' })),
})

export function routes(app: App, ground: Ground, pace?: Pace): void {
  const { db, config } = ground
  const hub = makeHub(ground, pace)
  app.addHook('onListen', (done) => {
    if (config.liveStreams > 0) hub.start()
    done()
  })
  // Before the server waits for its connections to end: a stream never does by itself.
  app.addHook('preClose', () => hub.close())

  app.get(
    paths.desk.stream,
    { schema: { querystring: Query }, config: { access: 'signed_in', isBackground: true } },
    async (request, reply) => {
      const { actor } = request
      const { sejak, laporan } = request.query
      if (laporan !== undefined) await fileForStaff(db, laporan, actor)
      const scope = await scopeOf(db, actor)
      if (!request.headers.accept?.includes('text/event-stream')) {
        const unread = await unreadNews(db, actor.id)
        return keepOutOfCaches(reply).send({
          now: Date.now(),
          unread,
          list: hub.summary(scope, actor, sejak ?? Date.now()),
        })
      }
      if (hub.count() >= config.liveStreams || hub.count(actor.id) >= mostOfOneAccount)
        throw refuse('too_many_streams', { retryAfterSeconds: 60 })
      const credentials = credentialsOf(request)
      // A browser that comes back by itself says what it heard last.
      openStream(reply, hub, lastEventId(request.headers['last-event-id']) ?? sejak, {
        actor,
        scope,
        ...(laporan !== undefined && { report: laporan }),
        isStillThere: async () => {
          const identity = await authenticate(db, credentials, ground.now(), { isBackground: true })
          return identity !== undefined && isSame(identity, actor)
        },
      })
      return reply
    },
  )
}

/** Other roles or another office mean other lists: the browser comes again and gets those. */
const isSame = ({ actor: now }: Identity, before: Actor): boolean => listsOf(now) === listsOf(before)

const listsOf = ({ agency, unit, roles, standsInFor = [] }: Actor): string =>
  JSON.stringify([agency, unit, roles, standsInFor.map(({ id }) => id)])

const lastEventId = (header: string | string[] | undefined): number | undefined => {
  const at = Number(header)
  return Number.isSafeInteger(at) && at > 0 ? at : undefined
}
