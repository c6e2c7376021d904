import { Type } from 'typebox'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { answerList, listCaching, pageOf, pagingFields, placeOf, RegionCode } from '../lists.ts'
import { agencyByCode, inspectorateOf, listAgencies, unitsOf, type Agency, type Unit } from './queries.ts'
import { agencyTypes, unitKinds } from './tables.ts'

const AgencyCode = Type.String({ pattern: '^[A-Z][A-Z0-9]{0,19}$', maxLength: 20 })
const AgencyTypeCode = Type.Enum([...agencyTypes])

const AgencyItem = Type.Object({
  code: Type.String(),
  name: Type.String(),
  short_name: Type.String(),
  slug: Type.String(),
  type: AgencyTypeCode,
  parent: Type.Optional(Type.String({ description: 'The agency of the tier above.' })),
  region: Type.Optional(Type.String()),
  zone: Type.String({ description: 'IANA time zone.' }),
  active: Type.Boolean(),
  successor: Type.Optional(Type.String({ description: 'Who took over its work.' })),
})

const UnitItem = Type.Object({
  code: Type.String(),
  agency: Type.String(),
  name: Type.String(),
  short_name: Type.String(),
  kind: Type.Enum([...unitKinds]),
  parent: Type.Optional(Type.String()),
  region: Type.Optional(Type.String()),
})

const AgencyQuery = Type.Object({
  type: Type.Optional(AgencyTypeCode),
  region: Type.Optional(RegionCode),
  parent: Type.Optional(AgencyCode),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name.' })),
  ...pagingFields(700, 50),
})

const AgencyParams = Type.Object({ code: AgencyCode })
const UnitQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
})

/** Agencies and their offices, for pickers and programs. */
export function routes(app: App, { db }: Ground): void {
  app.get(
    paths.api.agencies,
    {
      schema: {
        summary: 'Agencies by name',
        tags: ['reference'],
        querystring: AgencyQuery,
        response: { 200: answerList(AgencyItem) },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const { cursor, limit = 50, ...filter } = request.query
      const rows = await listAgencies(db, filter, { after: placeOf(cursor), limit: limit + 1 })
      reply.header('cache-control', listCaching)
      return pageOf(rows, limit, agencyItem, ({ name, code }) => ({ name, code }))
    },
  )

  app.get(
    `${paths.api.agencies}/:code`,
    {
      schema: {
        summary: 'One agency, also one that is no longer at work',
        tags: ['reference'],
        params: AgencyParams,
        response: {
          200: Type.Object({ ...AgencyItem.properties, inspectorate: Type.Optional(Type.String()) }),
        },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const agency = await agencyByCode(db, request.params.code)
      if (!agency) throw refuse('not_found')
      const inspectorate = await inspectorateOf(db, agency.code)
      reply.header('cache-control', listCaching)
      return { ...agencyItem(agency), ...(inspectorate && { inspectorate: inspectorate.code }) }
    },
  )

  app.get(
    `${paths.api.agencies}/:code/units`,
    {
      schema: {
        summary: 'The offices of an agency by name',
        tags: ['reference'],
        params: AgencyParams,
        querystring: UnitQuery,
        response: { 200: answerList(UnitItem) },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const { q, limit = 50 } = request.query
      if (!(await agencyByCode(db, request.params.code))) throw refuse('not_found')
      reply.header('cache-control', listCaching)
      return { items: (await unitsOf(db, request.params.code, q, { limit })).map(unitItem) }
    },
  )
}

const agencyItem = (agency: Agency) => ({
  code: agency.code,
  name: agency.name,
  short_name: agency.short_name,
  slug: agency.slug,
  type: agency.type,
  ...(agency.parent_code !== null && { parent: agency.parent_code }),
  ...(agency.region_code !== null && { region: agency.region_code }),
  zone: agency.zone,
  active: agency.active,
  ...(agency.successor_code !== null && { successor: agency.successor_code }),
})

const unitItem = (unit: Unit) => ({
  code: unit.code,
  agency: unit.agency_code,
  name: unit.name,
  short_name: unit.short_name,
  kind: unit.kind,
  ...(unit.parent_unit_code !== null && { parent: unit.parent_unit_code }),
  ...(unit.region_code !== null && { region: unit.region_code }),
})
