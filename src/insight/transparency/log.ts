/** What the public log says: its newest checkpoint, and proofs that something is in it. Reads only. */
import { sql } from 'kysely'
import { refuse } from '../../errors.ts'
import type { Keys } from '../../platform/crypto/keys.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { fieldProblem } from '../../platform/http/validation.ts'
import { readCheckpoint, signCheckpoint } from '../../platform/merkle/checkpoint.ts'
import { hashIn, tileOf, type TilePlace } from '../../platform/merkle/tiles.ts'
import {
  consistencyRanges,
  emptyRoot,
  foldRange,
  inclusionRanges,
  isIncluded,
  leafHash,
  type Node,
} from '../../platform/merkle/tree.ts'
import { checkReceipt } from './queries.ts'
import { logOrigin } from './sequencer.ts'
import './tables.ts'

/** The log's word at one moment. `note` is what was signed. */
export type LogHead = { size: number; root: Buffer; at: Date; note: string }

/** The newest checkpoint; before there is one, that of a log without entries. */
export async function logHead({ db, keys, config, now }: Ground): Promise<LogHead> {
  const row = await db
    .selectFrom('log_checkpoint')
    .selectAll()
    .orderBy('tree_size', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) {
    const note = signCheckpoint({ origin: logOrigin(config), size: 0, root: emptyRoot }, keys.receipt)
    return { size: 0, root: emptyRoot, at: now(), note }
  }
  return { size: row.tree_size, root: rootIn(row.note, keys), at: row.at, note: row.note }
}

/** A checkpoint of an earlier key is read for its root all the same; whether it is ours is asked by `lapor verify`. */
const rootIn = (note: string, keys: Pick<Keys, 'receipt'>): Buffer =>
  readCheckpoint(note, keys.receipt.publicKey)?.root ?? Buffer.from(note.split('\n')[2] ?? '', 'base64')

export type Inclusion =
  | { status: 'not_ours' }
  /** Signed by us and yet not so: this must never happen. */
  | { status: 'missing'; number: string; receivedAt: string }
  | { status: 'changed'; number: string; receivedAt: string }
  /** Promised within a minute of the receipt. */
  | { status: 'pending'; number: string; receivedAt: string }
  | {
      status: 'included'
      number: string
      receivedAt: string
      /** Of the event: what the receipt names. */
      eventHash: Buffer
      leafIndex: number
      head: LogHead
      proof: Buffer[]
    }

/** Whether the report of a receipt is in the log as it was received, with the proof of it. */
export async function inclusionOf(ground: Ground, receipt: string): Promise<Inclusion> {
  const { db, keys } = ground
  const verdict = await checkReceipt(db, keys, receipt)
  if (verdict.result === 'not_ours') return { status: 'not_ours' }
  const { number, at: receivedAt } = verdict
  if (verdict.result !== 'unchanged') return { status: verdict.result, number, receivedAt }
  const { hash } = verdict
  const entry = await db
    .selectFrom('tracking_number as n')
    .innerJoin('log_entry as l', 'l.report_id', 'n.report_id')
    .select('l.leaf_index')
    .where('n.number', '=', number)
    .where('l.seq', '=', 1)
    .executeTakeFirst()
  if (!entry) return { status: 'pending', number, receivedAt }
  const head = await logHead(ground)
  const leafIndex = entry.leaf_index
  const proof = await hashesOf(db, inclusionRanges(leafIndex, head.size))
  // Not believed because it stands in a table: the proof has to lead from the receipt's hash to the signed root.
  if (!isIncluded(leafHash(hash), leafIndex, head.size, proof, head.root))
    return { status: 'changed', number, receivedAt }
  return { status: 'included', number, receivedAt, eventHash: hash, leafIndex, head, proof }
}

/** What shows that the log of today begins with the whole log of `first` entries. @throws invalid_input */
export async function consistencyFrom(
  ground: Ground,
  first: number,
): Promise<{ head: LogHead; proof: Buffer[] }> {
  const head = await logHead(ground)
  if (first > head.size) throw refuse('invalid_input', { fields: [fieldProblem('from', 'out_of_range')] })
  return { head, proof: await hashesOf(ground.db, consistencyRanges(first, head.size)) }
}

/** One hash for each range, out of the tiles in which its subtrees lie. */
async function hashesOf(db: Db, ranges: readonly Node[][]): Promise<Buffer[]> {
  const tiles = await tilesAt(
    db,
    ranges.flat().map((node) => tileOf(node)),
  )
  return ranges.map((nodes) =>
    foldRange(nodes.map((node) => hashIn({ hashes: tiles.get(keyOf(tileOf(node)))! }, node))),
  )
}

const keyOf = ({ level, index }: TilePlace): string => `${level}/${index}`

async function tilesAt(db: Db, places: readonly TilePlace[]): Promise<Map<string, Buffer>> {
  const wanted = [...new Map(places.map((one) => [keyOf(one), one])).values()]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ level: number; tile_index: number; hashes: Buffer }>`
    select t.level, t.tile_index, t.hashes
    from unnest(${wanted.map(({ level }) => level)}::int[], ${wanted.map(({ index }) => index)}::bigint[])
      as one (level, tile_index)
    join log_tile t on t.level = one.level and t.tile_index = one.tile_index`.execute(db)
  return new Map(rows.map((row) => [keyOf({ level: row.level, index: row.tile_index }), row.hashes]))
}
