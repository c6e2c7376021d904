/** T4: what a desk owes to a report that came on paper or by phone. */
import { addWorkingDays, isWorkingDay, type Calendar, type Place } from './clocks.ts'
import type { Day } from './days.ts'

/** Working days until a desk has entered what it got (DOMAIN section 8, G4; our own choice). */
export const entryWorkingDays = 1

/** Reports from before this day belong to rules that this service does not compute (DOMAIN 2.1). */
export const firstReceivedDay: Day = '2019-01-01'

/** The hour from which a day on paper counts: offices are open, and a letter says no hour. */
const openingHour = '09:00:00+07:00'

/**
 * The last day on which an entry is in time. Received on a day off: the next working day is day 0.
 */
export function entryDueDay(receivedDay: Day, calendar: Calendar, place: Place = {}): Day {
  const dayZero = isWorkingDay(receivedDay, calendar, place)
    ? receivedDay
    : addWorkingDays(receivedDay, 1, calendar, place)
  return addWorkingDays(dayZero, entryWorkingDays, calendar, place)
}

/** The instant from which the clocks of an entered report run: now, or the opening of the day the desk got it. */
export const receivedAtOf = (receivedDay: Day, today: Day, now: Date): Date =>
  receivedDay === today ? now : new Date(`${receivedDay}T${openingHour}`)
