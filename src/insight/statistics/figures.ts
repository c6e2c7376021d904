/** The live figures of the front page, from the daily roll-up and the published reports. Cheap at any size. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { nationalDesk } from '../../reports/casefile/projections.ts'

export type Figures = {
  submittedToday: number
  answeredOnTime: number | null
  solvedByReporter: number | null
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** Today's intake in WIB, and the shares of the last 30 days: late open reports are in the denominator (N4). */
export async function liveFigures(db: Db, today: string): Promise<Figures> {
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from report where submitted_at >= (${today}::date)::timestamp at time zone 'Asia/Jakarta'
  `.execute(db)
  const { rows } = await sql<{ due: number; on_time: number; solved: number; closed: number }>`
    select coalesce(sum(answer_due), 0)::int as due, coalesce(sum(answer_on_time), 0)::int as on_time,
           coalesce(sum(solved), 0)::int as solved, coalesce(sum(closed_by_agency), 0)::int as closed
    from stat_daily
    where agency_code = ${nationalDesk} and day > ${today}::date - 30 and day <= ${today}::date
  `.execute(db)
  const month = rows[0]!
  return {
    submittedToday: counted[0]!.count,
    answeredOnTime: share(month.on_time, month.due),
    solvedByReporter: share(month.solved, month.solved + month.closed),
  }
}

export type Punctual = {
  name: string
  slug: string
  reports: number
  onTime: number | null
  solved: number | null
}

/** The agencies with the highest share on time in 30 days. Fewer than `least` due answers are no ranking (DOMAIN 7). */
export async function punctualAgencies(db: Db, today: string, least = 3): Promise<Punctual[]> {
  const { rows } = await sql<Punctual>`
    select a.name, a.slug, s.reports, s.on_time as "onTime", s.solved as "solved"
    from (
      select agency_code, sum(answer_due)::int as reports,
             sum(answer_on_time)::float / nullif(sum(answer_due), 0) as on_time,
             sum(solved)::float / nullif(sum(solved) + sum(closed_by_agency), 0) as solved
      from stat_daily
      where agency_code <> ${nationalDesk} and day > ${today}::date - 30 and day <= ${today}::date
      group by agency_code having sum(answer_due) >= ${least}
    ) s join agency a on a.code = s.agency_code
    order by s.on_time desc nulls last, s.reports desc, a.name limit 5
  `.execute(db)
  return rows
}
