/** What staff are told: their list, and how they want it. */
import { Type } from 'typebox'
import type { Ground } from '../../platform/ground.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { newsKinds } from '../../regulation/staffNews.ts'
import { codesIn } from '../../reports/casefile/codes.ts'
import { namesOf } from '../../reports/casefile/reading.ts'
import { deskOptions, openFrame } from '../../reports/desk/frame.ts'
import { deskPage } from '../../web/layout.ts'
import { paths, withQuery } from '../../web/paths.ts'
import { markNewsRead } from './actions.ts'
import { newsLine } from './lines.ts'
import { newsFiles } from './listFiles.ts'
import { newsBody } from './pages.ts'
import { newsFor } from './queries.ts'
import { settingsRoutes } from './settingsRoutes.ts'
import { undeliverableSince } from './undeliverable.ts'

const NewsQuery = Type.Object({
  jenis: Type.Optional(Type.Enum([...newsKinds])),
  lanjut: Type.Optional(Type.String({ maxLength: 200 })),
})
const ReadInput = Type.Object(
  {
    until: Type.Optional(Type.String({ format: 'date-time' })),
    report: Type.Optional(Type.String({ format: 'uuid' })),
  },
  { additionalProperties: false },
)

export function routes(app: App, ground: Ground): void {
  settingsRoutes(app, ground)
  newsFiles(app, ground)
  app.get(
    paths.desk.news,
    { schema: { querystring: NewsQuery }, config: { access: 'signed_in' } },
    async (request, reply) => {
      const { actor, say, query } = request
      const [frame, news, since] = await Promise.all([
        openFrame(ground, request),
        newsFor(ground.db, actor, {
          ...(query.jenis !== undefined && { news: query.jenis }),
          ...(query.lanjut !== undefined && { cursor: query.lanjut }),
        }),
        undeliverableSince(ground.db, actor.id),
      ])
      const names = await namesOf(ground.db, codesIn(news.items.flatMap(({ event }) => event ?? [])))
      const body = newsBody(
        {
          ...news,
          csrf: request.csrfField,
          zone: frame.zone,
          now: ground.now(),
          kind: query.jenis,
          unread: frame.unread,
          comesBack: since !== undefined,
          lineOf: (item) => newsLine(item, say, names),
        },
        say,
      )
      const path = withQuery(paths.desk.news, { jenis: query.jenis })
      const options = deskOptions(frame, say('Kabar', 'News'), path, 'news')
      return keepOutOfCaches(reply).type('text/html; charset=utf-8').send(deskPage(options, body))
    },
  )

  app.post(
    paths.desk.news,
    { schema: { body: ReadInput }, config: { access: 'signed_in' } },
    async (request, reply) => {
      const { until, report } = request.body
      // One of the two is what was seen; a form without either marks nothing.
      if (until !== undefined || report !== undefined)
        await markNewsRead(ground, request.actor, {
          ...(until !== undefined && { until: new Date(until) }),
          ...(report !== undefined && { reportId: report }),
        })
      return reply.redirect(addressIn(request.language, paths.desk.news), 303)
    },
  )
}
