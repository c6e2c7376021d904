/**
 * Replays the changes of one clock in order of time. Days are day numbers here, and every step is one of the
 * readings A1–A35; docs/decisions/clock-readings.md says what we chose where the text leaves a case open.
 */
import { ClockError } from './clockError.ts'
import type { ClockHistory } from './clockHistory.ts'
import type { Moment, Reading } from './clockReading.ts'
import { countedDays, dueOf, openPause, recount, settle, shorterLength, type Run } from './clockRun.ts'
import { dayCounter, type DayCounter } from './dayCounter.ts'
import { dayNumber, dayText } from './days.ts'
import type { Deadline, PauseReason, RuleBook } from './deadlines.ts'
import { answerClocks } from './kinds.ts'
import type { Calendar } from './workingDays.ts'

const kindClocks: ReadonlySet<string> = new Set(Object.values(answerClocks))
const capOfPauses = 2

/** Runs a clock in working or calendar days through its changes. */
export function replay(reading: Reading, calendar: Calendar, rules: RuleBook): Run {
  const { history, rule, start } = reading
  const days = dayCounter(history, rule, calendar)
  const flags = new Set<string>()
  const length = shorterLength(history.length, rule, flags)
  const dayZero = rule.length.unit === 'workingDays' ? days.dayZeroOf(start) : start.day
  const run: Run = { rule, length, extra: 0, dayZero, due: 0, pauses: [], extended: new Set(), flags }
  run.due = dueOf(run, days, history)
  for (const change of reading.changes) {
    settle(run, change.moment.day)
    adoptNewVersions(run, change.moment.day, reading, days, rules)
    const applied = run.ended === undefined && apply(run, change, reading, days, rules)
    if (!applied) flags.add(`refused:${change.do}`)
  }
  if (run.ended === undefined) adoptNewVersions(run, Infinity, reading, days, rules)
  return run
}

type Change = Reading['changes'][number]

/** Whether the change is allowed; if not, nothing has moved (A17). */
function apply(run: Run, change: Change, reading: Reading, days: DayCounter, rules: RuleBook): boolean {
  switch (change.do) {
    case 'pause':
      return pause(run, change, days, rules)
    case 'resume':
      return resume(run, change.moment, days)
    case 'extend':
      return extend(run, change, reading.history, days)
    case 'reclassify':
      return reclassify(run, change, reading, days, rules)
    case 'shorten':
      return shorten(run, change, days)
    case 'end':
      run.ended = change.moment
      return true
  }
}

/** A9, A19, A21, A22. The day of the pause is used; what is left is counted from the new day 0. */
function pause(run: Run, change: Change, days: DayCounter, rules: RuleBook): boolean {
  const { rule, due, pauses } = run
  const { moment, why = rule.pauses[0] } = change
  const usedUp = pauses.filter((earlier) => earlier.why === 'S7').length >= (rule.maxPauses ?? capOfPauses)
  if (!why || !rule.pauses.includes(why) || openPause(run) || moment.day > due || (why === 'S7' && usedUp))
    return false
  const counted = lastDayOfPause(why, moment, days, rules)
  const told = change.until === undefined || why === 'S2' ? counted : days.rolled(dayNumber(change.until))
  const until = Math.max(told, moment.day)
  const dayZero = pauses.at(-1)?.dayZero ?? run.dayZero
  const remaining = days.count(Math.max(dayZero, moment.day), due)
  pauses.push({ why, day: moment.day, until, dayZero: until, remaining, open: true, answered: false })
  run.due = days.after(until, remaining)
  return true
}

/** S2: the next working day. S3: the due day of V5. S7: the due day of R2. */
function lastDayOfPause(why: PauseReason, moment: Moment, days: DayCounter, rules: RuleBook): number {
  // A clock of before R2's first day pauses by the first version of R2: no pause may be without end.
  const lengthOf = (id: string): number => {
    const versions = rules.get(id) ?? []
    const row = versions.findLast(({ validFrom }) => validFrom <= dayText(moment.day)) ?? versions[0]
    if (!row) throw new ClockError('unknown_clock', `a pause needs the rule ${id}`)
    return row.length.n
  }
  if (why === 'S2') return days.after(moment.day, 1)
  if (why === 'S3') return days.rolled(moment.day + lengthOf('V5'))
  return days.after(days.dayZeroOf(moment), lengthOf('R2'))
}

