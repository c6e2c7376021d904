/** How figures may be told (DOMAIN section 7): small numbers say little and can point at a person. Pure. */
import { number, percent } from '../../web/dates.ts'
import type { Say } from '../../web/say.ts'

/** A ratio of fewer cases than this is not shown. */
export const leastOfARatio = 10
/** An agency with fewer first replies due is not ranked. */
export const leastToRank = 30
/**
 * Which formula a figure was counted by; every day's figures keep theirs. Since 2 an appeal that began with a second
 * objection and was refused is among what was closed. (What stands with the Ombudsman was recounted for all days.)
 */
export const formulaVersion = 2
/** Cells below this are hidden from the public. */
export const leastOfACell = 5

export type Counts = {
  received: number
  answer_due: number
  answer_on_time: number
  first_due: number
  first_on_time: number
  solved: number
  /** Ended, but not in the reporter's word. */
  closed_by_agency: number
  /** What stands there at the end of the day or period; the others count what happened in it. */
  with_ombudsman: number
}

export const noCounts: Counts = {
  received: 0,
  answer_due: 0,
  answer_on_time: 0,
  first_due: 0,
  first_on_time: 0,
  solved: 0,
  closed_by_agency: 0,
  with_ombudsman: 0,
}

export const countFields = Object.keys(noCounts) as (keyof Counts)[]

/** A ratio and how it may be told. */
export type Share = { part: number; whole: number }

/** N4, of answers whose time was over; open and overdue ones are in the whole and not on time. */
export const onTime = (counts: Counts): Share => ({ part: counts.answer_on_time, whole: counts.answer_due })
/** N3, of first replies. */
export const firstOnTime = (counts: Counts): Share => ({
  part: counts.first_on_time,
  whole: counts.first_due,
})
/** N7, "solved per reporter": S10 / (S10 + S11 + S13), of what was ended or stands with the Ombudsman. */
export const solvedShare = (counts: Counts): Share => ({
  part: counts.solved,
  whole: counts.solved + counts.closed_by_agency + counts.with_ombudsman,
})

/** Of the same: how many are closed in any word, and not with the Ombudsman. */
export const closedShare = (counts: Counts): Share => ({
  part: counts.solved + counts.closed_by_agency,
  whole: solvedShare(counts).whole,
})

/** From 0 to 1; null below ten cases. */
export const ratio = ({ part, whole }: Share): number | null => (whole < leastOfARatio ? null : part / whole)

/** '86%', 'n < 10' where there are too few cases for a share, '–' where there are none. */
export const shareWords = (share: Share, say: Say): string => {
  if (share.whole === 0) return '–'
  return share.whole < leastOfARatio ? `n < ${leastOfARatio}` : percent(ratio(share), say)
}

/** '1.284', and '< 5' for the smallest that are not none. */
export const cellWords = (count: number, say: Say): string =>
  count > 0 && count < leastOfACell ? `< ${leastOfACell}` : number(count, say)

/** Of consecutive periods, the oldest first: what happened adds up, what stands is that of the last. */
export const sum = (rows: readonly Counts[]): Counts => ({
  ...rows.reduce<Counts>(
    (total, row) => Object.fromEntries(countFields.map((name) => [name, total[name] + row[name]])) as Counts,
    noCounts,
  ),
  with_ombudsman: rows.at(-1)?.with_ombudsman ?? 0,
})
