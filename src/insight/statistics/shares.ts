/** How figures may be told (DOMAIN section 7): small numbers say little and can point at a person. Pure. */
import { number, percent } from '../../web/dates.ts'
import type { Say } from '../../web/say.ts'

/** A ratio of fewer cases than this is not shown. */
export const leastOfARatio = 10
/** An agency with fewer first replies due is not ranked. */
export const leastToRank = 30
/** Cells below this are hidden from the public. */
export const leastOfACell = 5

export type Counts = {
  received: number
  answer_due: number
  answer_on_time: number
  first_due: number
  first_on_time: number
  solved: number
  closed_by_agency: number
}

export const noCounts: Counts = {
  received: 0,
  answer_due: 0,
  answer_on_time: 0,
  first_due: 0,
  first_on_time: 0,
  solved: 0,
  closed_by_agency: 0,
}

export const countFields = Object.keys(noCounts) as (keyof Counts)[]

/** N4, of answers whose time was over; open and overdue ones are in the denominator and not on time. */
export const onTime = (counts: Counts): number | null => ratio(counts.answer_on_time, counts.answer_due)
/** N3, of first replies. */
export const firstOnTime = (counts: Counts): number | null => ratio(counts.first_on_time, counts.first_due)
/** N7, "solved per reporter", of what was ended by a verdict or closed without one. */
export const solvedShare = (counts: Counts): number | null =>
  ratio(counts.solved, counts.solved + counts.closed_by_agency)

/** Null below ten cases. */
export const ratio = (part: number, whole: number): number | null => (whole < leastOfARatio ? null : part / whole)

/** '86%', or 'n < 10' where there are too few cases for a share. */
export const shareWords = (share: number | null, say: Say): string => (share === null ? 'n < 10' : percent(share, say))

/** '1.284', and '< 5' for the smallest that are not none. */
export const cellWords = (count: number, say: Say): string =>
  count > 0 && count < leastOfACell ? `< ${leastOfACell}` : number(count, say)

export const sum = (rows: readonly Counts[]): Counts =>
  rows.reduce<Counts>(
    (total, row) => Object.fromEntries(countFields.map((name) => [name, total[name] + row[name]])) as Counts,
    noCounts,
  )
