/** The ribbon of a row in a list. The inbox keeps the due date only; the days left are counted from the calendar. */
import { workingDaysBetween, type Calendar } from '../../regulation/clocks.ts'
import { lengthInLists, type Law } from '../../regulation/law.ts'
import type { Deadline } from '../../web/parts/deadline.ts'
import { dayOf } from '../../web/dates.ts'
import type { InboxRow } from '../casefile/tables.ts'

/** Undefined where no clock presses: nothing is due, or the clock waits for the reporter. */
export function rowDeadline(row: InboxRow, law: Law, now: Date, zone: string): Deadline | undefined {
  if (row.due_rule === null || row.due_on === null) return undefined
  const today = dayOf(now, zone)
  const submittedDay = dayOf(row.submitted_at, zone)
  const length = lengthInLists(law, { rule: row.due_rule, agency: row.agency_code, submittedDay, today })
  const countsCalendarDays = length?.unit === 'calendarDays'
  const isLate = now > new Date(row.due_at)
  const left = countsCalendarDays
    ? daysBetween(today, row.due_on)
    : signedWorkingDays(today, row.due_on, law.calendar)
  const remaining = isLate ? Math.min(left, -1) : Math.max(left, 0)
  const total = Math.max(length?.n ?? 0, remaining)
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
