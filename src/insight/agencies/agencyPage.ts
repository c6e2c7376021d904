/** One agency: its figures, what is late, what is new, its offices, who stands above and below it. */
import type { Agency, Unit } from '../../directory/agencies/queries.ts'
import { monthName, number } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { page } from '../../web/layout.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { emptyState } from '../../web/parts/note.ts'
import { type ReportCard, reportCard } from '../../web/parts/reportCard.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { chart, columns, line, shareBars } from '../statistics/charts.ts'
import type { MonthCounts } from '../statistics/queries.ts'
import {
  cellWords,
  firstOnTime,
  leastToRank,
  onTime,
  ratio,
  shareWords,
  solvedShare,
  type Counts,
} from '../statistics/shares.ts'
import { typeWords } from './listPage.ts'
import type { Load } from './queries.ts'

export type AgencyView = {
  agency: Agency
  /** The nearest first. */
  above: readonly Agency[]
  below: readonly Agency[]
  units: readonly Unit[]
  unitTotal: number
  /** What was typed to find an office. */
  unitWords: string
  counts: Counts
  months: readonly MonthCounts[]
  load: Load
  late: readonly ReportCard[]
  recent: readonly ReportCard[]
  successor?: Agency
  place?: string
  today: string
}

const agencyLink = (agency: Pick<Agency, 'name' | 'slug'>, say: Say): Html =>
  html`<a href="${inLanguage(paths.agencies.agency(agency.slug), say.language)}">${agency.name}</a>`

export function agencyPage(data: AgencyView, say: Say): string {
  const { agency } = data
  return page(
    {
      title: agency.name,
      language: say.language,
      path: paths.agencies.agency(agency.slug),
      current: 'agencies',
      styles: ['data'],
      feed: paths.agencies.feed(agency.slug),
    },
    html`<div class="wrap sec flow">
      <p class="md">
        <a href="${inLanguage(paths.agencies.list, say.language)}">${say('Instansi', 'Agencies')}</a> /
        ${data.above.toReversed().map((one) => html`${agencyLink(one, say)} / `)}
      </p>
      <div class="row">
        <span class="tag">${icon('building-2')}${say(typeWords[agency.type])}</span
        >${data.place !== undefined && html`<span class="tag">${icon('map-pin')}${data.place}</span>`}${!agency.active && html`<span class="tag soon">${say('Tidak lagi bertugas', 'No longer at work')}</span>`}
      </div>
      <h1>${agency.name}</h1>
      ${data.successor && html`<p>${say('Tugasnya dilanjutkan', 'Its work goes on at')} ${agencyLink(data.successor, say)}.</p>`}
      ${figures(data, say)} ${charts(data, say)} ${reports(data, say)} ${offices(data, say)}
      ${below(data, say)}
    </div>`,
  )
}

function figures({ counts, load, agency }: AgencyView, say: Say): Html {
  const rows: [string, string][] = [
    [cellWords(counts.received, say), say('laporan diterima, 12 bulan', 'reports received, 12 months')],
    [shareWords(firstOnTime(counts), say), say('jawaban pertama tepat waktu', 'first replies on time')],
    [shareWords(onTime(counts), say), say('jawaban akhir tepat waktu', 'answers on time')],
    [shareWords(solvedShare(counts), say), say('selesai menurut pelapor', 'solved, say the reporters')],
  ]
  return html`<div class="cols figs sheet">
      ${rows.map(([value, words]) => html`<div class="fig"><b>${value}</b>${words}</div>`)}
    </div>
    <p class="md">
      ${say('Sekarang', 'Now')}
      <b>${cellWords(load.open, say)}</b>
      ${say('laporan terbuka, di antaranya', 'reports are open, of which')}
      <b>${cellWords(load.overdue, say)}</b> ${say('lewat tenggat.', 'are past their deadline.')}
      ${counts.first_due < leastToRank && say('Belum cukup data untuk diperingkat.', 'Not enough data yet to be ranked.')}
      <a href="${inLanguage(paths.agencies.list, say.language)}#rumus">${say('Rumusnya', 'The formula')}</a>
    </p>
    <p>
      ${listFileLinks(paths.statisticsMonths, { agency: agency.code }, say, say('angkanya per bulan', 'its figures by month'), true)}
    </p>`
}

