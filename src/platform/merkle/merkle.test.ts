import assert from 'node:assert/strict'
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCheckpoint, signCheckpoint, verifierKey } from './checkpoint.ts'
import { added, hashIn, openTiles, rootOf, tileOf, type Tile } from './tiles.ts'
import {
  consistencyRanges,
  emptyRoot,
  foldRange,
  inclusionRanges,
  isConsistent,
  isIncluded,
  leafHash,
  nodeHash,
  type Node,
} from './tree.ts'

/** The definition of RFC 6962, word for word: what everything else is compared with. */
function treeHash(entries: readonly Buffer[]): Buffer {
  if (entries.length === 0) return createHash('sha256').digest()
  if (entries.length === 1) return leafHash(entries[0]!)
  let split = 1
  while (split * 2 < entries.length) split *= 2
  return nodeHash(treeHash(entries.slice(0, split)), treeHash(entries.slice(split)))
}

const entriesOf = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, at) => createHash('sha256').update(`entry ${at}`).digest())

/** A log that grew in steps of the given sizes, and every tile that it kept. */
function grown(steps: readonly number[]) {
  const tiles = new Map<string, Tile>()
  let [size, open] = [0, new Map<number, Buffer>()]
  const all = entriesOf(steps.reduce((sum, one) => sum + one, 0))
  for (const step of steps) {
    const more = added(size, all.slice(size, size + step).map(leafHash), open)
    for (const tile of more.tiles) tiles.set(`${tile.level}/${tile.index}`, tile)
    size += step
    open = more.open
  }
  const hashOf = (node: Node): Buffer => {
    const { level, index } = tileOf(node)
    return hashIn(tiles.get(`${level}/${index}`)!, node)
  }
  return {
    all,
    size,
    open,
    tiles,
    hashesOf: (ranges: Node[][]) => ranges.map((one) => foldRange(one.map(hashOf))),
  }
}

test('the trees of the examples of Certificate Transparency have the roots that everybody knows', () => {
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ]
  const entries = inputs.map((hex) => Buffer.from(hex, 'hex'))
  const rootAfter = (count: number) => {
    const { open } = added(0, entries.slice(0, count).map(leafHash), new Map())
    return rootOf(count, open).toString('hex')
  }
  assert.equal(emptyRoot.toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assert.equal(rootAfter(1), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  assert.equal(rootAfter(2), 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125')
  assert.equal(rootAfter(8), '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
})

const steps = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 6 })

test('however a log grew, its root is that of its entries, and its begun tiles are those that it says', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const { all, size, open, tiles } = grown(given)
      assert.deepEqual(rootOf(size, open), treeHash(all))
      const begun = openTiles(size)
      assert.deepEqual([...open.keys()].sort(), begun.map(({ level }) => level).sort())
      for (const { level, index } of begun)
        assert.deepEqual(tiles.get(`${level}/${index}`)!.hashes, open.get(level))
    }),
    { numRuns: 40 },
  )
})

test('a log of more than one level of tiles has the right root', () => {
  const { all, size, open } = grown([65_000, 536, 1, 999])
  assert.equal(size, 66_536)
  assert.deepEqual(rootOf(size, open), treeHash(all))
})

test('every entry of every tree is proved, and no other entry, place or root is', () => {
  fc.assert(
    fc.property(steps, fc.nat(), fc.nat(), (given, one, other) => {
      const { all, size, hashesOf } = grown(given)
      fc.pre(size > 1)
      const [index, wrong] = [one % size, other % size]
      const proof = hashesOf(inclusionRanges(index, size))
      const root = treeHash(all)
      assert.ok(isIncluded(leafHash(all[index]!), index, size, proof, root))
      if (wrong === index) return
      assert.ok(!isIncluded(leafHash(all[wrong]!), index, size, proof, root))
      assert.ok(!isIncluded(leafHash(all[index]!), wrong, size, proof, root))
      assert.ok(!isIncluded(leafHash(all[index]!), index, size, proof.slice(1), root))
      assert.ok(!isIncluded(leafHash(all[index]!), index, size, proof, leafHash(root)))
    }),
    { numRuns: 100 },
  )
})

test('a later tree is proved to hold the earlier one, and one that rewrote an entry is not', () => {
  fc.assert(
    fc.property(steps, fc.nat(), fc.nat(), (given, one, other) => {
      const { all, size, hashesOf } = grown(given)
      fc.pre(size > 0)
      const first = one % (size + 1)
      const proof = hashesOf(consistencyRanges(first, size))
      const [before, root] = [treeHash(all.slice(0, first)), treeHash(all)]
      assert.ok(isConsistent(first, size, before, root, proof))
      if (first === 0) return
      const rewritten = all.slice(0, first)
      rewritten[other % first] = Buffer.from('rewritten')
      assert.ok(!isConsistent(first, size, treeHash(rewritten), root, proof))
    }),
    { numRuns: 100 },
  )
})

test('a checkpoint says size and root, and a changed one, or one of another key, says nothing', () => {
  const keys = generateKeyPairSync('ed25519')
  const checkpoint = { origin: 'lapor.example/log', size: 7, root: treeHash(entriesOf(7)) }
  const note = signCheckpoint(checkpoint, keys)
  assert.deepEqual(note.split('\n').slice(0, 2), ['lapor.example/log', '7'])
  assert.deepEqual(readCheckpoint(note, keys.publicKey), checkpoint)
  assert.equal(readCheckpoint(note.replace('\n7\n', '\n8\n'), keys.publicKey), undefined)
  assert.equal(readCheckpoint(note.replaceAll('lapor.example', 'lapor.contoh'), keys.publicKey), undefined)
  assert.equal(readCheckpoint(note, generateKeyPairSync('ed25519').publicKey), undefined)
  assert.match(
    verifierKey(checkpoint.origin, keys.publicKey),
    /^lapor\.example\/log\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/,
  )
})

test('the key of a note is named as the specification of signed notes does it', () => {
  // The example of golang.org/x/mod/sumdb/note: PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
  const raw = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1)
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  })
  assert.equal(
    verifierKey('PeterNeumann', publicKey),
    'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  )
})
