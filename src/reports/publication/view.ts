/** A published report for the API: the published text, the public events, words in place of identities. */
import { shownNumber } from '../../platform/crypto/token.ts'
import type { Say } from '../../web/say.ts'
import { narrate, type Names } from '../casefile/narration.ts'
import type { EventRow, PublicRow } from '../casefile/tables.ts'
import { maskPersonalData } from './masking.ts'
import type { PublicReading } from './queries.ts'

export function publicView({ row, events, names }: PublicReading, now: Date, say: Say) {
  return {
    ...publicListItem(row, names),
    text: row.text,
    ...(row.place !== null && { place: row.place }),
    supporters: row.supporters,
    outcome: { agency: row.agency_word, reporter: row.reporter_word },
    clocks: pressing(row, now),
    events: events.map((event) => publicEvent(event, row, say, names)),
  }
}

/** The reporter's own words stand in public only where the report is open; everybody's are masked. */
export function publicEvent(event: EventRow, row: PublicRow, say: Say, names: Names) {
  const told = narrate(event, say, names)
  const isOwn = told.by === 'reporter'
  const text = isOwn && row.level !== 'open' ? '' : maskPersonalData(told.text).masked
  return {
    at: publicTime(event, row),
    action: event.action,
    by: told.by === 'agency' ? (event.actor_agency ?? 'agency') : told.by,
    title: told.title,
    text: text || told.title,
  }
}

/** The first event gives the day only as exactly as the level does (DOMAIN section 6). */
const publicTime = (event: EventRow, row: PublicRow): string =>
  event.seq === 1 ? row.submitted_day : event.at.toISOString()

const pressing = (row: PublicRow, now: Date) =>
  row.due_rule === null || row.due_at === null
    ? []
    : [
        {
          rule: row.due_rule,
          due_on: row.due_on,
          due_at: row.due_at.toISOString(),
          state: row.due_state === 'running' && now > row.due_at ? 'missed' : row.due_state,
        },
      ]

export const publicListItem = (row: PublicRow, names: Names) => ({
  number: row.number,
  shown_number: shownNumber(row.number),
  kind: row.kind,
  state: row.state,
  publication: 'published' as const,
  level: row.level,
  title: row.title,
  text: row.text.slice(0, 300),
  ...(row.category !== null && { category: row.category }),
  ...(row.region !== null && { region: row.region }),
  ...(row.agency_code !== null && { agency: row.agency_code, agency_name: names.get(row.agency_code) ?? row.agency_code }),
  submitted_on: row.submitted_day,
  ...(row.due_on !== null && { due_on: row.due_on }),
})
