import { Type } from 'typebox'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { answerList, listCaching, pageOf, pagingFields, placeOf } from '../lists.ts'
import { listTopics } from './queries.ts'

const TopicItem = Type.Object({
  code: Type.String(),
  name: Type.String(),
  parent: Type.Optional(Type.String()),
  level: Type.Integer({ description: '1 for a main topic, 2 and 3 below it.' }),
  source: Type.String({ description: '`sp4n-code`: the code is SP4N’s own; `name-only`: only the name is.' }),
})

const TopicQuery = Type.Object({
  parent: Type.Optional(Type.String({ maxLength: 20, description: 'The topics directly below this one.' })),
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
  ...pagingFields(500, 500),
})

/** The topics (kategori) that a report can have. */
export function routes(app: App, { db }: Ground): void {
  app.get(
    paths.api.categories,
    {
      schema: {
        summary: 'Topics of reports by name',
        tags: ['reference'],
        querystring: TopicQuery,
        response: { 200: answerList(TopicItem) },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const { cursor, limit = 500, ...filter } = request.query
      const rows = await listTopics(db, filter, { after: placeOf(cursor), limit: limit + 1 })
      reply.header('cache-control', listCaching)
      return pageOf(
        rows,
        limit,
        ({ code, name, parent_code, level, source }) => ({
          code,
          name,
          ...(parent_code !== null && { parent: parent_code }),
          level,
          source,
        }),
        ({ name, code }) => ({ name, code }),
      )
    },
  )
}
