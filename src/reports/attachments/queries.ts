import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { FileKind } from './accepted.ts'
import type { AttachmentState } from './tables.ts'
import './tables.ts'

/** One file of a report, as pages and the serving of it need it. */
export interface Attachment {
  reportId: string
  no: number
  kind: FileKind
  mediaType: string
  name: string
  sizeBytes: number
  width: number | null
  height: number | null
  sha256: string
  thumbSha256: string | null
  maskedSha256: string | null
  maskedThumbSha256: string | null
  state: AttachmentState
  addedBy: 'reporter' | 'staff'
  addedById: string | null
  eventSeq: number | null
  createdAt: Date
}

export const attachmentColumns = [
  'report_id as reportId',
  'attachment_no as no',
  'kind',
  'media_type as mediaType',
  'name',
  'size_bytes as sizeBytes',
  'width',
  'height',
  'sha256',
  'thumb_sha256 as thumbSha256',
  'masked_sha256 as maskedSha256',
  'masked_thumb_sha256 as maskedThumbSha256',
  'state',
  'added_by as addedBy',
  'added_by_id as addedById',
  'event_seq as eventSeq',
  'created_at as createdAt',
] as const

const mostShown = 200

/** The files of a report in the order they came; those taken back are left out. */
export const attachmentsOf = (db: Db, reportId: string): Promise<Attachment[]> =>
  db
    .selectFrom('attachment')
    .select(attachmentColumns)
    .where('report_id', '=', reportId)
    .where('state', '<>', 'withdrawn')
    .orderBy('attachment_no')
    .limit(mostShown)
    .execute()

/** Those that a person chose to show to everyone. */
export const publicAttachmentsOf = (db: Db, reportId: string): Promise<Attachment[]> =>
  db
    .selectFrom('attachment')
    .select(attachmentColumns)
    .where('report_id', '=', reportId)
    .where('state', '=', 'public')
    .orderBy('attachment_no')
    .limit(mostShown)
    .execute()

/** One file, unless it was taken back. */
export const attachmentAt = (db: Db, reportId: string, no: number): Promise<Attachment | undefined> =>
  db
    .selectFrom('attachment')
    .select(attachmentColumns)
    .where('report_id', '=', reportId)
    .where('attachment_no', '=', no)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst()

/** Of some contents, those that a report or a waiting form still speaks of (taken-back files too: they are kept). */
export async function contentsInUse(db: Db, hashes: string[]): Promise<Set<string>> {
  const found = await sql<{ sha256: string }>`
    select wanted.sha256
    from unnest(${hashes}::varchar[]) as wanted (sha256)
    where exists (select from attachment where attachment.sha256 = wanted.sha256)
      or exists (select from attachment where attachment.thumb_sha256 = wanted.sha256)
      or exists (select from attachment where attachment.masked_sha256 = wanted.sha256)
      or exists (select from attachment where attachment.masked_thumb_sha256 = wanted.sha256)
      or exists (select from staged_file where staged_file.sha256 = wanted.sha256)
      or exists (select from staged_file where staged_file.thumb_sha256 = wanted.sha256)
  `.execute(db)
  return new Set(found.rows.map((row) => row.sha256))
}
