import { seededRandom, shuffle } from './random.ts'
import { columnOf, type Column } from './weights.ts'

/** Reports as one table of numbers: those of report `r` stand from `starts[r]` to `starts[r + 1]`. */
export type Table = { rows: number; features: number; starts: Uint32Array; indices: Int32Array; values: Float32Array }

/** How much a report on the wrong side costs, against large weights. Chosen by cross-validation. */
const strictness = 0.7
const rounds = 6
/** A report this little inside the margin is not worth a step (three times faster, no less accurate). */
const tolerated = 0.1
/** Reports far on their own side rest until the next round in which all are looked at. */
const restRounds = 3

/**
 * A support vector machine for each label against all others (squared hinge loss, dual coordinate descent as in
 * Hsieh et al., ICML 2008): it finds the largest margin between the reports of an office and the rest.
 * @param importance of each report; offices with few reports would else be given up for the large ones
 */
export function learnMargins(
  table: Table,
  labelOf: Int32Array,
  labels: number,
  importance: Float32Array,
): Column[] {
  const memory = {
    weights: new Float64Array(table.features),
    alpha: new Float64Array(table.rows),
    order: new Int32Array(table.rows),
    lengths: squaredLengths(table),
    looseness: importance.map((weight) => 1 / (2 * strictness * weight)),
  }
  return Array.from({ length: labels }, (_, label) => learnOne(table, labelOf, label, memory))
}

type Memory = {
  weights: Float64Array
  alpha: Float64Array
  order: Int32Array
  lengths: Float32Array
  looseness: Float32Array
}

function learnOne(table: Table, labelOf: Int32Array, label: number, memory: Memory): Column {
  const { weights, alpha, order } = memory
  weights.fill(0)
  alpha.fill(0)
  // Nearly every report is of another office: from -1 those cost nothing until a word says otherwise.
  const bias = { value: -1 }
  const random = seededRandom(label + 1)
  let active = 0
  for (let round = 0; round < rounds; round++) {
    if (round % restRounds === 0) {
      active = order.length
      for (let row = 0; row < active; row++) order[row] = row
    }
    shuffle(order, active, random)
    const next = oneRound(table, labelOf, label, memory, bias, active)
    active = next.active
    if (next.worst < 0.02 && round % restRounds === 0) break
  }
  return columnOf(weights, bias.value)
}

function oneRound(
  { starts, indices, values }: Table,
  labelOf: Int32Array,
  label: number,
  { weights, alpha, order, lengths, looseness }: Memory,
  bias: { value: number },
  active: number,
): { active: number; worst: number } {
  let stay = 0
  let worst = 0
  for (let at = 0; at < active; at++) {
    const row = order[at]!
    const side = labelOf[row] === label ? 1 : -1
    const end = starts[row + 1]!
    let score = bias.value
    for (let entry = starts[row]!; entry < end; entry++) score += weights[indices[entry]!]! * values[entry]!
    const before = alpha[row]!
    const slope = side * score - 1 + before * looseness[row]!
    if (before === 0 && slope > -tolerated) continue
    order[stay++] = row
    worst = Math.max(worst, Math.abs(slope))
    const after = Math.max(before - slope / (lengths[row]! + looseness[row]!), 0)
    alpha[row] = after
    const step = (after - before) * side
    if (step === 0) continue
    for (let entry = starts[row]!; entry < end; entry++) weights[indices[entry]!]! += step * values[entry]!
    bias.value += step
  }
  return { active: stay, worst }
}

/** With the bias as one more value of 1. */
function squaredLengths({ rows, starts, values }: Table): Float32Array {
  const lengths = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    let squares = 1
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) squares += values[entry]! * values[entry]!
    lengths[row] = squares
  }
  return lengths
}
