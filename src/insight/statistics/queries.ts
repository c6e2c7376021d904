/** Figures from the daily roll-up: days × agencies, however many reports there are. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { nationalDesk } from '../../reports/casefile/projections.ts'
import { remembered } from '../../platform/db/remembered.ts'
import type { Counts } from './shares.ts'

const sums = sql`
  coalesce(sum(received), 0)::int as received, coalesce(sum(answer_due), 0)::int as answer_due,
  coalesce(sum(answer_on_time), 0)::int as answer_on_time, coalesce(sum(first_due), 0)::int as first_due,
  coalesce(sum(first_on_time), 0)::int as first_on_time, coalesce(sum(solved), 0)::int as solved,
  coalesce(sum(closed_by_agency), 0)::int as closed_by_agency`

/** What stands with the Ombudsman on the last day of its period that was counted; the nation has a row for every day. */
const standing = sql`coalesce(sum(with_ombudsman) filter (where day = counted.last), 0)::int as with_ombudsman`

/** Which formula and calendar the newest of the days were counted by, and when. */
const counting = sql`
  max(formula)::int as formula, max(calendar_version)::int as calendar_version, max(computed_at) as computed_at`
export type Counting = { formula: number; calendar_version: number; computed_at: Date }

const lastDay = ({ from, to }: Period) => sql`
  (select max(day) as last from stat_daily
   where agency_code = ${nationalDesk} and day >= ${from}::date and day <= ${to}::date)`
const lastDays = ({ from, to }: Period) => sql`
  (select to_char(day, 'YYYY-MM') as month, max(day) as last from stat_daily
   where agency_code = ${nationalDesk} and day >= ${from}::date and day <= ${to}::date group by 1)`

const keptSeconds = 30

export type Period = { from: string; to: string }

/** Figures of every agency in a period, by its code; the nation stands under the code of the national desk. */
export const countsByAgency = (db: Db, { from, to }: Period): Promise<Map<string, Counts>> =>
  remembered(db, `counts ${from} ${to}`, keptSeconds, async () => {
    const { rows } = await sql<Counts & { agency_code: string }>`
      select agency_code, ${sums}, ${standing}
      from stat_daily cross join ${lastDay({ from, to })} as counted
      where day >= ${from}::date and day <= ${to}::date
      group by agency_code`.execute(db)
    return new Map(rows.map(({ agency_code, ...counts }) => [agency_code, counts]))
  })

export type MonthCounts = Counts & Counting & { month: string }

/** By month 'YYYY-MM', oldest first; months without a row are left out. */
export const countsByMonth = (
  db: Db,
  agency: string | undefined,
  { from, to }: Period,
): Promise<MonthCounts[]> =>
  remembered(db, `months ${agency ?? ''} ${from} ${to}`, keptSeconds, async () => {
    const { rows } = await sql<MonthCounts>`
      select to_char(day, 'YYYY-MM') as month, ${sums}, ${standing}, ${counting}
      from stat_daily left join ${lastDays({ from, to })} as counted on counted.month = to_char(day, 'YYYY-MM')
      where agency_code = ${agency ?? nationalDesk} and day >= ${from}::date and day <= ${to}::date
      group by 1 order by 1`.execute(db)
    return rows
  })

export type DayCounts = Counts & Counting & { day: string }

export async function countsByDay(
  db: Db,
  agency: string | undefined,
  { from, to }: Period,
): Promise<DayCounts[]> {
  const { rows } = await sql<DayCounts>`
    select day, ${sums}, sum(with_ombudsman)::int as with_ombudsman, ${counting} from stat_daily
    where agency_code = ${agency ?? nationalDesk} and day >= ${from}::date and day <= ${to}::date
    group by day order by day limit 4000`.execute(db)
  return rows
}

export type AgencyMonth = Counts & Counting & { month: string; agency_code: string; agency: string }

/** Open data: every agency, every month. 623 agencies make 7,500 rows a year. */
export async function countsByAgencyAndMonth(db: Db, { from, to }: Period): Promise<AgencyMonth[]> {
  const { rows } = await sql<AgencyMonth>`
    select to_char(s.day, 'YYYY-MM') as month, s.agency_code,
           case when s.agency_code = ${nationalDesk} then 'Nasional' else min(a.name) end as agency,
           ${sums}, ${standing}, ${counting}
    from stat_daily s
    left join ${lastDays({ from, to })} as counted on counted.month = to_char(s.day, 'YYYY-MM')
    left join agency a on a.code = s.agency_code
    where s.day >= ${from}::date and s.day <= ${to}::date
    group by 1, 2 order by 1, 2 limit 100000`.execute(db)
  return rows
}

/** When the roll-up last ran. */
export const countedAt = (db: Db): Promise<Date | null> =>
  remembered(db, 'counted at', keptSeconds, async () => {
    const { rows } = await sql<{ at: Date | null }>`
      select max(computed_at) as at from stat_daily where agency_code = ${nationalDesk}`.execute(db)
    return rows[0]?.at ?? null
  })

/** How the newest figures of the nation were counted; nothing before the first count. */
export const countingOf = (db: Db): Promise<Counting | undefined> =>
  remembered(db, 'counting', keptSeconds, async () => {
    const { rows } = await sql<Counting>`
      select formula, calendar_version, computed_at from stat_daily
      where agency_code = ${nationalDesk} order by day desc limit 1`.execute(db)
    return rows[0]
  })
