/**
 * Measures every operation and its floor in turns: a stretch of the floor right before each stretch of the
 * operation, round after round, so that whatever else the machine does weighs on both.
 */
import pg from 'pg'
import { runningEmbeddedUrl } from '../src/platform/db/embedded.ts'
import { inDataFolder } from '../src/platform/dataFolder.ts'
import { operationsFor, type Operation } from './operations.ts'
import type { Prepared } from './prepare.ts'
import { startClient, startFloor, startProgram, type Client, type Helper } from './running.ts'
import { together, type Measured } from './times.ts'

export type Settings = {
  concurrency: number
  rounds: number
  seconds: number
  encoding?: string
  only?: string[]
}
export type Result = {
  name: string
  rps: number
  p50_ms: number
  p99_ms: number
  floor_rps: number
  ratio: number
  failures: Record<string, number>
}

export type Subject = {
  reports: number
  operations: Operation[]
  stretches: Stretches
  close: () => Promise<void>
} & Processes
type Processes = { client: Client; floors: Record<'submit' | 'page', Helper> }
type Stretches = Map<string, { own: Measured[]; floor: Measured[] }>

export async function openSubject(
  { dataDir, world, reports }: Prepared,
  settings: Settings,
): Promise<Subject> {
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one()
  }
  try {
    const program = await startProgram(dataDir)
    closers.push(program.stop)
    const url = runningEmbeddedUrl(inDataFolder(dataDir).postgres)!
    const pool = new pg.Pool({ connectionString: url, max: 2 })
    const all = await operationsFor(pool, world, settings.encoding)
    await pool.end()
    const operations = all.filter(({ name }) => settings.only === undefined || settings.only.includes(name))
    const floors = { submit: await startFloor('submit', url), page: await startFloor('page', url) }
    closers.push(floors.submit.stop, floors.page.stop)
    const client = await startClient()
    closers.push(client.stop)
    await client.load({ load: 'floor', port: floors.page.port, asks: await pagesOf(url) })
    for (const { name, asks } of operations) await client.load({ load: name, port: program.port, asks })
    return {
      reports,
      operations,
      client,
      floors,
      stretches: new Map(operations.map(({ name }) => [name, { own: [], floor: [] }])),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function pagesOf(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const { rows } = await pool.query<{ id: string }>(
    'select report_id as id from report order by md5(number) limit 2000',
  )
  await pool.end()
  return rows.map(({ id }) => ({ path: `/page/${id}` }))
}

/** Several databases are measured side by side, so that sizes can be compared on a machine that has other work. */
export async function measure(
  subjects: Subject[],
  settings: Settings,
  say: (line: string) => void,
): Promise<void> {
  const { concurrency } = settings
  for (const subject of subjects) {
    for (const { name } of subject.operations)
      await subject.client.run({ run: name, seconds: settings.seconds / 2, concurrency })
    await floorOf(subject, 'page', 1, concurrency)
    await floorOf(subject, 'submit', 1, concurrency)
  }
  for (let round = 1; round <= settings.rounds; round++) {
    for (const name of subjects[0]!.operations.map((one) => one.name)) {
      for (const subject of subjects) await stretch(subject, name, settings)
    }
    say(`round ${round} of ${settings.rounds}`)
  }
}

async function stretch(subject: Subject, name: string, { concurrency, seconds }: Settings): Promise<void> {
  const operation = subject.operations.find((one) => one.name === name)!
  const kept = subject.stretches.get(name)!
  kept.floor.push(await floorOf(subject, operation.floor, seconds / 4, concurrency))
  kept.own.push(await subject.client.run({ run: name, seconds, concurrency }))
  kept.floor.push(await floorOf(subject, operation.floor, seconds / 4, concurrency))
}

const floorOf = (
  { client, floors }: Processes,
  which: 'submit' | 'page',
  seconds: number,
  concurrency: number,
): Promise<Measured> =>
  which === 'page'
    ? client.run({ run: 'floor', seconds, concurrency })
    : floors.submit.ask<Measured>({ seconds, concurrency })

const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits))

export const resultsOf = ({ operations, stretches }: Subject): Result[] =>
  operations.map(({ name }) => {
    const { own, floor } = stretches.get(name)!
    const one = together(own)
    const least = together(floor)
    return {
      name,
      rps: rounded(one.rps, 0),
      p50_ms: one.p50,
      p99_ms: one.p99,
      floor_rps: rounded(least.rps, 0),
      ratio: rounded(one.rps / least.rps),
      failures: one.failures,
    }
  })
