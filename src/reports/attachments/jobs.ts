import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ground } from '../../platform/ground.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { contentsInUse } from './queries.ts'
import { settingsOf } from './settings.ts'
import type { Store } from './kept.ts'
import { storeOf } from './store.ts'
import './tables.ts'

/** Content is older than any upload that is still on its way before it may count as nobody's. */
const graceHours = 24

/** The same content may be arriving again this very moment, for another form. */
const stagedGraceMinutes = 30

const batch = 500

/**
 * Removes content that no report speaks of: files of forms that were never sent, and leavings of a process that ended
 * in the middle. @returns how many contents were removed
 */
export async function sweepOrphans(ground: Ground): Promise<number> {
  const { db, now } = ground
  const settings = settingsOf(ground.config)
  const expired = await db
    .deleteFrom('staged_file')
    .where('expires_at', '<=', now())
    .returning(['sha256', 'thumb_sha256'])
    .execute()
  // Age is the disk's own; the program's clock may be shifted for a demonstration.
  const before = new Date(Date.now() - graceHours * 3_600_000)
  await removeAbandonedUploads(settings.incoming, before)
  const store = storeOf(settings)
  let removed = 0
  // What was staged and never sent goes with its hours, not with the day: else a flood would lie on the disk all day.
  const left = expired.flatMap((row) => [row.sha256, row.thumb_sha256 ?? []].flat())
  const lately = new Date(Date.now() - stagedGraceMinutes * 60_000)
  for (let at = 0; at < left.length; at += batch)
    removed += await removeUnused(ground, store, left.slice(at, at + batch), lately)
  let hashes: string[] = []
  for await (const sha256 of store.keptBefore(before)) {
    hashes.push(sha256)
    if (hashes.length < batch) continue
    removed += await removeUnused(ground, store, hashes, before)
    hashes = []
  }
  return removed + (await removeUnused(ground, store, hashes, before))
}

async function removeUnused(ground: Ground, store: Store, hashes: string[], before: Date): Promise<number> {
  if (hashes.length === 0) return 0
  const used = await contentsInUse(ground.db, hashes)
  const unused = hashes.filter((sha256) => !used.has(sha256))
  let removed = 0
  for (const sha256 of unused) if (await store.removeKeptBefore(sha256, before)) removed++
  return removed
}

async function removeAbandonedUploads(folder: string, before: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && found.mtime < before) await rm(path, { force: true })
  }
}

export const tasks: Tasks = {
  sweep_files: async (ground) => {
    await sweepOrphans(ground)
  },
}
export const crontab: Crontab[] = [{ task: 'sweep_files', match: '41 * * * *' }]
