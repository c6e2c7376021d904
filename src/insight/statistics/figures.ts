/** The live figures of the front page, from the daily roll-up and the published reports. Cheap at any size. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { nationalDesk } from '../../reports/casefile/projections.ts'
import { rankedAgencies } from '../agencies/queries.ts'
import { lastYear } from './period.ts'
import { onTime, ratio, solvedShare } from './shares.ts'

export type Figures = {
  submittedToday: number
  answeredOnTime: number | null
  solvedByReporter: number | null
}

/**
 * Today's intake in WIB; the answers of the last 30 days on time, where late open reports are in the denominator (N4);
 * and what the reporters of a year say. Of fewer than ten cases there is no share (DOMAIN section 7).
 */
export async function liveFigures(db: Db, today: string): Promise<Figures> {
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from report where submitted_at >= (${today}::date)::timestamp at time zone 'Asia/Jakarta'
  `.execute(db)
  const { rows } = await sql<{ due: number; on_time: number; solved: number; others: number }>`
    select (coalesce(sum(answer_due) filter (where day > ${today}::date - 30), 0))::int as due,
           (coalesce(sum(answer_on_time) filter (where day > ${today}::date - 30), 0))::int as on_time,
           coalesce(sum(solved), 0)::int as solved,
           coalesce(sum(closed_by_agency) + sum(with_ombudsman) filter (where day = (
             select max(day) from stat_daily where agency_code = ${nationalDesk} and day <= ${today}::date
           )), 0)::int as others
    from stat_daily
    where agency_code = ${nationalDesk} and day > ${today}::date - 365 and day <= ${today}::date
  `.execute(db)
  const year = rows[0]!
  return {
    submittedToday: counted[0]!.count,
    answeredOnTime: ratio({ part: year.on_time, whole: year.due }),
    solvedByReporter: ratio({ part: year.solved, whole: year.solved + year.others }),
  }
}

export type Punctual = {
  name: string
  slug: string
  /** Final answers that fell due. */
  due: number
  onTime: number | null
  solved: number | null
}

/** The agencies with the highest share on time in a year, by the rule of the statistics. */
export async function punctualAgencies(db: Db, now: Date): Promise<Punctual[]> {
  return (await rankedAgencies(db, lastYear(now))).slice(0, 5).map(({ name, slug, counts }) => ({
    name,
    slug,
    due: counts.answer_due,
    onTime: ratio(onTime(counts)),
    solved: ratio(solvedShare(counts)),
  }))
}
