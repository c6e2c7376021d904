import { readFileSync } from 'node:fs'
import { type NameFinding, namesIn } from './names.ts'

/** One place in a text that says who or where somebody is; positions are those of the text as it was given. */
export interface Finding {
  id: string
  start: number
  end: number
  label: string
  placeholder: string
}

export interface Masked {
  masked: string
  findings: Finding[]
}

interface PatternRow {
  id: string
  label: string
  placeholder: string
  regex: string
  flags: string
}

/** The rows of the file in its order: those that need a word before them come first. */
export const patterns: readonly PatternRow[] = (
  JSON.parse(readFileSync(new URL('../../../data/reference/patterns.json', import.meta.url), 'utf8')) as {
    patterns: PatternRow[]
  }
).patterns

// Without it the search for an address starts anew at each letter of a long word: 10,000 letters took 0.2 s.
const onlyAtWordStart: Record<string, string> = { email: '(?<![A-Za-z0-9._%+-])' }

const searches = patterns.map((row) => ({
  row,
  regex: new RegExp((onlyAtWordStart[row.id] ?? '') + row.regex, row.flags),
}))

const numberRow = { id: 'number', label: 'Deretan nomor', placeholder: '[nomor]' }
const manyRounds = 8
const nameRow = { id: 'name', label: 'Nama orang setelah sapaan', placeholder: '[nama]' }

/** A stretch of the text being masked: as it was, or a placeholder for it. */
interface Piece {
  text: string
  start: number
  end: number
}

/**
 * Puts a placeholder for every number, address and name that the patterns know. A suggestion for the public text,
 * which a person reads before it is published, and the rule for readers who may only see masked text.
 *
 * Masking is repeated until nothing is found: "KK 1111… 2222…" has its second number beside the first's placeholder
 * "[kk]" only afterwards. So a masked text masked again stays as it is. Every round takes digits, an @ or capitals
 * away, which ends it; time grows with the length of the text (10,000 characters in a few milliseconds).
 */
export function maskPersonalData(text: string): Masked {
  let pieces: Piece[] = [{ text, start: 0, end: text.length }]
  const findings: Finding[] = []
  for (let round = 1; ; round++) {
    const found = findings.length
    // A text made of nothing but numbers would need a round for each: from here on every long number goes at once.
    if (round === manyRounds) pieces = replace(pieces, numberRow, matches(/\d{6,}/g), findings)
    for (const { row, regex } of searches) pieces = replace(pieces, row, matches(regex), findings)
    pieces = replace(pieces, nameRow, namesIn, findings)
    if (findings.length === found) break
  }
  findings.sort((a, b) => a.start - b.start)
  return { masked: whole(pieces), findings }
}

const whole = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('')

const matches =
  (regex: RegExp) =>
  (text: string): NameFinding[] =>
    Array.from(text.matchAll(regex), (match) => ({
      start: match.index,
      // A house number's pattern takes the blank behind it, in case a letter follows.
      end: match.index + match[0].trimEnd().length,
    }))

/** Looks through the text as it reads now, because words before a number decide, and notes where it stood before. */
function replace(
  pieces: Piece[],
  row: Pick<PatternRow, 'id' | 'label' | 'placeholder'>,
  search: (text: string) => NameFinding[],
  findings: Finding[],
): Piece[] {
  const found = search(whole(pieces))
  if (found.length === 0) return pieces
  const result: Piece[] = []
  let [at, next] = [0, 0]
  for (const piece of pieces) {
    let done = 0
    for (; next < found.length && found[next]!.start < at + piece.text.length; next++) {
      const { start, end } = found[next]!
      // Never a part of a placeholder: those hold neither digits nor capitals.
      const [from, to] = [start - at, Math.min(end - at, piece.text.length)]
      result.push(part(piece, done, from))
      result.push({ text: row.placeholder, start: piece.start + from, end: piece.start + to })
      findings.push({ ...pick(row), start: piece.start + from, end: piece.start + to })
      done = to
    }
    result.push(done === 0 ? piece : part(piece, done, piece.text.length))
    at += piece.text.length
  }
  return result.filter((piece) => piece.text !== '')
}

const part = (piece: Piece, from: number, to: number): Piece => ({
  text: piece.text.slice(from, to),
  start: piece.start + from,
  end: piece.start + to,
})

const pick = ({ id, label, placeholder }: Pick<PatternRow, 'id' | 'label' | 'placeholder'>) => ({
  id,
  label,
  placeholder,
})

/** What may stand in the place of words that were taken away. */
const placeholders = new Set([
  ...patterns.map(({ placeholder }) => placeholder),
  ...[numberRow, nameRow].map(({ placeholder }) => placeholder),
  '[alamat]',
  '[disamarkan]',
])

/**
 * Whether `after` is `before` with stretches of it replaced by placeholders, and nothing else: whoever masks a
 * published text alone can take words away but never put words into the reporter's mouth (T35).
 */
export function isMaskingOf(before: string, after: string): boolean {
  const inLines = (text: string) => text.replace(/\r\n?/g, '\n').trim()
  const whole = inLines(before)
  // Between two placeholders stand words of the text, in their order; what the first and last stretch are is fixed.
  const stretches = ['']
  for (const piece of inLines(after).split(/(\[[^\]\n]{1,40}\])/)) {
    if (placeholders.has(piece)) stretches.push('')
    else stretches[stretches.length - 1] += piece
  }
  const last = stretches.pop()!
  const first = stretches.shift()
  if (first === undefined) return whole === last
  if (!whole.startsWith(first) || !whole.endsWith(last) || whole.length < first.length + last.length)
    return false
  let at = first.length
  const end = whole.length - last.length
  for (const stretch of stretches) {
    const found = whole.indexOf(stretch, at)
    if (found === -1 || found + stretch.length > end) return false
    at = found + stretch.length
  }
  return true
}

/**
 * The first sentence of `after` that `before` does not hold, for a refusal or a warning that shows what differs; the
 * last one where words are missing at the end without a mark. Undefined where `after` masks `before`.
 */
export function firstOtherSentence(before: string, after: string): string | undefined {
  if (isMaskingOf(before, after)) return undefined
  const sentences = [...after.matchAll(/[^.!?\n]+[.!?]*/g)].filter(([words]) => words.trim() !== '')
  const other = sentences.find(
    ({ 0: words, index }) => !isMaskingOf(before, `${after.slice(0, index + words.length)}[disamarkan]`),
  )
  return (other ?? sentences.at(-1))?.[0].trim() ?? ''
}
