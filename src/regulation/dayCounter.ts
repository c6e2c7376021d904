/** Counting days for one clock: its place, its office hours, its own closures. */
import type { ClockHistory } from './clockHistory.ts'
import { dayNumber, weekday } from './days.ts'
import type { Deadline } from './deadlines.ts'
import { addOpen, isOpen, openAfter, openDays, type Calendar, type DaysOff } from './workingDays.ts'
import type { LocalMoment } from './zones.ts'

export type DayCounter = {
  /** A4: the working day of an event; after office end or on a day off, the next one. */
  dayZeroOf: (moment: LocalMoment) => number
  after: (day: number, workingDays: number) => number
  before: (day: number, workingDays: number) => number
  /** A calendar day moved to the next working day if it is a day off. */
  rolled: (day: number) => number
  count: (from: number, to: number) => number
  /** Working days after `from` up to and including `to`. */
  list: (from: number, to: number) => number[]
}

const minuteMillis = 60_000
// A3, derived from 7.5 hours from 07:30 and the breaks; Ramadan by A15.
const officeEnd = { monThu: 16 * 60 * minuteMillis, fri: (16 * 60 + 30) * minuteMillis }
const ramadanEnd = { monThu: 15 * 60 * minuteMillis, fri: (15 * 60 + 30) * minuteMillis }
const friday = 5

const clockTime = (text: string): number =>
  (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * minuteMillis

/** The closed days of one clock: of its place, of its own list, and outages where the rule skips them. */
function closedFor(history: ClockHistory, rule: Deadline, daysOff: DaysOff): ReadonlySet<number> {
  const outages = rule.skipsOutages ? daysOff.outages : new Set<number>()
  const own = history.closures ?? []
  if (outages.size === 0 && own.length === 0) return daysOff.closed
  return new Set([...daysOff.closed, ...outages, ...own.map(dayNumber)])
}

export function dayCounter(history: ClockHistory, rule: Deadline, calendar: Calendar): DayCounter {
  const daysOff = calendar.daysOff(history)
  const closed = closedFor(history, rule, daysOff)
  const usual = history.hours
    ? { monThu: clockTime(history.hours.mon_thu), fri: clockTime(history.hours.fri) }
    : officeEnd
  const endOf = (day: number): number => {
    const name = weekday(day) === friday ? 'fri' : 'monThu'
    return daysOff.short.has(day) ? Math.min(usual[name], ramadanEnd[name]) : usual[name]
  }
  return {
    dayZeroOf: ({ day, millis }) => {
      // A29: the second of the office end is still inside.
      const inTime = history.after_hours === 'same_day' || millis <= endOf(day)
      return isOpen(day, closed) && inTime ? day : openAfter(day, closed)
    },
    after: (day, workingDays) => addOpen(day, workingDays, closed),
    before: (day, workingDays) => {
      for (let left = workingDays; left > 0;) if (isOpen(--day, closed)) left--
      return day
    },
    rolled: (day) => (isOpen(day, closed) ? day : openAfter(day, closed)),
    count: (from, to) => openDays(from, to, closed).length,
    list: (from, to) => openDays(from, to, closed),
  }
}
