/** How exactly the public may know when something happened (DOMAIN section 6, "exact time: public"). Pure. */
import { zoneOfRegion } from '../../directory/regions/zones.ts'
import { dayOf, fullDay, monthName, tinyDay } from '../../web/dates.ts'
import { sightOf } from '../../regulation/disclosure.ts'
import type { Say } from '../../web/say.ts'
import type { EventRow, PublicRow } from '../casefile/tables.ts'

type Moment = Pick<EventRow, 'seq' | 'at' | 'actor_kind'>

/** Clocks that begin with the sending of the report: their days tell the day of it. */
const sinceSent: readonly string[] = ['V1', 'V2', 'V4']

/** Whether dates of a clock of this rule may be told: not where the level hides the day of sending. */
export const mayTellDates = (rule: string, row: Pick<PublicRow, 'level'>): boolean =>
  sightOf('time', 'public', row.level) === 'date' || !sinceSent.includes(rule)

export const isReporters = (event: Pick<Moment, 'actor_kind'>): boolean =>
  event.actor_kind === 'reporter' || event.actor_kind === 'visitor'

/** The first event gives the day only as exactly as the level does (DOMAIN section 6); later acts of the reporter the day. */
export function publicTime(event: Moment, row: PublicRow): string {
  if (event.seq === 1) return row.submitted_day
  return isReporters(event) ? dayOf(event.at, zoneOfRegion(row.region)) : event.at.toISOString()
}

/** The same on a card: 'pekan 2 Nov', 'November 2026'; undefined where the day itself is told. */
export function roughlySent(
  { level, submitted_day: day }: Pick<PublicRow, 'level' | 'submitted_day'>,
  say: Say,
  today: string,
): string | undefined {
  const sight = sightOf('time', 'public', level)
  if (sight === 'date') return undefined
  if (sight === 'month') return monthName(day, say)
  const monday = tinyDay(day, say, today)
  return say(`pekan ${monday}`, `week of ${monday}`)
}

/** 'Senin, 2 November 2026', 'pekan 2 November 2026' or 'November 2026', as exactly as the level tells it. */
export function sentOn({ level, submitted_day: day }: PublicRow, say: Say): string {
  const sight = sightOf('time', 'public', level)
  if (sight === 'date') return fullDay(day, say)
  if (sight === 'month') return monthName(day, say)
  const monday = `${Number(day.slice(8))} ${monthName(day, say)}`
  return say(`pekan ${monday}`, `the week of ${monday}`)
}
