/** Published reports as the cards of public lists. */
import { loadCalendar } from '../../directory/calendar/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Calendar } from '../../regulation/clocks.ts'
import { dayOf } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { statusTag } from '../../web/parts/tags.ts'
import { type ReportCard, reportCard } from '../../web/parts/reportCard.ts'
import type { Say } from '../../web/say.ts'
import type { Labels } from './labels.ts'
import type { ListedRow, PublicList } from './queries.ts'
import { roughlySent } from './level.ts'
import { deadlineOf } from './ribbons.ts'

/** States in which an office owes something: the others have a status and no deadline that a reader could watch. */
const running = new Set<string>([
  'received',
  'forwarded',
  'authority_dispute',
  'in_progress',
  'answer_proposed',
])

export async function publicCards(db: Db, list: PublicList, now: Date, say: Say): Promise<ReportCard[]> {
  const calendar = await loadCalendar(db)
  return list.items.map((row) => card(row, list.labels, calendar, now, say))
}

// A card changes with its report, its supporters and the hour (a day ends at another one in each zone).
const drawn = new Map<string, Html>()
const mostDrawn = 5_000

/** The same as HTML. The newest reports stand on many pages, so a card that was drawn is kept. */
export async function publicCardsDrawn(db: Db, list: PublicList, now: Date, say: Say): Promise<Html[]> {
  const calendar = await loadCalendar(db)
  const hour = Math.floor(now.getTime() / 3_600_000)
  const today = dayOf(now, 'WIB')
  if (drawn.size > mostDrawn) drawn.clear()
  return list.items.map((row) => {
    const key = `${row.number} ${row.updated_at.getTime()} ${row.supporters} ${hour} ${say.language} ${calendar.version}`
    const known = drawn.get(key)
    if (known !== undefined) return known
    const made = reportCard(card(row, list.labels, calendar, now, say), say, today)
    drawn.set(key, made)
    return made
  })
}

function card(row: ListedRow, labels: Labels, calendar: Calendar, now: Date, say: Say): ReportCard {
  const sent = roughlySent(row, say, dayOf(now, 'WIB'))
  const deadline = running.has(row.state) ? deadlineOf(row, calendar, now) : undefined
  return {
    number: row.number,
    kind: row.kind,
    title: row.title,
    excerpt: row.text,
    where: whereOf(row, labels),
    submittedOn: row.submitted_day,
    ...(sent !== undefined && { sent }),
    supporters: row.supporters,
    ...(deadline
      ? { deadline }
      : { status: html`<span>${statusTag(row.state, outcomeOf(row), say)}</span>` }),
  }
}

export const outcomeOf = (row: ListedRow) => ({
  agency: row.agency_word?.outcome ?? null,
  reporter: row.reporter_word?.verdict ?? null,
})

/** 'Kota Surabaya, Kec. Wonokromo': the agency in the words of a map, then its office or the nearest place. */
function whereOf(row: ListedRow, { names, places }: Labels): string {
  const agency =
    row.agency_code === null ? undefined : shortAgency(names.get(row.agency_code) ?? row.agency_code)
  const unit = row.unit_code === null ? undefined : names.get(row.unit_code)
  const place = row.region === null ? undefined : places.get(row.region)?.split(', ')[0]
  const second = unit === undefined ? (place === agency ? undefined : place) : withoutEnd(unit, agency)
  return [agency ?? place, agency === undefined ? undefined : second].filter(Boolean).join(', ')
}

/** 'Dinas Perhubungan Kota Surabaya' beside 'Kota Surabaya' says the city twice. */
const withoutEnd = (unit: string, agency: string | undefined): string =>
  agency !== undefined && unit.endsWith(` ${agency}`) ? unit.slice(0, -agency.length - 1) : unit

/** 'Pemerintah Kota Surabaya' is long for a card, and everybody says 'Kota Surabaya'. */
export const shortAgency = (name: string): string =>
  name.replace(/^Pemerintah (?=(Kota|Kabupaten|Provinsi|Daerah)\b)/, '').replace(/^Kabupaten /, 'Kab. ')
