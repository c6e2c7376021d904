import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { FieldProblem } from '../../errors.ts'

// A form can have more wrong fields than the library's default of 8.
Settings.Set({ maxErrors: 40 })

type Json = Record<string, unknown>

/** What the library reports about one value. */
interface Fault {
  keyword: string
  instancePath: string
  params: Json
}

/** A schema in which every object that does not say otherwise refuses fields it does not name. */
export function closed(schema: unknown, isInAllOf = false): unknown {
  if (Array.isArray(schema)) return schema.map((part) => closed(part))
  if (typeof schema !== 'object' || schema === null) return schema
  const copy: Json = {}
  for (const [key, part] of Object.entries(schema)) {
    // Each half of an intersection would refuse the fields of the other.
    copy[key] = key === 'allOf' ? (part as unknown[]).map((half) => closed(half, true)) : closed(part)
  }
  if (
    copy['type'] === 'object' &&
    !isInAllOf &&
    copy['properties'] &&
    copy['additionalProperties'] === undefined
  ) {
    copy['additionalProperties'] = false
  }
  return copy
}

/** Checks a value and lists every wrong field, each once. */
export type Check = (value: unknown) => FieldProblem[]

/** Compiles a schema once. */
export function compileCheck(schema: unknown): Check {
  const validator = Compile(schema as TSchema)
  return (value) => {
    if (validator.Check(value)) return []
    const faults = validator.Errors(value) as Fault[]
    return problemsOf(faults)
  }
}

const readers = new WeakMap<object, (fields: Json) => Json>()

/**
 * Text fields turned into what a schema asks for ("-7.2" → -7.2, one box → a list). For forms and queries only:
 * JSON has types, so there a number in quotes is an error. Fields that the schema does not know are dropped,
 * because browsers and their extensions send more than was asked.
 */
export function readFields(schema: object, fields: Json): Json {
  let read = readers.get(schema)
  if (!read) {
    const target = schema as TSchema
    const boxes = booleanNames(schema)
    read = (typed) => {
      // Most addresses ask for nothing, and then there is nothing to turn.
      if (Object.keys(typed).length === 0) return withDefaults(target, {})
      const prepared = { ...typed }
      for (const name of boxes) if (prepared[name] === 'on') prepared[name] = 'true'
      return Value.Clean(target, Value.Convert(target, withDefaults(target, prepared))) as Json
    }
    readers.set(schema, read)
  }
  return read(fields)
}

/** Fills in what the schema says of fields that were left out. */
export const withDefaults = <Input>(schema: TSchema | object, value: Input): Input =>
  hasDefaults(schema) ? (Value.Default(schema as TSchema, value) as Input) : value

const known = new WeakMap<object, boolean>()

function hasDefaults(schema: object): boolean {
  const answer = known.get(schema) ?? JSON.stringify(schema).includes('"default":')
  known.set(schema, answer)
  return answer
}

function booleanNames(schema: object): string[] {
  const properties = (schema as { properties?: Record<string, Json> }).properties ?? {}
  return Object.keys(properties).filter((name) => properties[name]?.['type'] === 'boolean')
}

function problemsOf(faults: Fault[]): FieldProblem[] {
  const problems = new Map<string, FieldProblem>()
  const note = (field: string, code: FieldCode, params: Json = {}) => {
    if (!problems.has(field)) problems.set(field, fieldProblem(field, code, params))
  }
  const unions = new Set(
    faults.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath),
  )
  for (const { keyword, instancePath, params } of faults) {
    const field = instancePath.slice(1).replaceAll('/', '.')
    if (keyword === 'required')
      for (const name of params['requiredProperties'] as string[]) note(within(field, name), 'required')
    else if (keyword === 'additionalProperties') continue
    else if (keyword === 'boolean') note(field, 'unknown_field')
    else if (unions.has(instancePath)) note(field, 'not_a_choice')
    else note(field, codes[keyword] ?? 'wrong_form', params)
  }
  return [...problems.values()]
}

const within = (field: string, name: string): string => (field === '' ? name : `${field}.${name}`)

const codes: Record<string, FieldCode> = {
  type: 'wrong_type',
  const: 'not_a_choice',
  enum: 'not_a_choice',
  anyOf: 'not_a_choice',
  maxLength: 'too_long',
  minLength: 'too_short',
  minimum: 'out_of_range',
  maximum: 'out_of_range',
  exclusiveMinimum: 'out_of_range',
  exclusiveMaximum: 'out_of_range',
  maxItems: 'too_many',
  minItems: 'required',
}

const fieldWords = {
  required: { id: 'Isian ini wajib diisi.', en: 'This field is required.' },
  unknown_field: {
    id: 'Isian ini tidak dikenal. Periksa ejaannya.',
    en: 'There is no such field. Check its spelling.',
  },
  wrong_type: {
    id: 'Jenis isian ini keliru, misalnya teks di tempat angka.',
    en: 'This value has the wrong type, such as text where a number belongs.',
  },
  not_a_choice: { id: 'Pilih salah satu yang tersedia.', en: 'Choose one of the offered values.' },
  too_long: {
    id: 'Terlalu panjang: paling banyak {limit} huruf.',
    en: 'Too long: at most {limit} characters.',
  },
  too_short: {
    id: 'Terlalu pendek: paling sedikit {limit} huruf.',
    en: 'Too short: at least {limit} characters.',
  },
  out_of_range: { id: 'Angka ini di luar batas.', en: 'This number is out of range.' },
  too_many: { id: 'Terlalu banyak: paling banyak {limit}.', en: 'Too many: at most {limit}.' },
  wrong_form: { id: 'Bentuk isian ini keliru.', en: 'This value is not in the expected form.' },
} as const satisfies Record<string, { id: string; en: string }>

/** The codes that a wrong field can have when a schema finds it; rooms add their own. */
export type FieldCode = keyof typeof fieldWords

/** One wrong field with its words; `limit` fills the sentence. */
export function fieldProblem(field: string, code: FieldCode, params: Json = {}): FieldProblem {
  const fill = (text: string) => text.replace('{limit}', String(params['limit'] ?? ''))
  return { field, code, id: fill(fieldWords[code].id), en: fill(fieldWords[code].en) }
}
