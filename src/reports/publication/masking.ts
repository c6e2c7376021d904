import { readFileSync } from 'node:fs'
import { allNamesIn, type NameFinding, namesIn } from './names.ts'

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

type Row = Pick<PatternRow, 'id' | 'label' | 'placeholder'>
type Find = (text: string) => NameFinding[]

const matches =
  (regex: RegExp): Find =>
  (text) =>
    Array.from(text.matchAll(regex), (match) => ({
      start: match.index,
      // A house number's pattern takes the blank behind it, in case a letter follows.
      end: match.index + match[0].trimEnd().length,
    }))

const numberRow = { id: 'number', label: 'Deretan nomor', placeholder: '[nomor]' }
const nameRow = { id: 'name', label: 'Nama orang setelah sapaan', placeholder: '[nama]' }

/**
 * What hides the next of its kind until it is taken away, all at once: "x@d.ee_x@d.ee_…", "Pak Jl. Pak Jl. …". A text
 * of nothing else needed a round for each, and 20,000 characters of it kept everybody waiting for ten seconds.
 */
const chains: Record<string, Find> = {
  email: matches(/(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+(?:@[A-Za-z0-9._%+-]*)+/g),
  name: allNamesIn,
}

const searches: readonly { row: Row; find: Find }[] = [
  ...patterns.map((row) => ({
    row,
    find: matches(new RegExp((onlyAtWordStart[row.id] ?? '') + row.regex, row.flags)),
  })),
  { row: nameRow, find: namesIn },
]

/** No honest text needs so many; from here on numbers in a row, and chains, go at once. */
const manyRounds = 8
/** From here on no digit is left, so that nothing can be found for ever. */
const mostRounds = 12

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
 * "[kk]" only afterwards. So a masked text masked again stays as it is. The rounds are few whatever the text, so time
 * grows with its length (20,000 characters in some milliseconds): anybody may send one.
 */
export function maskPersonalData(text: string): Masked {
  let pieces: Piece[] = [{ text, start: 0, end: text.length }]
  const findings: Finding[] = []
  for (let round = 1; ; round++) {
    const before = findings.length
    if (round === manyRounds)
      pieces = replace(pieces, numberRow, matches(/\d(?:[\s.-]?\d){8,}|\d{6,}/g), findings)
    if (round === mostRounds) pieces = replace(pieces, numberRow, matches(/\d+/g), findings)
    for (const { row, find } of searches) {
      const chain = round < manyRounds ? undefined : chains[row.id]
      pieces = replace(pieces, row, chain ? foundBy(find, chain) : find, findings)
    }
    if (findings.length === before) break
  }
  findings.sort((a, b) => a.start - b.start)
  return { masked: whole(pieces), findings }
}

const whole = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('')

/** Where there is still one of a chain, all of it. */
const foundBy =
  (find: Find, chain: Find): Find =>
  (text) =>
    find(text).length === 0 ? [] : chain(text)

/** Looks through the text as it reads now, because words before a number decide, and notes where it stood before. */
function replace(pieces: Piece[], row: Row, search: Find, findings: Finding[]): Piece[] {
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

const pick = ({ id, label, placeholder }: Row): Row => ({
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
  // What masks the text up to a sentence masks it up to every earlier one, so halving finds the first that differs.
  let [from, to] = [0, sentences.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const { 0: words, index } = sentences[middle]!
    if (isMaskingOf(before, `${after.slice(0, index + words.length)}[disamarkan]`)) from = middle + 1
    else to = middle
  }
  return (sentences[from] ?? sentences.at(-1))?.[0].trim() ?? ''
}
