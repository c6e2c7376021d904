/**
 * The hash tree of RFC 6962: whoever knows its root can check that an entry is in it and that a later tree still
 * holds everything of an earlier one. Pure: hashes go in as they are asked for by place.
 * @source RFC 6962, section 2.1; RFC 9162, sections 2.1.3.2 and 2.1.4.2 for checking
 */
import { createHash } from 'node:crypto'

/** Bytes of a hash (SHA-256). */
export const hashBytes = 32

/** A whole subtree: the `index`th of those over 2^level entries. */
export type Node = { level: number; index: number }

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

// Entries and inner nodes are hashed apart, so that neither can be passed off as the other.
const [leafMark, nodeMark] = [Buffer.of(0), Buffer.of(1)]

export const leafHash = (entry: Uint8Array): Buffer => sha256(leafMark, entry)
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(nodeMark, left, right)

/** The root of a tree without entries. */
export const emptyRoot: Buffer = sha256()

/** The whole subtrees that make up the entries from `start` up to, not including, `end`; the largest first. */
export function nodesOfRange(start: number, end: number): Node[] {
  const nodes: Node[] = []
  for (let at = start; at < end;) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level++
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** One hash over the subtrees of a range, in their order. */
export const foldRange = (hashes: readonly Uint8Array[]): Buffer =>
  hashes.length === 0 ? emptyRoot : Buffer.from(hashes.reduceRight((right, left) => nodeHash(left, right)))

/** What proves that entry `index` is in a tree of `size`: one range of subtrees for each hash of the proof. */
export function inclusionRanges(index: number, size: number): Node[][] {
  const path: Node[][] = []
  for (let [start, end] = [0, size]; end - start > 1;) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      path.unshift(nodesOfRange(middle, end))
      end = middle
    } else {
      path.unshift(nodesOfRange(start, middle))
      start = middle
    }
  }
  return path
}

/** What proves that a tree of `size` begins with the whole tree of `first` entries. */
export function consistencyRanges(first: number, size: number): Node[][] {
  if (first === 0 || first === size) return []
  const path: Node[][] = []
  let [start, end, isWhole] = [0, size, true]
  while (first !== end) {
    const middle = start + splitOf(end - start)
    if (first <= middle) {
      path.unshift(nodesOfRange(middle, end))
      end = middle
    } else {
      path.unshift(nodesOfRange(start, middle))
      start = middle
      isWhole = false
    }
  }
  return isWhole ? path : [nodesOfRange(start, end), ...path]
}

/** The largest power of two below `count` (more than one). */
const splitOf = (count: number): number => 2 ** (Math.ceil(Math.log2(count)) - 1)

/** Whether `proof` leads from the entry to the root. */
export function isIncluded(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!(index >= 0 && index < size)) return false
  let [at, last] = [index, size - 1]
  let hash: Uint8Array = leaf
  for (const one of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(one, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = halved(at, last)
    } else hash = nodeHash(hash, one)
    ;[at, last] = halved(at, last)
  }
  return last === 0 && Buffer.compare(hash, root) === 0
}

/** Whether `proof` shows that the tree with `root` begins with the one with `firstRoot`. */
export function isConsistent(
  first: number,
  size: number,
  firstRoot: Uint8Array,
  root: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (first > size) return false
  if (first === size) return proof.length === 0 && Buffer.compare(firstRoot, root) === 0
  if (first === 0) return proof.length === 0 && Buffer.compare(firstRoot, emptyRoot) === 0
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : [...proof]
  if (path.length === 0) return false
  let [at, last] = [first - 1, size - 1]
  while (at % 2 === 1) [at, last] = halved(at, last)
  let [before, after] = [path[0]!, path[0]!]
  for (const one of path.slice(1)) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      before = nodeHash(one, before)
      after = nodeHash(one, after)
      while (at % 2 === 0 && at !== 0) [at, last] = halved(at, last)
    } else after = nodeHash(after, one)
    ;[at, last] = halved(at, last)
  }
  return last === 0 && Buffer.compare(before, firstRoot) === 0 && Buffer.compare(after, root) === 0
}

const halved = (at: number, last: number): [number, number] => [Math.floor(at / 2), Math.floor(last / 2)]
