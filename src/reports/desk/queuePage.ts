/** The left column: search and filters (their address is a saved view), then the rows in groups by the clock. */
import { bulkKindsFor } from '../../regulation/bulk.ts'
import { isDay } from '../../regulation/days.ts'
import { nameOfRule } from '../../regulation/deadlines.ts'
import { kinds } from '../../regulation/kinds.ts'
import type { Law } from '../../regulation/law.ts'
import type { Words } from '../../regulation/transition.ts'
import { kindWords } from '../../regulation/words.ts'
import { attribute, flag, type Html, html, forManyPages } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { shortDay, shownNumber, timeOfDay } from '../../web/dates.ts'
import { deadlineRibbon } from '../../web/parts/deadline.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { paths } from '../../web/paths.ts'
import { statusTag } from '../../web/parts/tags.ts'
import { actsForAgency } from '../casefile/deciding.ts'
import type { InboxRow } from '../casefile/tables.ts'
import { listPath, listState, reportPath, type Desk } from './desk.ts'
import { capped, inDeskLanguage } from './frame.ts'
import { groupEnds, type DeskList } from './queries.ts'
import { queuesFor } from './queues.ts'
import { rowDeadline } from './rowDeadline.ts'

export type QueueView = {
  /** When the rows were read, by the clock of this machine: what changes afterwards is not in them. */
  readAt: number
  list: DeskList
  /** Rows of this view: late, due by Sunday, all. */
  counts: { late: number; week: number; all: number }
  /** Last names of the regions that rows name, by code. */
  places: ReadonlyMap<string, string>
  /** Names of officers and units that have rows, by id and code; empty where the reader is none of them. */
  holders: ReadonlyMap<string, string>
  law: Law
  units: readonly { code: string; name: string }[]
  openId?: string
}

/** The column but for what belongs to one person: colleagues share it. */
export type QueueColumn = {
  readAt: number
  top: Html
  rows: Html
  firstId?: string
  label: Words
  all: number
}

export function makeColumn(desk: Desk, view: QueueView): QueueColumn {
  const { say } = desk
  const { list, counts } = view
  const heading = html`<div class="row apart">
    ${view.openId === undefined ? html`<h1>${say(list.queue.label)}</h1>` : html`<h2 class="h">${say(list.queue.label)}</h2>`}
    <span class="md mut">${say(`${capped(counts.all)} laporan`, `${capped(counts.all)} reports`)}</span>
  </div>`
  const first = list.items[0]
  return {
    readAt: view.readAt,
    top: forManyPages(html`${heading}${filters(desk, view)}`),
    rows: first === undefined ? nothing(desk) : forManyPages(rows(desk, view)),
    label: list.queue.label,
    all: counts.all,
    ...(first && { firstId: first.report_id }),
  }
}

/** `saved` are the filters that the person has named, where the page shows them. */
export const queueColumn = (desk: Desk, column: QueueColumn, saved?: Html | false): Html =>
  html`<section class="queue" aria-label="${desk.say('Daftar laporan', 'List of reports')}">
    ${column.top}${saved}${liveLine(desk, column.readAt)}${column.firstId === undefined ? column.rows : rowsForm(desk, column.rows, column.all)}
  </section>`

/** How old the list is and the way to a new one; with script it says what has come since (live.js). */
function liveLine(desk: Desk, readAt: number): Html {
  const { say } = desk
  return html`<p
    class="sm mut live"
    data-live="${inDeskLanguage(desk, paths.desk.stream)}"
    data-since="${readAt}"
  >
    <span data-live-words role="status"
      >${say(`Daftar pukul ${timeOfDay(desk.now, desk.zone, say)}.`, `List of ${timeOfDay(desk.now, desk.zone, say)}.`)}</span
    >
    <a href="${listPath(desk)}">${say('Muat ulang', 'Reload')}</a>
  </p>`
}

