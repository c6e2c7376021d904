import { sql, type RawBuilder } from 'kysely'

/** What is looked for is said by then; each further word costs a look into the index. */
const mostWords = 20
/** PostgreSQL keeps 32 operators open and refuses a 33rd ("tsquery stack too small"): 40 dashes were an error. */
const mostExcluded = 10

/**
 * What somebody typed into a search box as a query that the database takes, whatever it was: words, "words in a row",
 * `or`, and `-word` for without. Only the first twenty words count. Signs alone find nothing.
 */
export const wordQuery = (typed: string): RawBuilder<string> => websearch(searchable(typed))

/** What holds any of these words, however many; they are letters and digits only. */
export const anyOfQuery = (words: readonly string[]): RawBuilder<string> => websearch(words.join(' or '))

const websearch = (query: string): RawBuilder<string> =>
  sql<string>`websearch_to_tsquery('indonesian', ${query})`

/** Pure. The typed text without what no query may hold. */
export function searchable(typed: string): string {
  let [words, excluded] = [0, 0]
  const kept: string[] = []
  for (const [, sign, quoted, bare] of withoutOperators(typed).matchAll(
    /(?<![^\s"])(-*)(?:"([^"]*)"|([^\s"]+))/g,
  )) {
    const own = (quoted ?? bare ?? '').split(/\s+/).map(plain).filter(Boolean)
    const some = own.slice(0, mostWords - words)
    if (some.length === 0) continue
    const minus = sign === '' ? '' : '-'
    if (minus !== '' && ++excluded > mostExcluded) continue
    words += some.length
    const text = some.join(' ')
    kept.push(minus + (quoted === undefined ? text : `"${text}"`))
    if (words === mostWords) break
  }
  return kept.join(' ')
}

const withoutOperators = (typed: string): string => typed.replace(/[!|&():*<>\\\p{Cc}]+/gu, ' ')

/** A word without dashes around it; a sign inside it is the database's to read ("e-KTP", "12/2024", "a@b.id"). */
const plain = (word: string): string =>
  word.replace(/(?<![\p{L}\p{N}])-+|-+(?![\p{L}\p{N}])/gu, '').replace(/--+/g, '-')
