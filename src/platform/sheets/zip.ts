/** A ZIP that is written while its entries are made: what each one weighs stands behind it (APPNOTE 4.3.9, bit 3). */
import { Readable, pipeline } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipEntry = { name: string; text: AsyncIterable<string> | Iterable<string> }

const version = 20
/** Bit 3: sum and sizes follow the data. Bit 11: names are UTF-8. */
const flags = 0x0808
const deflate = 8
/** 1 January 1980, as if nobody had looked at a clock: equal lists are equal files, and the name says the day. */
const [dosTime, dosDay] = [0, 0x21]
/** The plain format counts in 32 bits. */
const mostBytes = 0xffff_ffff

type Written = { name: Buffer; sum: number; packed: number; size: number; offset: number }

/**
 * Entries are taken one after another, each only when the one before it is written.
 * @throws RangeError beyond 4 GB, instead of a file that nothing opens
 */
export async function* zip(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for await (const { name, text } of entries) {
    const entry: Written = { name: Buffer.from(name), sum: 0, packed: 0, size: 0, offset }
    const head = Buffer.concat([numbers([0x04034b50, 4], ...common(entry, true)), entry.name])
    yield head
    yield* packed(text, entry)
    const foot = numbers([0x08074b50, 4], [entry.sum, 4], [entry.packed, 4], [entry.size, 4])
    yield foot
    offset += head.length + entry.packed + foot.length
    if (offset > mostBytes || entry.size > mostBytes) throw new RangeError('a ZIP holds 4 GB at most')
    written.push(entry)
  }
  const directory = Buffer.concat(written.flatMap((entry) => [listed(entry), entry.name]))
  yield directory
  const count = written.length
  yield numbers([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [directory.length, 4], [offset, 4], [0, 2])
}

async function* packed(text: ZipEntry['text'], entry: Written): AsyncGenerator<Buffer> {
  const weighed = async function* () {
    for await (const piece of text) {
      const bytes = Buffer.from(piece)
      entry.sum = crc32(bytes, entry.sum)
      entry.size += bytes.length
      yield bytes
    }
  }
  // Level 4: a fifth larger than the usual 6, in half of its time.
  const packer = createDeflateRaw({ level: 4 })
  // A failure on either side ends both, and reaches the loop below.
  pipeline(Readable.from(weighed()), packer, () => {})
  for await (const bytes of packer as AsyncIterable<Buffer>) {
    entry.packed += bytes.length
    yield bytes
  }
}

const listed = (entry: Written): Buffer =>
  numbers(
    [0x02014b50, 4],
    [version, 2],
    ...common(entry, false),
    [0, 2], // no comment
    [0, 2], // the one disk
    [0, 2],
    [0, 4],
    [entry.offset, 4],
  )

/** What the head of an entry and its line in the directory share; in the head nothing is weighed yet. */
const common = (entry: Written, isHead: boolean): [value: number, bytes: number][] => [
  [version, 2],
  [flags, 2],
  [deflate, 2],
  [dosTime, 2],
  [dosDay, 2],
  [isHead ? 0 : entry.sum, 4],
  [isHead ? 0 : entry.packed, 4],
  [isHead ? 0 : entry.size, 4],
  [entry.name.length, 2],
  [0, 2], // no extra fields
]

/** Little-endian, as everything in a ZIP. */
function numbers(...fields: readonly [value: number, bytes: number][]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0))
  let at = 0
  for (const [value, bytes] of fields) at = buffer.writeUIntLE(value, at, bytes)
  return buffer
}
