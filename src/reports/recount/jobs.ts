/**
 * Recounts in the background: every few seconds a worker looks whether one waits, and does it in batches. Several
 * workers share one; a killed one loses the batch it had in hand and nothing else. They are done in the order of
 * their versions, so that each event says what its own change did.
 */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Loop } from '../../platform/jobs/loops.ts'
import { system } from '../../regulation/permissions.ts'
import { moveBatch, type Task } from './batch.ts'
import { candidateIds, differences } from './candidates.ts'
import { countPreviews } from './preview.ts'
import { taskOf } from './lawPair.ts'
import type { RecountRow } from './tables.ts'

/** Other processes trust their copy of the calendar for a second; after that nobody counts by the old one. */
const settleMs = 2_000
/** Batches at a time: while the database writes one, the next is computed. */
const sideBySide = 2
/** A batch that met another transaction in the wrong order is simply done again. */
const deadlock = '40P01'

/** Does every recount that waits, or what is left of it. @returns how many were ended */
export async function runRecounts(
  ground: Ground,
  options: { signal?: AbortSignal; settleMs?: number } = {},
): Promise<number> {
  const { signal } = options
  await noticeReleases(ground)
  let ended = 0
  while (!signal?.aborted) {
    const next = await oldestUnfinished(ground.db, options.settleMs ?? settleMs)
    if (!next || !(await runRecount(ground, next, signal))) break
    ended++
  }
  return ended
}

/** By the clock of the database: that of the program may stand still (LAPOR_NOW). */
async function oldestUnfinished(db: Db, settledMs: number): Promise<RecountRow | undefined> {
  const row = await db
    .selectFrom('recount as r')
    .innerJoin('reference_version as v', 'v.list', 'r.list')
    .selectAll('r')
    .select(sql<boolean>`v.loaded_at <= now() - make_interval(secs => ${settledMs / 1000})`.as('is_settled'))
    .where('r.state', '<>', 'done')
    .orderBy('r.approved_at')
    .orderBy('r.version')
    .limit(1)
    .executeTakeFirst()
  return row?.is_settled ? row : undefined
}

/** @returns whether it is done; false when another worker still has a part of it in hand */
async function runRecount(
  ground: Ground,
  recount: RecountRow,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { db, log } = ground
  const task = await taskOf(db, recount)
  if (recount.state === 'waiting') await listReports(ground, task)
  const work = async () => {
    while (!signal?.aborted && (await tryBatch(ground, task)) > 0);
  }
  await Promise.all(Array.from({ length: sideBySide }, work))
  const done = await finish(db, recount, ground.now())
  if (done) log.info({ list: recount.list, version: recount.version }, 'open clocks recounted')
  return done
}

async function tryBatch(ground: Ground, task: Task): Promise<number> {
  try {
    return await moveBatch(ground, task)
  } catch (error) {
    if ((error as { code?: string }).code === deadlock) return 1
    throw error
  }
}

/** Writes down, once, which reports are to be looked at. */
async function listReports({ db, now }: Ground, { recount, before, after }: Task): Promise<void> {
  const { list, version } = recount
  await db.transaction().execute(async (trx) => {
    const mine = await trx
      .selectFrom('recount')
      .select('state')
      .where('list', '=', list)
      .where('version', '=', version)
      .where('state', '=', 'waiting')
      .forUpdate()
      .executeTakeFirst()
    if (!mine) return
    const listed = await sql`
      insert into recount_report (list, version, report_id)
      select ${list}, ${version}::int, report_id
      from (${candidateIds(differences(before, after))}) as candidate`.execute(trx)
    await trx
      .updateTable('recount')
      .set({ state: 'running', reports: Number(listed.numAffectedRows ?? 0), started_at: now() })
      .where('list', '=', list)
      .where('version', '=', version)
      .execute()
  })
}

async function finish(db: Db, { list, version }: RecountRow, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recount')
    .set({ state: 'done', finished_at: now })
    .where('list', '=', list)
    .where('version', '=', version)
    .where('state', '=', 'running')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('recount_report as r')
            .select('r.report_id')
            .where('r.list', '=', list)
            .where('r.version', '=', version),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(numUpdatedRows) > 0
}

/** A new release of the program brings new days of its own: their recount has no proposal and no approver. */
async function noticeReleases({ db, now }: Ground): Promise<void> {
  await sql`
    insert into recount (list, version, before_version, approved_at, actor_id, actor_name, state)
    select v.list, v.version, coalesce(max(r.version), v.version), ${now()}, ${system.id}, '',
      case when max(r.version) is null then 'done' else 'waiting' end
    from reference_version v
    left join recount r on r.list = v.list
    where v.list in ('calendar', 'rules')
    group by v.list, v.version
    having max(r.version) is distinct from v.version
    on conflict do nothing`.execute(db)
}

export const loops: Loop[] = [
  {
    name: 'recount',
    everyMs: 3_000,
    run: async (ground, signal) => void (await runRecounts(ground, { signal })),
  },
  { name: 'change_previews', everyMs: 2_000, run: async (ground, signal) => countPreviews(ground, signal) },
]
