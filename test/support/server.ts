import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { runningEmbeddedUrl, startEmbedded } from '../../src/platform/db/embedded.ts'
import { socketUrl } from '../../src/platform/db/embeddedUrl.ts'
import { livePostmaster, stopPostmaster } from '../../src/platform/db/postmaster.ts'
import { takeLock, lockHolder } from '../../src/platform/lock.ts'
import { processMark, waitUntil } from '../../src/platform/processes.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))
const key = createHash('sha256')
  .update(`${project} ${process.getuid?.() ?? ''}`)
  .digest('hex')
  .slice(0, 10)

/** One throwaway PostgreSQL for all test processes of this checkout. */
const folder = join(tmpdir(), `lapor-test-${key}`)
const users = join(folder, 'users')
const myMark = join(users, `${process.pid}.json`)

/**
 * Joins the test server, starting it if this process is the first. The last process that leaves stops it, so
 * neither a whole run nor a single file leaves one behind.
 * @returns the address of a database on it
 */
export async function joinTestServer(): Promise<(database: string) => string> {
  mkdirSync(users, { recursive: true })
  await underLock(async () => {
    writeFileSync(myMark, JSON.stringify(processMark()))
    if (runningEmbeddedUrl(join(folder, 'postgres'))) return
    const server = await startFresh()
    await forgetClones(server.urlOf('postgres'))
    // Only this start keeps watch; the server itself belongs to all of us.
    await server.letGo()
  })
  const live = livePostmaster(join(folder, 'postgres/data'))
  if (!live) throw new Error('The test database server ended while a test was joining it.')
  return (database) => socketUrl(live.sockets, database)
}

/** Leaves the test server; the last one out stops it. */
export async function leaveTestServer(): Promise<void> {
  await underLock(async () => {
    rmSync(myMark, { force: true })
    const others = readdirSync(users).filter((name) => lockHolder(join(users, name)))
    const live = others.length === 0 ? livePostmaster(join(folder, 'postgres/data')) : undefined
    if (live) await stopPostmaster(live)
  })
}

/** A server that was killed in the middle may have left a folder that cannot start: it holds nothing worth keeping. */
async function startFresh() {
  const options = { folder: join(folder, 'postgres'), purpose: 'throwaway' } as const
  try {
    return await startEmbedded(options)
  } catch {
    rmSync(options.folder, { recursive: true, force: true })
    return await startEmbedded(options)
  }
}

/** Clones that killed test processes left behind. */
async function forgetClones(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'clone_%'",
  )
  for (const { datname } of rows)
    await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`)
  await client.end()
}

async function underLock<Result>(run: () => Promise<Result>): Promise<Result> {
  let lock = takeLock(join(folder, 'lock'))
  await waitUntil(() => 'release' in lock || 'release' in (lock = takeLock(join(folder, 'lock'))), 60_000, 20)
  if (!('release' in lock)) throw new Error('Another test process has held the test server for a minute.')
  try {
    return await run()
  } finally {
    lock.release()
  }
}
