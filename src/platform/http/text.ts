import { refuse } from '../../errors.ts'

// C0 and C1 controls save tab and newline; marks that turn the direction of the text around them (they make a
// reader see another text than was sent); the byte order mark.
// eslint-disable-next-line no-control-regex
const unwanted = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g
// eslint-disable-next-line no-control-regex
const suspicious = /[\r\u0000-\u0008\u000B-\u001F\u007F-\uFFFF]/

/**
 * What a person typed, made storable in one place: one form of each letter (NFC), newlines as `\n`, no NUL, no
 * control characters, no direction overrides, no halves of characters. Everything readable stays as it was.
 */
export function cleanText(text: string): string {
  if (!suspicious.test(text)) return text
  return text.replace(/\r\n?/g, '\n').replace(unwanted, '').toWellFormed().normalize('NFC')
}

const deepest = 20
// A key with one of these names could reach the prototype of every object.
const dangerousKeys = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * The same for every string inside a parsed body.
 * @throws invalid_input for names that are no field's, and for nesting past 20 levels
 */
export function cleanValues(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) throw refuse('bad_request')
  if (Array.isArray(value)) return value.map((item) => cleanValues(item, depth + 1))
  const cleaned: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    if (dangerousKeys.has(key)) throw refuse('bad_request')
    cleaned[cleanText(key)] = cleanValues(item, depth + 1)
  }
  return cleaned
}
