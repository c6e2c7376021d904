import { type Bytes, DamagedFile, limited } from './bytes.ts'

const [header, segment, cluster] = [0x1a45dfa3, 0x18538067, 0x1f43b675]
const [info, tracks, track, nothing] = [0x1549a966, 0x1654ae6b, 0xae, 0xec]

/** What playing needs, wherever it stands: index, cues and the parts of a cluster. All else becomes empty space. */
const kept = new Set([header, 0x114d9b74, 0x1c53bb6b, 0xe7, 0xa3, 0xa0, 0xab, 0xa7, 0xaf, nothing])

/** Of `Info`: time scale, duration, id, and the names of the programs, which a valid file must have. */
const keptInfo = new Set([0x2ad7b1, 0x4489, 0x73a4, 0x4d80, 0x5741, nothing])

const trackName = 0x536e

// 200,000 are 40 minutes recorded live, where each frame stands alone; nothing has that many things to blank.
const mostElements = 200_000
const mostBlanked = 10_000

interface Element {
  id: number
  at: number
  content: number
  /** Undefined while recording live: the element goes on until one of its own level begins. */
  end?: number
}

/** Takes tags, attachments, title and date out of a WebM file; no byte moves. */
export async function cleanWebm(file: Bytes): Promise<void> {
  const bytes = limited(file, { reads: mostElements, writes: mostBlanked })
  let at = 0
  while (at < bytes.sizeBytes) {
    const element = await elementAt(bytes, at)
    if (element.id === segment || (element.id === cluster && element.end === undefined)) {
      at = element.content
      continue
    }
    if (element.end === undefined) throw new DamagedFile('an element without an end')
    if (element.id === info) await blankInside(bytes, element, (id) => !keptInfo.has(id))
    else if (element.id === tracks) await blankTrackNames(bytes, element)
    else if (element.id !== cluster && !kept.has(element.id)) await blank(bytes, element)
    else if (element.id === nothing) await bytes.zero(element.content, element.end)
    at = element.end
  }
}

async function blankTrackNames(bytes: Bytes, all: Element): Promise<void> {
  for (const one of await elementsIn(bytes, all)) {
    if (one.id === track) await blankInside(bytes, one, (id) => id === trackName)
  }
}

async function blankInside(bytes: Bytes, parent: Element, unwanted: (id: number) => boolean): Promise<void> {
  for (const element of await elementsIn(bytes, parent)) if (unwanted(element.id)) await blank(bytes, element)
}

async function elementsIn(bytes: Bytes, parent: Element): Promise<Element[]> {
  const elements: Element[] = []
  for (let at = parent.content; at < parent.end!;) {
    const element = await elementAt(bytes, at)
    if (element.end === undefined || element.end > parent.end!) throw new DamagedFile('longer than its place')
    elements.push(element)
    at = element.end
  }
  return elements
}

async function elementAt(bytes: Bytes, at: number): Promise<Element> {
  const head = await bytes.read(at, Math.min(12, bytes.sizeBytes - at))
  const idLength = Math.clz32(head[0] ?? 0) - 23
  const sizeLength = Math.clz32(head[idLength] ?? 0) - 23
  if (idLength > 4 || sizeLength > 8 || idLength + sizeLength > head.length)
    throw new DamagedFile('not an element')
  const id = head.readUIntBE(0, idLength)
  let size = BigInt(head[idLength]!) & ((1n << BigInt(8 - sizeLength)) - 1n)
  for (let i = 1; i < sizeLength; i++) size = (size << 8n) | BigInt(head[idLength + i]!)
  const content = at + idLength + sizeLength
  if (size === (1n << BigInt(7 * sizeLength)) - 1n) return { id, at, content }
  const end = content + Number(size)
  if (end > bytes.sizeBytes) throw new DamagedFile('ends too early')
  return { id, at, content, end }
}

/** Turns an element into empty space (`Void`) of the same length. */
async function blank(bytes: Bytes, element: Element): Promise<void> {
  const length = element.end! - element.at
  const sizeLength = length >= 9 ? 8 : 1
  const head = Buffer.alloc(1 + sizeLength)
  head[0] = nothing
  if (sizeLength === 1) head[1] = 0x80 | (length - 2)
  else {
    head.writeBigUInt64BE(BigInt(length - 9), 1)
    head[1] = 0x01
  }
  await bytes.write(element.at, head)
  await bytes.zero(element.at + head.length, element.end!)
}
