/** A run as its owner sees it: what is asked, what would happen, how far it is, what became of each report. */
import type { FieldProblem } from '../../errors.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { mostBulkRows, type BulkKind } from '../../regulation/bulk.ts'
import { number, shownNumber, timeOfDay } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { deskPage } from '../../web/layout.ts'
import { hidden } from '../../web/parts/fields.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { note } from '../../web/parts/note.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { listPath, reportPath, type Desk } from '../desk/desk.ts'
import { deskOptions } from '../desk/frame.ts'
import { fieldOf } from '../desk/fields.ts'
import type { Lookups } from '../desk/offices.ts'
import { formOf } from './inputs.ts'
import type { Counts } from './runs.ts'
import type { BulkRow, BulkRun } from './tables.ts'
import { doingWords, reasonWords, rowWords } from './words.ts'

export type RunView = {
  run: BulkRun
  kind: BulkKind
  counts: Counts
  rows: readonly ShownRow[]
  /** The place to go on from, and whether only what was left out is shown. */
  next?: number
  isNarrowed: boolean
  officers: readonly { id: string; name: string }[]
  typed: { values: Fields; problems: readonly FieldProblem[]; lookups: Lookups }
  /** Until when it can be undone. */
  undoUntil?: Date
  /** The dates and rows were checked anew since this page was made. */
  isStale?: boolean
}
export type ShownRow = BulkRow & { title?: string; targetName?: string }

export function runPage(desk: Desk, view: RunView): string {
  const { say } = desk
  const { run } = view
  const title = titleOf(view, say)
  const isLive = ['checking', 'running', 'undoing'].includes(run.state)
  const options = deskOptions(desk, title, paths.desk.bulkRun(run.run_id), 'list')
  return deskPage(
    { ...options, scripts: [...(options.scripts ?? []), ...(isLive ? ['bulk'] : [])] },
    html`<div class="wrap sec flow" data-run="${isLive ? 'live' : 'still'}">
      <h1>${title}</h1>
      ${run.is_cut && note('soon', say(`Saringan ini memuat lebih dari ${number(mostBulkRows, say)} laporan. Yang diambil: ${number(mostBulkRows, say)} yang tenggatnya paling dekat.`, `More than ${number(mostBulkRows, say)} reports fit. Taken: the ${number(mostBulkRows, say)} that are due first.`))}
      ${view.isStale && note('soon', say('Laporannya diperiksa lagi sejak halaman ini dibuka. Lihat hasilnya, lalu tekan sekali lagi.', 'The reports were looked at again since this page was opened. Read the result, then press once more.'))}
      ${bodyOf(desk, view)}
      <p class="row">
        <a href="${listPath(desk)}">${say('Kembali ke daftar', 'Back to the list')}</a>
        <a href="${inLanguage(paths.desk.bulk, say.language)}"
          >${say('Semua tindakan massal Anda', 'All your bulk actions')}</a
        >
      </p>
    </div>`,
  )
}

function titleOf({ run, kind, counts }: RunView, say: Say): string {
  const count = (n: number) => number(n, say)
  switch (run.state) {
    case 'asking':
    case 'checking':
      return `${doingWords(kind, count(counts.all), say)}`
    case 'checked':
      return counts.able === 0
        ? say('Tidak ada yang bisa dikerjakan', 'Nothing can be done')
        : `${doingWords(kind, count(counts.able), say)}?`
    case 'running':
      return say(`${say(kind.label)}: sedang berjalan`, `${say(kind.label)}: running`)
    case 'done':
      return say(
        `${say(kind.label)}: ${count(counts.done)} selesai`,
        `${say(kind.label)}: ${count(counts.done)} done`,
      )
    case 'undoing':
      return say(`${say(kind.label)}: sedang dibatalkan`, `${say(kind.label)}: being undone`)
    case 'undone':
      return say(
        `${say(kind.label)}: ${count(counts.undone)} dibatalkan`,
        `${say(kind.label)}: ${count(counts.undone)} undone`,
      )
  }
}

function bodyOf(desk: Desk, view: RunView): Html {
  switch (view.run.state) {
    case 'asking':
      return askForm(desk, view)
    case 'checking':
      return progress(desk, view, view.counts.all - view.counts.listed, view.counts.all)
    case 'checked':
      return html`${preview(desk, view)}${table(desk, view)}`
    case 'running': {
      const all = view.counts.all - view.counts.barred
      return html`${progress(desk, view, all - view.counts.able, all)}
      ${button(desk, view, 'henti', desk.say('Hentikan sisanya', 'Stop the rest'), 'bad')}`
    }
    case 'undoing':
      return progress(
        desk,
        view,
        view.counts.undone + view.counts.kept,
        view.counts.undone + view.counts.kept + view.counts.done,
      )
    default:
      return html`${result(desk, view)}${table(desk, view)}`
  }
}

