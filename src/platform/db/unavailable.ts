import { Refusal, refuse } from '../../errors.ts'

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
])

// Shutting down, crashed, starting, too many connections, disk full, read-only after a failover, cancelled by the
// time limit.
const serverCodes = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '53100', '25006', '57014'])

// pg has no code for these.
const messages =
  /connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|connection ended/i

/** Whether an error says that the database cannot be used now, rather than that a statement was wrong. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === 'database_unavailable'
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && (networkCodes.has(code) || serverCodes.has(code) || code.startsWith('08')))
    return true
  if (error instanceof AggregateError) return error.errors.some(isUnavailable)
  return typeof message === 'string' && messages.test(message)
}

/** The refusal `database_unavailable` (503, try again soon) with the error as its cause, or undefined. */
export function asUnavailable(error: unknown): Refusal | undefined {
  if (!isUnavailable(error)) return undefined
  if (error instanceof Refusal) return error
  const refusal = refuse('database_unavailable', { retryAfterSeconds: 5 })
  refusal.cause = error
  return refusal
}
