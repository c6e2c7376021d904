import { dayOf } from '../../web/dates.ts'
import type { Period } from './queries.ts'

const dayMs = 86_400_000

/** The last `days` days in WIB, today included. */
export const lastDays = (now: Date, days: number): Period => ({
  from: dayOf(new Date(now.getTime() - (days - 1) * dayMs), 'WIB'),
  to: dayOf(now, 'WIB'),
})

/** Twelve whole months: the current one and the eleven before it. */
export function lastYear(now: Date): Period {
  const to = dayOf(now, 'WIB')
  const first = new Date(`${to.slice(0, 7)}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() - 11)
  return { from: first.toISOString().slice(0, 10), to }
}
