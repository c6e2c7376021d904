/**
 * Derives the rows of reports again from their events and compares (decision 3). Nothing here asks the rules of
 * today: a file is the sum of the effects that its events wrote down, and due dates follow from the calendar.
 */
import { isDeepStrictEqual } from 'node:util'
import { randomBytes } from 'node:crypto'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import type { Law } from '../../regulation/law.ts'
import { evaluateClocks, type EvaluatedClock } from './clockwork.ts'
import { applyEffects, type Effect } from './effects.ts'
import { clockRows, inboxRows, publicRow } from './projections.ts'
import { asJson, jsonColumns, rowOf, writeFile } from './store.ts'

/** A place where the stored rows say something else than the events: table and columns, never contents. */
export type Difference = { reportId: string; number: string; table: string; columns: string[] }
export type Rebuilt = { last: string | undefined; reports: number; differences: Difference[] }

type Told = { seq: number; at: Date; effects: Effect[] }
type Row = Record<string, unknown>
type Stored = { report: Row[]; report_clock: Row[]; agency_inbox: Row[]; public_report: Row[] }
const tables = ['report', 'report_clock', 'agency_inbox', 'public_report'] as const

/**
 * Compares the next reports after `after`, `size` of them, and with `write` puts right what differs. A difference
 * is looked at a second time with the report locked, since people go on working in the meantime.
 */
export async function rebuildBatch(db: Db, after: string, size: number, write: boolean): Promise<Rebuilt> {
  const law = await loadLaw(db)
  const ids = await nextIds(db, after, size)
  const [events, stored] = await Promise.all([eventsByReport(db, ids), storedRows(db, ids)])
  const differences: Difference[] = []
  for (const id of ids) {
    if (differencesOf(id, events.get(id) ?? [], stored.get(id)!, law).length === 0) continue
    differences.push(...(await underLock(db, id, write)))
  }
  return { last: ids.at(-1), reports: ids.length, differences }
}

async function nextIds(db: Db, after: string, size: number): Promise<string[]> {
  const rows = await db
    .selectFrom('report_event')
    .select('report_id')
    .where('seq', '=', 1)
    .where('report_id', '>', after)
    .orderBy('report_id')
    .limit(size)
    .execute()
  return rows.map(({ report_id }) => report_id)
}

async function eventsByReport(db: Db, ids: string[]): Promise<Map<string, Told[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('report_event')
    .select(['report_id', 'seq', 'at', 'effects'])
    .where('report_id', 'in', ids)
    .orderBy('report_id')
    .orderBy('seq')
    .execute()
  return Map.groupBy(rows, ({ report_id }) => report_id)
}

async function storedRows(db: Db, ids: string[]): Promise<Map<string, Stored>> {
  const found = new Map(
    ids.map((id) => [id, { report: [], report_clock: [], agency_inbox: [], public_report: [] } as Stored]),
  )
  if (ids.length === 0) return found
  for (const table of tables) {
    const rows = await db.selectFrom(table).selectAll().where('report_id', 'in', ids).execute()
    for (const row of rows) found.get(row.report_id)![table].push(row)
  }
  return found
}

/** The file that the events tell of, and its clocks as they are due today. */
function fileFromEvents(events: readonly Told[], law: Law): { file: CaseFile; clocks: EvaluatedClock[] } {
  let file: CaseFile | undefined
  for (const { seq, at, effects } of events) {
    file = applyEffects(file, effects, at.toISOString())
    file.version = seq
  }
  return { file: file!, clocks: evaluateClocks(file!, law) }
}

function expectedRows({ file, clocks }: ReturnType<typeof fileFromEvents>): Stored {
  const published = publicRow(file, clocks)
  return {
    report: [rowOf(file)],
    report_clock: clockRows(file, clocks),
    agency_inbox: inboxRows(file, clocks),
    public_report: published ? [published] : [],
  }
}

/** What the rooms of files and support count by themselves, and what no event knows. */
const ownColumns = new Set(['secret_hash', 'supporters', 'photos', 'published_at', 'search'])
const keys: Record<(typeof tables)[number], readonly string[]> = {
  report: ['report_id'],
  report_clock: ['clock_no'],
  agency_inbox: ['agency_code', 'part_no'],
  public_report: ['report_id'],
}

function differencesOf(reportId: string, events: readonly Told[], stored: Stored, law: Law): Difference[] {
  const derived = fileFromEvents(events, law)
  const expected = expectedRows(derived)
  const found: Difference[] = []
  for (const table of tables) {
    const keyOf = (row: Row): string => keys[table].map((name) => String(row[name])).join(' ')
    const there = new Map(stored[table].map((row) => [keyOf(row), row]))
    const columns = new Set<string>()
    for (const row of expected[table]) {
      const other = there.get(keyOf(row))
      there.delete(keyOf(row))
      if (!other) columns.add('(missing row)')
      else
        for (const name of Object.keys(row))
          if (!ownColumns.has(name) && !isSame(row[name], other[name])) columns.add(name)
    }
    if (there.size > 0) columns.add('(surplus row)')
    if (columns.size > 0) found.push({ reportId, number: derived.file.number, table, columns: [...columns] })
  }
  return found
}

/** As the database gives them back: jsonb knows no undefined, and the order of names in it means nothing. */
const isSame = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(one, other) ||
  (isObject(one) && isDeepStrictEqual(JSON.parse(JSON.stringify(one)), other))
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !(value instanceof Date)

function underLock(db: Db, id: string, write: boolean): Promise<Difference[]> {
  return db.transaction().execute(async (transaction) => {
    const trx = transaction as Db
    const row = await trx
      .selectFrom('report')
      .select('report_id')
      .where('report_id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    const law = await loadLaw(trx)
    const events = (await eventsByReport(trx, [id])).get(id) ?? []
    const differences = differencesOf(id, events, (await storedRows(trx, [id])).get(id)!, law)
    if (!write || differences.length === 0) return differences
    const { file, clocks } = fileFromEvents(events, law)
    if (!row) await insertLost(trx, file)
    await writeFile(trx, file, clocks)
    return differences
  })
}

/** A lost row comes back but for the hash of the secret, which is in no event: the reporter's key no longer opens it. */
async function insertLost(db: Db, file: CaseFile): Promise<void> {
  const row = rowOf(file)
  const values = {
    ...row,
    ...Object.fromEntries(jsonColumns.map((name) => [name, asJson(row[name])])),
    secret_hash: randomBytes(32),
  }
  await db.insertInto('report').values(values).execute()
}
