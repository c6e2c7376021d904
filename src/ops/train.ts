/** `lapor train`: learns who takes what from the decisions of the desks, measures it on reports it has not seen, stores it. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { squash } from '../directory/words.ts'
import type { Measured } from '../reports/routing/evaluation.ts'
import { leastReports, tryOn } from '../reports/routing/evaluation.ts'
import { learnInThread, trainFromDecisions, type Step } from '../reports/routing/learn.ts'
import { districtOffice, villageOffice } from '../reports/routing/offices.ts'
import type { DecidedReport } from '../reports/routing/training.ts'
import { progress } from './progress.ts'
import { withGround } from './withGround.ts'

const usage =
  'lapor train                              learn from the decided reports of the database\n' +
  'lapor train --measure FILE.ndjson [--since DATE] [--source NAME] [--unseen FILE.ndjson]\n' +
  '  measures only: {text, title?, agency, category?, region?, date, source?} a line; nothing is stored.\n' +
  '  --since   the first day of the time split; left out, the last fifth of the rows is tested\n' +
  '  --unseen  also trains on all of FILE and tests on this file\n'

export async function run(argv: string[]): Promise<number | void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      measure: { type: 'string' },
      since: { type: 'string' },
      source: { type: 'string' },
      unseen: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return void process.stdout.write(usage)
  if (values.measure !== undefined) return measureFile(values.measure, values)
  await withGround(async (ground) => {
    const { reports, measured } = await trainFromDecisions(ground.db, ground.now(), sayStep)
    progress.end()
    process.stdout.write(measured ? tableOf(measured) : tooFew(reports))
  }, 'lapor_worker')
}

const tooFew = (reports: number): string =>
  `${reports} laporan terputus; perlu ${leastReports} untuk melatih. / ${reports} decided reports; ${leastReports} are needed.\n`

const steps: Record<Step, { id: string; en: string }> = {
  random: {
    id: 'Mengukur pada seperlima laporan yang diundi',
    en: 'Measuring on a fifth of the reports, drawn by lot',
  },
  time: { id: 'Mengukur pada laporan terbaru', en: 'Measuring on the newest reports' },
  all: { id: 'Melatih dari semua laporan', en: 'Training on all reports' },
}
const sayStep = (step: Step): void => progress.start(steps[step])

async function measureFile(
  file: string,
  { since, source, unseen }: { since?: string; source?: string; unseen?: string },
) {
  const reports = await reportsIn(file, source)
  if (reports.length < leastReports) {
    process.stdout.write(tooFew(reports.length))
    return 1
  }
  const { measured } = await learnInThread(reports, {
    ...(since !== undefined && { since }),
    onStep: sayStep,
  })
  progress.end()
  process.stdout.write(tableOf(measured))
  if (unseen !== undefined) {
    const { office, category } = tryOn({ known: reports, unseen: await reportsIn(unseen, source) }).accuracy
    process.stdout.write(`${row('unseen', office)}${row('  category', category)}`)
  }
  return 0
}

/** Rows with names instead of codes; 'Kelurahan X' in a region 'Kota Z, Kecamatan Y, Kelurahan X' is its village office. */
async function reportsIn(file: string, source: string | undefined): Promise<DecidedReport[]> {
  const reports: DecidedReport[] = []
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const {
      text,
      title,
      agency,
      category,
      region,
      date,
      source: from,
    } = JSON.parse(line) as Record<string, string>
    if (!text || !agency || (source !== undefined && from !== source)) continue
    reports.push({
      text,
      ...(title && { title }),
      ...officeNamed(agency, region),
      ...(category && { category }),
      decidedAt: date ?? '',
    })
  }
  return reports
}

function officeNamed(
  agency: string,
  region: string | undefined,
): Pick<DecidedReport, 'office' | 'isElsewhere' | 'place'> {
  const [regency, district, village] = (region ?? '').split(', ')
  const place = { ...(regency && { regency }), ...(district && { district }), ...(village && { village }) }
  const level = /^kecamatan /i.test(agency)
    ? district
    : /^(kelurahan|desa) /i.test(agency)
      ? village
      : undefined
  if (!/^(kecamatan|kelurahan|desa) /i.test(agency)) return { office: agency, place }
  return {
    office: /^kecamatan /i.test(agency) ? districtOffice : villageOffice,
    isElsewhere: level === undefined || squash(level) !== squash(agency),
    place,
  }
}

function tableOf({ random, time, buckets, ...measured }: Measured): string {
  const lines = [
    `laporan / reports ${measured.reports}, instansi / kinds of office ${measured.offices}, kategori / categories ${measured.categories}\n`,
    `${''.padEnd(34)}   diuji   pertama  tiga besar\n`,
    `${''.padEnd(34)}  tested     first first three\n`,
    row('acak / random split', random.office),
    row('  kategori / category', random.category),
    row(`waktu / since ${time.since.slice(0, 10)}`, time.office),
    row('  kategori / category', time.category),
    '\nkeyakinan / confidence (time split)\n',
    ...buckets.map(
      ({ from, to, tested, right }) =>
        `${`  ${percent(from)} – ${percent(to)}`.padEnd(34)}${String(tested).padStart(8)}${percent(tested === 0 ? 0 : right / tested).padStart(10)}\n`,
    ),
    `\nmodel ${(measured.bytes / 1e6).toFixed(1)} MB, ${measured.trainingSeconds.toFixed(1)} s, ${Math.round(measured.microsecondsPerSuggestion)} µs per saran / suggestion\n`,
  ]
  return lines.join('')
}

const row = (
  name: string,
  { tested, first, firstThree }: { tested: number; first: number; firstThree: number },
): string =>
  `${name.padEnd(34)}${String(tested).padStart(8)}${percent(first).padStart(10)}${percent(firstThree).padStart(12)}\n`

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