/** The boxes of the action; `{nomor}` and the other placeholders are filled for each report. */
function askForm(desk: Desk, view: RunView): Html {
  const { say } = desk
  const { run, kind, typed, officers } = view
  const spec = formOf(kind)
  const context = {
    file: {} as never,
    typed,
    officers,
    lookupPath: inLanguage(paths.desk.search, say.language),
  }
  const hasText = spec.fields.some(({ name }) => name === 'text')
  return html`<form method="post" action="${stepPath(run, 'isi', say)}" class="sheet flow ask">
    ${hidden({ csrf: desk.csrf })} ${spec.explain && html`<p class="md">${say(spec.explain)}</p>`}
    ${spec.fields.map((field) => fieldOf(kind.kind, field, context, say))}
    ${hasText && html`<p class="md mut">${say('Satu naskah untuk semuanya. Tanda seperti {nomor}, {judul}, {batas} diisi dengan milik tiap laporan.', 'One text for all. Marks such as {nomor}, {judul}, {batas} are filled with each report’s own.')}</p>`}
    <p>
      <button class="btn" data-submit>${say('Periksa dulu', 'Look at it first')}</button>
    </p>
  </form>`
}

function preview(desk: Desk, view: RunView): Html {
  const { say } = desk
  const { kind, counts } = view
  const out = counts.barred
  return html`<div class="flow">
    ${counts.able > 0 && kind.tells && html`<p>${say(`Setiap pelapor diberi tahu: ${number(counts.reached, say)} lewat surel atau SMS, ${number(counts.able - counts.reached, say)} di halaman lacak.`, `Each reporter is told: ${number(counts.reached, say)} by e-mail or SMS, ${number(counts.able - counts.reached, say)} on the tracking page.`)}</p>`}
    ${out > 0 && note('soon', say(`${number(out, say)} laporan tidak ikut. Alasannya di sebelah masing-masing.`, `${number(out, say)} reports are left out. Why stands beside each.`))}
    ${
      counts.able > 0 &&
      html`<p class="md">
        ${kind.undo === undefined ? say('Setelah dijalankan tidak dapat dibatalkan.', 'Once it is done it cannot be undone.') : say(`Dapat dibatalkan ${undoSpan(kind.undo.minutes, say)}, selama laporannya belum disentuh orang lain.`, `It can be undone for ${undoSpan(kind.undo.minutes, say)}, while nobody else has touched the report.`)}
      </p>`
    }
    <div class="row">
      ${counts.able > 0 && button(desk, view, 'jalankan', doingWords(kind, number(counts.able, say), say), '')}
      ${formOf(kind).fields.length > 0 && button(desk, view, 'ubah', say('Ubah isian', 'Change the form'), 'alt')}
      ${button(desk, view, 'buang', say('Batal', 'Cancel'), 'alt')}
    </div>
  </div>`
}

const undoSpan = (minutes: number, say: Say): string =>
  minutes < 60 ? say(`${minutes} menit`, `${minutes} minutes`) : say('24 jam', '24 hours')

function result(desk: Desk, view: RunView): Html {
  const { say, zone } = desk
  const { run, counts, undoUntil } = view
  const missed = counts.refused + counts.barred
  return html`<div class="flow" role="status">
    ${counts.done > 0 && note('good', say(`${number(counts.done, say)} laporan selesai.`, `${number(counts.done, say)} reports done.`))}
    ${counts.undone > 0 && note('good', say(`${number(counts.undone, say)} laporan dikembalikan seperti semula.`, `${number(counts.undone, say)} reports are back as they were.`))}
    ${counts.kept > 0 && note('late', say(`${number(counts.kept, say)} laporan tidak dapat dibatalkan.`, `${number(counts.kept, say)} reports could not be undone.`))}
    ${missed > 0 && note('late', say(`${number(missed, say)} laporan tidak dikerjakan. Alasannya ada di bawah; laporannya tidak berubah.`, `${number(missed, say)} reports were not done. The reasons are below; they are unchanged.`))}
    ${counts.skipped > 0 && note('soon', say(`${number(counts.skipped, say)} laporan tidak dikerjakan karena dihentikan.`, `${number(counts.skipped, say)} reports were not done, because it was stopped.`))}
    ${
      undoUntil !== undefined &&
      html`<div class="row">
        ${button(desk, view, 'urung', say(`Batalkan ${number(counts.done, say)} laporan`, `Undo ${number(counts.done, say)} reports`), 'bad')}
        <span class="md mut"
          >${say(`sampai pukul ${timeOfDay(undoUntil, zone, say)}`, `until ${timeOfDay(undoUntil, zone, say)}`)}</span
        >
      </div>`
    }
    ${listFileLinks(paths.desk.bulkRun(run.run_id), {}, say, say('hasilnya', 'the result'), true)}
  </div>`
}

