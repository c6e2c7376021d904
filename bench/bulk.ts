/**
 * `node bench/bulk.ts --reports N --rows 1000`: one action over a whole filter, pressed as its page does; the filter is
 * a region from which so many reports have just come in. The program runs as shipped. Beside it in the same run: the same action report by
 * report over the API, and the floor of one transaction of two inserts, both one at a time.
 */
import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { createAccount, createToken } from '../src/directory/accounts/create.ts'
import { inDataFolder } from '../src/platform/dataFolder.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { runningEmbeddedUrl } from '../src/platform/db/embedded.ts'
import { paths } from '../src/web/paths.ts'
import { chanceFrom } from './chance.ts'
import { submitOf } from './operations.ts'
import { prepare } from './prepare.ts'
import { startFloor, startProgram } from './running.ts'
import type { Measured } from './times.ts'

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '20000' },
    rows: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    keep: { type: 'string' },
  },
})
const say = (line: string) => void process.stderr.write(`${line}\n`)
const rows = Number(values.rows)
/** So many reports are done one by one in each round, to compare. */
const singles = 100
const floorSeconds = 2
const chance = chanceFrom(process.pid)

async function verifierToken(url: string): Promise<string> {
  const owner = await openDatabase({ url, role: 'lapor_owner', max: 1 })
  const email = `bulk-${process.pid}@bench.invalid`
  await createAccount(
    owner.db,
    { email, name: 'Bench', roles: ['national_verifier'], password: 'only for this measurement' },
    new Date(),
  )
  const token = await createToken(owner.db, email, new Date())
  await owner.close()
  return token
}

/** So many more reports from the region, sent in as anybody would. */
async function submitMore(address: string, region: string, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const { path, body } = submitOf(prepared.world, chance)
    const answer = await fetch(address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ ...(JSON.parse(body) as object), region, agency: undefined }),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }
}

const prepared = await prepare(Number(values.reports), values.keep, say)
const program = await startProgram(prepared.dataDir)
const url = runningEmbeddedUrl(inDataFolder(prepared.dataDir).postgres)!
const pool = new pg.Pool({ connectionString: url, max: 2 })
const floor = await startFloor('submit', url)
try {
  const authorization = `Bearer ${await verifierToken(url)}`
  const address = `http://127.0.0.1:${program.port}`
  const { agency } = (
    await pool.query<{ agency: string }>(
      `select agency_code as agency from agency_inbox where part_no > 0 group by 1 order by count(*) desc limit 1`,
    )
  ).rows[0]!
  const region = prepared.world.places[0]!.code
  const waiting = async (): Promise<string[]> =>
    (
      await pool.query<{ id: string }>(
        `select report_id as id from agency_inbox
         where agency_code = 'N' and state = 'received' and open and region = $1 order by due_at`,
        [region],
      )
    ).rows.map(({ id }) => id)
  const press = async (path: string, fields: Record<string, string>): Promise<string> => {
    const answer = await fetch(address + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { authorization, accept: 'text/html' },
      body: new URLSearchParams(fields),
    })
    if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.headers.get('location')!
  }
  const runIs = async (id: string, state: string): Promise<Date | null> => {
    for (;;) {
      const { rows: found } = await pool.query<{ state: string; checked_at: Date | null }>(
        'select state, checked_at from bulk_run where run_id = $1',
        [id],
      )
      if (found[0]!.state === state) return found[0]!.checked_at
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  const rowsIn = async (id: string, states: string[]): Promise<number> =>
    Number(
      (
        await pool.query<{ n: string }>(
          'select count(*) as n from bulk_row where run_id = $1 and state = any($2)',
          [id, states],
        )
      ).rows[0]!.n,
    )
  const sums = new Map<string, { rows: number; seconds: number }>()
  const timed = async (what: string, work: () => Promise<number>): Promise<void> => {
    const startedMs = performance.now()
    const count = await work()
    const sum = sums.get(what) ?? { rows: 0, seconds: 0 }
    sums.set(what, {
      rows: sum.rows + count,
      seconds: sum.seconds + (performance.now() - startedMs) / 1000,
    })
  }

  /** Looked at, done, undone: what the three buttons do. */
  const bulk = async (kind: string): Promise<void> => {
    let id = ''
    let seen: Date | null = null
    await timed(`${kind}: looked at`, async () => {
      const filter = { antrean: 'periksa', wilayah: region }
      const location = await press(paths.desk.bulk, { tindakan: kind, lingkup: 'semua', ...filter })
      id = /massal\/([0-9a-f-]{36})/.exec(location)![1]!
      if (kind === 'forward') await press(paths.desk.bulkStep(id, 'isi'), { target: agency })
      seen = await runIs(id, 'checked')
      return rowsIn(id, ['able', 'barred'])
    })
    await timed(`${kind}: done`, async () => {
      await press(paths.desk.bulkStep(id, 'jalankan'), { seen: seen!.toISOString() })
      await runIs(id, 'done')
      return rowsIn(id, ['done'])
    })
    await timed(`${kind}: undone`, async () => {
      await press(paths.desk.bulkStep(id, 'urung'), {})
      await runIs(id, 'undone')
      return rowsIn(id, ['undone'])
    })
  }
  const oneByOne = async (): Promise<number> => {
    const ids = (await waiting()).slice(0, singles)
    for (const id of ids) {
      const answer = await fetch(address + paths.api.deskAction(id, 'forward'), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ agency }),
      })
      if (!answer.ok) throw new Error(await answer.text())
    }
    return ids.length
  }

  for (let round = 0; round < Number(values.rounds); round++) {
    await submitMore(address, region, rows - (await waiting()).length)
    say(`round ${round + 1}, load ${loadavg()[0]!.toFixed(1)}`)
    for (const kind of ['forward', 'forward_first']) await bulk(kind)
    await timed('forward, one by one over the API', oneByOne)
    await timed('floor: a transaction of two inserts', async () => {
      const least = await floor.ask<Measured>({ seconds: floorSeconds, concurrency: 1 })
      return least.count
    })
  }
  const rate = (what: string): number => sums.get(what)!.rows / sums.get(what)!.seconds
  const single = rate('forward, one by one over the API')
  process.stdout.write('| what | s for 1,000 | rows/s | beside one by one |\n| --- | --- | --- | --- |\n')
  for (const what of sums.keys())
    process.stdout.write(
      `| ${what} | ${(1000 / rate(what)).toFixed(1)} | ${rate(what).toFixed(0)} | ${(rate(what) / single).toFixed(2)} |\n`,
    )
} finally {
  await floor.stop()
  await pool.end()
  await program.stop()
  prepared.remove()
}
