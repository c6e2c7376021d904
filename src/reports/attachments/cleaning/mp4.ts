import { type Bytes, DamagedFile, limited } from './bytes.ts'

/** One box of an MP4, QuickTime or 3GP file: `at` … `end`, its content from `content` on. */
interface Box {
  type: string
  at: number
  content: number
  end: number
}

/**
 * What playing needs. Everything else (`udta`, `meta`, `uuid`: place, device, owner, cover) is blanked, so a box
 * that nobody has heard of yet is not a hole. Boxes that do not stand here as containers are kept whole.
 */
const kept: Record<string, readonly string[]> = {
  file: ['ftyp', 'styp', 'moov', 'mdat', 'moof', 'mfra', 'sidx', 'ssix', 'pdin'],
  moov: ['mvhd', 'trak', 'mvex', 'iods'],
  trak: ['tkhd', 'tref', 'trgr', 'edts', 'tapt', 'mdia'],
  mdia: ['mdhd', 'hdlr', 'elng', 'minf'],
  moof: ['mfhd', 'traf'],
  traf: ['tfhd', 'tfdt', 'trun', 'sbgp', 'sgpd', 'saiz', 'saio', 'senc', 'subs', 'sdtp'],
}

/** Tracks that are seen, heard, or only count frames. Other tracks carry places (`gpmd`, `camm`, `mebx`) or text. */
const keptTracks = ['vide', 'soun', 'tmcd']

const mostBoxes = 100_000

/** Takes place, owner, device and recording time out of an MP4, QuickTime or 3GP file; no byte moves. */
export async function cleanMp4(file: Bytes): Promise<void> {
  const bytes = limited(file, { reads: 10 * mostBoxes, writes: mostBoxes })
  let seen = 0
  const clean = async (container: string, from: number, to: number): Promise<void> => {
    for (const box of await boxesIn(bytes, from, to)) {
      if (++seen > mostBoxes) throw new DamagedFile('too many boxes')
      if (!kept[container]?.includes(box.type)) await blank(bytes, box)
      else if (box.type === 'trak' && !keptTracks.includes(await trackType(bytes, box))) {
        await blankSamples(bytes, box)
        await blank(bytes, box)
      } else if (timed.includes(box.type)) await forgetTimes(bytes, box)
      else if (kept[box.type]) await clean(box.type, box.content, box.end)
    }
  }
  const top = await boxesIn(bytes, 0, bytes.sizeBytes)
  if (!top.some((box) => box.type === 'moov')) throw new DamagedFile('no film in it')
  await clean('file', 0, bytes.sizeBytes)
}

async function boxesIn(bytes: Bytes, from: number, to: number): Promise<Box[]> {
  const boxes: Box[] = []
  let at = from
  while (at + 8 <= to) {
    const head = await bytes.read(at, 8)
    let [size, content] = [head.readUInt32BE(0), at + 8]
    if (size === 1) {
      size = Number((await bytes.read(at + 8, 8)).readBigUInt64BE(0))
      content = at + 16
    } else if (size === 0) {
      // QuickTime ends a list with four zero bytes; at the top of the file it means "up to the end".
      if (from > 0) break
      size = to - at
    }
    const end = at + size
    if (end < content || end > to) throw new DamagedFile('a box is longer than its place')
    boxes.push({ type: head.toString('latin1', 4, 8), at, content, end })
    if (boxes.length > mostBoxes) throw new DamagedFile('too many boxes')
    at = end
  }
  if (from === 0 && at < to) await bytes.zero(at, to)
  return boxes
}

async function blank(bytes: Bytes, box: Box): Promise<void> {
  await bytes.write(box.at + 4, Buffer.from('free', 'latin1'))
  await bytes.zero(box.content, box.end)
}

const timed = ['mvhd', 'tkhd', 'mdhd']

/** When it was recorded says who was where; the report itself says when it happened. */
async function forgetTimes(bytes: Bytes, box: Box): Promise<void> {
  const [version = 0] = await bytes.read(box.content, 1)
  await bytes.zero(box.content + 4, Math.min(box.end, box.content + (version === 1 ? 20 : 12)))
}

async function find(bytes: Bytes, box: Box, ...path: string[]): Promise<Box | undefined> {
  let found: Box | undefined = box
  for (const type of path) {
    const inside: Box[] = await boxesIn(bytes, found.content, found.end)
    found = inside.find((candidate) => candidate.type === type)
    if (!found) return undefined
  }
  return found
}

async function trackType(bytes: Bytes, track: Box): Promise<string> {
  const handler = await find(bytes, track, 'mdia', 'hdlr')
  return handler ? (await bytes.read(handler.content + 8, 4)).toString('latin1') : ''
}

/** The data of a track lies elsewhere in the file; taking away the track alone would leave it readable there. */
async function blankSamples(bytes: Bytes, track: Box): Promise<void> {
  const table = await find(bytes, track, 'mdia', 'minf', 'stbl')
  if (!table) return
  const offsets = await chunkOffsets(bytes, table)
  const sizes = await sampleSizes(bytes, table)
  const runs = await samplesPerChunk(bytes, table)
  let [run, sample, blanked] = [0, 0, 0]
  for (const [index, offset] of offsets.entries()) {
    while ((runs[run + 1]?.firstChunk ?? Infinity) <= index + 1) run++
    let length = 0
    for (let i = 0; i < (runs[run]?.samples ?? 0) && sample < sizes.count; i++) length += sizes.of(sample++)
    blanked += length
    // Chunks that overlap would have a small file blanked for hours.
    if (blanked > bytes.sizeBytes) throw new DamagedFile('samples of more bytes than the file has')
    await bytes.zero(offset, Math.min(offset + length, bytes.sizeBytes))
  }
}

async function chunkOffsets(bytes: Bytes, table: Box): Promise<number[]> {
  const wide = await find(bytes, table, 'co64')
  const list = await listOf(bytes, wide ?? (await find(bytes, table, 'stco')), 4, wide ? 8 : 4)
  return list.map((entry) => (wide ? Number(entry.readBigUInt64BE(0)) : entry.readUInt32BE(0)))
}

async function sampleSizes(
  bytes: Bytes,
  table: Box,
): Promise<{ count: number; of: (sample: number) => number }> {
  const box = await find(bytes, table, 'stsz')
  if (!box) return { count: 0, of: () => 0 }
  const head = await bytes.read(box.content, 12)
  const same = head.readUInt32BE(4)
  if (same > 0) return { count: Math.min(head.readUInt32BE(8), mostEntries), of: () => same }
  const list = await listOf(bytes, box, 8, 4)
  return { count: list.length, of: (sample) => list[sample]?.readUInt32BE(0) ?? 0 }
}

async function samplesPerChunk(bytes: Bytes, table: Box): Promise<{ firstChunk: number; samples: number }[]> {
  const list = await listOf(bytes, await find(bytes, table, 'stsc'), 4, 12)
  return list.map((entry) => ({ firstChunk: entry.readUInt32BE(0), samples: entry.readUInt32BE(4) }))
}

const mostEntries = 500_000

/** The entries of a table box, `width` bytes each, after a count that stands `before` bytes into the content. */
async function listOf(bytes: Bytes, box: Box | undefined, before: number, width: number): Promise<Buffer[]> {
  if (!box) return []
  const count = (await bytes.read(box.content + before, 4)).readUInt32BE(0)
  const from = box.content + before + 4
  if (count > mostEntries || from + count * width > box.end) throw new DamagedFile('a table is too long')
  const all = await bytes.read(from, count * width)
  return Array.from({ length: count }, (_, index) => all.subarray(index * width, (index + 1) * width))
}
