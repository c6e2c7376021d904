/**
 * Puts the hash of every event into the public log. Nobody waits for it: a submit promises that it will be there
 * within a minute, so that a hundred reports at once never queue for one place in a row.
 */
import { sql } from 'kysely'
import { baseUrlOf, type Config } from '../../platform/config.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { pause } from '../../platform/jobs/loops.ts'
import { signCheckpoint } from '../../platform/merkle/checkpoint.ts'
import { added, openTiles, rootOf, type Tile } from '../../platform/merkle/tiles.ts'
import { leafHash } from '../../platform/merkle/tree.ts'
import './tables.ts'

const batch = 5_000
/**
 * A transaction commits after the instant that its event names, and clocks of processes differ. Most are seen by a
 * short look back; the long one is taken now and then, because in a burst it reads tens of thousands of events again.
 */
const lookBackMs = { short: 20_000, long: 3 * 60_000 } as const
// One writer at a time over all processes; who comes second has nothing to do.
const sequencerLock = 7_083_003

type Fresh = { report_id: string; seq: number; at: Date; hash: Buffer }
type Place = Pick<Fresh, 'report_id' | 'seq'>
/** Events to be added, and the last one that was looked at. */
type Found = { fresh: Fresh[]; last?: Fresh }

/** What the log is called in its checkpoints: where it is found. */
export const logOrigin = (config: Config): string => `${new URL(baseUrlOf(config)).host}/log`

/**
 * Adds what came in since the last checkpoint. @returns how many events were added
 */
export async function sequenceNew(
  ground: Ground,
  { signal, lookBack = 'long' }: { signal?: AbortSignal; lookBack?: keyof typeof lookBackMs } = {},
): Promise<number> {
  let count = 0
  // A backlog of several batches is gone through in its own order: the checkpoint of the first is already of now.
  let since: Date | undefined
  while (!signal?.aborted) {
    const begunAt = performance.now()
    const { taken, last } = await addBatch(ground, async (db, checkpointAt) =>
      newest(db, (since ??= checkpointAt ?? ground.now()), lookBackMs[lookBack]),
    )
    count += taken
    if (last === undefined || taken < batch) break
    if (since !== undefined && last.at > since) since = last.at
    // In a burst of hundreds of reports a second their leaves can wait a little, the people cannot.
    if (signal) await pause(2 * (performance.now() - begunAt), signal)
  }
  return count
}

/**
 * Adds whatever is not there yet, looking at every event: for a log that begins, and once a night for whatever the
 * look back missed (a transaction that took very long, a clock that was set back).
 */
export async function sequenceEverything(ground: Ground, signal?: AbortSignal): Promise<number> {
  let [count, after]: [number, Place | undefined] = [0, undefined]
  while (!signal?.aborted) {
    const begunAt = performance.now()
    const { taken, last } = await addBatch(ground, (db) => anywhere(db, after))
    count += taken
    if (last === undefined) break
    after = last
    // Old events can wait, people cannot: what comes in meanwhile goes first, and it rests far longer than it worked
    // (a million events in half an hour, a thirtieth of one processor).
    count += await sequenceNew(ground, { ...(signal && { signal }) })
    if (signal) await pause(29 * (performance.now() - begunAt), signal)
  }
  return count
}

/** Whether nothing is in it yet: the events of a database that is older than its log come in then. */
export const isLogEmpty = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('log_entry').select('seq').limit(1).executeTakeFirst()) === undefined

