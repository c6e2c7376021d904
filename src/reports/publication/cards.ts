/** Published reports as the cards of public lists. */
import { loadCalendar } from '../../directory/calendar/queries.ts'
import { pathsOf } from '../../directory/regions/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { workingDaysBetween, type Calendar } from '../../regulation/clocks.ts'
import { dayOf } from '../../web/dates.ts'
import { statusTag } from '../../web/parts/tags.ts'
import type { Deadline } from '../../web/parts/deadline.ts'
import type { ReportCard } from '../../web/parts/reportCard.ts'
import type { Say } from '../../web/say.ts'
import type { Names } from '../casefile/narration.ts'
import type { PublicRow } from '../casefile/tables.ts'
import type { PublicList } from './queries.ts'

const ended = new Set(['closed_solved', 'closed_by_agency', 'archived', 'withdrawn', 'merged', 'answered', 'appealed', 'with_ombudsman'])

export async function publicCards(db: Db, list: PublicList, now: Date, say: Say): Promise<ReportCard[]> {
  const [calendar, places] = await Promise.all([
    loadCalendar(db),
    pathsOf(db, list.items.flatMap((row) => (row.region === null ? [] : [row.region]))),
  ])
  return list.items.map((row) => card(row, list.names, places, calendar, now, say))
}

function card(row: PublicRow, names: Names, places: Map<string, string>, calendar: Calendar, now: Date, say: Say): ReportCard {
  const deadline = ended.has(row.state) ? undefined : deadlineOf(row, calendar, now)
  return {
    number: row.number,
    kind: row.kind,
    title: row.title,
    excerpt: row.text,
    where: whereOf(row, names, places),
    submittedOn: row.submitted_day,
    supporters: row.supporters,
    ...(deadline ? { deadline } : { status: statusTag(row.state, { agency: row.agency_word?.outcome ?? null, reporter: row.reporter_word?.verdict ?? null }, say) }),
  }
}

/** 'Kota Surabaya, Kecamatan Wonokromo': the agency, and the nearest place it does not already name. */
function whereOf(row: PublicRow, names: Names, places: Map<string, string>): string {
  const agency = names.get(row.unit_code ?? '') ?? names.get(row.agency_code ?? '')
  const place = row.region === null ? undefined : places.get(row.region)?.split(', ').slice(0, 2).join(', ')
  return [place, agency].filter((part) => part !== undefined && part !== '').join(' · ')
}

/** The ribbon of a row whose clock runs, from the dates that the row keeps. */
export function deadlineOf(row: PublicRow, calendar: Calendar, now: Date, zone = 'Asia/Jakarta'): Deadline | undefined {
  if (row.due_on === null || row.due_started_at === null) return undefined
  const today = dayOf(now, zone)
  const start = dayOf(row.due_started_at, zone)
  const place = row.region === null ? {} : { region: row.region }
  const total = workingDaysBetween(start, row.due_on, calendar, place)
  const left = today <= row.due_on ? workingDaysBetween(today, row.due_on, calendar, place) : -workingDaysBetween(row.due_on, today, calendar, place)
  const state = row.due_state === 'running' && now > row.due_at! ? 'running' : (row.due_state as Deadline['state'])
  return { usedWorkingDays: Math.max(0, total - left), totalWorkingDays: total, remainingWorkingDays: left, state, dueOn: row.due_on }
}
