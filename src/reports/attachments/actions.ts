import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { type Sender, insertFiles } from './insertFiles.ts'
import { type Area, hideAreas } from './pictures.ts'
import { reportIsFull } from './problems.ts'
import { type Attachment, attachmentAt } from './queries.ts'
import { receive, sha256Of } from './receive.ts'
import { settingsOf } from './settings.ts'
import { storeOf } from './store.ts'
import './tables.ts'

/**
 * Adds one file to a report that is already there. Sending the same content again gives the same attachment, so an
 * upload that was cut off may be repeated without harm.
 * @throws file_refused
 */
export async function addFile(
  ground: Ground,
  reportId: string,
  source: Readable | { path: string },
  name: string,
  sender: Omit<Sender, 'at'>,
): Promise<Attachment> {
  const settings = settingsOf(ground.config)
  const file = await receive(settings, source, name)
  for (let attempt = 1; ; attempt++) {
    try {
      return await ground.db.transaction().execute(async (trx) => {
        const [added] = await insertFiles(trx, reportId, [file], { ...sender, at: ground.now() })
        const count = await filesFrom(trx, reportId, sender)
        if (count > settings.maxFiles)
          throw refuse('file_refused', { fields: [reportIsFull(file.name, settings.maxFiles)] })
        return added!
      })
    } catch (error) {
      // Two photos that arrive together took the same number: the later one takes the next.
      const isTakenNumber = (error as { constraint?: string }).constraint === 'attachment_key'
      if (!isTakenNumber || attempt === 20) throw error
    }
  }
}

async function filesFrom(db: Db, reportId: string, sender: Omit<Sender, 'at'>): Promise<number> {
  const { count } = await db
    .selectFrom('attachment')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('report_id', '=', reportId)
    .where('state', '<>', 'withdrawn')
    .where('added_by', '=', sender.addedBy)
    .where('added_by_id', 'is not distinct from', sender.addedById ?? null)
    .executeTakeFirstOrThrow()
  return count
}

/** Takes a file back: nobody sees it any more, and the report still says that there was one. */
export async function withdrawFile(db: Db, reportId: string, no: number): Promise<void> {
  await db
    .updateTable('attachment')
    .set({ state: 'withdrawn' })
    .where('report_id', '=', reportId)
    .where('attachment_no', '=', no)
    .execute()
}

/**
 * Shows exactly these files to everyone and no others of the report; a PDF never (docs/decisions/pdf-attachments.md).
 * Called in the transaction that publishes the text.
 * @returns how many are public now
 */
export async function publishFiles(trx: Db, reportId: string, numbers: readonly number[]): Promise<number> {
  await hideFiles(trx, reportId)
  if (numbers.length === 0) return 0
  const shown = await trx
    .updateTable('attachment')
    .set({ state: 'public' })
    .where('report_id', '=', reportId)
    .where('attachment_no', 'in', [...numbers])
    .where('state', '=', 'stored')
    .where('kind', '<>', 'pdf')
    .executeTakeFirst()
  return Number(shown.numUpdatedRows)
}

/** Shows no file of the report to everyone any more: on unpublishing and when secrecy is raised. */
export async function hideFiles(trx: Db, reportId: string): Promise<void> {
  await trx
    .updateTable('attachment')
    .set({ state: 'stored' })
    .where('report_id', '=', reportId)
    .where('state', '=', 'public')
    .execute()
}

/**
 * Makes faces and plates unrecognisable in the copy that the public sees; the original stays for those who handle the
 * report (T35). No areas: the public copy is the original again.
 * @throws not_found for what is no picture of this report
 */
export async function maskPicture(
  ground: Ground,
  reportId: string,
  no: number,
  areas: Area[],
): Promise<void> {
  const attachment = await attachmentAt(ground.db, reportId, no)
  if (attachment?.kind !== 'image') throw refuse('not_found')
  const masked = areas.length > 0 ? await drawMasked(ground, attachment, areas) : undefined
  await ground.db
    .updateTable('attachment')
    .set({ masked_sha256: masked?.sha256 ?? null, masked_thumb_sha256: masked?.thumbSha256 ?? null })
    .where('report_id', '=', reportId)
    .where('attachment_no', '=', no)
    .execute()
}

async function drawMasked(ground: Ground, attachment: Attachment, areas: Area[]) {
  const settings = settingsOf(ground.config)
  const store = storeOf(settings)
  const original = await store.open(attachment.sha256)
  if (!original) throw refuse('not_found')
  await mkdir(settings.incoming, { recursive: true, mode: 0o700 })
  const path = join(settings.incoming, randomUUID())
  const [result, thumbnail] = [`${path}.tertutup`, `${path}.kecil`]
  try {
    await pipeline(original, createWriteStream(path, { mode: 0o600 }))
    await hideAreas(path, result, thumbnail, { mediaType: attachment.mediaType, areas: areas.slice(0, 50) })
    const [sha256, thumbSha256] = [await sha256Of(result), await sha256Of(thumbnail)]
    await store.keep(thumbnail, thumbSha256)
    await store.keep(result, sha256)
    return { sha256, thumbSha256 }
  } finally {
    for (const left of [path, result, thumbnail]) await rm(left, { force: true })
  }
}
