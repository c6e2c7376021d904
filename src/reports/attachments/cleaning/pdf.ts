import { DamagedFile } from './bytes.ts'

/**
 * Blanks what a PDF says about who made it: the XMP packets and the texts of its information object. Every
 * change keeps its length, so the table of addresses inside the file stays right and no PDF library is needed.
 * What this cannot reach (an information object inside a compressed one, pictures with their own EXIF, encrypted
 * files) stays: see docs/decisions/pdf-attachments.md. That is why a PDF is never made public.
 */
export function cleanPdf(bytes: Buffer): void {
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') throw new DamagedFile('not a PDF')
  // latin1 keeps one character per byte, so positions in the text are positions in the file.
  const text = bytes.toString('latin1')
  if (text.lastIndexOf('%%EOF') < 0) throw new DamagedFile('cut off')
  blankXmp(text, bytes)
  // In an encrypted file these texts are cipher; spaces instead of them would make it unreadable.
  if (/\/Encrypt\s+\d/.test(text)) return
  for (const object of informationObjects(text)) blankTexts(text, object.from, object.to, bytes)
}

/** Each is looked for in the whole file; a real one has been saved a few times, not thousands. */
const mostObjects = 20
const longestObject = 64 * 1024

const xmp = [
  ['<x:xmpmeta', '</x:xmpmeta>'],
  ['<x:xapmeta', '</x:xapmeta>'],
  ['<rdf:RDF', '</rdf:RDF>'],
] as const

function blankXmp(text: string, bytes: Buffer): void {
  for (const [opening, closing] of xmp) {
    let from = text.indexOf(opening)
    while (from >= 0) {
      const to = text.indexOf(closing, from)
      if (to < 0) break
      bytes.fill(' ', from, to + closing.length)
      from = text.indexOf(opening, to)
    }
  }
}

/** Every version of the object that a trailer names as `/Info`. */
function informationObjects(text: string): { from: number; to: number }[] {
  const mentions = text.matchAll(/\/Info\s{1,5}(\d{1,10})\s{1,5}(\d{1,5})\s{1,5}R/g)
  const names = new Set([...mentions].map(([, number, generation]) => `${number} ${generation}`))
  const found: { from: number; to: number }[] = []
  for (const name of [...names].slice(0, mostObjects)) {
    const [number, generation] = name.split(' ')
    for (const start of text.matchAll(
      new RegExp(`(?<!\\d)${number}\\s{1,5}${generation}\\s{1,5}obj\\b`, 'g'),
    )) {
      const from = start.index + start[0].length
      const end = text.indexOf('endobj', from)
      found.push({ from, to: Math.min(end < 0 ? text.length : end, from + longestObject) })
    }
  }
  return found.slice(0, 5 * mostObjects)
}

function blankTexts(text: string, from: number, to: number, bytes: Buffer): void {
  let at = from
  while (at < to) {
    if (text[at] === '(') at = blankBrackets(text, at, to, bytes)
    else if (text[at] === '<' && text[at + 1] !== '<' && text[at - 1] !== '<') {
      const end = Math.max(at, Math.min(to, text.indexOf('>', at)))
      // Two hexadecimal digits are one character; 20 is the space.
      for (let i = at + 1, digit = 0; i < end; i++) if (text[i]! > ' ') bytes[i] = digit++ % 2 ? 0x30 : 0x32
      at = end + 1
    } else at++
  }
}

/** A text in round brackets, which may hold further pairs and escaped brackets. @returns where it ends */
function blankBrackets(text: string, from: number, to: number, bytes: Buffer): number {
  let depth = 0
  for (let at = from; at < to; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) {
      bytes.fill(' ', from + 1, at)
      return at + 1
    }
  }
  return to
}
