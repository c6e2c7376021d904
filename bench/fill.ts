/**
 * Fills the report tables with made-up reports: threads make the rows, one COPY for each table takes them, keys and
 * indexes are made afterwards. Each COPY runs in the transaction that emptied its table, so nothing goes through the
 * log of the database.
 */
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Batch, Made } from './maker.ts'
import { filledTables, type FilledTable } from './rows.ts'
import type { World } from './world.ts'

const batchReports = 500

export type Filled = { rows: Record<string, number>; seconds: number }

export async function fillReports(
  url: string,
  world: World,
  reports: number,
  say: (line: string) => void,
): Promise<Filled> {
  const startedMs = performance.now()
  const owner = await client(url)
  try {
    const indexes = await dropIndexes(owner)
    const rows = await copyAll(url, world, reports, say)
    say(`${reports} reports copied in ${seconds(startedMs)} s, making indexes`)
    await owner.query(searchRows)
    for (const [n, index] of indexes.entries()) {
      await owner.query(index)
      if (n % 8 === 7) say(`${n + 1} of ${indexes.length} indexes, ${seconds(startedMs)} s`)
    }
    // Vacuumed as a database is that has lived for a while: index-only scans need the map of visible pages.
    for (const table of [...filledTables, 'report_search']) await owner.query(`vacuum (analyze) ${table}`)
    return { rows, seconds: Number(seconds(startedMs)) }
  } finally {
    await owner.end()
  }
}

const seconds = (sinceMs: number): string => ((performance.now() - sinceMs) / 1000).toFixed(1)

async function client(url: string): Promise<pg.Client> {
  const one = new pg.Client({ connectionString: url })
  one.on('error', () => {})
  await one.connect()
  await one.query("set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2")
  return one
}

/** The words of each report; those of a published one are there already. Made-up words hold nothing to mask. */
const searchRows = `
  begin;
  truncate report_search;
  insert into report_search (report_id, regency, submitted_at, search, masked)
  select report_id, regency, submitted_at, words, words from (
    select r.report_id, left(r.region, 5) as regency, r.submitted_at,
      coalesce(p.search, to_tsvector('indonesian', r.title || ' ' || r.text || ' ' || coalesce(r.place, ''))) as words
    from report r left join public_report p on p.report_id = r.report_id
  ) one;
  commit`

/** Takes keys and indexes off and returns the statements that make them again. */
async function dropIndexes(owner: pg.Client): Promise<string[]> {
  const tables = [...filledTables, 'report_search']
  const { rows } = await owner.query<{
    table: string
    constraint: string | null
    index: string
    definition: string
  }>(
    `select i.indrelid::regclass::text as table, c.conname as constraint, i.indexrelid::regclass::text as index,
       coalesce(pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid)) as definition
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
     where i.indrelid = any($1::text[]::regclass[]) order by c.conname nulls last, 3`,
    [tables],
  )
  await owner.query(`truncate ${tables.join(', ')}`)
  for (const row of rows) {
    await owner.query(
      row.constraint === null
        ? `drop index ${row.index}`
        : `alter table ${row.table} drop constraint ${row.constraint}`,
    )
  }
  return rows.map((row) =>
    row.constraint === null
      ? row.definition
      : `alter table ${row.table} add constraint ${row.constraint} ${row.definition}`,
  )
}

type Copy = { client: pg.Client; stream: Writable; done: Promise<void>; rows: number }

async function copyAll(
  url: string,
  world: World,
  reports: number,
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const copies = new Map<FilledTable, Promise<Copy>>()
  const copyOf = (table: FilledTable, columns: string[]): Promise<Copy> => {
    const known = copies.get(table) ?? beginCopy(url, table, columns)
    copies.set(table, known)
    return known
  }
  let copied = 0
  await makeBatches(world, batchesOf(reports), async (made, count) => {
    for (const { table, columns, bytes, rows } of made.tables) {
      const copy = await copyOf(table, columns)
      copy.rows += rows
      if (!copy.stream.write(bytes)) await once(copy.stream, 'drain')
    }
    copied += count
    if (copied % 50_000 === 0) say(`${copied} of ${reports} reports`)
  })
  const rows: Record<string, number> = {}
  for (const [table, opening] of copies) {
    const copy = await opening
    copy.stream.end()
    await copy.done
    await copy.client.query('commit')
    await copy.client.end()
    rows[table] = copy.rows
  }
  return rows
}

async function beginCopy(url: string, table: FilledTable, columns: string[]): Promise<Copy> {
  const one = await client(url)
  await one.query(`begin; truncate ${table}`)
  const stream = one.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  return { client: one, stream, done: finished(stream), rows: 0 }
}

function batchesOf(reports: number): Batch[] {
  const batches: Batch[] = []
  for (let from = 0; from < reports; from += batchReports) {
    batches.push({ from, count: Math.min(batchReports, reports - from), of: reports })
  }
  return batches
}

/** Hands batches to the threads, a second one while the first is written, and takes what they made one after another. */
async function makeBatches(
  world: World,
  batches: Batch[],
  take: (made: Made, count: number) => Promise<void>,
): Promise<void> {
  const queue = batches.values()
  let taking: Promise<void> = Promise.resolve()
  const run = async () => {
    const maker = new Worker(new URL('./maker.ts', import.meta.url), { workerData: world })
    let listener: { done: (made: Made) => void; fail: (error: unknown) => void } | undefined
    maker.on('message', (made: Made) => listener?.done(made)).on('error', (error) => listener?.fail(error))
    try {
      for (let batch = queue.next().value; batch; batch = queue.next().value) {
        const { count } = batch
        const made = await new Promise<Made>((done, fail) => {
          listener = { done, fail }
          maker.postMessage(batch)
        })
        const before = taking
        taking = before.then(() => take(made, count))
        // One batch may wait behind the one that is being written; more would only fill the memory.
        await before
      }
    } finally {
      await maker.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, run))
  await taking
}
