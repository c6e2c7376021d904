/** Lines of a file of any length, as bytes, one at a time: memory holds one chunk and one line. */
import { createReadStream } from 'node:fs'

export type Line = { no: number; text?: string; refused?: 'too_long' | 'not_utf8' }

/** A row is a title and a text; a line past this is no row. */
const longestLineBytes = 1024 * 1024
const newline = 10

/** Reads `path` line by line; empty lines are skipped, an overlong or wrongly encoded one is named as such. */
export async function* linesOf(path: string): AsyncGenerator<Line> {
  let no = 0
  let kept: Buffer[] = []
  let keptBytes = 0
  const keep = (piece: Buffer) => {
    keptBytes += piece.length
    if (keptBytes <= longestLineBytes) kept.push(piece)
    else kept = []
  }
  const finish = (): Line | undefined => {
    const line =
      keptBytes > longestLineBytes
        ? { no: ++no, refused: 'too_long' as const }
        : decoded(++no, Buffer.concat(kept))
    kept = []
    keptBytes = 0
    return line.text?.trim() === '' ? undefined : line
  }
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    let start = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      keep(chunk.subarray(start, end))
      start = end + 1
      const line = finish()
      if (line) yield line
    }
    keep(chunk.subarray(start))
  }
  const last = keptBytes > 0 ? finish() : undefined
  if (last) yield last
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decoded(no: number, bytes: Buffer): Line {
  try {
    return { no, text: utf8.decode(bytes) }
  } catch {
    return { no, refused: 'not_utf8' }
  }
}
