/** Every agency with its figures; 634 rows, kept for a short while and sorted in memory. */
import { sql } from 'kysely'
import { listAgencies, type Agency } from '../../directory/agencies/queries.ts'
import type { AgencyType } from '../../directory/agencies/tables.ts'
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import { countsByAgency, type Period } from '../statistics/queries.ts'
import {
  firstOnTime,
  leastToRank,
  noCounts,
  onTime,
  ratio,
  solvedShare,
  type Counts,
} from '../statistics/shares.ts'

export type Listed = Pick<Agency, 'code' | 'name' | 'short_name' | 'slug' | 'type'> & { counts: Counts }

const allAgencies = (db: Db): Promise<Agency[]> =>
  remembered(db, 'agencies', 60, async () =>
    (await listAgencies(db, {}, { limit: 2_000 })).filter((agency) => agency.type !== 'national_desk'),
  )

export const sortings = ['name', 'received', 'first', 'answers', 'solved'] as const
export type Sorting = (typeof sortings)[number]

export type AgencyQuestion = { q?: string; type?: AgencyType; sort: Sorting; page: number }

export const agenciesOfAPage = 50

export type AgencyPage = { agencies: Listed[]; total: number; hasMore: boolean }

/** Agencies by name or by a figure, the best first; those with too few cases come last, by name. */
export async function foundAgencies(
  db: Db,
  question: Omit<AgencyQuestion, 'page'>,
  period: Period,
): Promise<Listed[]> {
  const [agencies, counts] = await Promise.all([allAgencies(db), countsByAgency(db, period)])
  const words = (question.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found = agencies
    .filter((one) => question.type === undefined || one.type === question.type)
    .filter((one) => words.every((word) => `${one.name} ${one.short_name}`.toLowerCase().includes(word)))
    .map((one) => ({ ...one, counts: counts.get(one.code) ?? noCounts }))
  if (question.sort !== 'name')
    found.sort((one, other) => rank(other.counts, question.sort) - rank(one.counts, question.sort))
  return found
}

export async function agencyPage(db: Db, question: AgencyQuestion, period: Period): Promise<AgencyPage> {
  const found = await foundAgencies(db, question, period)
  const from = question.page * agenciesOfAPage
  return {
    agencies: found.slice(from, from + agenciesOfAPage),
    total: found.length,
    hasMore: found.length > from + agenciesOfAPage,
  }
}

/** Fewer than two make no ranking. */
const leastOfARanking = 2

/**
 * Agencies with enough first replies due to be compared (DOMAIN section 7), by their answers on time, the best first;
 * none while there is nobody to compare with.
 */
export async function rankedAgencies(db: Db, period: Period): Promise<Listed[]> {
  const ranked = (await foundAgencies(db, { sort: 'answers' }, period)).filter(
    ({ counts }) => counts.first_due >= leastToRank && ratio(onTime(counts)) !== null,
  )
  return ranked.length < leastOfARanking ? [] : ranked
}

function rank(counts: Counts, sort: Sorting): number {
  if (sort === 'received') return counts.received
  const share = ratio(
    sort === 'first' ? firstOnTime(counts) : sort === 'answers' ? onTime(counts) : solvedShare(counts),
  )
  // DOMAIN section 7: fewer than 30 first replies due are not ranked.
  return share === null ? -2 : counts.first_due < leastToRank ? share - 1.5 : share
}

export type Load = { open: number; overdue: number }

/** What lies with an agency now, published or not: counts only. */
export const loadOf = (db: Db, code: string, now: Date): Promise<Load> =>
  remembered(db, `load ${code}`, 30, async () => {
    const { rows } = await sql<Load>`
      select count(*)::int as open, (count(*) filter (where due_at < ${now}))::int as overdue
      from agency_inbox
      -- Beside an admin's own list, the exact number would tell how many inspections there are.
      where agency_code = ${code} and open and part_no > 0 and kind <> 'complaint_oversight'`.execute(db)
    return rows[0]!
  })

export const unitCount = (db: Db, code: string): Promise<number> =>
  remembered(db, `units ${code}`, 60, async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from unit where agency_code = ${code} and active`.execute(db)
    return rows[0]!.count
  })
