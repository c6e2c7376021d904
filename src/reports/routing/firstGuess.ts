import { everyday, type EverydayRow } from './everydayWords.ts'
import type { Candidate, Candidates } from './model.ts'
import { tokensOf, type Token } from './tokens.ts'

/**
 * Before anything was decided there is nothing to learn from: a short list of everyday words says who usually does
 * what. Its confidence is 0, because nobody has measured it.
 */
export function firstGuess(text: string, most = 5): Candidates {
  const tokens = tokensOf(text)
  const found = everyday
    .map((row) => ({ row, hits: rows.get(row)!.flatMap((phrase) => wordsFound(phrase, tokens)) }))
    .filter(({ hits }) => hits.length > 0)
    .sort((one, other) => other.hits.length - one.hits.length)
  return {
    offices: distinct(found.map(({ row, hits }) => candidate(row.office, hits))).slice(0, most),
    categories: distinct(
      found.flatMap(({ row, hits }) => (row.topic ? [candidate(row.topic, hits)] : [])),
    ).slice(0, most),
  }
}

/** Every phrase of a row as stems, taken apart once. */
const rows = new Map<EverydayRow, string[][]>(
  everyday.map((row) => [
    row,
    row.words.split(',').map((phrase) => tokensOf(phrase).map(({ stem }) => stem)),
  ]),
)

/** The words as written where the phrase stands; a phrase of two words says more than one word, and so does its length. */
function wordsFound(phrase: readonly string[], tokens: readonly Token[]): string[] {
  const start = tokens.findIndex((_, at) =>
    phrase.every((stem, offset) => tokens[at + offset]?.stem === stem),
  )
  return start === -1 ? [] : tokens.slice(start, start + phrase.length).map(({ written }) => written)
}

const candidate = (label: string, hits: readonly string[]): Candidate => ({
  label,
  share: 0,
  confidence: 0,
  why: [...new Set(hits)].slice(0, 4),
})

const distinct = (candidates: readonly Candidate[]): Candidate[] => {
  const seen = new Set<string>()
  return candidates.filter(({ label }) => !seen.has(label) && seen.add(label))
}
