/**
 * Weights of a linear model in a few bytes each: most words say nothing about most offices, so only the ones that
 * do are kept, each as a whole number of -127..127 times the scale of its label.
 */
export type Weights = {
  labels: number
  /** Of feature `f` the entries from `starts[f]` to `starts[f + 1]`. */
  starts: Uint32Array
  label: Uint16Array
  value: Int8Array
  scale: Float32Array
  bias: Float32Array
}

/** The weights of one label that are not nothing. */
export type Column = { features: Int32Array; values: Int8Array; scale: number; bias: number }

export function columnOf(weights: Float32Array | Float64Array, bias: number): Column {
  let largest = 0
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight))
  const scale = largest / 127 || 1
  const features: number[] = []
  const values: number[] = []
  weights.forEach((weight, feature) => {
    const value = Math.round(weight / scale)
    if (value === 0) return
    features.push(feature)
    values.push(value)
  })
  return { features: Int32Array.from(features), values: Int8Array.from(values), scale, bias }
}

/** Puts the columns of all labels together; of more than `most` entries the smallest are dropped. */
export function weightsOf(columns: readonly Column[], features: number, most: number): Weights {
  const least = leastKept(columns, most)
  const starts = new Uint32Array(features + 1)
  const eachKept = (use: (feature: number, value: number, label: number) => void) =>
    columns.forEach((column, label) =>
      column.features.forEach((feature, entry) => {
        const value = column.values[entry]!
        if (Math.abs(value) >= least) use(feature, value, label)
      }),
    )
  eachKept((feature) => starts[feature + 1]!++)
  for (let feature = 0; feature < features; feature++) starts[feature + 1]! += starts[feature]!
  const next = starts.slice()
  const label = new Uint16Array(starts[features]!)
  const value = new Int8Array(starts[features]!)
  eachKept((feature, weight, of) => {
    const entry = next[feature]!++
    label[entry] = of
    value[entry] = weight
  })
  const scale = Float32Array.from(columns, (column) => column.scale)
  const bias = Float32Array.from(columns, (column) => column.bias)
  return { labels: columns.length, starts, label, value, scale, bias }
}

function leastKept(columns: readonly Column[], most: number): number {
  const bySize = new Uint32Array(129)
  for (const { values } of columns) for (const value of values) bySize[Math.abs(value)]!++
  let kept = 0
  for (let size = 127; size >= 1; size--) {
    kept += bySize[size]!
    if (kept > most) return size + 1
  }
  return 1
}

export function scoresOf(weights: Weights, indices: Int32Array, values: Float32Array): Float64Array {
  const scores = new Float64Array(weights.labels)
  const { starts, label, value } = weights
  for (let at = 0; at < indices.length; at++) {
    const amount = values[at]!
    const end = starts[indices[at]! + 1]!
    for (let entry = starts[indices[at]!]!; entry < end; entry++)
      scores[label[entry]!]! += amount * value[entry]!
  }
  for (let of = 0; of < scores.length; of++) scores[of] = scores[of]! * weights.scale[of]! + weights.bias[of]!
  return scores
}

/** What one feature adds to the score of one label: its entries stand in the order of the labels. */
export function weightOf(weights: Weights, feature: number, label: number): number {
  let low = weights.starts[feature]!
  let high = weights.starts[feature + 1]!
  while (low < high) {
    const middle = (low + high) >>> 1
    if (weights.label[middle]! < label) low = middle + 1
    else high = middle
  }
  const isThere = low < weights.starts[feature + 1]! && weights.label[low] === label
  return isThere ? weights.value[low]! * weights.scale[label]! : 0
}

/** Scores as shares of 1: the larger `sharpness`, the more the first one gets. */
export function shares(scores: Float64Array, sharpness: number): Float64Array {
  let highest = -Infinity
  for (const score of scores) highest = Math.max(highest, score)
  const powers = scores.map((score) => Math.exp((score - highest) * sharpness))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}
