/** Runs and their rows in the database: beginning one, moving it on, and what stands in it. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import { mostBulkRows, type BulkKind } from '../../regulation/bulk.ts'
import type { Actor } from '../../regulation/permissions.ts'
import type { InboxRow } from '../casefile/tables.ts'
import { filterOf, type Desk } from '../desk/desk.ts'
import { narrowed, scoped } from '../desk/queries.ts'
import type { BulkRow, BulkRun, RowState, RunState } from './tables.ts'

/** Which rows of the list: those ticked, or all that its filter leaves. */
export type Selection = { ids: readonly string[] } | 'all'

type Chosen = Pick<InboxRow, 'report_id' | 'part_no' | 'number' | 'version'>

async function chosenRows(
  db: Db,
  { actor, area, now, query, queue, zone }: Desk,
  selection: Selection,
): Promise<Chosen[]> {
  const rows = scoped(db, actor, area, queue)
  const { cursor: _cursor, ...filter } = filterOf({ query, zone })
  const chosen =
    selection === 'all'
      ? narrowed(rows, filter, queue, actor, now)
      : rows.where('report_id', 'in', [...selection.ids])
  return (await chosen
    .select(['report_id', 'part_no', 'number', 'version'])
    .orderBy('due_at')
    .orderBy('report_id')
    .orderBy('part_no')
    .limit(mostBulkRows + 1)
    .execute()) as Chosen[]
}

/**
 * Writes down which reports a run is about, as the list has them now. Nothing happens to them before it was checked
 * and somebody said so. @returns its id; undefined when the list has none of them
 */
export async function beginRun(
  db: Db,
  desk: Desk,
  kind: BulkKind,
  selection: Selection,
): Promise<string | undefined> {
  const rows = await chosenRows(db, desk, selection)
  if (rows.length === 0) return undefined
  const id = randomUUID()
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('bulk_run')
      .values({
        run_id: id,
        account_id: desk.actor.id,
        kind: kind.kind,
        list: JSON.stringify(desk.query) as never,
        input: null,
        state: 'asking',
        is_cut: rows.length > mostBulkRows,
        created_at: desk.now,
        checked_at: null,
        started_at: null,
        finished_at: null,
      })
      .execute()
    await sql`
      insert into bulk_row (run_id, report_id, part_no, place, number, state, version)
      select ${id}::uuid, r.report_id, r.part_no, r.place, r.number, 'listed', r.version
      from jsonb_to_recordset(${JSON.stringify(rows.slice(0, mostBulkRows).map((row, place) => ({ ...row, place })))}::jsonb)
        as r (report_id uuid, part_no integer, place integer, number varchar, version integer)
      on conflict do nothing`.execute(trx)
  })
  return id
}

/** A run is its owner's alone. @throws not_found */
export async function runOf(db: Db, actor: Actor, id: string): Promise<BulkRun> {
  const run = await db
    .selectFrom('bulk_run')
    .selectAll()
    .where('run_id', '=', id)
    .where('account_id', '=', actor.id)
    .executeTakeFirst()
  if (!run) throw refuse('not_found')
  return run
}

export const runsOf = (db: Db, actor: Actor): Promise<BulkRun[]> =>
  db
    .selectFrom('bulk_run')
    .selectAll()
    .where('account_id', '=', actor.id)
    .where('state', '<>', 'asking')
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()

export type Counts = Record<RowState, number> & { all: number; reached: number }

/** How many rows of a run stand where; `reached` are able rows whose reporter gets a message. */
export const countsOf = async (db: Db, id: string): Promise<Counts> =>
  (await countsOfAll(db, [id])).get(id) ?? countsIn([])

/** The same for several runs in one question. */
export async function countsOfAll(db: Db, ids: readonly string[]): Promise<Map<string, Counts>> {
  const { rows } = await sql<Stand & { run_id: string }>`
    select run_id, state, count(*)::int as count, (count(*) filter (where reached))::int as reached
    from bulk_row
    where run_id = any(${ids}::uuid[])
    group by run_id, state`.execute(db)
  return new Map(ids.map((id) => [id, countsIn(rows.filter(({ run_id }) => run_id === id))]))
}

type Stand = { state: RowState; count: number; reached: number }

function countsIn(rows: readonly Stand[]): Counts {
  const none = { listed: 0, able: 0, barred: 0, done: 0, refused: 0, skipped: 0, undone: 0, kept: 0 }
  return {
    ...none,
    ...Object.fromEntries(rows.map(({ state, count }) => [state, count])),
    all: rows.reduce((sum, { count }) => sum + count, 0),
    reached: rows.find(({ state }) => state === 'able')?.reached ?? 0,
  }
}

