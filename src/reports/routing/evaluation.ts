import { calibrate, type Tried } from './calibration.ts'
import { featuresOf, vectorOf } from './features.ts'
import { measuredConfidence, predict, topOf, type Calibration, type Model } from './model.ts'
import { packModel } from './modelBytes.ts'
import { seededRandom, shuffle } from './random.ts'
import { train, type DecidedReport } from './training.ts'

/** How often the first suggestion, or one of the first three, was what people decided. */
export type Accuracy = { tested: number; first: number; firstThree: number }
export type SplitAccuracy = { trainedOn: number; office: Accuracy; category: Accuracy }
/** Of the first suggestions whose confidence lay between `from` and `to`: how many, and how often they were right. */
export type Bucket = { from: number; to: number; tested: number; right: number }

export type Measured = {
  reports: number
  offices: number
  categories: number
  /** Trained on four fifths drawn by lot, tested on the fifth. */
  random: SplitAccuracy
  /** Trained on what was decided before `since`, tested on what came after: what an office may expect next month. */
  time: SplitAccuracy & { since: string }
  buckets: Bucket[]
  bytes: number
  trainingSeconds: number
  microsecondsPerSuggestion: number
}

/** With fewer there is nothing to measure on. */
export const leastReports = 300

/**
 * Measures on reports that the model has not seen, twice, then learns from all of them. The confidence of the model
 * is what was measured; the buckets of the time split are checked with the confidence learnt on the random split.
 * @param since the first instant of the time split; left out, the last fifth is tested
 */
export function trainMeasured(
  reports: readonly DecidedReport[],
  { since, onStep }: { since?: string; onStep?: (step: 'random' | 'time' | 'all') => void } = {},
): { model: Model; measured: Measured } {
  onStep?.('random')
  const random = tryOn(randomSplit(reports))
  onStep?.('time')
  const start = since ?? timeOfLastFifth(reports)
  const time = tryOn({
    known: reports.filter(({ decidedAt }) => decidedAt < start),
    unseen: reports.filter(({ decidedAt }) => decidedAt >= start),
  })
  onStep?.('all')
  const began = process.cpuUsage()
  const model = train(reports)
  const trainingSeconds = secondsSince(began)
  const { offices, categories } = model
  offices.calibration = calibrate([...random.offices, ...time.offices])
  categories.calibration = calibrate([...random.categories, ...time.categories])
  const measured: Measured = {
    reports: reports.length,
    offices: offices.labels.length,
    categories: new Set(reports.flatMap(({ category }) => category ?? [])).size,
    random: random.accuracy,
    time: { ...time.accuracy, since: start },
    buckets: bucketsOf(time.offices, calibrate(random.offices)),
    bytes: packModel(model).length,
    trainingSeconds,
    microsecondsPerSuggestion: random.microseconds,
  }
  return { model, measured }
}

type Split = { known: DecidedReport[]; unseen: DecidedReport[] }
type Trial = { accuracy: SplitAccuracy; offices: Tried[]; categories: Tried[]; microseconds: number }

export function randomSplit(reports: readonly DecidedReport[]): Split {
  const order = Int32Array.from(reports, (_, index) => index)
  shuffle(order, order.length, seededRandom(20_250_101))
  const cut = Math.floor(order.length * 0.8)
  const take = (from: number, to: number) => Array.from(order.subarray(from, to), (index) => reports[index]!)
  return { known: take(0, cut), unseen: take(cut, order.length) }
}

function timeOfLastFifth(reports: readonly DecidedReport[]): string {
  const times = reports.map(({ decidedAt }) => decidedAt).sort()
  return times[Math.floor(times.length * 0.8)]!
}

/** Trains on one part and asks about the other. */
export function tryOn({ known, unseen }: Split): Trial {
  const model = train(known)
  const offices = emptyTally()
  const categories = emptyTally()
  const began = process.cpuUsage()
  for (const report of unseen) {
    const guess = predict(model, vectorOf(featuresOf(report), model.vocabulary))
    count(offices, guess.offices, model.offices.labels, report.isElsewhere ? undefined : report.office)
    if (report.category) count(categories, guess.categories, model.categories.labels, report.category)
  }
  return {
    accuracy: { trainedOn: known.length, office: accuracyOf(offices), category: accuracyOf(categories) },
    offices: offices.tried,
    categories: categories.tried,
    microseconds: (secondsSince(began) / Math.max(1, unseen.length)) * 1e6,
  }
}

type Tally = { tried: Tried[]; tested: number; first: number; firstThree: number }

const emptyTally = (): Tally => ({ tried: [], tested: 0, first: 0, firstThree: 0 })

function count(
  tally: Tally,
  shares: Float64Array,
  labels: readonly string[],
  decided: string | undefined,
): void {
  const top = topOf(shares, 3)
  const rank = top.findIndex((label) => labels[label] === decided)
  tally.tested++
  if (rank === 0) tally.first++
  if (rank >= 0) tally.firstThree++
  top.forEach((label, place) =>
    tally.tried.push({ share: shares[label]!, isRight: place === rank, isFirst: place === 0 }),
  )
}

const accuracyOf = ({ tested, first, firstThree }: Tally): Accuracy => ({
  tested,
  first: tested === 0 ? 0 : first / tested,
  firstThree: tested === 0 ? 0 : firstThree / tested,
})

/** First suggestions in classes of their confidence. */
function bucketsOf(tried: readonly Tried[], calibration: Calibration): Bucket[] {
  const edges = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01]
  const first = tried
    .filter(({ isFirst }) => isFirst)
    .map(({ share, isRight }) => ({ isRight, confidence: measuredConfidence(calibration, share) }))
  return edges.slice(1).map((to, index) => {
    const within = first.filter(({ confidence }) => confidence >= edges[index]! && confidence < to)
    const right = within.filter(({ isRight }) => isRight).length
    return { from: edges[index]!, to: Math.min(1, to), tested: within.length, right }
  })
}

const secondsSince = (began: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1e6
}
