/** Statistics of the nation. */
import { fullInstant, monthName, number, percent, shortDay } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { page } from '../../web/layout.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import type { Listed } from '../agencies/queries.ts'
import { bars, chart, columns, line, type Pair, pairs, shareBars } from './charts.ts'
import { formula } from './formula.ts'
import type { DayCounts, MonthCounts } from './queries.ts'
import {
  cellWords,
  closedShare,
  firstOnTime,
  leastToRank,
  onTime,
  ratio,
  shareWords,
  solvedShare,
  sum,
  type Counts,
} from './shares.ts'

export type StatisticsPage = {
  months: readonly MonthCounts[]
  days: readonly DayCounts[]
  /** The best first; none where nobody can be compared. */
  ranked: readonly Listed[]
  countedAt: Date | null
}

export function statisticsPage(data: StatisticsPage, say: Say): string {
  const year = sum(data.months)
  return page(
    {
      title: say('Statistik', 'Statistics'),
      description: say(
        'Berapa laporan masuk, berapa dijawab tepat waktu, berapa selesai menurut pelapor.',
        'How many reports came, how many were answered on time, how many are solved in the reporters’ words.',
      ),
      language: say.language,
      path: paths.statistics,
      current: 'statistics',
      styles: ['data'],
    },
    html`<div class="wrap sec flow">
      <div class="row apart">
        <h1>${say('Statistik', 'Statistics')}</h1>
        <span class="flow">
          ${listFileLinks(paths.statisticsMonths, {}, say, say('per bulan', 'by month'), true)}
          ${listFileLinks(paths.statistics, {}, say, say('per hari', 'by day'), true)}
        </span>
      </div>
      <p class="md mut">
        ${data.countedAt === null ? say('Belum ada yang dihitung.', 'Nothing has been counted yet.') : say(`Dua belas bulan, keadaan sampai ${fullInstant(data.countedAt, 'WIB', say)}.`, `Twelve months, as of ${fullInstant(data.countedAt, 'WIB', say)}.`)}
      </p>
      <div class="cols figs sheet">
        ${figure(cellWords(year.received, say), say('laporan masuk', 'reports received'))}
        ${figure(shareWords(firstOnTime(year), say), say('jawaban pertama tepat waktu', 'first replies on time'))}
        ${figure(shareWords(onTime(year), say), say('dijawab tepat waktu', 'answered on time'))}
        ${figure(shareWords(solvedShare(year), say), say('selesai menurut pelapor', 'solved, say the reporters'))}
      </div>
      <div class="cols c2">
        ${voicesChart(data.months, say)} ${onTimeChart(data.months, say)} ${receivedChart(data.months, say)}
        ${daysChart(data.days, say)}
      </div>
      ${ranking(data.ranked, say)} ${formula(say)}
    </div>`,
  )
}

const figure = (value: string, words: string): Html => html`<div class="fig"><b>${value}</b>${words}</div>`
const shortMonth = (month: string, say: Say): string => monthName(month, say).slice(0, 3)

/** Of what was closed or lies with the Ombudsman: how much is closed, and how much is solved in the reporter's word. */
function voicesChart(months: readonly MonthCounts[], say: Say): Html {
  const quarters = Object.entries(Object.groupBy(months, ({ month }) => quarterOf(month)))
  const rows = quarters.flatMap(([label, list]): Pair[] => {
    const counts = sum(list ?? [])
    const [solved, closed] = [ratio(solvedShare(counts)), ratio(closedShare(counts))]
    return solved === null || closed === null
      ? []
      : [
          {
            label,
            reporter: solved,
            closed,
            shownReporter: percent(solved, say),
            shownClosed: percent(closed, say),
          },
        ]
  })
  return chart(
    {
      title: say(
        'Dari laporan yang ditutup atau di Ombudsman',
        'Of reports that are closed or with the Ombudsman',
      ),
      about: say(
        'Kotak menunjukkan berapa yang sudah ditutup, lingkaran berapa yang selesai menurut pelapor. Sisanya ada di Ombudsman pada akhir triwulan.',
        'The square shows how many are closed, the circle how many are solved in the reporter’s word. The rest are with the Ombudsman at the end of the quarter.',
      ),
    },
    rows.length > 0 && pairs(rows, say),
    {
      caption: say(
        'Laporan yang ditutup atau di Ombudsman, per triwulan',
        'Reports closed or with the Ombudsman, by quarter',
      ),
      head: [
        say('Triwulan', 'Quarter'),
        say('Selesai menurut pelapor', 'Solved, say reporters'),
        say('Ditutup, pelapor tidak menyatakan selesai', 'Closed, not called solved'),
        say('Di Ombudsman', 'With the Ombudsman'),
        say('Bagian selesai', 'Share solved'),
      ],
      rows: quarters.map(([label, list]) => {
        const counts = sum(list ?? [])
        return [
          label,
          cellWords(counts.solved, say),
          cellWords(counts.closed_by_agency, say),
          cellWords(counts.with_ombudsman, say),
          shareWords(solvedShare(counts), say),
        ]
      }),
    },
    say,
  )
}

const quarterOf = (month: string): string =>
  `${month.slice(0, 4)} T${Math.ceil(Number(month.slice(5, 7)) / 3)}`