function filters(desk: Desk, { units }: QueueView): Html {
  const { say, query } = desk
  const select = (
    name: string,
    label: string,
    value: string | undefined,
    choices: readonly [string, string][],
  ) =>
    html`<label
      >${label}<select name="${name}">
        ${choices.map(([code, words]) => html`<option value="${code}" ${flag('selected', code === (value ?? ''))}>${words}</option>`)}
      </select></label
    >`
  const all: [string, string] = ['', say('Semua', 'All')]
  return html`<form
    class="filters"
    role="search"
    method="get"
    action="${inDeskLanguage(desk, paths.desk.home)}"
  >
    <label class="full"
      >${say('Cari kata atau nomor', 'Search words or a number')}<input
        type="search"
        name="q"
        maxlength="200"
        ${attribute('value', query.q)}
    /></label>
    ${select(
      'antrean',
      say('Antrean', 'Queue'),
      desk.queue.name,
      queuesFor(desk.actor).map((queue) => [queue.name, say(queue.label)]),
    )}
    ${select('tenggat', say('Tenggat', 'Due'), query.tenggat, [all, ['lewat', say('Lewat', 'Late')], ['hari-ini', say('Hari ini', 'Today')], ['minggu-ini', say('Sampai Minggu', 'By Sunday')], ...dayChosen(desk)])}
    ${select('jenis', say('Jenis', 'Kind'), query.jenis, [all, ...kinds.map((kind): [string, string] => [kind, say(kindWords[kind])])])}
    ${units.length > 0 && select('unit', say('Unit', 'Unit'), query.unit, [all, ...units.map((unit): [string, string] => [unit.code, unit.name])])}
    <div class="row ${units.length > 0 ? 'full' : 'low'}">
      <button class="btn alt s">${icon('search')}${say('Tampilkan', 'Show')}</button>
      ${isFiltered(desk) && html`<a class="md" href="${listPath(desk, { q: undefined, jenis: undefined, unit: undefined, tenggat: undefined, kategori: undefined, wilayah: undefined, lanjut: undefined })}">${say('Hapus saringan', 'Clear filters')}</a>`}
    </div>
  </form>`
}

/** A day comes from the calendar; the box keeps it while something else is changed. */
const dayChosen = ({ query: { tenggat }, say }: Desk): [string, string][] =>
  isDay(tenggat) ? [[tenggat, shortDay(tenggat, say)]] : []

const isFiltered = ({ query }: Desk): boolean =>
  [query.q, query.jenis, query.unit, query.tenggat, query.kategori, query.wilayah].some(
    (value) => value !== undefined,
  )

const rows = (desk: Desk, view: QueueView): Html =>
  html`${grouped(desk, view).map(
    (group) =>
      group.rows.length > 0 &&
      html` ${groupHeading(group.title, group.count, view.openId !== undefined)}
        <ul class="q">
          ${group.rows.map((row) => rowItem(desk, view, row))}
        </ul>`,
  )}
  ${more(desk, view)}
  ${listFileLinks(paths.desk.home, { ...listState(desk.query), lanjut: undefined }, desk.say)}`

/** Its token is the one thing in the list that is nobody else's. */
function rowsForm(desk: Desk, body: Html, all: number): Html {
  if (!desk.mayActOnMany) return html`<div>${body}</div>`
  return html`<form method="post" action="${inDeskLanguage(desk, paths.desk.bulk)}">
    <input type="hidden" name="csrf" value="${desk.csrf}" />
    ${Object.entries(listState(desk.query)).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${bulkChoice(desk, all)} ${body}
  </form>`
}

/** Which action, and to which rows: those ticked on this page, or all that the filter leaves. */
const bulkChoice = ({ actor, say }: Desk, all: number): Html =>
  html`<div
    class="bulk"
    role="group"
    aria-label="${say('Tindakan untuk laporan terpilih', 'Actions for the chosen reports')}"
    data-bulk
  >
    <b data-count>${say('Yang dicentang', 'Ticked ones')}</b>
    <select name="tindakan" aria-label="${say('Tindakan', 'Action')}">
      ${bulkKindsFor(actor.roles).map(({ kind, label }) => html`<option value="${kind}">${say(label)}</option>`)}
    </select>
    <button name="lingkup" value="centang">${say('Lanjut', 'Go on')}</button>
    <button name="lingkup" value="semua">
      ${say(`Semua ${capped(all)} laporan`, `All ${capped(all)} reports`)}
    </button>
  </div>`

/** Below the list's own heading: that is the page's first while no report is open. */
const groupHeading = (title: string, count: number, isBesideReport: boolean): Html => {
  const words = html`<span>${title}</span><span class="num">${capped(count)}</span>`
  return isBesideReport ? html`<h3 class="day">${words}</h3>` : html`<h2 class="day">${words}</h2>`
}

