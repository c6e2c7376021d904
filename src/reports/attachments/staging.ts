import { createHash, randomBytes } from 'node:crypto'
import { mkdir, statfs } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import type { Ground } from '../../platform/ground.ts'
import { countFailure, isThrottled, type Throttle } from '../../platform/http/throttle.ts'
import { type Sender, insertFiles } from './insertFiles.ts'
import { shownName } from './names.ts'
import { formIsFull, tooManyWait } from './problems.ts'
import type { Attachment } from './queries.ts'
import { receive } from './receive.ts'
import { type AttachmentSettings, largestFile, settingsOf } from './settings.ts'
import './tables.ts'

/** A file that waits for its report; the form carries its id in a hidden field. */
export interface StagedFile {
  id: string
  name: string
  kind: string
  mediaType: string
  sizeBytes: number
  /** Of the bytes as sent: the same choice of files gives the same hashes, also when sent again. */
  sentSha256: string
}

// Long enough to correct a form; nobody has to be somebody to have files kept.
const keptHours = 2
// Of one form: room to change one's mind, which leaves the files chosen before lying for a while.
const choices = 3
const mostBytes = 200_000_000
// Of all forms together: files of forms that were never sent must not fill the disk of those that are.
const mostWaitingBytes = 20_000_000_000
// Of one network, in megabytes within the hours that files wait: a whole village may share an address, so this is
// far above what people send and below what would fill the room of all.
const ofOneNetwork: Throttle = { name: 'staged_megabytes', failures: 4_000, windowSeconds: keptHours * 3_600 }
// The database of a small installation lies on the same disk, and it needs room for the reports themselves.
const leastFreeBytes = 2_000_000_000
const leastFreeShare = 0.05

const formHash = (formKey: string): string => createHash('sha256').update(`form ${formKey}`).digest('hex')

/**
 * Keeps a file for a form, so that an error in another field does not lose it. The same file for the same form is
 * kept once and has one id.
 * @param formKey the form's idempotency key
 * @param network of whoever sent it; what it brings is counted under its hash for as long as files wait
 * @throws file_refused, also when the form has brought more than any person chooses
 */
export async function stageFile(
  ground: Ground,
  formKey: string,
  source: Readable | { path: string },
  name: string,
  network?: string,
): Promise<StagedFile> {
  const settings = settingsOf(ground.config)
  const now = ground.now()
  // Asked before the work of cleaning it.
  if (await isFull(ground.db, formKey, settings, now))
    throw refuse('file_refused', { fields: [formIsFull(shownName(name))] })
  if (!(await hasRoom(ground, settings, network)))
    throw refuse('file_refused', { fields: [tooManyWait(shownName(name))] })
  const file = await receive(settings, source, name)
  if (network !== undefined)
    await countFailure(ground.db, ofOneNetwork, network, now, Math.ceil(file.sizeBytes / 1e6))
  return ground.db
    .insertInto('staged_file')
    .values({
      file_id: randomBytes(16).toString('hex'),
      form_hash: formHash(formKey),
      sha256: file.sha256,
      sent_sha256: file.sentSha256,
      kind: file.kind,
      media_type: file.mediaType,
      name: file.name,
      size_bytes: file.sizeBytes,
      width: file.width,
      height: file.height,
      thumb_sha256: file.thumbSha256,
      created_at: now,
      expires_at: new Date(now.getTime() + keptHours * 3_600_000),
    })
    .onConflict((conflict) =>
      conflict.columns(['form_hash', 'sent_sha256']).doUpdateSet((row) => ({
        sha256: row.ref('excluded.sha256'),
        thumb_sha256: row.ref('excluded.thumb_sha256'),
        expires_at: row.ref('excluded.expires_at'),
      })),
    )
    .returning(stagedColumns)
    .executeTakeFirstOrThrow()
}

async function isFull(db: Db, formKey: string, settings: AttachmentSettings, now: Date): Promise<boolean> {
  const { files, bytes } = await db
    .selectFrom('staged_file')
    .select((row) => [row.fn.countAll().as('files'), row.fn.sum('size_bytes').as('bytes')])
    .where('form_hash', '=', formHash(formKey))
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return (
    Number(files) >= choices * settings.maxFiles ||
    Number(bytes ?? 0) >= Math.max(mostBytes, 2 * largestFile(settings))
  )
}

/** Whether one more file may wait: by what waits already, by what this network brought, by what the disk has left. */
async function hasRoom(
  ground: Ground,
  settings: AttachmentSettings,
  network: string | undefined,
): Promise<boolean> {
  if ((await waitingBytes(ground.db)) >= mostWaitingBytes) return false
  if (settings.s3 === undefined && (await isDiskShort(settings.folder))) return false
  return network === undefined || !(await isThrottled(ground.db, ofOneNetwork, network, ground.now()))
}

async function isDiskShort(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, blocks, bsize } = await statfs(folder)
  return bavail * bsize < Math.min(leastFreeBytes, leastFreeShare * blocks * bsize)
}

const waitingBytes = (db: Db): Promise<number> =>
  remembered(db, 'staged bytes', 10, async () => {
    const { bytes } = await db
      .selectFrom('staged_file')
      .select((row) => row.fn.sum('size_bytes').as('bytes'))
      .executeTakeFirstOrThrow()
    return Number(bytes ?? 0)
  })

const stagedColumns = [
  'file_id as id',
  'name',
  'kind',
  'media_type as mediaType',
  'size_bytes as sizeBytes',
  'sent_sha256 as sentSha256',
] as const

const mostIds = 100

/** The files still kept of those a form names, in its order; another form's ids find nothing. */
export async function stagedFiles(
  db: Db,
  formKey: string,
  ids: readonly string[],
  now: Date,
): Promise<StagedFile[]> {
  if (ids.length === 0) return []
  const files = await db
    .selectFrom('staged_file')
    .select(stagedColumns)
    .where('file_id', 'in', ids.slice(0, mostIds))
    .where('form_hash', '=', formHash(formKey))
    .where('expires_at', '>', now)
    .execute()
  return files.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** Takes a staged file out of a form again; its content goes with the next sweep. */
export async function unstageFile(db: Db, formKey: string, id: string): Promise<void> {
  await db
    .deleteFrom('staged_file')
    .where('file_id', '=', id)
    .where('form_hash', '=', formHash(formKey))
    .execute()
}

/**
 * Makes the staged files of a form files of its report, in the transaction that writes the report or event. Ids that
 * are unknown, another form's or expired are left out: the report never waits for its photos.
 */
export async function attachStaged(
  trx: Db,
  reportId: string,
  formKey: string,
  ids: readonly string[],
  sender: Sender,
): Promise<Attachment[]> {
  if (ids.length === 0) return []
  const taken = await trx
    .deleteFrom('staged_file')
    .where('file_id', 'in', ids.slice(0, mostIds))
    .where('form_hash', '=', formHash(formKey))
    .where('expires_at', '>', sender.at)
    .returningAll()
    .execute()
  taken.sort((a, b) => ids.indexOf(a.file_id) - ids.indexOf(b.file_id))
  const files = taken.map((row) => ({
    sha256: row.sha256,
    sentSha256: row.sent_sha256,
    kind: row.kind,
    mediaType: row.media_type,
    name: row.name,
    sizeBytes: row.size_bytes,
    width: row.width,
    height: row.height,
    thumbSha256: row.thumb_sha256,
  }))
  return insertFiles(trx, reportId, files, sender)
}
