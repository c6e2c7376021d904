import type { Readable } from 'node:stream'

/** First and last byte wanted, both included. */
export interface ByteRange {
  from: number
  to: number
}

/** Files under the hash of their content: the same photo sent to ten offices lies there once. */
export interface Store {
  /** Takes the file at `path` in, durable when the promise is kept. Known content counts as just taken in. */
  keep: (path: string, sha256: string) => Promise<void>
  /** Undefined when it is not there. */
  open: (sha256: string, range?: ByteRange) => Promise<Readable | undefined>
  /** Removes it, unless it was taken in again since `before`. @returns whether it did */
  removeKeptBefore: (sha256: string, before: Date) => Promise<boolean>
  /** The hashes of what was last taken in before `at`. */
  keptBefore: (at: Date) => AsyncIterable<string>
}

/** Where content lies in either store. Only a hash ever becomes a path, so no name can lead elsewhere. */
export function placeOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256 hash')
  return `${sha256.slice(0, 2)}/${sha256.slice(2)}`
}
