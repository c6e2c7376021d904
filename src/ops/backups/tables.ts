/** Tables out of and into a database by COPY. The job queue's own tables are left out: its work is found again. */
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip, constants } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { hashing, type Manifest, type TableCopy } from './manifest.ts'

type Table = { schema: string; name: string; columns: string[] }

/** Every table of ours but the list of migrations, those that others refer to first. Computed columns are left out. */
export async function ownTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { oid: number; refers: number[] }>(`
    select c.oid::int as oid, n.nspname as schema, c.relname as name,
           array(select a.attname::text from pg_attribute a
                 where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                 order by a.attnum) as columns,
           array(select f.confrelid::int from pg_constraint f
                 where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as refers
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'vault') and c.relname <> 'migration'
    order by n.nspname, c.relname`)
  const waiting = [...rows]
  const ordered: typeof rows = []
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ refers }) =>
      refers.every((oid) => !waiting.some((other) => other.oid === oid)),
    )
    ordered.push(...waiting.splice(Math.max(at, 0), 1))
  }
  return ordered.map(({ schema, name, columns }) => ({ schema, name, columns }))
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const qualified = ({ schema, name }: Pick<Table, 'schema' | 'name'>): string =>
  `${quoted(schema)}.${quoted(name)}`
const listed = (columns: readonly string[]): string => columns.map(quoted).join(', ')

export async function copyOut(client: pg.ClientBase, table: Table, folder: string): Promise<TableCopy> {
  const file = join('database', `${table.schema}.${table.name}.copy.gz`)
  const source = client.query(copyTo(`copy ${qualified(table)} (${listed(table.columns)}) to stdout`))
  const { through, digest } = hashing()
  await pipeline(
    source,
    createGzip({ level: constants.Z_BEST_SPEED }),
    through,
    createWriteStream(join(folder, file), { mode: 0o600 }),
  )
  return { ...table, rows: source.rowCount, file, sha256: digest() }
}

export async function copyIn(client: pg.ClientBase, table: TableCopy, folder: string): Promise<number> {
  const target = client.query(copyFrom(`copy ${qualified(table)} (${listed(table.columns)}) from stdin`))
  await pipeline(createReadStream(join(folder, table.file)), createGunzip(), target)
  return target.rowCount
}

export async function sequencesOf(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string; last: string }>(`
    select schemaname as schema, sequencename as name, last_value::text as last
    from pg_sequences
    where schemaname in ('public', 'vault') and last_value is not null`)
  return rows
}

export async function setSequences(client: pg.ClientBase, sequences: Manifest['sequences']): Promise<void> {
  for (const sequence of sequences)
    await client.query('select setval($1::regclass, $2::bigint)', [qualified(sequence), sequence.last])
}

/** What people made: lists that come with the program, and what migrations fill in, are no data. */
const ofPeople = ['public.account', 'public.report', 'public.report_event', 'vault.identity']

export async function holdsData(client: pg.ClientBase): Promise<boolean> {
  for (const table of ofPeople) {
    const { rows: there } = await client.query<{ exists: boolean }>(
      'select to_regclass($1) is not null as exists',
      [table],
    )
    if (!there[0]!.exists) continue
    const { rows } = await client.query<{ some: boolean }>(`select exists (select from ${table}) as some`)
    if (rows[0]!.some) return true
  }
  return false
}

export const truncateAll = async (client: pg.ClientBase, tables: readonly Table[]): Promise<void> => {
  await client.query(`truncate ${tables.map(qualified).join(', ')}`)
}
