/** A published report for the API: the published text, the public events, words in place of identities. */
import { shownNumber } from '../../platform/crypto/token.ts'
import type { Say } from '../../web/say.ts'
import { narrate, type Names } from '../casefile/narration.ts'
import type { PublicRow } from '../casefile/tables.ts'
import { zoneOfRegion } from '../../directory/regions/zones.ts'
import { dayOf } from '../../web/dates.ts'
import { mayTellDates, publicTime } from './level.ts'
import { maskPersonalData } from './masking.ts'
import type { ListedRow, PublicEvent, PublicReading } from './queries.ts'

export function publicView({ row, events, names }: PublicReading, now: Date, say: Say) {
  return {
    ...publicListItem(row, names),
    text: row.text,
    edited: row.edited,
    ...(row.place !== null && { place: row.place }),
    supporters: row.supporters,
    outcome: { agency: publicAgencyWord(row), reporter: publicReporterWord(row) },
    clocks: pressing(row, now),
    events: events.map((event) => publicEvent(event, row, say, names)),
  }
}

/** The agency's word; why a report was archived is told to its reporter, the public learns that it was (T42). */
export function publicAgencyWord({ agency_word: word }: PublicRow): PublicRow['agency_word'] {
  if (word === null) return null
  return { ...word, text: word.outcome === 'archived' ? '' : masked(word.text) }
}

/** The reporter's verdict with its day; the words with it stand there only where the level is open. */
export function publicReporterWord(row: PublicRow): PublicRow['reporter_word'] {
  const word = row.reporter_word
  if (word === null) return null
  const { text, ...rest } = word
  const isShown = row.level === 'open' && text !== undefined && text !== ''
  return { ...rest, at: dayOf(word.at, zoneOfRegion(row.region)), ...(isShown && { text: masked(text) }) }
}

/** What is said to the reporter reads wrong to everybody else. */
export const insteadForPublic: Record<string, [id: string, en: string]> = {
  publish: ['Dibaca petugas; data pribadi sudah ditutup.', 'Read by an officer; personal data are masked.'],
  close_unanswered: [
    'Sepuluh hari kerja lewat tanpa penilaian pelapor. Pelapor masih dapat membukanya lagi.',
    'Ten working days passed without a verdict. The reporter can still reopen it.',
  ],
}

/** The reporter's own words stand in public only where the report is open; everybody's are masked. */
export function publicEvent(event: PublicEvent, row: PublicRow, say: Say, names: Names) {
  const told = narrate(event, say, names)
  const isOwn = told.by === 'reporter'
  const ours = insteadForPublic[event.action]
  const text = isOwn && row.level !== 'open' ? '' : ours ? say(...ours) : masked(told.text)
  return {
    at: publicTime(event, row),
    action: event.action,
    by: told.by === 'agency' ? (event.actor_agency ?? 'agency') : told.by,
    title: told.title,
    text: text || told.title,
  }
}

// Events never change, so what was masked once stays masked; the newest few thousand texts are enough.
const known = new Map<string, string>()
const mostKnown = 5_000

/** Personal data that an officer wrote into an answer, or a reporter into an objection, does not leave the house. */
export function masked(text: string): string {
  if (text === '') return ''
  const found = known.get(text)
  if (found !== undefined) return found
  const made = maskPersonalData(text).masked
  if (known.size >= mostKnown) known.clear()
  if (text.length < 2_000) known.set(text, made)
  return made
}

const pressing = (row: PublicRow, now: Date) =>
  row.due_rule === null || row.due_at === null || !mayTellDates(row.due_rule, row)
    ? []
    : [
        {
          rule: row.due_rule,
          due_on: row.due_on,
          due_at: row.due_at.toISOString(),
          state: row.due_state === 'running' && now > row.due_at ? 'missed' : row.due_state,
        },
      ]

export const publicListItem = (row: ListedRow, names: Names) => ({
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
  ...(row.agency_code !== null && {
    agency: row.agency_code,
    agency_name: names.get(row.agency_code) ?? row.agency_code,
  }),
  submitted_on: row.submitted_day,
  ...(row.due_on !== null && mayTellDates(row.due_rule ?? '', row) && { due_on: row.due_on }),
})
