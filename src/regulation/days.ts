import { ClockError } from './clockError.ts'

/** A calendar day, 'YYYY-MM-DD'. Compares as text. */
export type Day = string

export const dayMillis = 86_400_000
// Past it, days no longer have four-digit years.
const lastReadableYear = 9000

const shape = /^(\d{4})-(\d\d)-(\d\d)$/
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Whether a text is a day that exists, 'YYYY-MM-DD'. */
export function isDay(text: unknown): text is Day {
  const parts = typeof text === 'string' ? shape.exec(text) : null
  if (!parts) return false
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const days = month === 2 && isLeap(year) ? 29 : monthDays[month - 1]
  return days !== undefined && date >= 1 && date <= days && year <= lastReadableYear
}

const numbers = new Map<Day, number>()
const texts = new Map<number, Day>()
const mostRemembered = 100_000

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  let number = numbers.get(day)
  if (number === undefined) {
    number = Date.parse(day) / dayMillis
    if (numbers.size < mostRemembered) numbers.set(day, number)
  }
  return number
}

/** The day of a day number. */
export function dayText(number: number): Day {
  let text = texts.get(number)
  if (text === undefined) {
    text = new Date(number * dayMillis).toISOString().slice(0, 10)
    if (texts.size < mostRemembered) texts.set(number, text)
  }
  return text
}

/** Monday 1 to Friday 5, Saturday 6, Sunday 0. */
export const weekday = (number: number): number => (((number + 4) % 7) + 7) % 7

const instantShape = /^\d{4}-\d\d-\d\dT(\d\d):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/**
 * Milliseconds since 1970 of an instant such as '2026-05-04T02:00:00Z'. The offset is required: a time without
 * one means another instant in each zone. `Date.parse` alone would read 30 February as 2 March.
 * @throws ClockError `invalid_instant`
 */
export function instantMillis(text: unknown, what = 'instant'): number {
  const parts = typeof text === 'string' ? instantShape.exec(text) : null
  const millis = parts ? Date.parse(text as string) : NaN
  if (!parts || Number(parts[1]) > 23 || Number.isNaN(millis) || !isDay((text as string).slice(0, 10)))
    throw new ClockError(
      'invalid_instant',
      `${what} must be an instant with its offset, as 2026-05-04T02:00:00Z`,
    )
  return millis
}

/** An instant in UTC as text, with milliseconds only where there are some. */
export const instantText = (millis: number): string => new Date(millis).toISOString().replace('.000Z', 'Z')
