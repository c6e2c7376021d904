import type { Features, Vector, Vocabulary } from './features.ts'
import { isTelling } from './telling.ts'
import { weightOf, type Weights } from './weights.ts'

const mostWords = 4
/** Less than this a word does not move a suggestion. */
const leastAdded = 0.02

/**
 * Finds the reporter's own words that speak most for a label: what each adds to its score, by itself, with the word
 * behind it and by its spelling. What all labels share is looked up once.
 */
export function evidenceOf(
  { tokens, features }: Features,
  { indices, values }: Vector,
  vocabulary: Vocabulary,
): (weights: Weights, label: number) => string[] {
  const position = new Map<number, number>()
  for (let at = 0; at < indices.length; at++) position.set(indices[at]!, at)
  const word: number[] = []
  const at: number[] = []
  for (const feature of features) {
    const known = feature.word < 0 ? undefined : vocabulary.index.get(feature.hash)
    if (known === undefined) continue
    word.push(feature.word)
    at.push(position.get(known)!)
  }
  return (weights, label) => {
    const added = new Float64Array(indices.length)
    for (let one = 0; one < added.length; one++)
      added[one] = values[one]! * weightOf(weights, indices[one]!, label)
    const byToken = new Float64Array(tokens.length)
    for (let one = 0; one < word.length; one++) byToken[word[one]!]! += added[at[one]!]!
    const byWord = new Map<string, number>()
    byToken.forEach((amount, token) => {
      const { written } = tokens[token]!
      if (amount > leastAdded && isTelling(written)) byWord.set(written, (byWord.get(written) ?? 0) + amount)
    })
    return [...byWord]
      .sort(([, one], [, other]) => other - one)
      .slice(0, mostWords)
      .map(([written]) => written)
  }
}
