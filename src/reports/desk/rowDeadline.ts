/** The ribbon of a row in a list. The inbox keeps the due date only; the days left are counted from the calendar. */
import { workingDaysBetween, type Calendar } from '../../regulation/clocks.ts'
import { shippedRules } from '../../regulation/deadlines.ts'
import type { Deadline } from '../../web/parts/deadline.ts'
import { dayOf } from '../../web/dates.ts'
import type { InboxRow } from '../casefile/tables.ts'

/** Undefined where no clock presses: nothing is due, or the clock waits for the reporter. */
export function rowDeadline(
  row: InboxRow,
  calendar: Calendar,
  now: Date,
  zone: string,
): Deadline | undefined {
  if (row.due_rule === null || row.due_on === null) return undefined
  const today = dayOf(now, zone)
  const rule = shippedRules.get(row.due_rule)?.at(-1)
  const countsCalendarDays = rule?.length.unit === 'calendarDays'
  const isLate = now > new Date(row.due_at)
  const left = countsCalendarDays
    ? daysBetween(today, row.due_on)
    : signedWorkingDays(today, row.due_on, calendar)
  const remaining = isLate ? Math.min(left, -1) : Math.max(left, 0)
  const total = Math.max(rule?.length.n ?? 0, remaining)
  return {
    state: 'running',
    dueOn: row.due_on,
    totalWorkingDays: total,
    usedWorkingDays: Math.max(0, total - Math.max(0, remaining)),
    remainingWorkingDays: remaining,
    countsCalendarDays,
  }
}

const signedWorkingDays = (today: string, due: string, calendar: Calendar): number =>
  due >= today ? workingDaysBetween(today, due, calendar) : -workingDaysBetween(due, today, calendar)

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
