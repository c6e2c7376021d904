/**
 * Legal clocks: a pure function of a history, dated rules and a dated calendar. No database, no present time.
 * The service, its pages and `lapor clocks` call the same function, so anybody can recompute a date.
 */
import { readHistory, type ChangeKind, type ClockChange, type ClockHistory } from './clockHistory.ts'
import { read, type Reading } from './clockReading.ts'
import { replay } from './clockReplay.ts'
import { countedDays, settle, type Run } from './clockRun.ts'
import { dayCounter } from './dayCounter.ts'
import { dayNumber, dayText, instantText, type Day } from './days.ts'
import { shippedRules, type Deadline, type PauseReason, type RuleBook, type RuleId } from './deadlines.ts'
import { endOfDayMillis, localMoment } from './zones.ts'
import type { Calendar } from './workingDays.ts'

export { ClockError } from './clockError.ts'
export { atLocalTime, endOfDay, localDay, wallClock } from './zones.ts'
export { addWorkingDays, isWorkingDay, prepareCalendar, workingDaysBetween } from './workingDays.ts'
export { readHistory }
export type { Calendar, CalendarRow, Place } from './workingDays.ts'
export type { ChangeKind, ClockChange, ClockHistory, Day }

export type ClockResult = {
  id: string
  /** Local day from which counting starts; day 1 is the next counted day. */
  day_zero: Day
  due_on: Day
  /** Instant in UTC: 23:59:59 local of `due_on`, or the exact end of a clock in hours. */
  due_at: string
  /** The days of the law that were counted; empty for clocks in hours. */
  counted: Day[]
  /** refused:<do>, refused:length, reclassified, new_rule, met, missed, calendar_provisional */
  flags: string[]
  state: 'running' | 'paused' | 'met' | 'missed'
  /** The rule after reclassification, and the first day of the version that holds. */
  rule: RuleId
  ruleValidFrom: Day
  /** `to` is the new day 0; of an open pause, the day on which it ends by itself. */
  pauses: { why: PauseReason; from: Day; to: Day; open: boolean }[]
  /** With `now`: working days, calendar days or whole hours to the due date; negative when late. */
  remaining?: number
}

export type ClockOptions = { rules?: RuleBook; now?: Date }

/**
 * Computes one clock from its start and its changes.
 * What the rules do not allow is left out and flagged `refused:<do>`; after `end` the due date is the one that
 * held at that instant, and a later decree moves it only if that makes the end timely (A32).
 * @throws ClockError for what cannot be read: unknown clock or zone, bad or unordered instants, a change before
 * the start, a rule that was not in force on the start day
 */
export function computeClock(
  history: ClockHistory,
  calendar: Calendar,
  options: ClockOptions = {},
): ClockResult {
  const rules = options.rules ?? shippedRules
  const reading = read(history, rules)
  if (reading.rule.length.unit === 'hours') return hourClock(reading, options.now)
  const [run, used] = runAsHeld(reading, calendar, rules)
  if (options.now) settle(run, localMoment(options.now.getTime(), reading.zone).day)
  const days = dayCounter(history, run.rule, used)
  if (dependsOnUnknownYear(run, used)) run.flags.add('calendar_provisional')
  if (run.ended) run.flags.add(run.ended.day <= run.due ? 'met' : 'missed')
  const remaining = options.now && daysLeft(run, localMoment(options.now.getTime(), reading.zone).day, days)
  return {
    id: history.id,
    day_zero: dayText(run.dayZero),
    due_on: dayText(run.due),
    due_at: instantText(endOfDayMillis(run.due, reading.zone)),
    counted: countedDays(run, days).map(dayText),
    flags: [...run.flags],
    state: stateOf(run),
    ...ruleOf(run.rule),
    pauses: run.pauses.map(({ why, day, dayZero, open }) => ({
      why,
      from: dayText(day),
      to: dayText(dayZero),
      open: open && !run.ended,
    })),
    ...(remaining === undefined ? {} : { remaining }),
  }
}

const ruleOf = (rule: Deadline): { rule: RuleId; ruleValidFrom: Day } => ({
  rule: rule.id as RuleId,
  ruleValidFrom: rule.validFrom,
})

function stateOf(run: Run): ClockResult['state'] {
  if (run.ended) return run.ended.day <= run.due ? 'met' : 'missed'
  return run.pauses.some(({ open }) => open) ? 'paused' : 'running'
}

/** A11, A32: the run, and the calendar by which its due date holds. */
function runAsHeld(reading: Reading, calendar: Calendar, rules: RuleBook): [Run, Calendar] {
  const run = replay(reading, calendar, rules)
  if (!run.ended) return [run, calendar]
  const endDay = dayText(run.ended.day)
  // What a decree has once made timely stays timely, also when the decree is taken back.
  const since = calendar.everSince(endDay)
  const best = since === calendar ? run : replay(reading, since, rules)
  const then = calendar.asKnownOn(endDay)
  if (then === since) return [best, since]
  const held = replay(reading, then, rules)
  const timelyNow = run.ended.day <= best.due
  const timelyThen = run.ended.day <= held.due
  return timelyNow && !timelyThen ? [best, since] : [held, then]
}

/** A28: a date that needs a year whose holidays nobody decreed yet is computed, but not certain. */
function dependsOnUnknownYear(run: Run, calendar: Calendar): boolean {
  if (run.rule.length.unit === 'calendarDays' && !run.rule.rollsForward) return false
  const [first, last] = [Number(dayText(run.dayZero).slice(0, 4)), Number(dayText(run.due).slice(0, 4))]
  for (let year = first; year <= last; year++) if (!calendar.isLoaded(year)) return true
  return false
}

function daysLeft(run: Run, today: number, days: ReturnType<typeof dayCounter>): number | undefined {
  if (run.ended) return undefined
  if (run.rule.length.unit === 'calendarDays') return run.due - today
  const pause = run.pauses.findLast(({ open }) => open)
  if (pause) return pause.remaining ?? days.count(today, run.due)
  return today <= run.due ? days.count(Math.max(today, run.dayZero), run.due) : 0 - days.count(run.due, today)
}

const hourMillis = 3_600_000

/** A31: hours run day and night; nothing pauses, extends or rolls them. */
function hourClock({ history, zone, rule, start, changes }: Reading, now: Date | undefined): ClockResult {
  const dueAt = start.at + rule.length.n * hourMillis
  const ended = changes.find((change) => change.do === 'end')
  const refused = changes.filter((change) => change !== ended).map((change) => `refused:${change.do}`)
  const outcome = ended && (ended.moment.at <= dueAt ? 'met' : 'missed')
  const flags = new Set([...(history.length === undefined ? [] : ['refused:length']), ...refused])
  if (outcome) flags.add(outcome)
  return {
    id: history.id,
    day_zero: dayText(start.day),
    due_on: dayText(localMoment(dueAt, zone).day),
    due_at: instantText(dueAt),
    counted: [],
    flags: [...flags],
    state: outcome ?? 'running',
    ...ruleOf(rule),
    pauses: [],
    ...(now && !ended ? { remaining: Math.ceil((dueAt - now.getTime()) / hourMillis) } : {}),
  }
}

/** O1: the Ombudsman is offered on the day on which the first of the answer's clock and K5 passes. */
export const ombudsmanOfferDay = (answerDueDay: Day, ceilingDueDay: Day): Day =>
  dayText(Math.min(dayNumber(answerDueDay), dayNumber(ceilingDueDay)))
