import type { FileHandle } from 'node:fs/promises'
import { type Bytes, DamagedFile, limited } from './bytes.ts'

/** Cuts the labels (ID3, APE, Lyrics3: artist, place, pictures) off both ends of an MP3 or AAC file. */
export async function cleanMp3(bytes: Bytes, file: FileHandle): Promise<void> {
  // Each label takes up to three looks, and those from the end read backwards, which is dear.
  const ends = limited(bytes, { reads: 300, writes: 0 })
  const from = await soundStart(ends)
  const to = await soundEnd(ends, from)
  if (to <= from) throw new DamagedFile('nothing but labels')
  if (from > 0) {
    const step = 64 * 1024
    for (let at = from; at < to; at += step) {
      await bytes.write(at - from, await bytes.read(at, Math.min(step, to - at)))
    }
  }
  await file.truncate(to - from)
}

async function soundStart(bytes: Bytes): Promise<number> {
  let at = 0
  while (at + 10 <= bytes.sizeBytes) {
    const head = await bytes.read(at, 10)
    if (head.toString('latin1', 0, 3) !== 'ID3') break
    // Four bytes of seven bits each, and a copy of the head at the end if a flag says so.
    const size = (head[6]! << 21) | (head[7]! << 14) | (head[8]! << 7) | head[9]!
    at += 10 + size + (head[5]! & 0x10 ? 10 : 0)
  }
  return at
}

async function soundEnd(bytes: Bytes, from: number): Promise<number> {
  let end = bytes.sizeBytes
  for (;;) {
    const label = await labelBefore(bytes, from, end)
    if (label === 0) return end
    end -= label
  }
}

/** How long a label that ends at `end` is; 0 for none. */
async function labelBefore(bytes: Bytes, from: number, end: number): Promise<number> {
  const left = end - from
  if (left >= 128 && (await bytes.read(end - 128, 3)).toString('latin1') === 'TAG') return 128
  if (left >= 32) {
    const foot = await bytes.read(end - 32, 32)
    if (foot.toString('latin1', 0, 8) === 'APETAGEX') {
      const length = foot.readUInt32LE(12) + (foot.readUInt32LE(20) & 0x8000_0000 ? 32 : 0)
      return Math.min(left, Math.max(32, length))
    }
  }
  if (left >= 15) {
    const foot = (await bytes.read(end - 15, 15)).toString('latin1')
    if (/^\d{6}LYRICS200$/.test(foot)) return Math.min(left, Number(foot.slice(0, 6)) + 15)
  }
  return 0
}