/** Late, due by Sunday, later: rows come in the order of the clock, so each group is one stretch of them. */
function grouped(desk: Desk, { list, counts }: QueueView) {
  const { say, now } = desk
  const { week } = groupEnds(now)
  const isLate = (row: InboxRow) => new Date(row.due_at) < now
  const isSoon = (row: InboxRow) => new Date(row.due_at) <= week
  return [
    { title: say('Lewat tenggat', 'Past due'), count: counts.late, rows: list.items.filter(isLate) },
    {
      title: say('Tenggat minggu ini', 'Due this week'),
      count: Math.max(0, counts.week - counts.late),
      rows: list.items.filter((row) => isSoon(row) && !isLate(row)),
    },
    {
      title: say('Nanti', 'Later'),
      count: counts.all >= 1000 ? counts.all : Math.max(0, counts.all - counts.week),
      rows: list.items.filter((row) => !isSoon(row)),
    },
  ]
}

function rowItem(desk: Desk, view: QueueView, row: InboxRow): Html {
  const { say, now, zone } = desk
  const deadline = rowDeadline(row, view.law, now, zone)
  const number = shownNumber(row.number)
  const place = row.region === null ? undefined : view.places.get(row.region)
  const isOpen = row.report_id === view.openId
  // A national list has one deadline and no office yet; an agency's has several of both.
  const isAgency = actsForAgency(desk.actor)
  const holder = view.holders.get(row.officer_id ?? '') ?? view.holders.get(row.unit_code ?? '')
  const rule = isAgency && deadline !== undefined ? nameOfRule(row.due_rule!) : undefined
  // At an agency's desk the name of its own city tells nothing.
  const isTelling = !isAgency || (row.region ?? '').length > 5
  return html`<li class="${desk.mayActOnMany ? '' : 'plain-row'}">
    ${desk.mayActOnMany && html`<input type="checkbox" name="id" value="${row.report_id}" aria-label="${say(`Pilih ${number}`, `Choose ${number}`)}" />`}
    <a href="${reportPath(desk, row.report_id)}" ${attribute('aria-current', isOpen && 'true')}
      >${row.title || say('Isi tertutup', 'Closed content')}</a
    >
    <div class="row">
      ${deadline ? deadlineRibbon(deadline, say) : html`<span class="code">${number}</span>`}
      ${place !== undefined && isTelling && html`<span>${place}</span>`}
      ${(rule || holder) && html`<span>${[rule && say(rule), holder].filter(Boolean).join(' · ')}</span>`}
      ${row.urgent && html`<span class="tag late">${say('Mendesak', 'Urgent')}</span>`}
      ${row.objected && html`<span class="tag late">${say('Keberatan', 'Objection')}</span>`}
      ${row.returned && html`<span class="tag soon">${say('Dikembalikan', 'Returned')}</span>`}
      ${row.pending !== null && html`<span class="tag soon">${say('Menunggu orang kedua', 'Waits for a second person')}</span>`}
      ${(desk.queue.states?.length ?? 2) > 1 && statusTag(row.state, {}, say, true)}
    </div>
  </li>`
}

function more(desk: Desk, { list }: QueueView): Html | false {
  const { say, query } = desk
  return (
    (list.next !== undefined || query.lanjut !== undefined) &&
    html`<nav class="row apart pager" aria-label="${say('Halaman', 'Pages')}">
      ${query.lanjut !== undefined ? html`<a class="btn alt s" href="${listPath(desk, { lanjut: undefined })}">${icon('arrow-left')}${say('Ke awal', 'To the start')}</a>` : html`<span></span>`}
      ${list.next !== undefined && html`<a class="btn alt s" rel="next" href="${listPath(desk, { lanjut: list.next })}">${say('Berikutnya', 'Next')}${icon('arrow-right')}</a>`}
    </nav>`
  )
}

function nothing(desk: Desk): Html {
  const { say } = desk
  return html`<div class="empty flow">
    <p>
      <b
        >${isFiltered(desk) ? say('Tidak ada yang cocok', 'Nothing fits') : say('Belum ada yang menunggu', 'Nothing is waiting')}</b
      >
    </p>
    <p class="md mut">
      ${
        isFiltered(desk)
          ? say(
              'Longgarkan saringan, atau cari di antrean "Semua".',
              'Loosen the filters, or search in the queue "All".',
            )
          : say(
              'Antrean ini kosong. Laporan baru muncul di sini sesuai tenggatnya.',
              'This queue is empty. New reports come here in the order of their deadlines.',
            )
      }
    </p>
    <p>
      <a
        class="btn alt s"
        href="${listPath(desk, { antrean: 'semua', q: desk.query.q, jenis: undefined, unit: undefined, tenggat: undefined, lanjut: undefined })}"
        >${say('Lihat semua laporan', 'See all reports')}</a
      >
    </p>
  </div>`
}
