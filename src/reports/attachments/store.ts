import { folderStore } from './folderStore.ts'
import type { Store } from './kept.ts'
import { s3Store } from './s3Store.ts'
import type { AttachmentSettings } from './settings.ts'

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
