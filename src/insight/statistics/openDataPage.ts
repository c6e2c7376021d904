/** The page of open data: what can be downloaded, and what it means. */
import { fullInstant } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { page } from '../../web/layout.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { dataTable } from './charts.ts'
import { formula } from './formula.ts'
import { columnWords, countingWords, licence } from './openData.ts'
import type { Counting } from './queries.ts'
import { formulaVersion } from './shares.ts'

export const openDataPage = (counting: Counting | undefined, say: Say): string =>
  page(
    {
      title: say('Data terbuka', 'Open data'),
      language: say.language,
      path: paths.openData,
      current: 'statistics',
    },
    html`<div class="wrap sec flow">
      <h1>${say('Data terbuka', 'Open data')}</h1>
      <p>
        ${say('Angka di halaman statistik dan berkas ini berasal dari hitungan yang sama. Yang tidak memuat sel tersembunyi dapat dihitung ulang dari sini; jumlah 1 sampai 4 ditulis “<5”, jadi jumlah yang memuatnya hanya dapat didekati.', 'The figures of the statistics and these files come from the same count. What has no hidden cell in it can be recomputed from here; counts of 1 to 4 read “<5”, so sums that contain one can only be approached.')}
      </p>
      <p>
        ${say('Lisensi', 'Licence')}:
        <a href="${licence.url}">${say(licence.name)} (${licence.short})</a>.
        ${say('Boleh dipakai siapa pun dengan menyebut sumbernya.', 'Anyone may use them, naming the source.')}
      </p>
      <p class="md mut">
        ${say(`Rumus versi ${formulaVersion}`, `Formula version ${formulaVersion}`)}${counting && say(`, kalender hari kerja versi ${counting.calendar_version}, terakhir dihitung ${fullInstant(counting.computed_at, 'WIB', say)}`, `, calendar of working days version ${counting.calendar_version}, last counted ${fullInstant(counting.computed_at, 'WIB', say)}`)}.
        ${say('Setiap baris berkas menyebut versinya sendiri dan saat ia dihitung. Sejak rumus 2, keberatan kedua yang ditolak ikut dihitung sebagai ditutup.', 'Each row of a file says its own versions and when it was counted. Since formula 2 a second objection that was refused counts as closed.')}
      </p>
      <div class="cols c2">
        ${file('bulanan', say('Per instansi per bulan', 'By agency and month'), say('Dua belas bulan terakhir; baris “Nasional” adalah jumlah semua instansi; laporan masuknya termasuk yang belum diteruskan.', 'The last twelve months; the row “Nasional” is the sum of all agencies; what it received includes what is not forwarded yet.'), say)}
        ${file('harian', say('Nasional per hari', 'National by day'), say('365 hari terakhir.', 'The last 365 days.'), say)}
      </div>
      <section class="flow">
        <h2>${say('Arti kolom', 'What the columns mean')}</h2>
        ${dictionary(say)}
        <p class="md mut">
          ${say('Jumlah 1 sampai 4 ditulis “<5”, supaya tidak menunjuk orang.', 'Counts of 1 to 4 read “<5”, so that they point at nobody.')}
        </p>
      </section>
      <section class="flow">
        <h2>${say('Untuk program', 'For programs')}</h2>
        <ul class="flow">
          <li>
            <a href="${paths.api.openapi}">${say('Keterangan API (OpenAPI 3.1)', 'The API (OpenAPI 3.1)')}</a>
          </li>
          <li>
            <a href="${paths.api.reports}">${say('Laporan publik', 'Public reports')}</a> ·
            <a href="${paths.publication.feed}">Atom</a> · <a href="${paths.publication.rss}">RSS</a>
          </li>
          <li>
            <a href="${paths.api.agencies}">${say('Instansi', 'Agencies')}</a> ·
            <a href="${paths.api.regions}">${say('Wilayah', 'Regions')}</a> ·
            <a href="${paths.api.categories}">${say('Bidang', 'Topics')}</a> ·
            <a href="${paths.api.holidays}">${say('Hari libur', 'Holidays')}</a>
          </li>
        </ul>
      </section>
      ${formula(say)}
    </div>`,
  )

const file = (name: string, title: string, about: string, say: Say): Html =>
  html`<section class="sheet flow">
    <h2 class="h">${title}</h2>
    <p class="md">${about}</p>
    <p>${listFileLinks(paths.openDataFile(name), {}, say, title)}</p>
  </section>`

const dictionary = (say: Say): Html =>
  dataTable({
    caption: say('Kolom', 'Columns'),
    head: [say('Kolom', 'Column'), say('Arti', 'Meaning')],
    rows: Object.entries({ ...columnWords, ...countingWords }).map(([name, words]) => [
      html`<span class="code">${name}</span>`,
      say(words),
    ]),
  })