function charts({ months, counts }: AgencyView, say: Say): Html | false {
  if (months.length < 2) return false
  const label = (month: string) => monthName(month, say).slice(0, 3)
  const table = {
    caption: say('Per bulan', 'By month'),
    head: [
      say('Bulan', 'Month'),
      say('Diterima', 'Received'),
      say('Tenggat jatuh', 'Due'),
      say('Tepat waktu', 'On time'),
    ],
    rows: months.map((one) => [
      monthName(one.month, say),
      cellWords(one.received, say),
      cellWords(one.answer_due, say),
      shareWords(onTime(one), say),
    ]),
  }
  const received = months.map((one) => ({
    label: label(one.month),
    value: one.received,
    shown: cellWords(one.received, say),
  }))
  return html`<div class="cols c2">
    ${chart({ title: say('Laporan yang diterima', 'Reports received'), about: say('Per bulan.', 'By month.') }, columns(received), table, say)}
    ${chart(
      {
        title:
          ratio(onTime(counts)) === null
            ? say('Belum cukup data untuk persen', 'Not enough data for a share')
            : say(
                `${shareWords(onTime(counts), say)} dijawab tepat waktu`,
                `${shareWords(onTime(counts), say)} answered on time`,
              ),
        about: say(
          'Laporan terbuka yang lewat tenggat ikut dihitung terlambat. Masa dengan kurang dari 10 tenggat tidak digambar.',
          'Open reports past their deadline count as late. Periods with fewer than 10 deadlines are not drawn.',
        ),
      },
      onTimePicture(months, counts, say),
      table,
      say,
    )}
  </div>`
}

/** A line where at least two months have enough cases, else the shares of the year. */
function onTimePicture(months: readonly MonthCounts[], counts: Counts, say: Say): Html | false {
  const points = months.map((one) => ({
    label: monthName(one.month, say).slice(0, 3),
    value: ratio(onTime(one)),
    shown: shareWords(onTime(one), say),
  }))
  if (points.filter(({ value }) => value !== null).length > 1) return line(points)
  const shares = [
    [say('Jawaban pertama', 'First reply'), firstOnTime(counts)],
    [say('Jawaban akhir', 'Answer'), onTime(counts)],
    [say('Selesai (pelapor)', 'Solved (reporter)'), solvedShare(counts)],
  ] as const
  return shareBars(
    shares.map(([label, share]) => ({ label, share: ratio(share), shown: shareWords(share, say) })),
  )
}

function reports({ agency, late, recent, today }: AgencyView, say: Say): Html {
  const all = withQuery(inLanguage(paths.publication.list, say.language), { agency: agency.code })
  const cards = (list: readonly ReportCard[]) =>
    html`<div class="cols c3">${list.map((card) => reportCard(card, say, today))}</div>`
  return html`<section class="flow" aria-labelledby="lewat">
      <h2 id="lewat">${say('Laporan publik yang lewat tenggat', 'Public reports past their deadline')}</h2>
      ${
        late.length === 0
          ? html`<p class="mut">
              ${say('Tidak ada laporan publik yang lewat tenggat.', 'No public report is past its deadline.')}
            </p>`
          : cards(late)
      }
    </section>
    <section class="flow" aria-labelledby="terbaru">
      <div class="row apart">
        <h2 id="terbaru">${say('Laporan publik terbaru', 'Latest public reports')}</h2>
        <span class="row md"
          ><a href="${all}">${say('Lihat semua', 'See all')}</a
          ><a href="${paths.agencies.feed(agency.slug)}">${icon('rss')} Atom</a></span
        >
      </div>
      ${
        recent.length === 0
          ? emptyState({
              title: say(
                'Belum ada laporan publik untuk instansi ini',
                'No public reports to this agency yet',
              ),
              why: say(
                'Laporan tampil setelah dibaca petugas dan data pribadinya ditutup.',
                'A report appears once an officer has read it and masked personal data.',
              ),
              next: {
                href: inLanguage(paths.intake.form, say.language),
                label: say('Buat laporan', 'Make a report'),
              },
            })
          : cards(recent)
      }
    </section>`
}

function offices({ agency, units, unitTotal, unitWords }: AgencyView, say: Say): Html | false {
  if (unitTotal === 0) return false
  return html`<section class="flow" aria-labelledby="unit">
    <h2 id="unit">${say('Unit kerja', 'Offices')}</h2>
    <form
      class="row"
      method="get"
      action="${inLanguage(paths.agencies.agency(agency.slug), say.language)}#unit"
      role="search"
      aria-label="${say('Cari unit', 'Search offices')}"
    >
      <label class="row md"
        >${say('Nama unit', 'Name of the office')}
        <input type="search" name="unit" value="${unitWords}" /></label
      ><button class="btn alt s">${say('Cari', 'Search')}</button>
    </form>
    ${
      units.length === 0
        ? html`<p class="mut">${say('Tidak ada unit dengan nama itu.', 'No office has that name.')}</p>`
        : html`<ul class="plain cols c3 md">
            ${units.map((unit) => html`<li>${unit.name}</li>`)}
          </ul>`
    }
    <p class="md mut">
      ${say(`${number(units.length, say)} dari ${number(unitTotal, say)} unit.`, `${number(units.length, say)} of ${number(unitTotal, say)} offices.`)}
    </p>
  </section>`
}

const below = ({ below: children }: AgencyView, say: Say): Html | false =>
  children.length > 0 &&
  html`<section class="flow" aria-labelledby="bawah">
    <h2 id="bawah">${say('Instansi di bawahnya', 'Agencies below it')}</h2>
    <ul class="plain cols c3 md">
      ${children.map((child) => html`<li>${agencyLink(child, say)}</li>`)}
    </ul>
  </section>`
