import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { shippedAgencies, shippedUnits } from '../directory/agencies/shipped.ts'
import { shippedCalendar } from '../directory/calendar/shipped.ts'
import { shippedRegions } from '../directory/regions/shipped.ts'
import { checksumOf, type ShippedList } from '../directory/shipped.ts'
import { shippedTopics } from '../directory/topics/shipped.ts'
import { openDatabase } from '../platform/db/database.ts'
import type { Logger } from '../platform/log.ts'

export interface SeedOptions {
  log?: Logger
  /** Loads every list again, also one that has not changed. */
  force?: boolean
  /** Only these regencies and cities below the province ('35.78'): for tests, which clone the database often. */
  within?: readonly string[]
}

/** What was done with a list: rows in it, and how many were new or changed. */
export interface Seeded {
  list: string
  rows: number
  changed: number
}

// Any number will do, as long as every copy of the program asks for the same one.
const seedLock = 7_083_002

/**
 * Loads the lists that come with the program, or what has changed in them since. Codes keep their rows: a row that
 * a new list no longer names becomes inactive, so nothing that refers to it breaks.
 * @param pool acts as the owner of the tables
 * @returns only the lists that had to be loaded
 */
export async function seedReference(pool: pg.Pool, options: SeedOptions = {}): Promise<Seeded[]> {
  const client = await pool.connect()
  try {
    const done = [
      await seedList(client, shippedRegions, options),
      await seedList(client, shippedAgencies, options),
      await seedList(client, shippedUnits, options),
      await seedList(client, shippedTopics, options),
      await seedList(client, shippedCalendar, options),
    ]
    return done.filter((seeded) => seeded !== undefined)
  } finally {
    client.release()
  }
}

async function seedList<Row>(client: pg.PoolClient, list: ShippedList<Row>, options: SeedOptions) {
  const checksum = await checksumOf(list, options.within)
  if (!options.force && (await loadedChecksum(client, list.list)) === checksum) return undefined
  const rows = await list.rows(options.within)
  const changed = await inSeedTransaction(client, async () => {
    // Another process that started at the same time may have been first.
    if (!options.force && (await loadedChecksum(client, list.list)) === checksum) return undefined
    const count = await replaceRows(client, list, rows)
    const version = await recordVersion(client, list.list, checksum)
    const { table, versionColumn } = list
    if (versionColumn) {
      await client.query(`update ${table} set ${versionColumn} = $1 where ${versionColumn} = 0 and active`, [
        version,
      ])
    }
    return count
  })
  if (changed === undefined) return undefined
  // Also empties the list of entries that the index for words has not sorted in yet: searching reads it every time.
  await client.query(`vacuum (analyze) ${list.table}`)
  options.log?.info({ list: list.list, rows: rows.length, changed }, 'reference data loaded')
  return { list: list.list, rows: rows.length, changed }
}

/** `lapor seed [--force]`: opening the ground loads what has changed; `--force` loads everything again. */
export async function run(argv: string[]): Promise<void> {
  // Opening the ground itself seeds, so the two files would need each other at once.
  const { withGround } = await import('./withGround.ts')
  await withGround(async (ground) => {
    if (argv.includes('--force')) {
      const owner = await openDatabase({
        url: ground.databaseUrlOf('lapor_owner'),
        role: 'lapor_owner',
        max: 1,
        statementTimeoutMs: 0,
      })
      await seedReference(owner.pool, { log: ground.log, force: true }).finally(owner.close)
    }
    const { rows } = await sql<{ list: string; version: number; loaded_at: Date }>`
      select list, version, loaded_at
      from reference_version
      order by list`.execute(ground.db)
    for (const { list, version, loaded_at } of rows) {
      process.stdout.write(`${list} ${version} ${loaded_at.toISOString()}\n`)
    }
  })
}

/** The checksum of the edition of a list that the database holds. */
async function loadedChecksum(client: pg.PoolClient, list: string): Promise<string | undefined> {
  const { rows } = await client.query<{ checksum: string }>(
    'select checksum from reference_version where list = $1',
    [list],
  )
  return rows[0]?.checksum
}

/** Counts the version of a list up, so that copies in the memory of running processes are read again. */
async function recordVersion(client: pg.PoolClient, list: string, checksum: string): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `insert into reference_version (list, version, checksum)
     values ($1, 1, $2)
     on conflict (list) do update
       set version = reference_version.version + 1, checksum = excluded.checksum, loaded_at = now()
     returning version`,
    [list, checksum],
  )
  return rows[0]!.version
}

/** One transaction under one lock, so that two processes starting at once do not load the same list twice. */
async function inSeedTransaction<Result>(
  client: pg.PoolClient,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('begin')
  try {
    await client.query('set local statement_timeout = 0')
    await client.query('select pg_advisory_xact_lock($1)', [seedLock])
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** @returns how many rows are new, changed or gone */
async function replaceRows<Row>(client: pg.PoolClient, list: ShippedList<Row>, rows: Row[]): Promise<number> {
  const { table } = list
  const { rows: some } = await client.query(`select 1 from ${table} limit 1`)
  // The first start fills the table straight away: half the time of going through a second table.
  if (some.length === 0) {
    await copyInto(client, table, list.columns, rows)
    return rows.length
  }
  await client.query(`create temporary table incoming (like ${table} including defaults) on commit drop`)
  await copyInto(client, 'incoming', list.columns, rows)
  await client.query('analyze incoming')
  const changed = await mergeIncoming(client, list)
  await client.query('drop table incoming')
  return changed
}

async function mergeIncoming<Row>(
  client: pg.PoolClient,
  { table, key, columns }: ShippedList<Row>,
): Promise<number> {
  const values = columns.filter((column) => column !== key)
  // A row that comes back after it was gone is in use again; one that an administrator switched off stays off.
  const upserted = await client.query(`
    insert into ${table} as old (${columns.join(', ')}, shipped)
    select ${columns.join(', ')}, shipped
    from incoming
    on conflict (${key}) do update
      set ${values.map((column) => `${column} = excluded.${column}`).join(', ')},
          active = old.active or not old.shipped,
          shipped = true
      where (${values.map((column) => `old.${column}`).join(', ')}, old.shipped)
        is distinct from (${values.map((column) => `excluded.${column}`).join(', ')}, true)`)
  const gone = await client.query(`
    update ${table}
    set active = false, shipped = false
    where shipped and not exists (select 1 from incoming where incoming.${key} = ${table}.${key})`)
  return (upserted.rowCount ?? 0) + (gone.rowCount ?? 0)
}

async function copyInto<Row>(
  client: pg.PoolClient,
  table: string,
  columns: readonly (keyof Row & string)[],
  rows: Row[],
): Promise<void> {
  await pipeline(
    Readable.from(copyChunks(rows, columns)),
    client.query(copyFrom(`copy ${table} (${columns.join(', ')}, shipped) from stdin`)),
  )
}

/** Rows in the text format of COPY, some thousands a piece so that the stream is not slowed by its own steps. */
function* copyChunks<Row>(rows: Row[], columns: readonly (keyof Row & string)[]): Generator<string> {
  const rowsPerChunk = 2_000
  for (let start = 0; start < rows.length; start += rowsPerChunk) {
    const lines = rows
      .slice(start, start + rowsPerChunk)
      .map((row) => `${columns.map((column) => copyValue(row[column])).join('\t')}\tt`)
    yield `${lines.join('\n')}\n`
  }
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function copyValue(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  const text = String(value)
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character]!) : text
}
