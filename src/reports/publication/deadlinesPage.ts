/** "Hitung sendiri": each clock of a report with its rule and every day it counted, in words anybody can follow. */
import type { Calendar } from '../../regulation/clocks.ts'
import { basisOf, type Deadline } from '../../regulation/deadlines.ts'
import type { Law } from '../../regulation/law.ts'
import { legalBasis } from '../../regulation/sources.ts'
import { shownNumber } from '../../platform/crypto/token.ts'
import { dayOf, fullDay, fullInstant, longDay, shortDay, zoneLabel } from '../../web/dates.ts'
import { flag, type Html, html } from '../../web/html.ts'
import { page } from '../../web/layout.ts'
import { lapsedWords } from '../../web/parts/deadline.ts'
import { emptyState } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import type { EvaluatedClock } from '../casefile/clockwork.ts'
import { provisionalMark, rightOf } from '../casefile/countable.ts'
import { type CountedRow, countedRows } from './countedDays.ts'
import type { MovedDate } from './movedDates.ts'

export type DeadlinesPage = {
  number: string
  title: string
  clocks: EvaluatedClock[]
  /** What a decree did to the dates of each clock, by the clock's number. */
  moves: ReadonlyMap<number, MovedDate[]>
  law: Law
  now: Date
}

export function deadlinesPage(data: DeadlinesPage, say: Say): string {
  const report = inLanguage(paths.publication.report(data.number), say.language)
  return page(
    {
      title: say(
        `Tenggat laporan ${shownNumber(data.number)}`,
        `Deadlines of report ${shownNumber(data.number)}`,
      ),
      language: say.language,
      path: paths.publication.deadlines(data.number),
      current: 'reports',
      noindex: true,
    },
    html`<div class="wrap sec flow">
      <p class="md">
        <a href="${inLanguage(paths.publication.list, say.language)}"
          >${say('Laporan publik', 'Public reports')}</a
        >
        / <a class="code" href="${report}">${shownNumber(data.number)}</a> / ${say('Tenggat', 'Deadlines')}
      </p>
      <h1>${say('Hitung sendiri tenggatnya', 'Count the deadlines yourself')}</h1>
      <p>${data.title}</p>
      <p class="md mut">
        ${say(
          'Hari ke-1 adalah hari kerja setelah hari mulai. Sabtu, Minggu, libur nasional, dan cuti bersama dilewati. Hari terakhir berlaku sampai pukul 23.59 waktu setempat.',
          'Day 1 is the working day after the start. Weekends, national holidays and collective leave are skipped. The last day runs until 23:59 local time.',
        )}
        <a href="${inLanguage(paths.rules, say.language)}">${say('Semua aturan', 'All rules')}</a>
      </p>
      ${clockSections(data, say)}
    </div>`,
  )
}

/** Each clock with its rule and its days, those that still run first; the desk shows the same of any report. */
export const clockSections = (data: DeadlinesPage, say: Say): Html | Html[] =>
  data.clocks.length === 0
    ? emptyState({ title: say('Belum ada tenggat yang dapat ditampilkan', 'No deadline can be shown yet') })
    : runningFirst(data.clocks).map((clock) => clockSection(clock, data, say))

const runningFirst = (clocks: EvaluatedClock[]): EvaluatedClock[] => [
  ...clocks.filter(({ clock }) => clock.ended === undefined),
  ...clocks.filter(({ clock }) => clock.ended !== undefined),
]

function clockSection(one: EvaluatedClock, { law, moves, now }: DeadlinesPage, say: Say): Html {
  const { clock, result, deadline: rule } = one
  const isRunning = clock.ended === undefined
  return html`<section class="sheet flow" id="${clock.rule}-${clock.no}">
    <h2 class="h">${say(rule.name)}</h2>
    <p class="md">
      ${lengthWords(rule, clock.length, say)} ${startWords(one, say)} ${say('Batasnya', 'Due')}
      <b>${fullDay(result.due_on, say)}</b>${provisionalMark(one, say)}, ${say('pukul 23.59', '23:59')}
      ${zoneLabel(clock.zone)}. ${stateWords(one, now, say)}
    </p>
    ${(moves.get(clock.no) ?? []).map((move) => html`<p class="md">${movedWords(move, clock.zone, say)}</p>`)}
    <p class="sm mut">
      ${say('Dasar', 'Basis')}: ${say(legalBasis(basisOf(rule)))}. ${say('Aturan', 'Rule')}
      <span class="code">${clock.rule}</span>.
    </p>
    ${
      result.flags.includes('calendar_provisional') &&
      html`<p class="sm mut">
        ${say('Kalender libur tahun itu belum ditetapkan, jadi tanggal ini dapat bergeser.', 'The holidays of that year are not decreed yet, so this date may move.')}
      </p>`
    }
    ${
      rule.length.unit === 'workingDays' &&
      html`<details ${flag('open', isRunning && result.counted.length <= 20)}>
        <summary>
          ${say(`Lihat ${result.counted.length} hari yang dihitung`, `See the ${result.counted.length} counted days`)}
        </summary>
        ${dayTable(one, law.calendar, dayOf(now, clock.zone), say)}
      </details>`
    }
  </section>`
}

