import type { Table } from './margins.ts'
import { seededRandom, shuffle } from './random.ts'
import { columnOf, type Column } from './weights.ts'

const firstStep = 2
/** Weights shrink by this at every report, else rare words would be believed too much. */
const shrinking = 1e-6

/**
 * Multinomial logistic regression by stochastic gradient: margins find the first office best, likelihoods the
 * second and third (measured: +0.5 points in the first three).
 */
export function learnLikelihoods(table: Table, labelOf: Int32Array, labels: number): Column[] {
  const weights = new Float32Array(table.features * labels)
  const bias = new Float32Array(labels)
  const order = Int32Array.from({ length: table.rows }, (_, row) => row)
  const random = seededRandom(1)
  const rounds = roundsFor(table.rows * labels)
  const shares = new Float64Array(labels)
  const steps = rounds * table.rows
  let step = 0
  let shrunk = 1
  for (let round = 0; round < rounds; round++) {
    shuffle(order, order.length, random)
    for (const row of order) {
      const size = firstStep * (1 - step++ / steps)
      predict(table, row, weights, bias, shrunk, shares)
      shares[labelOf[row]!]! -= 1
      shrunk *= 1 - size * shrinking
      correct(table, row, weights, shares, size / shrunk)
      for (let label = 0; label < labels; label++) bias[label]! -= size * 0.1 * shares[label]!
    }
  }
  return Array.from({ length: labels }, (_, label) => {
    const own = new Float32Array(table.features)
    for (let feature = 0; feature < own.length; feature++)
      own[feature] = weights[feature * labels + label]! * shrunk
    return columnOf(own, bias[label]!)
  })
}

/** Many reports teach in few rounds what few reports teach in many. */
const roundsFor = (work: number): number => Math.min(12, Math.max(3, Math.round(6e6 / work)))

function predict(
  { starts, indices, values }: Table,
  row: number,
  weights: Float32Array,
  bias: Float32Array,
  shrunk: number,
  shares: Float64Array,
): void {
  const labels = shares.length
  shares.fill(0)
  for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
    const value = values[entry]! * shrunk
    const base = indices[entry]! * labels
    for (let label = 0; label < labels; label++) shares[label]! += weights[base + label]! * value
  }
  let highest = -Infinity
  for (let label = 0; label < labels; label++) {
    shares[label]! += bias[label]!
    if (shares[label]! > highest) highest = shares[label]!
  }
  let sum = 0
  for (let label = 0; label < labels; label++) {
    shares[label] = Math.exp(shares[label]! - highest)
    sum += shares[label]!
  }
  for (let label = 0; label < labels; label++) shares[label]! /= sum
}

function correct(
  { starts, indices, values }: Table,
  row: number,
  weights: Float32Array,
  errors: Float64Array,
  size: number,
): void {
  const labels = errors.length
  for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
    const value = values[entry]! * size
    const base = indices[entry]! * labels
    for (let label = 0; label < labels; label++) weights[base + label]! -= errors[label]! * value
  }
}
