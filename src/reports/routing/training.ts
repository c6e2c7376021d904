import {
  featuresOf,
  learnVocabulary,
  vectorOf,
  type Features,
  type ReportText,
  type Vector,
  type Vocabulary,
} from './features.ts'
import { learnLikelihoods } from './likelihoods.ts'
import { learnMargins, type Table } from './margins.ts'
import { withoutCategory, type Calibration, type Model } from './model.ts'
import { weightsOf } from './weights.ts'

/** A report that people have decided on. */
export type DecidedReport = ReportText & {
  /** The kind of office: 'the traffic office of the place', not 'the traffic office of Surabaya' (see offices.ts). */
  office: string
  /** The office decided on is another place's than the report's, so no suggestion from the place can be right. */
  isElsewhere?: boolean
  category?: string
  decidedAt: string
}

/** Bounds the model to some 15 MB whatever the number of reports, offices and words. */
const mostFeatures = 150_000
const mostWeights = 4_000_000

/** Learns from decided reports: about a second for a thousand. Deterministic; knows nothing of a database. */
export function train(reports: readonly DecidedReport[]): Model {
  // Features are made twice: to keep those of all reports would take a hundred times their texts.
  const vocabulary = learnVocabulary(featuresOfEach(reports), mostFeatures)
  const table = tableOf(
    reports.map((report) => vectorOf(featuresOf(report), vocabulary)),
    vocabulary,
  )
  const office = labelled(
    reports.map((report) => report.office),
    leastForMargin,
  )
  const common = withRest(office)
  const category = categoriesOf(reports)
  const size = vocabulary.hashes.length
  return {
    vocabulary,
    offices: {
      labels: office.labels,
      margins: weightsOf(
        learnMargins(table, office.of, office.labels.length, importanceOf(office)),
        size,
        mostWeights / 4,
      ),
      likelihoods: weightsOf(learnLikelihoods(table, common.of, common.labels), size, mostWeights / 4),
      calibration: unmeasured,
    },
    categories: {
      labels: category.labels,
      margins: weightsOf(
        learnMargins(table, category.of, category.labels.length, importanceOf(category)),
        size,
        mostWeights / 2,
      ),
      officeShares: officeSharesOf(office, category),
      calibration: unmeasured,
    },
  }
}

function* featuresOfEach(reports: readonly DecidedReport[]): Generator<Features> {
  for (const report of reports) yield featuresOf(report)
}

const unmeasured: Calibration = [[0, 0]]

/** `of` is -1 for reports whose label is too rare; `counts` fall, so that the first labels are the commonest. */
type Labelled = { labels: string[]; of: Int32Array; counts: number[] }

/** One report alone does not show what an office takes. */
const leastForMargin = 2
/** Likelihoods look at every label for every report: the rare ones would cost the most and gain the least. */
const leastForLikelihood = 5
/** A category of its own for reports of an office that have none. */
const leastWithoutCategory = 10

function labelled(names: readonly (string | undefined)[], least: number): Labelled {
  const counted = new Map<string, number>()
  for (const name of names) if (name !== undefined) counted.set(name, (counted.get(name) ?? 0) + 1)
  const common = [...counted].filter(([, count]) => count >= least).sort(([, one], [, other]) => other - one)
  const labels = common.map(([name]) => name)
  const positions = new Map(labels.map((name, position) => [name, position]))
  const of = Int32Array.from(names, (name) => (name === undefined ? -1 : (positions.get(name) ?? -1)))
  return { labels, of, counts: common.map(([, count]) => count) }
}

/** All rare offices as one: `L` common ones, then the rest. */
function withRest({ of, counts }: Labelled): { of: Int32Array; labels: number } {
  const rest = counts.filter((count) => count >= leastForLikelihood).length
  return { of: of.map((label) => (label === -1 || label > rest ? rest : label)), labels: rest + 1 }
}

/** The category, or for a report without one the office, where it has many such reports. */
function categoriesOf(reports: readonly DecidedReport[]): Labelled {
  const without = new Map<string, number>()
  for (const { office, category } of reports)
    if (!category) without.set(office, (without.get(office) ?? 0) + 1)
  const names = reports.map(({ office, category }) => {
    if (category) return category
    return without.get(office)! >= leastWithoutCategory ? `${withoutCategory}${office}` : undefined
  })
  return labelled(names, leastForMargin)
}

/** Small offices count for more: to the fourth root of how much smaller they are than the average (measured: +0.5 points). */
function importanceOf({ of, counts }: Labelled): Float32Array {
  const average = of.length / counts.length
  return Float32Array.from(of, (label) =>
    label === -1 ? 1 : Math.min(8, Math.max(0.3, average / counts[label]!) ** 0.25),
  )
}

function officeSharesOf(office: Labelled, category: Labelled): Float32Array {
  const found = new Float32Array(category.labels.length * office.labels.length)
  category.of.forEach((label, report) => {
    if (label === -1 || office.of[report] === -1) return
    found[label * office.labels.length + office.of[report]!]! += 1 / category.counts[label]!
  })
  return found
}

function tableOf(vectors: readonly Vector[], vocabulary: Vocabulary): Table {
  const starts = new Uint32Array(vectors.length + 1)
  vectors.forEach(({ indices }, row) => (starts[row + 1] = starts[row]! + indices.length))
  const indices = new Int32Array(starts[vectors.length]!)
  const values = new Float32Array(starts[vectors.length]!)
  vectors.forEach((vector, row) => {
    indices.set(vector.indices, starts[row])
    values.set(vector.values, starts[row])
  })
  return { rows: vectors.length, features: vocabulary.hashes.length, starts, indices, values }
}