/** Rows after a place in the order of the list, all of them or those in some states. */
export const rowsOf = (
  db: Db,
  id: string,
  { after = -1, states, limit }: { after?: number; states?: readonly RowState[] | undefined; limit: number },
): Promise<BulkRow[]> =>
  db
    .selectFrom('bulk_row')
    .selectAll()
    .where('run_id', '=', id)
    .where('place', '>', after)
    .$if(states !== undefined, (query) => query.where('state', 'in', [...states!]))
    .orderBy('place')
    .limit(limit)
    .execute()

/** Moves a run on, once: a second press of the same button finds it moved. @returns whether this call did it */
async function move(
  db: Db,
  run: BulkRun,
  from: readonly RunState[],
  set: Partial<Pick<BulkRun, 'state' | 'checked_at' | 'started_at' | 'finished_at'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('bulk_run')
    .set(set)
    .where('run_id', '=', run.run_id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes what the form said; every row is looked at (again) with it. */
export async function askRun(db: Db, run: BulkRun, input: Record<string, unknown>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('bulk_run')
      .set({ state: 'checking', input: JSON.stringify(input) as never, checked_at: null })
      .where('run_id', '=', run.run_id)
      .where('state', 'in', ['asking', 'checking', 'checked'])
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await trx
      .updateTable('bulk_row')
      .set({ state: 'listed', why: null, input: null, attempts: 0 })
      .where('run_id', '=', run.run_id)
      .execute()
  })
}

/** Begins what was shown: a run that was checked anew in another window is looked at again first. */
export async function startRun(db: Db, run: BulkRun, seen: string, now: Date): Promise<boolean> {
  if (run.checked_at?.toISOString() !== seen) return false
  const { numUpdatedRows } = await db
    .updateTable('bulk_run')
    .set({ state: 'running', started_at: now })
    .where('run_id', '=', run.run_id)
    .where('state', '=', 'checked')
    .where('checked_at', '=', run.checked_at)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What is left is not done any more; what is done stays done. */
export async function stopRun(db: Db, run: BulkRun, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const isMine = await move(trx as Db, run, ['running'], { state: 'done', finished_at: now })
    if (!isMine) return
    await trx
      .updateTable('bulk_row')
      .set({ state: 'skipped' })
      .where('run_id', '=', run.run_id)
      .where('state', '=', 'able')
      .execute()
  })
}

export const undoRun = (db: Db, run: BulkRun): Promise<boolean> =>
  move(db, run, ['done'], { state: 'undoing' })

/** A run that was only looked at leaves nothing behind. */
export async function dropRun(db: Db, run: BulkRun): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const dropped = await trx
      .deleteFrom('bulk_run')
      .where('run_id', '=', run.run_id)
      .where('state', 'in', ['asking', 'checking', 'checked'])
      .executeTakeFirst()
    if (dropped.numDeletedRows > 0n)
      await trx.deleteFrom('bulk_row').where('run_id', '=', run.run_id).execute()
  })
}

/** A run is over when no row of it is left to do. @returns whether this call ended it */
export async function endRun(db: Db, run: BulkRun, left: RowState, now: Date): Promise<boolean> {
  const next = { checking: 'checked', running: 'done', undoing: 'undone' } as const
  const state = next[run.state as keyof typeof next]
  const { numUpdatedRows } = await db
    .updateTable('bulk_run')
    .set({ state, ...(state === 'checked' ? { checked_at: now } : { finished_at: now }) })
    .where('run_id', '=', run.run_id)
    .where('state', '=', run.state)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('bulk_row as r')
            .select('r.report_id')
            .where('r.run_id', '=', run.run_id)
            .where('r.state', '=', left),
        ),
      ),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Runs that have something to do, the oldest first. */
export const runsAtWork = (db: Db): Promise<BulkRun[]> =>
  db
    .selectFrom('bulk_run')
    .selectAll()
    .where('state', 'in', ['checking', 'running', 'undoing'])
    .orderBy('created_at')
    .limit(20)
    .execute()

/** Forgets what was only looked at after a day, and everything after ninety. */
export async function sweepRuns(db: Db, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const { rows } = await sql<{ run_id: string }>`
    delete from bulk_run
    where created_at < ${before(90)}
      or (created_at < ${before(1)} and state in ('asking', 'checked'))
    returning run_id`.execute(db)
  for (const { run_id } of rows) await db.deleteFrom('bulk_row').where('run_id', '=', run_id).execute()
}
