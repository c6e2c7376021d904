/** A month of the calendar in weeks that begin on Monday, as an Indonesian wall calendar has it. Pure. */
import { dayNumber, dayText, isDay, weekday, type Day } from '../../regulation/days.ts'

/** 'YYYY-MM' */
export type MonthName = string

export type Month = {
  name: MonthName
  /** Seven days a week; days of the months beside it stand as undefined. */
  weeks: (Day | undefined)[][]
  days: Day[]
  previous: MonthName
  next: MonthName
}

/** Clocks run for weeks, not for decades; further away nothing falls due and links would never end. */
const [firstYear, lastYear] = [2020, 2100]

export const isMonth = (text: unknown): text is MonthName =>
  typeof text === 'string' &&
  isDay(`${text}-01`) &&
  Number(text.slice(0, 4)) >= firstYear &&
  Number(text.slice(0, 4)) <= lastYear

export function monthOf(name: MonthName): Month {
  const first = dayNumber(`${name}-01`)
  const days: Day[] = []
  for (let at = first; dayText(at).startsWith(name); at++) days.push(dayText(at))
  const after = first + days.length
  // Monday first: Sunday is the seventh day of its week.
  const before = (weekday(first) + 6) % 7
  const cells: (Day | undefined)[] = [...Array<undefined>(before).fill(undefined), ...days]
  while (cells.length % 7 !== 0) cells.push(undefined)
  return {
    name,
    weeks: Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7)),
    days,
    previous: dayText(first - 1).slice(0, 7),
    next: dayText(after).slice(0, 7),
  }
}
