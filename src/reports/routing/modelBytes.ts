import { vocabularyOf } from './features.ts'
import type { Calibration, Model } from './model.ts'
import type { Weights } from './weights.ts'

/** Changes when a model of before cannot be read, or would be read wrongly (other features, other tokens). */
export const modelFormat = 1

type Head = {
  format: number
  offices: { labels: string[]; calibration: Calibration }
  categories: { labels: string[]; calibration: Calibration }
  /** Bytes of each array, in the order of `arraysOf`. */
  sizes: number[]
}
type Numbers = Uint32Array | Uint16Array | Int8Array | Float32Array

/** A model as bytes: the length of a JSON head, the head, then arrays of numbers, each beginning at a multiple of 4. */
export function packModel(model: Model): Buffer {
  const arrays = arraysOf(model)
  const head: Head = {
    format: modelFormat,
    offices: { labels: model.offices.labels, calibration: model.offices.calibration },
    categories: { labels: model.categories.labels, calibration: model.categories.calibration },
    sizes: arrays.map(({ byteLength }) => byteLength),
  }
  const text = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  const pieces = [
    length,
    text,
    ...arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)),
  ]
  return Buffer.concat(pieces.flatMap((piece) => [piece, Buffer.alloc(-piece.length & 3)]))
}

/** @returns undefined for a model of another format, which has to be trained again */
export function unpackModel(bytes: Buffer): Model | undefined {
  const length = bytes.readUInt32LE(0)
  const head: Head = JSON.parse(bytes.toString('utf8', 4, 4 + length))
  if (head.format !== modelFormat) return undefined
  // A copy, because a buffer from the database may begin anywhere and typed arrays may not.
  const own = Uint8Array.from(bytes).buffer
  let at = 4 + length + (-length & 3)
  const sizes = [...head.sizes]
  const next = <Kind>(make: (buffer: ArrayBuffer, offset: number, size: number) => Kind): Kind => {
    const size = sizes.shift() ?? 0
    const array = make(own, at, size)
    at += size + (-size & 3)
    return array
  }
  const uints = () => next((buffer, offset, size) => new Uint32Array(buffer, offset, size / 4))
  const floats = () => next((buffer, offset, size) => new Float32Array(buffer, offset, size / 4))
  const weights = (): Weights => {
    const starts = uints()
    const label = next((buffer, offset, size) => new Uint16Array(buffer, offset, size / 2))
    const value = next((buffer, offset, size) => new Int8Array(buffer, offset, size))
    const scale = floats()
    return { labels: scale.length, starts, label, value, scale, bias: floats() }
  }
  return {
    vocabulary: vocabularyOf(uints(), floats()),
    offices: { ...head.offices, margins: weights(), likelihoods: weights() },
    categories: { ...head.categories, margins: weights(), officeShares: floats() },
  }
}

const arraysOf = ({ vocabulary, offices, categories }: Model): Numbers[] => [
  vocabulary.hashes,
  vocabulary.rarity,
  ...weightArrays(offices.margins),
  ...weightArrays(offices.likelihoods),
  ...weightArrays(categories.margins),
  categories.officeShares,
]

const weightArrays = ({ starts, label, value, scale, bias }: Weights): Numbers[] => [
  starts,
  label,
  value,
  scale,
  bias,
]
