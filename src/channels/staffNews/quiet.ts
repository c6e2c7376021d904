/** When a letter may go out: not in the quiet hours of its reader, and not on a day off. Pure. */
import {
  addWorkingDays,
  atLocalTime,
  isWorkingDay,
  wallClock,
  type Calendar,
  type Place,
} from '../../regulation/clocks.ts'
import type { Wishes } from './wishes.ts'

/** Where and by which clock somebody works. */
export type Workplace = { zone: string; place: Place }

type Quiet = Pick<Wishes, 'quietFrom' | 'quietUntil'>

/** The first instant from `now` on at which this person may be written to. */
export function mailableFrom(now: Date, quiet: Quiet, at: Workplace, calendar: Calendar): Date {
  const { day, minutes } = wallClock(now, at.zone)
  const isAtWork = isWorkingDay(day, calendar, at.place)
  if (isAtWork && !isQuiet(minutes, quiet)) return now
  // Before the end of the quiet of a working day it is the same morning; else the next working day's.
  const isBefore = isAtWork && minutes < quiet.quietUntil
  const next = isBefore ? day : addWorkingDays(day, 1, calendar, at.place)
  return new Date(atLocalTime(next, quiet.quietUntil, at.zone))
}

/** Quiet may go over midnight (18.00 to 07.00) or lie within a day (12.00 to 13.00). */
function isQuiet(minutes: number, { quietFrom, quietUntil }: Quiet): boolean {
  if (quietFrom === quietUntil) return false
  return quietFrom < quietUntil
    ? minutes >= quietFrom && minutes < quietUntil
    : minutes >= quietFrom || minutes < quietUntil
}

/** 07.30: before the day's work, after most people's quiet. */
export const morningMinutes = 7 * 60 + 30
/** Whoever could not be written to by noon gets no morning letter on that day. */
const noon = 12 * 60

/** The day whose morning letter is to be written now, or undefined: too early, too late, or a day off. */
export function morningOf(now: Date, at: Workplace, calendar: Calendar): string | undefined {
  const { day, minutes } = wallClock(now, at.zone)
  const isMorning = minutes >= morningMinutes && minutes < noon
  return isMorning && isWorkingDay(day, calendar, at.place) ? day : undefined
}
