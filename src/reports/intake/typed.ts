/** A form as it was typed: text fields by name, before anything is checked. */
import type { FastifyRequest } from 'fastify'
import { newToken } from '../../platform/crypto/token.ts'

export type Typed = Readonly<Record<string, string | string[]>>

/** The fields of a request, whatever it turned out to be; only text is taken. */
export function typedOf(request: Pick<FastifyRequest, 'typed' | 'body'>): Typed {
  const fields = request.typed ?? request.body ?? {}
  if (typeof fields !== 'object' || Array.isArray(fields)) return {}
  const texts = Object.entries(fields).filter(
    ([, value]) =>
      typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string')),
  )
  return Object.fromEntries(texts)
}

/** The first value of a field; empty ones count as absent. */
export function one(typed: Typed, name: string): string | undefined {
  const value = typed[name]
  const first = Array.isArray(value) ? value[0] : value
  return first === undefined || first.trim() === '' ? undefined : first
}

export const all = (typed: Typed, name: string): string[] => [typed[name] ?? []].flat()

/** The form's own key, so that sending it twice makes one report; a new one where it brought none. */
export function keyOf(typed: Typed): string {
  const key = one(typed, 'idempotency_key')
  return key !== undefined && key.length >= 8 && key.length <= 100 ? key : newToken()
}