function progress({ say }: Desk, { run }: RunView, done: number, all: number): Html {
  const words = say(
    `${number(done, say)} dari ${number(all, say)} laporan.`,
    `${number(done, say)} of ${number(all, say)} reports.`,
  )
  return html`<div class="note soon" role="status" data-progress>
    <div>
      <p>
        ${run.state === 'checking' ? say('Sedang diperiksa, mana yang bisa.', 'It is being looked at which of them can.') : ''}
        ${words}
        ${say('Anda boleh pergi; hasilnya tersimpan di "Tindakan massal".', 'You may leave; the result is kept under "Bulk actions".')}
      </p>
      <progress max="${Math.max(1, all)}" value="${done}">${words}</progress>
      <p>
        <a href="${inLanguage(paths.desk.bulkRun(run.run_id), say.language)}"
          >${say('Muat ulang', 'Reload')}</a
        >
      </p>
    </div>
  </div>`
}

const stepPath = (run: BulkRun, step: string, say: Say): string =>
  inLanguage(paths.desk.bulkStep(run.run_id, step), say.language)

const button = (desk: Desk, { run }: RunView, step: string, label: string, look: string): Html =>
  html`<form method="post" action="${stepPath(run, step, desk.say)}">
    ${hidden({ csrf: desk.csrf, ...(run.checked_at && { seen: run.checked_at.toISOString() }) })}
    <button class="btn ${look}" data-submit>${label}</button>
  </form>`

function table(desk: Desk, view: RunView): Html {
  const { say } = desk
  const { run, rows, counts } = view
  const here = inLanguage(paths.desk.bulkRun(run.run_id), say.language)
  const left = counts.barred + counts.refused + counts.kept + counts.skipped
  return html`<div class="sheet flow">
    ${
      left > 0 &&
      left < counts.all &&
      html`<nav class="row md" aria-label="${say('Baris yang ditampilkan', 'Rows shown')}">
        ${view.isNarrowed ? html`<a href="${here}">${say('Semua', 'All')} (${number(counts.all, say)})</a> <b aria-current="page">${say('Tidak ikut', 'Left out')} (${number(left, say)})</b>` : html`<b aria-current="page">${say('Semua', 'All')} (${number(counts.all, say)})</b> <a href="${withQuery(here, { hanya: 'sisa' })}">${say('Tidak ikut', 'Left out')} (${number(left, say)})</a>`}
      </nav>`
    }
    <table class="stack">
      <caption class="vh">
        ${say('Laporan satu per satu', 'Report by report')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${say('Laporan', 'Report')}</th>
          <th scope="col">${say('Nomor', 'Number')}</th>
          <th scope="col">${say('Hasil', 'Outcome')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => rowOf(desk, row))}
      </tbody>
    </table>
    ${
      view.next !== undefined &&
      html`<p>
        <a
          class="btn alt s"
          rel="next"
          href="${withQuery(here, { dari: view.next, hanya: view.isNarrowed ? 'sisa' : undefined })}"
          >${say('Berikutnya', 'Next')}</a
        >
      </p>`
    }
  </div>`
}

const toneOf: Partial<Record<BulkRow['state'], string>> = {
  done: 'good',
  undone: 'good',
  barred: 'late',
  refused: 'late',
  kept: 'late',
}

const rowOf = (desk: Desk, row: ShownRow): Html => {
  const { say } = desk
  const shown = shownNumber(row.number)
  return html`<tr>
    <th scope="row">
      <a href="${reportPath(desk, row.report_id)}">${row.title || say('Laporan', 'Report') + ` ${shown}`}</a>
    </th>
    <td data-l="${say('Nomor', 'Number')}"><span class="code">${shown}</span></td>
    <td data-l="${say('Hasil', 'Outcome')}">
      <span class="tag ${toneOf[row.state] ?? ''}">${say(rowWords[row.state])}</span>
      ${row.targetName} ${reasonWords(row.why, say)}
    </td>
  </tr>`
}