/** A9, A18. The reply to a pause that is already over is in order and changes nothing. */
function resume(run: Run, moment: Moment, days: DayCounter): boolean {
  const pause = run.pauses.at(-1)
  if (!pause || pause.answered) return false
  pause.answered = true
  if (!pause.open) return true
  pause.open = false
  pause.dayZero = Math.min(days.dayZeroOf(moment), pause.until)
  if (pause.remaining !== null) run.due = days.after(pause.dayZero, pause.remaining)
  return true
}

/** A14, A25, A26. */
function extend(run: Run, { moment, days: wish }: Change, history: ClockHistory, days: DayCounter): boolean {
  const { extension } = run.rule
  if (!extension || run.extended.has(run.rule.id) || openPause(run) || moment.day > run.due) return false
  const granted = wish ?? extension.n
  if (!Number.isInteger(granted) || granted < 1 || granted > extension.n) return false
  run.extended.add(run.rule.id)
  run.extra += granted
  if (extension.unit === 'calendarDays') run.due = dueOf(run, days, history)
  else run.due = days.after(run.due, granted)
  // F5: the lead gives of its own time, not more than it has.
  if (run.rule.countedBackFrom)
    run.due = Math.max(run.dayZero, Math.min(run.due, dayNumber(history.lead_due ?? '')))
  return true
}

/** T46: so many working days from the change on, if that is sooner. Nobody is late by the change itself. */
function shorten(run: Run, { moment, days: wish }: Change, days: DayCounter): boolean {
  const granted = wish ?? run.rule.urgentDays
  const counts = run.rule.length.unit === 'workingDays' && run.rule.countedBackFrom === undefined
  if (!counts || granted === undefined || !Number.isInteger(granted) || granted < 0) return false
  const pause = openPause(run)
  if (pause && pause.remaining !== null) {
    const saved = Math.max(0, pause.remaining - granted)
    run.cut = run.length + run.extra - saved
    pause.remaining -= saved
    run.due = days.after(pause.until, pause.remaining)
  } else {
    const due = days.after(days.dayZeroOf(moment), granted)
    if (due >= run.due) return true
    run.due = due
    run.cut = countedDays(run, days).length
  }
  run.length = run.cut
  run.extra = 0
  return true
}

/** A12, A23, A24. */
function reclassify(run: Run, change: Change, reading: Reading, days: DayCounter, rules: RuleBook): boolean {
  const rule = newRule(change.to, reading.start.day, rules)
  if (!rule || !kindClocks.has(run.rule.id)) return false
  run.rule = rule
  // Calling a late case by another name does not make it timely.
  if (change.moment.day > run.due) return true
  run.length = shorterLength(change.length, rule, run.flags)
  run.extra = 0
  run.flags.delete('reclassified')
  recount(run, change.moment.day, 'reclassified', reading.history, days)
  return true
}

/** The version of the new kind's clock on the original start day; none where the rule did not exist yet. */
function newRule(id: string | undefined, startDay: number, rules: RuleBook): Deadline | undefined {
  if (id === undefined || !kindClocks.has(id)) return undefined
  const start = dayText(startDay)
  return rules
    .get(id)
    ?.findLast(({ validFrom, validTo }) => validFrom <= start && start <= (validTo ?? start))
}

/** A later version reaches clocks that are still open on its first day, if its decree says so (DOMAIN 2.2). */
function adoptNewVersions(
  run: Run,
  until: number,
  reading: Reading,
  days: DayCounter,
  rules: RuleBook,
): void {
  const { history, start } = reading
  for (const version of rules.get(run.rule.id) ?? []) {
    if (!version.appliesToOpen || version.validFrom <= run.rule.validFrom) continue
    const firstDay = dayNumber(version.validFrom)
    const isOpenThen =
      run.ended === undefined && firstDay > start.day && firstDay <= until && run.due >= firstDay
    if (!isOpenThen || version.length.unit !== run.rule.length.unit) continue
    run.rule = version
    run.length = Math.min(shorterLength(history.length, version, run.flags), run.cut ?? Infinity)
    recount(run, firstDay - 1, 'new_rule', history, days)
  }
}
