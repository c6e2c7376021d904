import { shownNumber } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { deskPage } from '../../web/layout.ts'
import { emptyState, note } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Words } from '../../web/say.ts'
import { deskOptions, listPath, listState, reportPath, type Desk } from './desk.ts'
import { fieldOf, type Typed } from './fields.ts'

/** To the first suggestion of each report, or all to one office. */
export type BulkWay = 'first' | 'agency'

export type BulkRow = {
  reportId: string
  number: string
  version: number
  title: string
  /** Whether the reporter left a way to be told; everybody else reads it on the tracking page. */
  reached: boolean
  target?: string
  targetName?: string
  refusal?: Words
}

export type BulkDone = {
  forwarded: { reportId: string; number: string; title: string; targetName: string }[]
  refused: { reportId: string; number: string; title: string; why: Words }[]
}

/** Before anything happens: how many, where to, who is told, and which cannot. */
export function bulkPreviewPage(
  desk: Desk,
  preview: { way: BulkWay; rows: readonly BulkRow[]; typed: Typed },
): string {
  const { say } = desk
  const { way, rows, typed } = preview
  const able = rows.filter((row) => row.refusal === undefined)
  const told = able.filter((row) => row.reached).length
  const title = say(`Teruskan ${able.length} laporan?`, `Pass on ${able.length} reports?`)
  const file = { region: undefined } as never
  return deskPage(
    deskOptions(desk, title, paths.desk.home, 'list'),
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${
        rows.length === 0
          ? emptyState({
              title: say('Belum ada laporan yang dicentang', 'No report is ticked'),
              why: say('Centang laporan di daftar dulu.', 'Tick reports in the list first.'),
              next: { href: listPath(desk), label: say('Kembali ke daftar', 'Back to the list') },
            })
          : html`<p>
                ${say(`Setiap pelapor diberi tahu instansi dan tenggatnya: ${told} lewat surel atau SMS, ${able.length - told} di halaman lacak.`, `Each reporter is told agency and dates: ${told} by e-mail or SMS, ${able.length - told} on the tracking page.`)}
              </p>
              <form method="post" action="${inLanguage(paths.desk.bulk, say.language)}" class="flow">
                <input type="hidden" name="csrf" value="${desk.csrf}" /><input
                  type="hidden"
                  name="do"
                  value="${way}"
                /><input type="hidden" name="sure" value="1" />
                ${Object.entries(listState(desk.query)).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`)}
                ${able.map((row) => html`<input type="hidden" name="item" value="${row.reportId} ${row.version} ${row.target ?? ''}" />`)}
                ${way === 'agency' && html`<div class="sheet">${fieldOf('massal', { type: 'office', finds: 'target', name: 'target', label: { id: 'Instansi atau unit', en: 'Agency or unit' } }, { file, typed, lookupPath: inLanguage(paths.desk.search, say.language) }, say)}</div>`}
                ${table(desk, rows, way)}
                <p class="row">
                  ${able.length > 0 && html`<button class="btn" data-submit>${say(`Teruskan ${able.length} laporan`, `Pass on ${able.length} reports`)}</button>`}
                  <a class="btn alt" href="${listPath(desk)}">${say('Batal', 'Cancel')}</a>
                </p>
              </form>`
      }
    </div>`,
  )
}

const table = (desk: Desk, rows: readonly BulkRow[], way: BulkWay): Html => {
  const { say } = desk
  return html`<div class="sheet">
    <table class="stack">
      <caption>
        ${say('Laporan yang dipilih', 'Chosen reports')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${say('Laporan', 'Report')}</th>
          <th scope="col">${say('Nomor', 'Number')}</th>
          <th scope="col">${say('Tujuan', 'Office')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row"><a href="${reportPath(desk, row.reportId)}">${row.title}</a></th>
              <td data-l="${say('Nomor', 'Number')}"><span class="code">${shownNumber(row.number)}</span></td>
              <td data-l="${say('Tujuan', 'Office')}">
                ${row.refusal ? html`<span class="tag late">${say('Tidak ikut', 'Left out')}</span> ${say(row.refusal)}` : (row.targetName ?? (way === 'agency' ? say('instansi di atas', 'the agency above') : ''))}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

export function bulkDonePage(desk: Desk, done: BulkDone): string {
  const { say } = desk
  const title = say(
    `${done.forwarded.length} laporan diteruskan`,
    `${done.forwarded.length} reports passed on`,
  )
  return deskPage(
    deskOptions(desk, title, paths.desk.home, 'list'),
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${done.refused.length > 0 && note('late', say(`${done.refused.length} laporan tidak diteruskan. Alasannya ada di bawah; laporannya masih di antrean.`, `${done.refused.length} reports were not passed on. The reasons are below; they are still in the queue.`))}
      ${
        done.refused.length > 0 &&
        html`<ul class="plain sheet flow">
          ${done.refused.map((row) => html`<li><a href="${reportPath(desk, row.reportId)}">${shownNumber(row.number)} ${row.title}</a><br />${say(row.why)}</li>`)}
        </ul>`
      }
      <ul class="plain sheet">
        ${done.forwarded.map((row) => html`<li><span class="code">${shownNumber(row.number)}</span> ${row.title} → ${row.targetName}</li>`)}
      </ul>
      <p>
        <a class="btn" href="${listPath(desk, { lanjut: undefined })}"
          >${say('Kembali ke daftar', 'Back to the list')}</a
        >
      </p>
    </div>`,
  )
}
