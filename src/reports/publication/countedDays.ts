/** The days between the start of a clock and its due day, each with the reason why it counts or not. Pure. */
import type { Calendar, Day } from '../../regulation/clocks.ts'
import type { EvaluatedClock } from '../casefile/clockwork.ts'

export type CountedRow =
  | { what: 'start'; from: Day }
  | { what: 'counted'; from: Day; no: number }
  | { what: 'weekend'; from: Day; to: Day }
  | { what: 'holiday'; from: Day; name: string; decree: string }
  | { what: 'paused'; from: Day; to: Day }

const dayMs = 86_400_000
const next = (day: Day): Day => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10)
const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** Every day from day 0 to the due day, in their order; weekends and pauses in one row each. */
export function countedRows(
  { clock, result }: Pick<EvaluatedClock, 'clock' | 'result'>,
  calendar: Calendar,
): CountedRow[] {
  const numbers = new Map(result.counted.map((day, index) => [day, index + 1]))
  const rows: CountedRow[] = [{ what: 'start', from: result.day_zero }]
  for (let day = next(result.day_zero); day <= result.due_on && rows.length < 400; day = next(day)) {
    const no = numbers.get(day)
    const last = rows.at(-1)!
    const isPaused = result.pauses.some(({ from, to }) => day > from && day <= to)
    const holiday = holidayOn(day, calendar, clock)
    if (no !== undefined) rows.push({ what: 'counted', from: day, no })
    else if (isPaused && last.what === 'paused') last.to = day
    else if (isPaused) rows.push({ what: 'paused', from: day, to: day })
    else if (holiday) rows.push({ what: 'holiday', from: day, name: holiday.name, decree: holiday.decree })
    else if (isWeekend(day) && last.what === 'weekend') last.to = day
    else rows.push({ what: 'weekend', from: day, to: day })
  }
  return rows
}

/** The decreed day off of a working week, of the nation or of the place where the clock is counted. */
function holidayOn(day: Day, calendar: Calendar, { region, agency }: EvaluatedClock['clock']) {
  return calendar.rows.find(
    (row) =>
      row.day === day &&
      row.effect === 'closes' &&
      (row.scope === 'nation' ||
        ('region' in row.scope && region !== undefined && `${region}.`.startsWith(`${row.scope.region}.`)) ||
        ('agency' in row.scope && row.scope.agency === agency)),
  )
}
