import { Type } from 'typebox'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { answerList, listCaching, pageOf, pagingFields, placeOf, RegionCode } from '../lists.ts'
import { chainOf, childrenOf, regionByCode, searchRegions, type Region } from './queries.ts'
import { regionLevels } from './tables.ts'

const RegionItem = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.Enum([...regionLevels]),
  parent: Type.Optional(Type.String()),
  path: Type.String({ description: 'The name with the names of all that it lies in.' }),
  zone: Type.String({ description: 'IANA time zone.' }),
  lat: Type.Optional(Type.Number()),
  lng: Type.Optional(Type.Number()),
})

const RegionQuery = Type.Object({
  parent: Type.Optional(
    Type.Union([Type.Literal(''), RegionCode], {
      description: 'The regions directly below this one; none: the provinces.',
    }),
  ),
  q: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'Words that a name, or the names of what it lies in, begin with.',
    }),
  ),
  ...pagingFields(500, 200),
})

const RegionParams = Type.Object({ code: RegionCode })

/** Regions down to the village, for pickers and programs: step by step (`parent`) or by name (`q`). */
export function routes(app: App, { db }: Ground): void {
  app.get(
    paths.api.regions,
    {
      schema: {
        summary: 'Regions below one, or by name',
        tags: ['reference'],
        querystring: RegionQuery,
        response: { 200: answerList(RegionItem) },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const { q = '', limit, cursor } = request.query
      const parent = request.query.parent || undefined
      reply.header('cache-control', listCaching)
      if (q.trim() !== '') {
        // The best answers stand first; whoever wants others types another letter.
        const found = await searchRegions(db, q, { within: parent, limit: Math.min(limit ?? 20, 50) })
        return { items: found.map(regionItem) }
      }
      const most = limit ?? 200
      const rows = await childrenOf(db, parent, { after: placeOf(cursor), limit: most + 1 })
      return pageOf(rows, most, regionItem, ({ name, code }) => ({ name, code }))
    },
  )

  app.get(
    `${paths.api.regions}/:code`,
    {
      schema: {
        summary: 'One region and everything that it lies in',
        tags: ['reference'],
        params: RegionParams,
        response: { 200: Type.Object({ ...RegionItem.properties, chain: Type.Array(RegionItem) }) },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const region = await regionByCode(db, request.params.code)
      if (!region) throw refuse('not_found')
      reply.header('cache-control', listCaching)
      return { ...regionItem(region), chain: (await chainOf(db, region.code)).map(regionItem) }
    },
  )
}

const regionItem = ({ code, name, level, parent_code, path, zone, lat, lng }: Region) => ({
  code,
  name,
  level,
  ...(parent_code !== null && { parent: parent_code }),
  path,
  zone,
  ...(lat !== null && lng !== null && { lat, lng }),
})
