import { featuresOf, learnVocabulary, vectorOf, type ReportText, type Vector, type Vocabulary } from './features.ts'
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
  const seen = reports.map(featuresOf)
  const vocabulary = learnVocabulary(seen, mostFeatures)
  const table = tableOf(
    seen.map((features) => vectorOf(features, vocabulary)),
    vocabulary,
  )
  const office = labelled(reports.map((report) => report.office))
  const category = labelled(reports.map((report) => report.category ?? `${withoutCategory}${report.office}`))
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
      likelihoods: weightsOf(
        learnLikelihoods(table, office.of, office.labels.length),
        size,
        mostWeights / 4,
      ),
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

const unmeasured: Calibration = [[0, 0]]

type Labelled = { labels: string[]; of: Int32Array; counts: number[] }

function labelled(names: readonly string[]): Labelled {
  const positions = new Map<string, number>()
  const counts: number[] = []
  const of = Int32Array.from(names, (name) => {
    const position = positions.get(name) ?? positions.size
    positions.set(name, position)
    counts[position] = (counts[position] ?? 0) + 1
    return position
  })
  return { labels: [...positions.keys()], of, counts }
}

/** Small offices count for more: to the fourth root of how much smaller they are than the average (measured: +0.5 points). */
function importanceOf({ of, counts }: Labelled): Float32Array {
  const average = of.length / counts.length
  return Float32Array.from(of, (label) => Math.min(8, Math.max(0.3, average / counts[label]!) ** 0.25))
}

function officeSharesOf(office: Labelled, category: Labelled): Float32Array {
  const found = new Float32Array(category.labels.length * office.labels.length)
  category.of.forEach((label, report) => {
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
