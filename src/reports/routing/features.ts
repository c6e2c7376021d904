import { tokensOf, type Token } from './tokens.ts'

/** Where a report happened, as codes or names; each level that is known counts as a word of its own. */
export type Place = { regency?: string; district?: string; village?: string }
export type ReportText = { text: string; title?: string; place?: Place }

/** One thing that the model can have a weight for, and the word of the text that it comes from (-1: the place). */
export type Feature = { hash: number; group: number; word: number }
export type Features = { tokens: Token[]; features: Feature[] }

/**
 * How much each kind of feature counts beside the others. Measured by cross-validation on reports of one city:
 * pairs of words tell 'lampu jalan' from 'lampu merah'; four letters in a row forgive wrong spelling.
 */
const groupWeights = [1, 0.7, 0.4, 0.15]
const [stems, pairs, letters, places] = [0, 1, 2, 3]

export function featuresOf({ title, text, place }: ReportText): Features {
  const tokens = tokensOf(title ? `${title} ${text}` : text)
  const features: Feature[] = []
  for (let index = 0; index < tokens.length; index++) {
    const { stem, word } = tokens[index]!
    const next = tokens[index + 1]
    features.push({ hash: hashOn(begin.stem, stem), group: stems, word: index })
    if (next) {
      const both = hashOn(hashOn(hashOn(begin.pair, stem), ' '), next.stem)
      features.push({ hash: both, group: pairs, word: index })
    }
    if (word.startsWith('#')) continue
    const bounded = ` ${word} `
    for (let start = 0; start + 4 <= bounded.length; start++) {
      features.push({ hash: hashOn(begin.letters, bounded, start, start + 4), group: letters, word: index })
    }
  }
  for (const level of [place?.regency, place?.district, place?.village]) {
    if (level) features.push({ hash: hashOn(begin.place, level), group: places, word: -1 })
  }
  return { tokens, features }
}

/** FNV-1a, 32 bits, going on from `hash`. The model keeps hashes and no words, so it can hold no reporter's name. */
function hashOn(hash: number, text: string, start = 0, end = text.length): number {
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

const fnvBasis = 0x811c9dc5
const begin = {
  stem: hashOn(fnvBasis, 's'),
  pair: hashOn(fnvBasis, 'b'),
  letters: hashOn(fnvBasis, 'c'),
  place: hashOn(fnvBasis, 'p'),
}

/** The features that were seen often enough to learn from, and how rare each is. */
export type Vocabulary = { hashes: Uint32Array; rarity: Float32Array; index: Map<number, number> }

export function vocabularyOf(hashes: Uint32Array, rarity: Float32Array): Vocabulary {
  const index = new Map<number, number>()
  hashes.forEach((hash, position) => index.set(hash, position))
  return { hashes, rarity, index }
}

/** Beyond `most` features the rarer ones are left out. What only one report says teaches a model nothing. */
export function learnVocabulary(reports: Iterable<Features>, most: number, leastReports = 2): Vocabulary {
  const seenIn = new Map<number, number>()
  const placeHashes = new Set<number>()
  let count = 0
  for (const { features } of reports) {
    count++
    for (const hash of new Set(features.map((feature) => feature.hash)))
      seenIn.set(hash, (seenIn.get(hash) ?? 0) + 1)
    for (const { hash, group } of features) if (group === places) placeHashes.add(hash)
  }
  const kept = [...seenIn]
    .filter(([, times]) => times >= leastReports)
    .sort(([one, oneTimes], [other, otherTimes]) => otherTimes - oneTimes || one - other)
    .slice(0, most)
  // A place is not more telling for being small.
  const rarity = kept.map(([hash, times]) =>
    placeHashes.has(hash) ? 1 : Math.log((1 + count) / (1 + times)) + 1,
  )
  return vocabularyOf(
    Uint32Array.from(kept, ([hash]) => hash),
    Float32Array.from(rarity),
  )
}

/** A report as numbers: which features of the vocabulary it has, and how much each of them counts (length 1 in all). */
export type Vector = { indices: Int32Array; values: Float32Array }

export function vectorOf({ features }: Features, { index, rarity }: Vocabulary): Vector {
  const groups = groupWeights.map(() => new Map<number, number>())
  for (const { hash, group } of features) {
    const known = index.get(hash)
    if (known !== undefined) groups[group]!.set(known, (groups[group]!.get(known) ?? 0) + 1)
  }
  const size = groups.reduce((sum, group) => sum + group.size, 0)
  const indices = new Int32Array(size)
  const values = new Float32Array(size)
  let filled = 0
  groups.forEach((counts, group) => {
    const start = filled
    for (const [feature, count] of counts) {
      indices[filled] = feature
      values[filled++] = (1 + Math.log(count)) * rarity[feature]!
    }
    scaleTo(values, start, filled, groupWeights[group]!)
  })
  scaleTo(values, 0, filled, 1)
  return { indices, values }
}

/** Makes the length of a stretch of values `length`, so that a long report does not weigh more than a short one. */
function scaleTo(values: Float32Array, start: number, end: number, length: number): void {
  let squares = 0
  for (let index = start; index < end; index++) squares += values[index]! * values[index]!
  const factor = squares === 0 ? 0 : length / Math.sqrt(squares)
  for (let index = start; index < end; index++) values[index] = values[index]! * factor
}
