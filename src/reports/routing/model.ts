import { featuresOf, vectorOf, type Features, type ReportText, type Vector, type Vocabulary } from './features.ts'
import { isTelling } from './telling.ts'
import { scoresOf, shares, weightOf, type Weights } from './weights.ts'

/** How often a candidate with a share was right on reports that the model had not seen: pairs, both rising. */
export type Calibration = [share: number, accuracy: number][]

export type Model = {
  vocabulary: Vocabulary
  offices: { labels: string[]; margins: Weights; likelihoods: Weights; calibration: Calibration }
  categories: {
    labels: string[]
    margins: Weights
    /** Of the reports of category `c`, the share that office `o` got: `c * offices + o`. */
    officeShares: Float32Array
    calibration: Calibration
  }
}

/** One candidate: the kind of office or the category, how often such a candidate was right, and the words it comes from. */
export type Candidate = { label: string; share: number; confidence: number; why: string[] }
export type Candidates = { offices: Candidate[]; categories: Candidate[] }

/** Reports without a category teach the office all the same: they count as a category of their office, never suggested. */
export const withoutCategory = '~'

/** The likeliest offices and categories of a report, the best first. Well under a millisecond. */
export function suggest(model: Model, report: ReportText, most = 5): Candidates {
  const features = featuresOf(report)
  const vector = vectorOf(features, model.vocabulary)
  const { offices, categories } = predict(model, vector)
  return {
    offices: best(offices, model.offices.labels, most, (label, share) => ({
      label: model.offices.labels[label]!,
      share,
      confidence: measuredConfidence(model.offices.calibration, share),
      why: reasons(features, vector, model, model.offices.margins, label),
    })),
    categories: best(categories, model.categories.labels, most, (label, share) => ({
      label: model.categories.labels[label]!,
      share,
      confidence: measuredConfidence(model.categories.calibration, share),
      why: reasons(features, vector, model, model.categories.margins, label),
    })),
  }
}

/**
 * Shares of all offices and categories. Three views of the office are put together: the margins find the first one
 * best, the likelihoods the next ones, and a category that is sure brings its office along. The weights of the three
 * were chosen by cross-validation.
 */
export function predict(model: Model, { indices, values }: Vector): { offices: Float64Array; categories: Float64Array } {
  const margins = shares(scoresOf(model.offices.margins, indices, values), 8)
  const likelihoods = shares(scoresOf(model.offices.likelihoods, indices, values), 1)
  const { labels, officeShares } = model.categories
  const byCategory = shares(scoresOf(model.categories.margins, indices, values), 12)
  const count = margins.length
  const offices = margins.map((share, office) => 0.5 * share + 0.2 * likelihoods[office]!)
  const categories = byCategory.map((share, category) => {
    const base = category * count
    let fit = 0
    for (let office = 0; office < count; office++) {
      const part = officeShares[base + office]!
      if (part === 0) continue
      offices[office]! += 0.3 * share * part
      fit += part * (0.5 * margins[office]! + 0.2 * likelihoods[office]!)
    }
    return labels[category]!.startsWith(withoutCategory) ? 0 : share * fit
  })
  return { offices: asShares(offices), categories: asShares(categories) }
}

function asShares(amounts: Float64Array): Float64Array {
  const sum = amounts.reduce((total, amount) => total + amount, 0)
  return sum === 0 ? amounts : amounts.map((amount) => amount / sum)
}

function best(
  shares: Float64Array,
  labels: readonly string[],
  most: number,
  make: (label: number, share: number) => Candidate,
): Candidate[] {
  return topOf(shares, most)
    .filter((label) => shares[label]! > 0.001 && !labels[label]!.startsWith(withoutCategory))
    .map((label) => make(label, shares[label]!))
}

/** The positions of the `most` largest, the largest first. */
export function topOf(amounts: Float64Array, most: number): number[] {
  const top: number[] = []
  amounts.forEach((amount, position) => {
    if (top.length === most && amount <= amounts[top.at(-1)!]!) return
    const before = top.findIndex((other) => amount > amounts[other]!)
    top.splice(before === -1 ? top.length : before, 0, position)
    if (top.length > most) top.pop()
  })
  return top
}

/** Between two measured points, the straight line between them. */
export function measuredConfidence(calibration: Calibration, share: number): number {
  const above = calibration.findIndex(([known]) => known >= share)
  if (above === -1) return calibration.at(-1)?.[1] ?? 0
  if (above === 0) return calibration[0]![1]
  const [lowShare, low] = calibration[above - 1]!
  const [highShare, high] = calibration[above]!
  return low + ((high - low) * (share - lowShare)) / (highShare - lowShare)
}

/** The reporter's own words that speak most for a label: what each adds to its score, by itself and with its neighbours. */
function reasons({ tokens, features }: Features, vector: Vector, model: Model, weights: Weights, label: number): string[] {
  const amounts = new Map<number, number>()
  vector.indices.forEach((feature, at) => amounts.set(feature, vector.values[at]!))
  const byWord = new Map<string, number>()
  for (const { hash, word } of features) {
    const feature = word < 0 ? undefined : model.vocabulary.index.get(hash)
    if (feature === undefined) continue
    const written = tokens[word]!.written
    const added = amounts.get(feature)! * weightOf(weights, feature, label)
    byWord.set(written, (byWord.get(written) ?? 0) + added)
  }
  return [...byWord]
    .filter(([written, added]) => added > 0.02 && isTelling(written))
    .sort(([, one], [, other]) => other - one)
    .slice(0, 4)
    .map(([written]) => written)
}
