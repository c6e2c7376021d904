import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { isRunning, waitUntil } from '../processes.ts'
import { startEmbedded, type Embedded } from './embedded.ts'
import { livePostmaster } from './postmaster.ts'

const base = mkdtempSync(join(tmpdir(), 'lapor-embedded-'))
const folder = join(base, 'postgres')
after(() => rmSync(base, { recursive: true, force: true }))

const start = (at = folder): Promise<Embedded> => startEmbedded({ folder: at, purpose: 'throwaway' })
const pidOf = (at = folder): number | undefined => livePostmaster(join(at, 'data'))?.mark.pid

async function ask(server: Embedded, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.url })
  client.on('error', () => {})
  try {
    await client.connect()
    return Object.values((await client.query(statement)).rows[0] ?? {})[0]
  } finally {
    await client.end().catch(() => {})
  }
}

// mkdtemp makes a folder that only its owner may enter, so as root these tests also go the way of setpriv.
test('it starts in a folder that only its owner may enter, and stops without leaving anything running', async () => {
  const server = await start()
  assert.equal(await ask(server, 'show listen_addresses'), '')
  assert.equal(await ask(server, "select datlocale from pg_database where datname = 'lapor'"), 'C.UTF-8')
  const { mark } = livePostmaster(join(folder, 'data'))!
  await server.stop()
  // Until this process has been told that its child has ended, the number stays taken, by a process that is none.
  assert.equal(isRunning(mark), false)
})

test('it starts in a folder that everybody may enter', async () => {
  const open = join(base, 'open')
  mkdirSync(open)
  chmodSync(base, 0o755)
  const server = await start(join(open, 'postgres'))
  assert.equal(await ask(server, 'select 1'), 1)
  await server.stop()
})

test('a server that a killed program left running is taken over, with everything in it', async () => {
  const killed = await start()
  await ask(killed, 'create table promise as select 1708 as number')
  await killed.letGo()
  const pid = pidOf()
  const next = await start()
  assert.equal(pidOf(), pid)
  assert.equal(await ask(next, 'select number from promise'), 1708)
  await next.stop()
})

test('a server that is killed is started again while the program goes on', async () => {
  const server = await start()
  const pid = pidOf()!
  process.kill(pid, 'SIGKILL')
  assert.ok(await waitUntil(() => ![undefined, pid].includes(pidOf()), 15_000), 'a new server after 15 s')
  assert.ok(
    await waitUntil(() => ask(server, 'select true').then(Boolean, () => false), 15_000, 100),
    'it answers',
  )
  assert.equal(await ask(server, 'select number from promise'), 1708)
  await server.stop()
})

test('what a killed server left in its folder does not keep the next one from starting', async () => {
  const server = await start()
  await server.letGo()
  process.kill(pidOf()!, 'SIGKILL')
  // At once, while processes of the dead server may still be leaving.
  const next = await start()
  assert.equal(await ask(next, 'select number from promise'), 1708)
  await next.stop()
})

test('a number that now belongs to another process is not taken for the server', async () => {
  writeFileSync(
    join(folder, 'data/postmaster.pid'),
    `${process.pid}\n${join(folder, 'data')}\n1\n5432\n/tmp\n\n\nready\n`,
  )
  assert.equal(pidOf(), undefined)
  const server = await start()
  assert.equal(await ask(server, 'select 1'), 1)
  await server.stop()
})

test('a database of another PostgreSQL is refused in words, and left as it is', async () => {
  writeFileSync(join(folder, 'data/PG_VERSION'), '19\n')
  await assert.rejects(start(), /PostgreSQL 19.*brings 18/s)
  assert.equal(readFileSync(join(folder, 'data/PG_VERSION'), 'utf8'), '19\n')
  writeFileSync(join(folder, 'data/PG_VERSION'), '18\n')
})

test('a server that cannot start is refused with its own last words', async () => {
  writeFileSync(join(folder, 'data/postgresql.auto.conf'), "shared_preload_libraries = 'missing'\n")
  await assert.rejects(start(), /cannot start: could not access file "missing"/)
})
