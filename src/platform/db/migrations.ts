import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import pg from 'pg'
import { explained } from '../explained.ts'
import type { Db } from './database.ts'

/** One numbered file of SQL. */
export interface Migration {
  name: string
  number: number
  checksum: string
  sql: string
}

const folder = fileURLToPath(new URL('../../../migrations/', import.meta.url))

// Any number will do, as long as every copy of the program asks for the same one.
const migrationLock = 7_083_001

/** The migrations shipped with this version, in the order of their numbers. */
export async function shippedMigrations(from = folder): Promise<Migration[]> {
  const names = (await readdir(from)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
  const migrations = await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${from}/${name}`, 'utf8')
      return {
        name,
        number: Number(name.slice(0, 4)),
        checksum: createHash('sha256').update(sql).digest('hex'),
        sql,
      }
    }),
  )
  const twice = migrations.find((migration, index) => migration.number === migrations[index - 1]?.number)
  if (twice) throw new Error(`Two migrations have the number of ${twice.name}.`)
  return migrations
}

/**
 * Brings the schema to this version: each missing file in its own transaction, under one lock for all copies.
 * Nothing is run when the database is newer than the program or a released file was edited afterwards.
 * @returns the names of the files that were run
 * @throws Explained when the schema is newer or differs
 */
export async function migrate(
  url: string,
  options: { migrations?: Migration[]; onStep?: (name: string) => void } = {},
): Promise<string[]> {
  const migrations = options.migrations ?? (await shippedMigrations())
  const client = new pg.Client({
    connectionString: url,
    application_name: 'lapor_migrate',
    statement_timeout: 0,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    const missing = missingOf(migrations, await recorded(client))
    for (const migration of missing) {
      options.onStep?.(migration.name)
      await run(client, migration)
    }
    return missing.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

let shipped: Promise<Migration[]> | undefined

/** Whether every shipped migration has been run, for the readiness check; never changes anything. */
export async function isMigrated(db: Db): Promise<boolean> {
  shipped ??= shippedMigrations()
  const done = await sql<Pick<Migration, 'name' | 'checksum'>>`
    select name, checksum
    from public.migration
    order by name`.execute(db)
  return missingOf(await shipped, done.rows).length === 0
}

async function recorded(client: pg.Client): Promise<Pick<Migration, 'name' | 'checksum'>[]> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('public.migration') is not null as there",
  )
  if (!rows[0]?.there) return []
  return (await client.query<Migration>('select name, checksum from public.migration order by name')).rows
}

/** @throws Explained when what the database has run is not a beginning of what this version ships */
export function missingOf(
  migrations: Migration[],
  done: Pick<Migration, 'name' | 'checksum'>[],
): Migration[] {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum } of done) {
    const shipped = byName.get(name)
    if (!shipped) throw explained('schema_is_newer', { name })
    if (shipped.checksum !== checksum) throw explained('migration_was_changed', { name })
  }
  const isDone = new Set(done.map(({ name }) => name))
  return migrations.filter(({ name }) => !isDone.has(name))
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    // The first file makes the roles; everything after it belongs to the owner, whoever signed in.
    if (migration.number > 1) await client.query('set local role lapor_owner')
    await client.query(migration.sql)
    await client.query('insert into public.migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    const { message, position } = error as { message: string; position?: string }
    if (migration.number === 1) throw explained('roles_missing', { reason: message }, error)
    const line = position ? ` (line ${migration.sql.slice(0, Number(position)).split('\n').length})` : ''
    throw new Error(`Migration ${migration.name} failed${line}: ${message}`, { cause: error })
  }
}
