import type { Readable } from 'node:stream'
import { folderStore } from './folderStore.ts'
import { s3Store } from './s3Store.ts'
import type { AttachmentSettings } from './settings.ts'

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
  /** Removes it, unless it was taken in again since `before`. */
  removeKeptBefore: (sha256: string, before: Date) => Promise<void>
  /** The hashes of what was last taken in before `at`. */
  keptBefore: (at: Date) => AsyncIterable<string>
}

const stores = new WeakMap<AttachmentSettings, Store>()

/** The store that the settings name: an S3-compatible one if set, else the folder. */
export function storeOf(settings: AttachmentSettings): Store {
  let store = stores.get(settings)
  if (!store) {
    store = settings.s3 ? s3Store(settings.s3) : folderStore(settings.folder)
    stores.set(settings, store)
  }
  return store
}

/** Where content lies in either store. Only a hash ever becomes a path, so no name can lead elsewhere. */
export function placeOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256 hash')
  return `${sha256.slice(0, 2)}/${sha256.slice(2)}`
}
