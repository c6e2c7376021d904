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
import type { From } from './recent.ts'
import { scopeOf } from './scope.ts'
import { openStream } from './stream.ts'

/** Tabs of one person that are in sight at one time; hidden ones let go of theirs. */
const mostOfOneAccount = 12

const Query = Type.Object({
  /** When the page's list was read, in milliseconds of this server's clock. */
  sejak: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Up to when this page has heard everything. */
  dari: Type.Optional(Type.Integer({ minimum: 0 })),
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
      const { laporan } = request.query
      const from = fromOf(request.query, request.headers['last-event-id'])
      if (laporan !== undefined) await fileForStaff(db, laporan, actor)
      const scope = await scopeOf(db, actor)
      if (!request.headers.accept?.includes('text/event-stream')) {
        const unread = await unreadNews(db, actor.id)
        return keepOutOfCaches(reply).send({
          now: Date.now(),
          unread,
          list: hub.summary(scope, actor, from ?? { at: Date.now(), read: false }),
        })
      }
      if (hub.count() >= config.liveStreams || hub.count(actor.id) >= mostOfOneAccount)
        throw refuse('too_many_streams', { retryAfterSeconds: 60 })
      const credentials = credentialsOf(request)
      openStream(reply, hub, from, {
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

/** A browser that comes back by itself says what it heard last; that is nearer than what the page asked for. */
function fromOf(
  { sejak, dari }: { sejak?: number; dari?: number },
  lastEventId: string | string[] | undefined,
): From | undefined {
  const heard = Number(lastEventId)
  if (Number.isSafeInteger(heard) && heard > 0) return { at: heard, read: false }
  if (dari !== undefined) return { at: dari, read: false }
  return sejak === undefined ? undefined : { at: sejak, read: true }
}