/** A date that was promised and moved says so: from when to when, since when, and why. */
const movedWords = ({ at, oldDueOn, newDueOn, cause }: MovedDate, zone: string, say: Say): string =>
  `${say(
    `Semula ${fullDay(oldDueOn, say)}; sejak ${fullDay(dayOf(at, zone), say)} menjadi ${fullDay(newDueOn, say)}.`,
    `Before: ${fullDay(oldDueOn, say)}; since ${fullDay(dayOf(at, zone), say)} it is ${fullDay(newDueOn, say)}.`,
  )} ${say(cause)}`

function lengthWords(rule: Deadline, shorter: number | undefined, say: Say): string {
  const n = shorter ?? rule.length.n
  if (rule.length.unit !== 'calendarDays') return say(`${n} hari kerja.`, `${n} working days.`)
  return say(`${n} hari kalender; semua hari ikut dihitung.`, `${n} calendar days; every day counts.`)
}

/** A start after office hours or on a day off counts from the next working day, and that needs saying. */
function startWords({ clock, result }: EvaluatedClock, say: Say): string {
  const isDayOnly = clock.startedAt.length === 10
  const day = isDayOnly ? clock.startedAt : dayOf(clock.startedAt, clock.zone)
  const when = isDayOnly ? fullDay(day, say) : fullInstant(clock.startedAt, clock.zone, say)
  const moved =
    day !== result.day_zero
      ? say(
          `Itu di luar jam kantor, jadi hari mulainya ${longDay(result.day_zero, say)}.`,
          `That is outside office hours, so the start is ${longDay(result.day_zero, say)}.`,
        )
      : ''
  return `${say(`Mulai ${when}.`, `Started ${when}.`)} ${moved}`
}

function stateWords({ clock, result, state }: EvaluatedClock, now: Date, say: Say): Html | string {
  const on =
    clock.endedAt === undefined
      ? ''
      : longDay(clock.endedAt.length === 10 ? clock.endedAt : dayOf(clock.endedAt, clock.zone), say)
  if (state === 'met') return html`<span class="tag good">${say(`Dipenuhi ${on}`, `Met on ${on}`)}</span>`
  const whose = rightOf(clock.rule)
  const isOver = state === 'missed' || (state === 'running' && now.toISOString() > result.due_at)
  if (whose !== undefined && isOver) return html`<span class="tag">${capital(lapsedWords(whose, say))}</span>`
  if (state === 'missed')
    return html`<span class="tag late"
      >${on === '' ? say('Lewat', 'Missed') : say(`Dipenuhi terlambat, ${on}`, `Met late, on ${on}`)}</span
    >`
  if (state === 'ended')
    return html`<span class="tag"
      >${say(`Tidak berlaku lagi sejak ${on}`, `No longer applies since ${on}`)}</span
    >`
  if (state === 'paused')
    return html`<span class="tag"
      >${say('Sedang berhenti, menunggu pelapor', 'Paused, waiting for the reporter')}</span
    >`
  return now.toISOString() > result.due_at
    ? html`<span class="tag late">${say('Sudah lewat dan belum dipenuhi', 'Passed and not met')}</span>`
    : html`<span class="tag act">${say('Sedang berjalan', 'Running')}</span>`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const dayTable = (one: EvaluatedClock, calendar: Calendar, today: string, say: Say): Html =>
  html`<table>
    <caption class="vh">
      ${say('Hari yang dihitung dan yang dilewati', 'Days counted and days skipped')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${say('Tanggal', 'Date')}</th>
        <th scope="col">${say('Hitungan', 'Count')}</th>
      </tr>
    </thead>
    <tbody>
      ${countedRows(one, calendar).map(
        (row) =>
          html`<tr>
            <th scope="row">
              ${datesOf(row, say)}${row.from === today && html` <span class="tag act">${say('hari ini', 'today')}</span>`}
            </th>
            <td class="${row.what === 'counted' ? '' : 'mut'}">${reasonOf(row, say)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`

const datesOf = (row: CountedRow, say: Say): string =>
  'to' in row && row.to !== row.from
    ? `${shortDay(row.from, say)} – ${shortDay(row.to, say)}`
    : shortDay(row.from, say)

function reasonOf(row: CountedRow, say: Say): Html | string {
  if (row.what === 'counted') return html`<b>${say(`hari ke-${row.no}`, `day ${row.no}`)}</b>`
  if (row.what === 'start') return say('hari mulai, tidak dihitung', 'the start, not counted')
  if (row.what === 'weekend') return say('dilewati: akhir pekan', 'skipped: weekend')
  if (row.what === 'paused')
    return say('dilewati: waktu berhenti, menunggu pelapor', 'skipped: the clock waits for the reporter')
  return html`${say('dilewati', 'skipped')}:
  ${row.name}${row.decree !== '' && html` <span class="sm">(${row.decree})</span>`}`
}
