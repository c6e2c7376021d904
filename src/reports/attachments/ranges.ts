import type { ByteRange } from './kept.ts'

/**
 * The part of a file that a `Range` header asks for (RFC 9110): `undefined` for all of it, `'none'` where nothing of
 * what is asked exists. Several ranges at once are answered with the whole, which the RFC allows.
 */
export function rangeOf(header: string | undefined, sizeBytes: number): ByteRange | 'none' | undefined {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!asked) return undefined
  const [, first = '', last = ''] = asked
  if (first === '' && last === '') return undefined
  if (first === '')
    return Number(last) === 0 ? 'none' : { from: Math.max(0, sizeBytes - Number(last)), to: sizeBytes - 1 }
  const from = Number(first)
  const to = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (last !== '' && Number(last) < from) return undefined
  return from >= sizeBytes ? 'none' : { from, to }
}
