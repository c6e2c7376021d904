/**
 * `node bench/lists.ts --reports N`: what a whole list as a file costs. The program runs as shipped; each file is taken
 * once by a reader at full speed, and the memory of the web process is looked at every 50 ms.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { createAccount, createToken } from '../src/directory/accounts/create.ts'
import { inDataFolder } from '../src/platform/dataFolder.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { runningEmbeddedUrl } from '../src/platform/db/embedded.ts'
import { prepare } from './prepare.ts'
import { startProgram } from './running.ts'

const { values } = parseArgs({
  options: { reports: { type: 'string', default: '200000' }, keep: { type: 'string' } },
})
const say = (line: string) => void process.stderr.write(`${line}\n`)

/** Megabytes that the process holds now; where /proc does not say, none. */
function heldMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

async function verifierToken(url: string): Promise<string> {
  const owner = await openDatabase({ url, role: 'lapor_owner', max: 1 })
  const email = `lists-${process.pid}@bench.invalid`
  await createAccount(
    owner.db,
    { email, name: 'Bench', roles: ['national_verifier'], password: 'only for this measurement' },
    new Date(),
  )
  const token = await createToken(owner.db, email, new Date())
  await owner.close()
  return token
}

type Taken = { seconds: number; megabytes: number; before: number; most: number }

async function take(address: string, token: string, pid: number): Promise<Taken> {
  const before = heldMb(pid)
  let most = before
  const watch = setInterval(() => (most = Math.max(most, heldMb(pid))), 50)
  const startedMs = performance.now()
  let bytes = 0
  const answer = await fetch(address, {
    headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' },
  })
  if (!answer.ok || !answer.body) throw new Error(`${address} answered ${answer.status}`)
  for await (const part of answer.body) bytes += part.length
  clearInterval(watch)
  return { seconds: (performance.now() - startedMs) / 1000, megabytes: bytes / 1e6, before, most }
}

const prepared = await prepare(Number(values.reports), values.keep, say)
const program = await startProgram(prepared.dataDir)
try {
  const url = runningEmbeddedUrl(inDataFolder(prepared.dataDir).postgres)!
  const token = await verifierToken(url)
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const count = async (query: string) => (await pool.query<{ n: string }>(query)).rows[0]!.n
  const lists = {
    '/meja': await count("select count(*) as n from agency_inbox where agency_code = 'N'"),
    '/laporan': await count('select count(*) as n from public_report'),
  }
  await pool.end()
  process.stdout.write(
    '| list | rows | MB | s | memory before, most (MB) |\n| --- | --- | --- | --- | --- |\n',
  )
  for (const [path, rows] of Object.entries(lists))
    for (const format of ['csv', 'xlsx']) {
      const address = `http://127.0.0.1:${program.port}${path}.${format}${path === '/meja' ? '?antrean=semua' : ''}`
      const { seconds, megabytes, before, most } = await take(address, token, program.pid)
      process.stdout.write(
        `| ${path}.${format} | ${rows} | ${megabytes.toFixed(1)} | ${seconds.toFixed(1)} | ${before.toFixed(0)}, ${most.toFixed(0)} |\n`,
      )
    }
} finally {
  await program.stop()
  prepared.remove()
}
