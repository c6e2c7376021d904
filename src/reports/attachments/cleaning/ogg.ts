import { type Bytes, DamagedFile, limited } from './bytes.ts'

/** How each sound in an Ogg file begins, and the shortest list of remarks that is still a valid one. */
const sounds = [
  { head: Buffer.from('OpusHead', 'latin1'), remarks: Buffer.from('OpusTags\0\0\0\0\0\0\0\0', 'latin1') },
  {
    head: Buffer.from('\x01vorbis', 'latin1'),
    remarks: Buffer.from('\x03vorbis\0\0\0\0\0\0\0\0\x01', 'latin1'),
  },
]

/** Where one stream of the file stands: `packet` 0 is its head, 1 its remarks, everything later is sound. */
interface Stream {
  remarks: Buffer
  packet: number
  /** How many bytes of the packet have gone by, for packets that run over several pages. */
  gone: number
}

// An hour of a voice note with a page for each 20 ms; remarks with a cover of 600 MB.
const mostPages = 200_000
const mostRemarkPages = 10_000

/** Empties the remarks (title, artist, place, cover) of every Opus or Vorbis stream; no byte moves. */
export async function cleanOgg(file: Bytes): Promise<void> {
  const bytes = limited(file, { reads: 3 * mostPages, writes: mostRemarkPages })
  const streams = new Map<number, Stream>()
  let at = 0
  while (at < bytes.sizeBytes) {
    const head = await bytes.read(at, 27)
    if (head.toString('latin1', 0, 4) !== 'OggS') throw new DamagedFile('no page where one should be')
    const segments = await bytes.read(at + 27, head[26]!)
    const length = segments.reduce((sum, segment) => sum + segment, 0)
    const page = await bytes.read(at, 27 + segments.length + length)
    const body = page.subarray(27 + segments.length)
    const serial = head.readUInt32LE(14)
    if (head[5]! & 2) streams.set(serial, streamThatStartsWith(body))
    const stream = streams.get(serial)
    if (!stream) throw new DamagedFile('a page of no stream')
    if (emptyRemarks(stream, segments, body)) await bytes.write(at, withChecksum(page))
    at += page.length
  }
}

function streamThatStartsWith(body: Buffer): Stream {
  const sound = sounds.find(({ head }) => body.subarray(0, head.length).equals(head))
  if (!sound) throw new DamagedFile('neither Opus nor Vorbis')
  return { remarks: sound.remarks, packet: 0, gone: 0 }
}

/** @returns whether the page was changed */
function emptyRemarks(stream: Stream, segments: Buffer, body: Buffer): boolean {
  let [from, changed] = [0, false]
  for (const segment of segments) {
    if (stream.packet === 1) {
      for (let i = 0; i < segment; i++) body[from + i] = stream.remarks[stream.gone + i] ?? 0
      changed = true
    }
    from += segment
    stream.gone += segment
    // A segment of 255 bytes goes on in the next one.
    if (segment < 255) {
      if (stream.packet === 1 && stream.gone < stream.remarks.length) throw new DamagedFile('remarks cut off')
      stream.packet++
      stream.gone = 0
    }
  }
  return changed
}

function withChecksum(page: Buffer): Buffer {
  page.writeUInt32LE(0, 22)
  page.writeUInt32LE(oggChecksum(page), 22)
  return page
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit++) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1
  return value >>> 0
})

/** CRC-32 as Ogg wants it: not mirrored, starting at zero (the one of `node:zlib` is mirrored). */
export function oggChecksum(page: Buffer): number {
  let value = 0
  for (const byte of page) value = ((value << 8) ^ table[((value >>> 24) ^ byte) & 255]!) >>> 0
  return value
}