function onTimeChart(months: readonly MonthCounts[], say: Say): Html {
  const points = months.map((one) => ({
    label: shortMonth(one.month, say),
    value: ratio(onTime(one)),
    shown: shareWords(onTime(one), say),
  }))
  const latest = points.findLast(({ value }) => value !== null)
  return chart(
    {
      title: latest
        ? say(
            `${latest.shown} dijawab tepat waktu, ${latest.label}`,
            `${latest.shown} answered on time, ${latest.label}`,
          )
        : say('Belum cukup data untuk persen', 'Not enough data for a share'),
      about: say(
        'Laporan terbuka yang lewat tenggat ikut dihitung terlambat.',
        'Open reports past their deadline count as late.',
      ),
    },
    points.filter(({ value }) => value !== null).length > 1 ? line(points) : yearBars(sum(months), say),
    {
      caption: say('Dijawab tepat waktu per bulan', 'Answered on time by month'),
      head: [
        say('Bulan', 'Month'),
        say('Tenggat jatuh', 'Due'),
        say('Tepat waktu', 'On time'),
        say('Bagian', 'Share'),
      ],
      rows: months.map((one) => [
        monthName(one.month, say),
        cellWords(one.answer_due, say),
        cellWords(one.answer_on_time, say),
        shareWords(onTime(one), say),
      ]),
    },
    say,
  )
}

const yearBars = (year: Counts, say: Say): Html | false =>
  shareBars([
    {
      label: say('Jawaban pertama', 'First reply'),
      share: ratio(firstOnTime(year)),
      shown: shareWords(firstOnTime(year), say),
    },
    {
      label: say('Jawaban akhir', 'Answer'),
      share: ratio(onTime(year)),
      shown: shareWords(onTime(year), say),
    },
    {
      label: say('Selesai (pelapor)', 'Solved (reporter)'),
      share: ratio(solvedShare(year)),
      shown: shareWords(solvedShare(year), say),
    },
  ])

const receivedChart = (months: readonly MonthCounts[], say: Say): Html =>
  chart(
    {
      title: say('Laporan masuk per bulan', 'Reports received by month'),
      about: say('Menurut tanggal laporan diterima.', 'By the day on which the report came in.'),
    },
    months.length > 0 &&
      columns(
        months.map((one) => ({
          label: shortMonth(one.month, say),
          value: one.received,
          shown: cellWords(one.received, say),
        })),
      ),
    {
      caption: say('Laporan per bulan', 'Reports by month'),
      head: [say('Bulan', 'Month'), say('Laporan', 'Reports')],
      rows: months.map((one) => [monthName(one.month, say), cellWords(one.received, say)]),
    },
    say,
  )

function daysChart(days: readonly DayCounts[], say: Say): Html {
  const words = (value: number) => cellWords(value, say)
  return chart(
    {
      title: say('30 hari terakhir', 'The last 30 days'),
      about: say(
        'Laporan masuk per hari; angka pada batang tertinggi.',
        'Reports received by day; the highest bar carries its number.',
      ),
    },
    days.length > 0 && columns(dayPoints(days, say)),
    {
      caption: say('Per hari', 'By day'),
      head: [
        say('Hari', 'Day'),
        say('Masuk', 'Received'),
        say('Tenggat jatuh', 'Due'),
        say('Tepat waktu', 'On time'),
      ],
      rows: days
        .toReversed()
        .map((one) => [
          shortDay(one.day, say),
          words(one.received),
          words(one.answer_due),
          words(one.answer_on_time),
        ]),
    },
    say,
  )
}

function dayPoints(days: readonly DayCounts[], say: Say) {
  const most = Math.max(...days.map(({ received }) => received))
  return days.map(({ day, received }, at) => ({
    label: at % 7 === 0 ? String(Number(day.slice(8))) : '',
    value: received,
    shown:
      received === most && days.findIndex((one) => one.received === most) === at
        ? cellWords(received, say)
        : '',
  }))
}

function ranking(ranked: readonly Listed[], say: Say): Html {
  const all = html`<a href="${inLanguage(paths.agencies.list, say.language)}?sort=answers"
    >${say('Semua instansi', 'All agencies')}</a
  >`
  if (ranked.length === 0) {
    return html`<p class="md mut">
      ${say(`Peringkat instansi tampil setelah paling sedikit dua instansi punya ${leastToRank} tenggat jawaban pertama; sekarang belum cukup data.`, `Agencies are ranked once at least two have ${leastToRank} first replies due; there are not enough data yet.`)}
      ${all}
    </p>`
  }
  const half = ranked.slice(0, 5)
  const worst = ranked.slice(5).slice(-5).toReversed()
  const points = (list: readonly Listed[]) =>
    list.map(({ short_name, name, counts }) => ({
      label: (short_name || name).slice(0, 18),
      value: ratio(onTime(counts))!,
      shown: shareWords(onTime(counts), say),
    }))
  const table = (caption: string, list: readonly Listed[]) => ({
    caption,
    head: [
      say('Instansi', 'Agency'),
      say('Tenggat jawaban akhir', 'Final answers due'),
      say('Tepat waktu', 'On time'),
    ],
    rows: list.map(({ name, slug, counts }) => [
      html`<a href="${inLanguage(paths.agencies.agency(slug), say.language)}">${name}</a>`,
      number(counts.answer_due, say),
      shareWords(onTime(counts), say),
    ]),
  })
  const best = say('Paling tepat waktu', 'Most on time')
  const late = say('Paling sering lewat tenggat', 'Most often late')
  const from = html`${say(`Jawaban akhir, dari instansi dengan paling sedikit ${leastToRank} tenggat jawaban pertama.`, `Final answers, of agencies with at least ${leastToRank} first replies due.`)}
  ${all}`
  return html`<div class="cols c2">
    ${chart({ title: best, about: from }, bars(points(half)), table(best, half), say)}${worst.length > 0 && chart({ title: late, about: from }, bars(points(worst), 'bar2'), table(late, worst), say)}
  </div>`
}
