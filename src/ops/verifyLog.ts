/** `lapor verify`, the public log: every event in it, every tile and every checkpoint made again from the entries. */
import { sql } from 'kysely'
import type { Db } from '../platform/db/database.ts'
import type { Ground } from '../platform/ground.ts'
import { readCheckpoint } from '../platform/merkle/checkpoint.ts'
import { added, rootOf, tileWidth, type Tile } from '../platform/merkle/tiles.ts'
import { hashBytes, leafHash } from '../platform/merkle/tree.ts'
import type { EventRow } from '../reports/casefile/tables.ts'
import type { LogCheckpointTable } from '../insight/transparency/tables.ts'

type Say = (line: string) => void

const tilesAtOnce = 64

/** @param db one snapshot @returns how many entries the log has */
export async function verifyLog(db: Db, { keys }: Pick<Ground, 'keys'>, say: Say): Promise<number> {
  const checkpoints = await db.selectFrom('log_checkpoint').selectAll().orderBy('tree_size').execute()
  const roots = new Map(checkpoints.map((one) => [one.tree_size, rootSaid(one, keys, say)]))
  const size = checkpoints.at(-1)?.tree_size ?? 0
  await verifyPlaces(db, size, say)
  let [count, open]: [number, Map<number, Buffer>] = [0, new Map()]
  for await (const leaves of leavesOf(db)) {
    for (let from = 0; from < leaves.length;) {
      // Up to the next checkpoint at most, so that its root can be made from what was there then.
      const next = checkpoints.find((one) => one.tree_size > count)?.tree_size ?? Infinity
      const some = leaves.slice(from, from + (next - count))
      const more = added(count, some, open)
      await verifyTiles(
        db,
        more.tiles.filter(({ hashes }) => hashes.length === tileWidth * hashBytes),
        say,
      )
      open = more.open
      count += some.length
      from += some.length
      const said = roots.get(count)
      if (said && !said.equals(rootOf(count, open)))
        say(
          `catatan publik: akar di ${count} tidak cocok / public log: the root at ${count} does not fit its entries`,
        )
    }
  }
  await verifyTiles(
    db,
    [...open].map(([level, hashes]) => ({
      level,
      index: Math.floor(count / tileWidth ** (level + 1)),
      hashes,
    })),
    say,
  )
  if (count !== size)
    say(
      `catatan publik: ${count} entri, ditandai ${size} / public log: ${count} entries, the checkpoint says ${size}`,
    )
  return size
}

function rootSaid(
  { note, tree_size }: LogCheckpointTable,
  keys: Ground['keys'],
  say: Say,
): Buffer | undefined {
  const said = readCheckpoint(note, keys.receipt.publicKey)
  if (said?.size === tree_size) return said.root
  say(
    `catatan publik: penanda ${tree_size} tidak sah / public log: checkpoint ${tree_size} is not signed by this key`,
  )
  return undefined
}

/** The entries stand at 0, 1, 2 … each once. */
async function verifyPlaces(db: Db, size: number, say: Say): Promise<void> {
  const { rows } = await sql<{ entries: number; places: number; last: number | null }>`
    select count(*) as entries, count(distinct leaf_index) as places, max(leaf_index) as last
    from log_entry`.execute(db)
  const { entries, places, last } = rows[0]!
  if (entries !== size || places !== size || (last ?? -1) !== size - 1)
    say(
      `catatan publik: ${entries} entri di ${places} tempat, seharusnya ${size} / public log: entries and places differ`,
    )
}

async function* leavesOf(db: Db): AsyncGenerator<Buffer[]> {
  for (let from = 0; ; from += tilesAtOnce) {
    const tiles = await db
      .selectFrom('log_tile')
      .select(['tile_index', 'hashes'])
      .where('level', '=', 0)
      .where('tile_index', '>=', from)
      .where('tile_index', '<', from + tilesAtOnce)
      .orderBy('tile_index')
      .execute()
    if (tiles.length === 0) return
    const bytes = Buffer.concat(tiles.map(({ hashes }) => hashes))
    yield Array.from({ length: bytes.length / hashBytes }, (_, at) =>
      bytes.subarray(at * hashBytes, (at + 1) * hashBytes),
    )
  }
}

async function verifyTiles(db: Db, tiles: readonly Tile[], say: Say): Promise<void> {
  for (const { level, index, hashes } of tiles) {
    const kept = await db
      .selectFrom('log_tile')
      .select('hashes')
      .where('level', '=', level)
      .where('tile_index', '=', index)
      .executeTakeFirst()
    if (!kept?.hashes.equals(hashes))
      say(
        `catatan publik: ubin ${level}/${index} tidak cocok / public log: tile ${level}/${index} does not fit its entries`,
      )
  }
}

/**
 * Before this instant every event must be in the log: its whole is looked through once an hour. Without a checkpoint
 * nothing has been promised yet (a first start, an import beside no running worker).
 */
export async function loggedBefore(db: Db): Promise<Date> {
  const last = await db
    .selectFrom('log_checkpoint')
    .select('at')
    .orderBy('tree_size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return new Date((last?.at.getTime() ?? 0) - 2 * 3_600_000)
}

/** Each of these events is in the log with its own hash. @returns how many are still on their way into it */
export async function verifyLogged(
  db: Db,
  events: readonly EventRow[],
  before: Date,
  say: Say,
): Promise<number> {
  const { rows } = await sql<{ report_id: string; seq: number; leaf: Buffer | null }>`
    select l.report_id, l.seq,
      substring(t.hashes from ((l.leaf_index % ${tileWidth}::int) * ${hashBytes}::int + 1)::int for ${hashBytes}::int) as leaf
    from unnest(${events.map((one) => one.report_id)}::uuid[], ${events.map((one) => one.seq)}::int[]) as one (id, seq)
    join log_entry l on l.report_id = one.id and l.seq = one.seq
    left join log_tile t on t.level = 0 and t.tile_index = l.leaf_index / ${tileWidth}::int`.execute(db)
  const leaves = new Map(rows.map((row) => [`${row.report_id} ${row.seq}`, row.leaf]))
  let waiting = 0
  for (const { report_id, seq, hash, at } of events) {
    const place = `${report_id} ${seq}`
    if (!leaves.has(place)) {
      if (at < before) say(`${place}: tidak ada di catatan publik / is not in the public log`)
      else waiting++
    } else if (!leaves.get(place)?.equals(leafHash(hash)))
      say(`${place}: catatan publik memuat hash lain / the public log holds another hash`)
  }
  return waiting
}
