import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Store, placeOf } from './kept.ts'

/** Files in a folder, as `ab/cdef…`. */
export function folderStore(folder: string): Store {
  const pathOf = (sha256: string): string => join(folder, placeOf(sha256))
  return {
    keep: async (path, sha256) => {
      const target = pathOf(sha256)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await flush(path)
      // The same content may lie there: replacing it by itself is harmless and renews its age.
      await rename(path, target).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EXDEV') throw error
        return moveToOtherDisk(path, target)
      })
      await flush(dirname(target))
    },
    open: async (sha256, range) => {
      const file = await open(pathOf(sha256)).catch(absent)
      return file?.createReadStream(range && { start: range.from, end: range.to })
    },
    removeKeptBefore: async (sha256, before) => {
      const kept = await stat(pathOf(sha256)).catch(absent)
      if (!kept || kept.mtime >= before) return false
      await rm(pathOf(sha256), { force: true })
      return true
    },
    keptBefore: async function* (at) {
      for (const first of (await readdir(folder).catch(absent)) ?? []) {
        if (!/^[0-9a-f]{2}$/.test(first)) continue
        for (const rest of await readdir(join(folder, first))) {
          const sha256 = first + rest
          if (!/^[0-9a-f]{64}$/.test(sha256)) continue
          const kept = await stat(join(folder, first, rest)).catch(absent)
          if (kept && kept.mtime < at) yield sha256
        }
      }
    },
  }
}

/** The folder may be a mounted share: the copy is whole before it has its name. */
async function moveToOtherDisk(path: string, target: string): Promise<void> {
  const copy = `${target}.${randomUUID()}`
  try {
    await copyFile(path, copy)
    await flush(copy)
    await rename(copy, target)
  } finally {
    await rm(copy, { force: true })
  }
  await rm(path)
}

/** A file is safe only when its bytes and its name have reached the disk. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
