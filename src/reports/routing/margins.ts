import { seededRandom, shuffle } from './random.ts'
import { columnOf, type Column } from './weights.ts'

/** Reports as one table of numbers: those of report `r` stand from `starts[r]` to `starts[r + 1]`. */
export type Table = {
  rows: number
  features: number
  starts: Uint32Array
  indices: Int32Array
  values: Float32Array
}

/** How much a report on the wrong side costs, against large weights. Chosen by cross-validation. */
const strictness = 0.7
/** How often all reports are looked at for ones on the wrong side, and how often those are gone through then. */
const looks = 3
const rounds = 3
/** A report this little inside the margin is not worth a step (faster, no less accurate). */
const tolerated = 0.1
/** Nearly every report is of another office: below this, words have to speak for a label. Learning it gained nothing. */
const bias = -1

/**
 * A support vector machine for each label against all others (squared hinge loss, dual coordinate descent as in
 * Hsieh et al., ICML 2008): it finds the largest margin between the reports of an office and the rest. It begins with
 * the reports of the label and adds those of others that look like them, so that a small office costs little.
 * @param importance of each report; offices with few reports would else be given up for the large ones
 */
export function learnMargins(
  table: Table,
  labelOf: Int32Array,
  labels: number,
  importance: Float32Array,
): Column[] {
  const memory: Memory = {
    weights: new Float64Array(table.features),
    alpha: new Float64Array(table.rows),
    scores: new Float32Array(table.rows),
    order: new Int32Array(table.rows),
    isActive: new Uint8Array(table.rows),
    lengths: squaredLengths(table),
    looseness: importance.map((weight) => 1 / (2 * strictness * weight)),
    byFeature: turned(table),
  }
  return Array.from({ length: labels }, (_, label) => learnOne(table, labelOf, label, memory))
}

type Memory = {
  weights: Float64Array
  alpha: Float64Array
  scores: Float32Array
  /** The reports that are gone through. */
  order: Int32Array
  isActive: Uint8Array
  lengths: Float32Array
  looseness: Float32Array
  /** The same table the other way round: which reports have a feature. */
  byFeature: Table
}

function learnOne(table: Table, labelOf: Int32Array, label: number, memory: Memory): Column {
  const { weights, alpha, order, isActive } = memory
  weights.fill(0)
  alpha.fill(0)
  isActive.fill(0)
  const random = seededRandom(label + 1)
  let active = 0
  for (let look = 0; look <= looks; look++) {
    const before = active
    active = look === 0 ? addOwn(labelOf, label, memory) : addWrong(labelOf, label, memory, active)
    if (look > 0 && active === before) break
    for (let round = 0; round < rounds; round++) {
      shuffle(order, active, random)
      active = oneRound(table, labelOf, label, memory, active)
    }
  }
  return columnOf(weights, bias)
}

function addOwn(labelOf: Int32Array, label: number, { order, isActive }: Memory): number {
  let active = 0
  for (let row = 0; row < labelOf.length; row++) {
    if (labelOf[row] !== label) continue
    order[active++] = row
    isActive[row] = 1
  }
  return active
}

/** Scores all reports feature by feature: most features have no weight for a label, so most are never looked at. */
function addWrong(
  labelOf: Int32Array,
  label: number,
  { weights, scores, order, isActive, byFeature }: Memory,
  active: number,
): number {
  const { starts, indices, values } = byFeature
  scores.fill(bias)
  for (let feature = 0; feature < weights.length; feature++) {
    const weight = weights[feature]!
    if (weight === 0) continue
    const end = starts[feature + 1]!
    for (let entry = starts[feature]!; entry < end; entry++)
      scores[indices[entry]!]! += weight * values[entry]!
  }
  for (let row = 0; row < scores.length; row++) {
    const side = labelOf[row] === label ? 1 : -1
    if (isActive[row] || side * scores[row]! - 1 > -tolerated) continue
    order[active++] = row
    isActive[row] = 1
  }
  return active
}

/** @returns how many of the reports stay in `order`: those well on their own side rest until the next look */
function oneRound(
  { starts, indices, values }: Table,
  labelOf: Int32Array,
  label: number,
  { weights, alpha, order, isActive, lengths, looseness }: Memory,
  active: number,
): number {
  let stay = 0
  for (let at = 0; at < active; at++) {
    const row = order[at]!
    const side = labelOf[row] === label ? 1 : -1
    const end = starts[row + 1]!
    let score = bias
    for (let entry = starts[row]!; entry < end; entry++) score += weights[indices[entry]!]! * values[entry]!
    const before = alpha[row]!
    const slope = side * score - 1 + before * looseness[row]!
    if (before === 0 && slope > -tolerated) {
      isActive[row] = 0
      continue
    }
    order[stay++] = row
    const after = Math.max(before - slope / (lengths[row]! + looseness[row]!), 0)
    alpha[row] = after
    const step = (after - before) * side
    if (step === 0) continue
    for (let entry = starts[row]!; entry < end; entry++) weights[indices[entry]!]! += step * values[entry]!
  }
  return stay
}

function squaredLengths({ rows, starts, values }: Table): Float32Array {
  const lengths = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++)
      lengths[row]! += values[entry]! * values[entry]!
  }
  return lengths
}

function turned({ rows, features, starts, indices, values }: Table): Table {
  const counts = new Uint32Array(features + 1)
  for (const feature of indices) counts[feature + 1]!++
  for (let feature = 0; feature < features; feature++) counts[feature + 1]! += counts[feature]!
  const next = counts.slice()
  const rowOf = new Int32Array(indices.length)
  const valueOf = new Float32Array(indices.length)
  for (let row = 0; row < rows; row++) {
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      const place = next[indices[entry]!]!++
      rowOf[place] = row
      valueOf[place] = values[entry]!
    }
  }
  return { rows: features, features: rows, starts: counts, indices: rowOf, values: valueOf }
}
