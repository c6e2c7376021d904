/**
 * The hashes of a tree in tiles of 256, as the C2SP tlog-tiles specification cuts them: a tile of level t holds the
 * hashes of 256 subtrees over 256^t entries, so that a million entries are 4,000 rows and a proof reads a few of them.
 */
import { foldRange, hashBytes, nodesOfRange, nodeHash, type Node } from './tree.ts'

/** Hashes in a whole tile. */
export const tileWidth = 256
const levelsInTile = 8

/** `hashes` is a multiple of 32 bytes; the last tile of a level may be shorter. */
export type Tile = { level: number; index: number; hashes: Buffer }
export type TilePlace = Pick<Tile, 'level' | 'index'>

/** Where the hash of a subtree can be made from. */
export const tileOf = ({ level, index }: Node): TilePlace => ({
  level: Math.floor(level / levelsInTile),
  index: Math.floor((index * 2 ** (level % levelsInTile)) / tileWidth),
})

/** The hash of a subtree, from its tile. */
export function hashIn({ hashes }: Pick<Tile, 'hashes'>, { level, index }: Node): Buffer {
  const width = 2 ** (level % levelsInTile)
  const from = (index * width) % tileWidth
  const own = hashes.subarray(from * hashBytes, (from + width) * hashBytes)
  if (own.length < width * hashBytes) throw new Error('the tile does not reach that far')
  return wholeRoot(own)
}

/** The root over a power of two of hashes. */
function wholeRoot(hashes: Buffer): Buffer {
  if (hashes.length === hashBytes) return hashes
  const middle = hashes.length / 2
  return nodeHash(wholeRoot(hashes.subarray(0, middle)), wholeRoot(hashes.subarray(middle)))
}

/** The tiles that are begun and not whole in a tree of `size`, one of each level: what an addition continues. */
export function openTiles(size: number): TilePlace[] {
  const places: TilePlace[] = []
  for (let [level, count] = [0, size]; count > 0; level++, count = Math.floor(count / tileWidth))
    if (count % tileWidth > 0) places.push({ level, index: Math.floor(count / tileWidth) })
  return places
}

/**
 * Adds entries to a tree of `size`.
 * @param open the hashes of its begun tiles, by level
 * @returns every tile that is new or longer now, and the begun tiles of the larger tree
 */
export function added(
  size: number,
  leaves: readonly Buffer[],
  open: ReadonlyMap<number, Buffer>,
): { tiles: Tile[]; open: Map<number, Buffer> } {
  const [tiles, begun]: [Tile[], Map<number, Buffer>] = [[], new Map(open)]
  let [count, coming] = [size, leaves]
  for (let level = 0; coming.length > 0; level++) {
    const hashes = Buffer.concat([begun.get(level) ?? Buffer.alloc(0), ...coming])
    const wholeBytes = tileWidth * hashBytes
    const first = Math.floor(count / tileWidth)
    const roots: Buffer[] = []
    for (let from = 0; from < hashes.length; from += wholeBytes) {
      const own = hashes.subarray(from, from + wholeBytes)
      tiles.push({ level, index: first + from / wholeBytes, hashes: own })
      if (own.length === wholeBytes) roots.push(wholeRoot(own))
    }
    const rest = hashes.subarray(roots.length * wholeBytes)
    if (rest.length > 0) begun.set(level, rest)
    else begun.delete(level)
    coming = roots
    count = first
  }
  return { tiles, open: begun }
}

/** The root of a tree, from its begun tiles. */
export const rootOf = (size: number, open: ReadonlyMap<number, Buffer>): Buffer =>
  foldRange(nodesOfRange(0, size).map((node) => hashIn({ hashes: open.get(tileOf(node).level)! }, node)))
