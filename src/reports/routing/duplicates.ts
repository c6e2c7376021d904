import { featuresOf, learnVocabulary, vectorOf, type Features, type Vector } from './features.ts'
import { isTelling } from './telling.ts'

/** A report that could be the same as another, as it was found by place and words. */
export type NearReport = {
  id: string
  title: string
  text: string
  region?: string | undefined
  submittedAt: Date
}
export type Likeness = { id: string; likeness: number; isSame: boolean }

/** From here on two texts are one text with small changes; in tests with invented texts nothing else came near. */
const sameFrom = 0.6
const relatedFrom = 0.22
/** A month apart, two like reports are more often two holes in the road than one. */
const halvedAfterDays = 60

/**
 * How like each of the found reports is to a new one, the likest first: shared words, pairs and spellings, rare ones
 * counting more, less when far apart in time or in another village. Pure: the search that found them is the caller's.
 */
export function compareReports(report: Omit<NearReport, 'id'>, found: readonly NearReport[]): Likeness[] {
  if (found.length === 0) return []
  const texts = [report, ...found].map(({ title, text }) => tellingFeatures({ title, text }))
  const vocabulary = learnVocabulary(texts, 50_000, 1)
  const [own, ...others] = texts.map((text) => vectorOf(text, vocabulary))
  return found
    .map((other, index) => {
      const sameText = Math.max(cosine(own!, others[index]!), sharedRuns(texts[0]!, texts[index + 1]!))
      const likeness = sameText * nearness(report, other)
      return { id: other.id, likeness, isSame: likeness >= sameFrom }
    })
    .filter(({ likeness }) => likeness >= relatedFrom)
    .sort((one, other) => other.likeness - one.likeness)
}

/** Polite words make any two reports alike. */
function tellingFeatures(report: { title: string; text: string }): Features {
  const { tokens, features } = featuresOf(report)
  return { tokens, features: features.filter(({ word }) => isTelling(tokens[word]!.written)) }
}

function cosine(one: Vector, other: Vector): number {
  const amounts = new Map<number, number>()
  one.indices.forEach((feature, at) => amounts.set(feature, one.values[at]!))
  let sum = 0
  other.indices.forEach((feature, at) => (sum += (amounts.get(feature) ?? 0) * other.values[at]!))
  return sum
}

/** The share of runs of three words that both texts have, of the shorter one: a copied text is found also in a longer one. */
function sharedRuns({ tokens: one }: Features, { tokens: other }: Features): number {
  const [runs, others] = [runsOf(one.map(({ word }) => word)), runsOf(other.map(({ word }) => word))]
  const shorter = Math.min(runs.size, others.size)
  // Of a few words anybody's would be the same.
  return shorter < 4 ? 0 : [...runs].filter((run) => others.has(run)).length / shorter
}

const runsOf = (words: readonly string[]): Set<string> =>
  new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`))

function nearness(one: Omit<NearReport, 'id'>, other: NearReport): number {
  const days = Math.abs(one.submittedAt.getTime() - other.submittedAt.getTime()) / 86_400_000
  return 0.5 ** (days / halvedAfterDays) * placeNearness(one.region, other.region)
}

/** Codes of regions begin with those of the regions around them: '35.78.07.1003' lies in '35.78.07'. */
function placeNearness(one: string | undefined, other: string | undefined): number {
  if (!one || !other) return 0.9
  const length = Math.min(one.length, other.length)
  if (one.slice(0, length) === other.slice(0, length)) return 1
  if (one.slice(0, 8) === other.slice(0, 8)) return 0.9
  return one.slice(0, 5) === other.slice(0, 5) ? 0.75 : 0.4
}
