/** `lapor bench`: fills a database with made-up reports, measures, and writes the table. */
import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { measure, openSubject, resultsOf, type Result, type Settings, type Subject } from './measure.ts'
import { prepare, type Prepared } from './prepare.ts'

const options = {
  reports: { type: 'string', default: '20000' },
  /** A second, smaller database that is measured side by side. */
  beside: { type: 'string' },
  json: { type: 'string' },
  keep: { type: 'string' },
  concurrency: { type: 'string', default: '16' },
  seconds: { type: 'string', default: '4' },
  rounds: { type: 'string', default: '3' },
  only: { type: 'string' },
  /** What the client accepts, such as "gzip, deflate, br"; nothing by default. */
  encoding: { type: 'string' },
} as const

const say = (line: string) => void process.stderr.write(`${line}\n`)

export async function bench(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options })
  const sizes = [values.reports, ...(values.beside === undefined ? [] : [values.beside])].map(Number)
  const settings: Settings = {
    concurrency: Number(values.concurrency),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    ...(values.encoding !== undefined && { encoding: values.encoding }),
    ...(values.only !== undefined && { only: values.only.split(',') }),
  }
  const prepared: Prepared[] = []
  const subjects: Subject[] = []
  const clean = async () => {
    for (const subject of subjects.splice(0)) await subject.close()
    for (const one of prepared.splice(0)) one.remove()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void clean().finally(() => process.exit(1)))
  try {
    for (const size of sizes) prepared.push(await prepare(size, values.keep, say))
    for (const one of prepared) subjects.push(await openSubject(one, settings))
    await measure(subjects, settings, say)
    const report = reportOf(subjects)
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`)
    process.stdout.write(tableOf(report))
  } finally {
    await clean()
  }
}

type Report = {
  machine: string
  reports: number
  operations: Result[]
  beside?: { reports: number; operations: Result[] }
}

function reportOf([first, second]: Subject[]): Report {
  const processor = cpus()[0]?.model ?? 'unknown processor'
  return {
    machine: `${availableParallelism()} × ${processor}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}`,
    reports: first!.reports,
    operations: resultsOf(first!),
    ...(second && { beside: { reports: second.reports, operations: resultsOf(second) } }),
  }
}

function tableOf({ machine, reports, operations, beside }: Report): string {
  const heads = [
    'operation',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'floor/s',
    'ratio',
    ...(beside ? [`p50 at ${beside.reports}`, 'growth'] : []),
  ]
  const rows = operations.map((one) => {
    const small = beside?.operations.find(({ name }) => name === one.name)
    const growth = small ? [small.p50_ms, (one.p50_ms / small.p50_ms).toFixed(2)] : []
    return [one.name, one.rps, one.p50_ms, one.p99_ms, one.floor_rps, one.ratio.toFixed(2), ...growth]
  })
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  const failed = operations.flatMap(({ name, failures }) =>
    Object.entries(failures).map(([what, count]) => `${name}: ${count} × ${what}`),
  )
  return `${[`${machine}; ${reports} reports`, '', ...lines, ...failed].join('\n')}\n`
}
