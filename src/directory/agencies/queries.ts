import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { afterRow, type After } from '../lists.ts'
import type { AgencyTable, AgencyType, UnitTable } from './tables.ts'

export type Agency = Omit<AgencyTable, 'shipped'>
export type Unit = Omit<UnitTable, 'shipped'>

const agencyColumns = [
  'code',
  'name',
  'short_name',
  'slug',
  'type',
  'parent_code',
  'region_code',
  'zone',
  'hours',
  'active',
  'successor_code',
] as (keyof Agency)[]

const unitColumns = [
  'code',
  'agency_code',
  'name',
  'short_name',
  'kind',
  'parent_unit_code',
  'region_code',
  'urusan',
  'active',
] as (keyof Unit)[]

/** One agency; also a closed one, for the reports that it handled. */
export const agencyByCode = (db: Db, code: string): Promise<Agency | undefined> =>
  db.selectFrom('agency').select(agencyColumns).where('code', '=', code).executeTakeFirst()

/** The agency of a public page. */
export const agencyBySlug = (db: Db, slug: string): Promise<Agency | undefined> =>
  db.selectFrom('agency').select(agencyColumns).where('slug', '=', slug).executeTakeFirst()

/** Several agencies in one question, by code; for lists and for the conditions of the state table. */
export async function agenciesByCode(db: Db, codes: readonly string[]): Promise<Map<string, Agency>> {
  if (codes.length === 0) return new Map()
  const rows = await db
    .selectFrom('agency')
    .select(agencyColumns)
    .where(sql<boolean>`code = any(${[...new Set(codes)]}::varchar[])`)
    .execute()
  return new Map(rows.map((agency) => [agency.code, agency]))
}

export interface AgencyFilter {
  type?: AgencyType
  /** Agencies of this region and of the regions below it. */
  region?: string
  parent?: string
  /** Part of a name or of a short name. */
  q?: string
}

/** Agencies at work, by name. */
export function listAgencies(
  db: Db,
  filter: AgencyFilter = {},
  { after, limit = 50 }: { after?: After; limit?: number } = {},
): Promise<Agency[]> {
  const part = `%${escapeLike(filter.q?.trim().toLowerCase() ?? '')}%`
  return db
    .selectFrom('agency')
    .select(agencyColumns)
    .where('active', '=', true)
    .$if(filter.type !== undefined, (query) => query.where('type', '=', filter.type!))
    .$if(filter.parent !== undefined, (query) => query.where('parent_code', '=', filter.parent!))
    .$if(filter.region !== undefined, (query) =>
      query.where((at) =>
        at.or([
          at('region_code', '=', filter.region!),
          at('region_code', 'like', `${escapeLike(filter.region!)}.%`),
        ]),
      ),
    )
    .$if(part !== '%%', (query) =>
      query.where(sql<boolean>`(lower(name) like ${part} or lower(short_name) like ${part})`),
    )
    .$if(after !== undefined, (query) => query.where(afterRow(after!)))
    .orderBy('name')
    .orderBy('code')
    .limit(limit)
    .execute()
}

/** The offices of an agency, those of its own first, then kecamatan, kelurahan and desa; `q` is part of a name. */
export async function unitsOf(
  db: Db,
  agencyCode: string,
  q = '',
  { limit = 50 }: { limit?: number } = {},
): Promise<Unit[]> {
  const { rows } = await sql<Unit>`
    select ${sql.join(unitColumns.map((column) => sql.ref(column)))}
    from unit
    where agency_code = ${agencyCode}
      and active
      and lower(name) like ${`%${escapeLike(q.trim().toLowerCase())}%`}
    order by
      case kind when 'kecamatan' then 1 when 'kelurahan' then 2 when 'desa' then 2 else 0 end,
      name,
      code
    limit ${limit}`.execute(db)
  return rows
}

/** One office; also a closed one. */
export const unitByCode = (db: Db, code: string): Promise<Unit | undefined> =>
  db.selectFrom('unit').select(unitColumns).where('code', '=', code).executeTakeFirst()

/** Several offices in one question, by code. */
export async function unitsByCode(db: Db, codes: readonly string[]): Promise<Map<string, Unit>> {
  if (codes.length === 0) return new Map()
  const rows = await db
    .selectFrom('unit')
    .select(unitColumns)
    .where(sql<boolean>`code = any(${[...new Set(codes)]}::varchar[])`)
    .execute()
  return new Map(rows.map((unit) => [unit.code, unit]))
}

/** Who looks into a complaint about the agency itself: its internal auditor. */
export const inspectorateOf = (db: Db, agencyCode: string): Promise<Unit | undefined> =>
  db
    .selectFrom('unit')
    .select(unitColumns)
    .where('agency_code', '=', agencyCode)
    .where('kind', '=', 'inspectorate')
    .where('active', '=', true)
    .orderBy('code')
    .executeTakeFirst()

/** An agency and every agency below it (regencies of a province, ministries of a coordinating one), highest first. */
export async function agencyTreeOf(db: Db, agencyCode: string): Promise<Agency[]> {
  const columns = sql.join(agencyColumns.map((column) => sql.ref(`agency.${column}`)))
  const { rows } = await sql<Agency>`
    with recursive tree as (
      select code, 0 as depth
      from agency
      where code = ${agencyCode}
      union all
      select agency.code, tree.depth + 1
      from agency
      join tree on agency.parent_code = tree.code
      -- Three tiers are all there are; a circle made by mistake must not run for ever.
      where tree.depth < 4
    )
    select ${columns}
    from tree
    join agency on agency.code = tree.code
    order by tree.depth, agency.name, agency.code
    limit 1000`.execute(db)
  return rows
}

/** The agencies above one, the nearest first: who is asked when it does not answer. */
export async function agenciesAbove(db: Db, agencyCode: string): Promise<Agency[]> {
  const columns = sql.join(agencyColumns.map((column) => sql.ref(`agency.${column}`)))
  const { rows } = await sql<Agency>`
    with recursive above as (
      select parent_code as code, 1 as depth
      from agency
      where code = ${agencyCode}
      union all
      select agency.parent_code, above.depth + 1
      from above
      join agency on agency.code = above.code
      where above.depth < 4
    )
    select ${columns}
    from above
    join agency on agency.code = above.code
    order by above.depth`.execute(db)
  return rows
}

/** Which agency governs a region: its regency or city, or its province for a code of two digits. */
export const agencyOfRegion = (db: Db, regionCode: string): Promise<Agency | undefined> =>
  db
    .selectFrom('agency')
    .select(agencyColumns)
    .where('region_code', '=', regionCode.slice(0, 5))
    .where('active', '=', true)
    .executeTakeFirst()

/** `%`, `_` and `\` as themselves. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
