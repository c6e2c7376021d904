/** Histories and results of legal clocks in few words, on the calendar that comes with the program. */
import { readFileSync } from 'node:fs'
import { computeClock, prepareCalendar } from '../../src/regulation/clocks.ts'
import type { ClockChange, ClockHistory, ClockResult } from '../../src/regulation/clocks.ts'
import type { RuleId } from '../../src/regulation/deadlines.ts'
import { parseHolidays } from '../../src/regulation/holidayFile.ts'

export const rows = parseHolidays(
  readFileSync(new URL('../../data/reference/holidays.csv', import.meta.url), 'utf8'),
)
export const calendar = prepareCalendar(rows)

/** '2026-07-06 16:30:01' in WIB; 10:00 where no time is given. */
export const at = (wall: string): string =>
  `${wall.replace(' ', 'T')}${wall.includes(' ') ? '' : 'T10:00'}+07:00`
export type Step = [when: string, kind: ClockChange['do'], more?: Partial<ClockChange>]
export const aHistory = (
  clock: RuleId,
  start: string,
  steps: Step[] = [],
  more: Partial<ClockHistory> = {},
): ClockHistory => ({
  id: 'A',
  clock,
  start: at(start),
  zone: 'Asia/Jakarta',
  changes: steps.map(([when, kind, rest]) => ({ at: at(when), do: kind, ...rest })),
  ...more,
})
export const compute = (
  clock: RuleId,
  start: string,
  steps?: Step[],
  more?: Partial<ClockHistory>,
  used = calendar,
): ClockResult => computeClock(aHistory(clock, start, steps, more), used)
/** [due day, ...flags] */
export const outcome = (...input: Parameters<typeof compute>): string[] => {
  const { due_on, flags } = compute(...input)
  return [due_on, ...flags]
}
