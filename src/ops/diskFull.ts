import { readFileSync } from 'node:fs'
import { isUnavailable } from '../platform/db/unavailable.ts'
import { Explained, explained } from '../platform/explained.ts'

/**
 * What an operator should read instead of an error that comes from a full disk. A database without room for its log
 * ends in the middle of a sentence, so when the connection is lost its own last words are asked.
 */
export function asDiskFull(error: unknown, folder: string): unknown {
  if (error instanceof Explained) return error
  const { code, message = '', cause } = (error ?? {}) as { code?: string; message?: string; cause?: unknown }
  const isFull =
    code === '53100' ||
    code === 'ENOSPC' ||
    /No space left/.test(message) ||
    (isUnavailable(error) && hasNoRoom(folder))
  if (isFull) return explained('disk_full', { folder }, error)
  return cause === undefined || asDiskFull(cause, folder) === cause ? error : asDiskFull(cause, folder)
}

function hasNoRoom(folder: string): boolean {
  try {
    return /No space left/.test(readFileSync(`${folder}/server.log`, 'utf8').slice(-2_000))
  } catch {
    return false
  }
}