async function addBatch(
  ground: Ground,
  find: (db: Db, since: Date | undefined) => Promise<Found>,
): Promise<{ taken: number; last?: Fresh }> {
  return ground.db.transaction().execute(async (trx) => {
    const db = trx as Db
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(${sequencerLock}::bigint) as mine`.execute(db)
    if (!rows[0]!.mine) return { taken: 0 }
    const last = await db
      .selectFrom('log_checkpoint')
      .select(['tree_size', 'at'])
      .orderBy('tree_size', 'desc')
      .limit(1)
      .executeTakeFirst()
    const found = await find(db, last?.at)
    const taken = found.fresh.length
    if (taken > 0 || last === undefined) await append(db, ground, last?.tree_size ?? 0, found.fresh)
    return { taken, ...(found.last && { last: found.last }) }
  })
}

// Asked for one by one: compared as a whole, the log would be read from end to end every few seconds.
const isNew = sql<boolean>`(
  select l.leaf_index from log_entry l where l.report_id = e.report_id and l.seq = e.seq) is null`

/**
 * Events of the time since, and those of reports that were made since: a letter that a desk enters, or an import,
 * bears an earlier date, but its id is of now.
 */
async function newest(db: Db, since: Date, lookBack: number): Promise<Found> {
  const from = new Date(since.getTime() - lookBack)
  const { rows } = await sql<Fresh>`
    select e.report_id, e.seq, e.at, e.hash
    from report_event e
    where (e.at >= ${from} or e.report_id >= ${firstIdOf(from)}::uuid) and ${isNew}
    order by e.at, e.report_id, e.seq
    limit ${batch}`.execute(db)
  return rows.length === 0 ? { fresh: rows } : { fresh: rows, last: rows.at(-1)! }
}

/** The lowest id of its millisecond: ids of reports begin with the time (RFC 9562, version 7). */
const firstIdOf = (at: Date): string => {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

/** The next events in the order of reports, whether they are in the log or not: a step is never a long one. */
async function anywhere(db: Db, after: Place | undefined): Promise<Found> {
  const { report_id, seq } = after ?? { report_id: '00000000-0000-0000-0000-000000000000', seq: 0 }
  const { rows } = await sql<Fresh & { is_new: boolean }>`
    select e.report_id, e.seq, e.at, e.hash, ${isNew} as is_new
    from report_event e
    where (e.report_id, e.seq) > (${report_id}::uuid, ${seq}::int)
    order by e.report_id, e.seq
    limit ${batch}`.execute(db)
  const fresh = rows.filter((row) => row.is_new)
  return rows.length === 0 ? { fresh } : { fresh, last: rows.at(-1)! }
}

/** Entries, tiles and the checkpoint over them in one transaction: a log is never seen half written. */
async function append(db: Db, ground: Ground, size: number, fresh: readonly Fresh[]): Promise<void> {
  await sql`
    insert into log_entry (report_id, seq, leaf_index)
    select id, seq, ${size}::bigint + no - 1
    from unnest(${fresh.map((one) => one.report_id)}::uuid[], ${fresh.map((one) => one.seq)}::int[])
      with ordinality as one (id, seq, no)`.execute(db)
  const begun = new Map<number, Buffer>()
  for (const { level, index } of openTiles(size)) begun.set(level, await tileAt(db, level, index))
  const { tiles, open } = added(
    size,
    fresh.map(({ hash }) => leafHash(hash)),
    begun,
  )
  await writeTiles(db, tiles)
  const grown = size + fresh.length
  const checkpoint = { origin: logOrigin(ground.config), size: grown, root: rootOf(grown, open) }
  await db
    .insertInto('log_checkpoint')
    .values({ tree_size: grown, at: ground.now(), note: signCheckpoint(checkpoint, ground.keys.receipt) })
    .execute()
}

export async function tileAt(db: Db, level: number, index: number): Promise<Buffer> {
  const { hashes } = await db
    .selectFrom('log_tile')
    .select('hashes')
    .where('level', '=', level)
    .where('tile_index', '=', index)
    .executeTakeFirstOrThrow()
  return hashes
}

const writeTiles = async (db: Db, tiles: readonly Tile[]): Promise<unknown> =>
  tiles.length === 0
    ? undefined
    : db
        .insertInto('log_tile')
        .values(tiles.map(({ level, index, hashes }) => ({ level, tile_index: index, hashes })))
        .onConflict((conflict) =>
          conflict
            .columns(['level', 'tile_index'])
            .doUpdateSet((row) => ({ hashes: row.ref('excluded.hashes') })),
        )
        .execute()

/** Of checkpoints older than a week the last of each day stays: enough to show how the log grew. */
export async function forgetOldCheckpoints(db: Db, now: Date): Promise<void> {
  await sql`
    delete from log_checkpoint c
    where c.at < ${new Date(now.getTime() - 7 * 86_400_000)}
      and exists (
        select from log_checkpoint later
        where later.tree_size > c.tree_size and later.at::date = c.at::date
      )`.execute(db)
}
