/** The state of one clock while its changes are replayed, and how its due day follows from it. */
import { ClockError } from './clockError.ts'
import type { ClockHistory } from './clockHistory.ts'
import type { Moment } from './clockReading.ts'
import type { DayCounter } from './dayCounter.ts'
import { dayNumber } from './days.ts'
import type { Deadline, PauseReason } from './deadlines.ts'

export type Pause = {
  why: PauseReason
  day: number
  /** Its last day: the pause ends by itself with it, and it is the new day 0 at the latest (A18). */
  until: number
  /** The new day 0: that of the resume, `until` as long as nobody resumed. */
  dayZero: number
  /** Working days left to count; null when the due date no longer depends on the resume. */
  remaining: number | null
  open: boolean
  answered: boolean
}

export type Run = {
  rule: Deadline
  /** Days of the rule or the shorter length, and days of an extension. */
  length: number
  extra: number
  /** Of a clock that was shortened (T46): the working days it may count, whatever a later version says. */
  cut?: number
  dayZero: number
  due: number
  pauses: Pause[]
  extended: Set<string>
  ended?: Moment
  flags: Set<string>
}

/** A34: a pledge or half length may shorten a clock in working days, never lengthen it. */
export function shorterLength(wish: number | undefined, rule: Deadline, flags: Set<string>): number {
  if (wish === undefined) return rule.length.n
  if (!Number.isFinite(wish) ? wish !== Infinity : wish < 0 || !Number.isInteger(wish))
    throw new ClockError('invalid_input', 'length must be a whole number of working days')
  const shortens = rule.length.unit === 'workingDays' && !rule.countedBackFrom && wish <= rule.length.n
  if (!shortens) flags.add('refused:length')
  return shortens ? wish : rule.length.n
}

/** The due day from the start, with the same pauses and resumes. */
export function dueOf(run: Run, days: DayCounter, history: ClockHistory): number {
  if (run.rule.length.unit === 'calendarDays') {
    const due = run.dayZero + run.length + run.extra
    return run.rule.rollsForward ? days.rolled(due) : due
  }
  if (run.rule.countedBackFrom) {
    const leadDue = dayNumber(history.lead_due ?? '')
    return Math.max(run.dayZero, days.before(leadDue, run.length))
  }
  let [from, left] = [run.dayZero, run.length + run.extra]
  for (const pause of run.pauses) {
    const due = days.after(from, left)
    if (due < pause.day) {
      const last = run.pauses.at(-1)
      if (last) last.remaining = null
      return due
    }
    left = days.count(Math.max(from, pause.day), due)
    pause.remaining = left
    from = pause.dayZero
  }
  const due = days.after(from, left)
  return history.cap !== undefined && run.rule.id === 'F2' ? Math.min(due, dayNumber(history.cap)) : due
}

export const openPause = (run: Run): Pause | undefined => run.pauses.findLast(({ open }) => open)

/** A9, A22: after its last day a pause is over, whether anybody resumed the clock or not. */
export function settle(run: Run, day: number): void {
  const pause = openPause(run)
  if (pause && day > pause.until) pause.open = false
}

/** Counts again from the start; nobody is late by a change of today, so a past date moves past `day`. */
export function recount(run: Run, day: number, flag: string, history: ClockHistory, days: DayCounter): void {
  run.due = dueOf(run, days, history)
  if (run.due >= day) return
  run.due = days.after(day, 1)
  run.flags.add(flag)
  const pause = openPause(run)
  if (pause) pause.remaining = null
}

/** The days counted up to the due day: those of the law, without pauses. */
export function countedDays(run: Run, days: DayCounter): number[] {
  if (run.rule.length.unit === 'calendarDays')
    return Array.from({ length: run.length + run.extra }, (_, place) => run.dayZero + place + 1)
  const counted: number[] = []
  let from = run.dayZero
  for (const pause of run.pauses) {
    counted.push(...days.list(from, Math.min(pause.day, run.due)))
    from = Math.max(from, pause.dayZero)
  }
  counted.push(...days.list(from, run.due))
  return run.rule.countedBackFrom ? counted : counted.slice(0, run.length + run.extra)
}
