import { evidenceOf } from './evidence.ts'
import { featuresOf, vectorOf, type ReportText, type Vector, type Vocabulary } from './features.ts'
import { scoresOf, shares, type Weights } from './weights.ts'

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
  const why = evidenceOf(features, vector, model.vocabulary)
  const candidates = (
    shares: Float64Array,
    { labels, margins, calibration }: Model['offices'] | Model['categories'],
  ) =>
    topOf(shares, most)
      .filter((label) => shares[label]! > 0.001 && !labels[label]!.startsWith(withoutCategory))
      .map((label) => ({
        label: labels[label]!,
        share: shares[label]!,
        confidence: measuredConfidence(calibration, shares[label]!),
        why: why(margins, label),
      }))
  return { offices: candidates(offices, model.offices), categories: candidates(categories, model.categories) }
}

/**
 * Shares of all offices and categories. Three views of the office are put together: the margins find the first one
 * best, the likelihoods the next ones, and a category that is sure brings its office along. The weights of the three
 * were chosen by cross-validation.
 */
export function predict(
  model: Model,
  { indices, values }: Vector,
): { offices: Float64Array; categories: Float64Array } {
  const margins = shares(scoresOf(model.offices.margins, indices, values), 8)
  const common = shares(scoresOf(model.offices.likelihoods, indices, values), 1)
  const { labels, officeShares } = model.categories
  const byCategory = shares(scoresOf(model.categories.margins, indices, values), 12)
  const count = margins.length
  // The last share is that of all rare offices together.
  const both = margins.map(
    (share, office) => 0.5 * share + (office < common.length - 1 ? 0.2 * common[office]! : 0),
  )
  const offices = both.slice()
  const categories = byCategory.map((share, category) => {
    // Of hundreds of categories a handful come into question.
    if (share < 1e-6) return 0
    const base = category * count
    let fit = 0
    for (let office = 0; office < count; office++) {
      const part = officeShares[base + office]!
      if (part === 0) continue
      offices[office]! += 0.3 * share * part
      fit += part * both[office]!
    }
    return labels[category]!.startsWith(withoutCategory) ? 0 : share * fit
  })
  return { offices: asShares(offices), categories: asShares(categories) }
}

function asShares(amounts: Float64Array): Float64Array {
  const sum = amounts.reduce((total, amount) => total + amount, 0)
  return sum === 0 ? amounts : amounts.map((amount) => amount / sum)
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
