import { sql } from 'kysely'
import { prepareCalendar, type Calendar, type CalendarRow } from '../../regulation/clocks.ts'
import type { Db } from '../../platform/db/database.ts'
import { keptList, type Load } from '../editions.ts'
import type { After } from '../lists.ts'
import type { CalendarRowTable } from './tables.ts'

/** The calendar that clocks are computed with, kept in memory; see `keptList`. */
export const loadCalendar: Load<Calendar> = keptList('calendar', async (db, version) =>
  prepareCalendar(await countedDays(db), { version: String(version) }),
)

/** The calendar as it stood at a version: what dates were computed with before a change, or after it. */
export async function calendarOfVersion(db: Db, version: number): Promise<Calendar> {
  return prepareCalendar(await countedDays(db, version), { version: String(version) })
}

type StoredDay = Pick<
  CalendarRowTable,
  'day' | 'name' | 'type' | 'scope_kind' | 'scope_code' | 'effect' | 'decree'
> & {
  known_from_day: string
  withdrawn_from_day: string | null
}

export const calendarRowOf = (row: StoredDay): CalendarRow => ({
  day: row.day,
  name: row.name,
  type: row.type,
  scope:
    row.scope_kind === 'nation'
      ? 'nation'
      : row.scope_kind === 'region'
        ? { region: row.scope_code }
        : { agency: row.scope_code },
  effect: row.effect,
  decree: row.decree,
  knownFrom: row.known_from_day,
  ...(row.withdrawn_from_day !== null && { withdrawnFrom: row.withdrawn_from_day }),
})

/** Rows that count, and those withdrawn since, which clocks that ended before still have. */
export async function countedDays(db: Db, version = 2_147_483_647): Promise<CalendarRow[]> {
  const rows = await db
    .selectFrom('calendar_row')
    .select([
      'day',
      'name',
      'type',
      'scope_kind',
      'scope_code',
      'effect',
      'decree',
      'known_from_day',
      // A row that was withdrawn later than that version still stood in it.
      sql<string | null>`case when withdrawn_version <= ${version}::int then withdrawn_from_day end`.as(
        'withdrawn_from_day',
      ),
    ])
    .where((where) => where.or([where('active', '=', true), where('withdrawn_version', 'is not', null)]))
    .where('calendar_version', '<=', version)
    .orderBy('day')
    .orderBy('id')
    .limit(20_000)
    .execute()
  return rows.map(calendarRowOf)
}

export type Holiday = Pick<
  CalendarRowTable,
  'id' | 'day' | 'name' | 'type' | 'scope_kind' | 'scope_code' | 'effect' | 'decree' | 'known_from_day'
>

export interface HolidayFilter {
  from?: string
  to?: string
  type?: CalendarRow['type']
  /** Days of the nation, of this region and of the regions that it lies in; without it the nation's only. */
  region?: string
  /** And those that this agency has by itself. */
  agency?: string
}

/** The days that count as decreed, in the order of the calendar. */
export function listHolidays(
  db: Db,
  filter: HolidayFilter = {},
  { after, limit = 100 }: { after?: After; limit?: number } = {},
): Promise<Holiday[]> {
  const { region, agency } = filter
  const regions = [2, 5, 8, 13]
    .filter((length) => length <= (region?.length ?? 0))
    .map((length) => region!.slice(0, length))
  return db
    .selectFrom('calendar_row')
    .select(['id', 'day', 'name', 'type', 'scope_kind', 'scope_code', 'effect', 'decree', 'known_from_day'])
    .where('active', '=', true)
    .where(
      sql<boolean>`(
        scope_kind = 'nation'
        or (scope_kind = 'region' and scope_code = any(${regions}::varchar[]))
        or (scope_kind = 'agency' and scope_code = ${agency ?? ''})
      )`,
    )
    .$if(filter.from !== undefined, (query) => query.where('day', '>=', filter.from!))
    .$if(filter.to !== undefined, (query) => query.where('day', '<=', filter.to!))
    .$if(filter.type !== undefined, (query) => query.where('type', '=', filter.type!))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(day, id) > (${after!.name}::text::date, ${after!.code}::varchar)`),
    )
    .orderBy('day')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export type KnownDay = Pick<
  CalendarRowTable,
  | 'id'
  | 'day'
  | 'name'
  | 'type'
  | 'scope_kind'
  | 'scope_code'
  | 'effect'
  | 'decree'
  | 'known_from_day'
  | 'entered_by'
  | 'checked_by'
  | 'withdrawn_from_day'
>

/** Every row of a year, of all places, with those that were withdrawn. */
export const daysOfYear = (db: Db, year: number): Promise<KnownDay[]> =>
  db
    .selectFrom('calendar_row')
    .select([
      'id',
      'day',
      'name',
      'type',
      'scope_kind',
      'scope_code',
      'effect',
      'decree',
      'known_from_day',
      'entered_by',
      'checked_by',
      'withdrawn_from_day',
    ])
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .where((where) => where.or([where('active', '=', true), where('withdrawn_version', 'is not', null)]))
    .orderBy('day')
    .orderBy('id')
    .limit(2_000)
    .execute()

/** Years that have any row, the first to the last. */
export async function yearsOfCalendar(db: Db): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from day)::int as year
    from calendar_row
    order by year`.execute(db)
  return rows.map(({ year }) => year)
}

export type WithdrawnDay = Pick<CalendarRowTable, 'id' | 'day' | 'name' | 'decree'>

/** The rows that a proposal withdraws or has withdrawn. */
export const withdrawnDays = async (db: Db, ids: readonly string[]): Promise<WithdrawnDay[]> =>
  ids.length === 0
    ? []
    : db
        .selectFrom('calendar_row')
        .select(['id', 'day', 'name', 'decree'])
        .where('id', 'in', [...ids])
        .orderBy('day')
        .execute()
