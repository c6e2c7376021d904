/**
 * Runs in the background: every second a worker looks whether one has something to do. A row is taken, stepped and
 * written in one transaction; several workers share a run, and a killed one loses the row it had in hand and nothing
 * else.
 */
import type { Db } from '../../platform/db/database.ts'
import { notePublicChange } from '../../platform/db/publicChanges.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Loop } from '../../platform/jobs/loops.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { actorById } from '../../directory/accounts/authenticate.ts'
import { bulkKindOf, type BulkKind } from '../../regulation/bulk.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { carryOutRow, checkRow, undoRow, type Outcome } from './rows.ts'
import { endRun, runsAtWork, sweepRuns } from './runs.ts'
import type { BulkRow, BulkRun, RowState } from './tables.ts'

/** Which rows a run of this state still has to do. */
const todo: Partial<Record<BulkRun['state'], RowState>> = {
  checking: 'listed',
  running: 'able',
  undoing: 'done',
}
/** So many rows of one run, then the next run has its turn: a long one does not keep a short one waiting. */
const rowsAtATurn = 50
/** A row that fails for no reason of its own is left after so many tries, so that the others come to an end. */
const mostAttempts = 3
/** Two transactions met in the wrong order; the row is simply done again. */
const deadlock = '40P01'

type Work = { run: BulkRun; kind: BulkKind; actor: Actor | undefined }

/** Does what there is to do, one turn after another. @returns how many rows */
export async function workOnRuns(ground: Ground, signal?: AbortSignal): Promise<number> {
  let rows = 0
  for (let done = -1; done !== 0 && !signal?.aborted; rows += done) {
    done = 0
    for (const run of await runsAtWork(ground.db)) {
      if (signal?.aborted) break
      done += await takeTurn(ground, run, { rows: rowsAtATurn, untilMs: Infinity })
    }
  }
  return rows
}

/** One turn of a run, which ends it when nothing is left. @returns how many rows were done */
export async function takeTurn(
  ground: Ground,
  run: BulkRun,
  { rows, untilMs }: { rows: number; untilMs: number },
): Promise<number> {
  const left = todo[run.state]
  const kind = bulkKindOf(run.kind)
  if (left === undefined || kind === undefined) return 0
  const work: Work = { run, kind, actor: await actorById(ground.db, run.account_id, ground.now()) }
  let done = 0
  while (done < rows && performance.now() < untilMs && (await takeRow(ground, work, left))) done++
  if (done < rows) await endRun(ground.db, run, left, ground.now())
  notePublicChange(ground.db)
  return done
}

/** @returns false when no row is left that no other worker has in hand */
async function takeRow(ground: Ground, work: Work, left: RowState): Promise<boolean> {
  let taken: BulkRow | undefined
  try {
    return await ground.db.transaction().execute(async (trx) => {
      const db = trx as Db
      taken = await nextRow(db, work.run, left)
      if (!taken) return false
      await writeRow(db, taken, await outcomeOf(db, ground, work, taken))
      return true
    })
  } catch (error) {
    if ((error as { code?: string }).code === deadlock) return true
    if (!taken) throw error
    await noteFailure(ground, taken, left, error)
    return true
  }
}

const nextRow = (db: Db, run: BulkRun, left: RowState): Promise<BulkRow | undefined> =>
  db
    .selectFrom('bulk_row')
    .selectAll()
    .where('run_id', '=', run.run_id)
    .where('state', '=', left)
    .orderBy('place')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

function outcomeOf(db: Db, ground: Ground, { run, kind, actor }: Work, row: BulkRow): Promise<Outcome> {
  if (run.state === 'undoing') return undoRow(db, ground, actor, kind, row)
  if (run.state === 'running') return carryOutRow(db, ground, actor, kind, run, row)
  return actor
    ? checkRow({ ...ground, db }, actor, kind, run, row)
    : Promise.resolve({ state: 'barred', why: 'not_permitted' })
}

async function writeRow(db: Db, { run_id, report_id, part_no }: BulkRow, outcome: Outcome): Promise<void> {
  const { input, before, ...plain } = outcome
  await db
    .updateTable('bulk_row')
    .set({
      ...plain,
      ...(input !== undefined && { input: asJson(input) }),
      ...(before !== undefined && { before: asJson(before) }),
    })
    .where('run_id', '=', run_id)
    .where('report_id', '=', report_id)
    .where('part_no', '=', part_no)
    .execute()
}

const asJson = (value: unknown): never => (value === null ? null : JSON.stringify(value)) as never

const outcomeOfFailure = { listed: 'barred', able: 'refused', done: 'kept' } as const

/** Written after the transaction that failed; where even that is not possible the round ends and is tried again. */
async function noteFailure(ground: Ground, row: BulkRow, left: RowState, error: unknown): Promise<void> {
  ground.log.error({ err: error, run: row.run_id }, 'a row of a bulk run failed')
  const attempts = row.attempts + 1
  await ground.db
    .updateTable('bulk_row')
    .set({
      attempts,
      ...(attempts >= mostAttempts && {
        state: outcomeOfFailure[left as keyof typeof outcomeOfFailure],
        why: 'internal_error',
      }),
    })
    .where('run_id', '=', row.run_id)
    .where('report_id', '=', row.report_id)
    .where('part_no', '=', row.part_no)
    .execute()
}

export const loops: Loop[] = [
  { name: 'bulk', everyMs: 1_000, run: async (ground, signal) => void (await workOnRuns(ground, signal)) },
]
export const tasks: Tasks = { sweep_bulk: async ({ db, now }) => sweepRuns(db, now()) }
export const crontab: Crontab[] = [{ task: 'sweep_bulk', match: '41 18 * * *' }]
