import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { type Attachment, attachmentColumns } from './queries.ts'
import type { Received } from './receive.ts'
import './tables.ts'

/** Who adds a file, when, and with which event, if it came with one. */
export interface Sender {
  addedBy: 'reporter' | 'staff'
  /** The account, for staff. */
  addedById?: string
  eventSeq?: number
  at: Date
}

/**
 * Writes rows for files whose content is stored. A file the report already has is not doubled: its row is given back,
 * and stands again if it had been taken back.
 */
export async function insertFiles(
  trx: Db,
  reportId: string,
  files: readonly Received[],
  sender: Sender,
): Promise<Attachment[]> {
  const once = [...new Map(files.map((file) => [file.sentSha256, file])).values()]
  if (once.length === 0) return []
  const { last } = await trx
    .selectFrom('attachment')
    .select((row) => row.fn.coalesce(row.fn.max('attachment_no'), sql<number>`0`).as('last'))
    .where('report_id', '=', reportId)
    .executeTakeFirstOrThrow()
  const rows = await trx
    .insertInto('attachment')
    .values(once.map((file, index) => rowOf(reportId, Number(last) + index + 1, file, sender)))
    .onConflict((conflict) =>
      conflict.columns(['report_id', 'sent_sha256']).doUpdateSet({
        state: sql`case attachment.state when 'withdrawn' then 'stored' else attachment.state end`,
      }),
    )
    .returning(attachmentColumns)
    .execute()
  return rows.sort((a, b) => a.no - b.no)
}

const rowOf = (reportId: string, no: number, file: Received, sender: Sender) => ({
  report_id: reportId,
  attachment_no: no,
  sha256: file.sha256,
  sent_sha256: file.sentSha256,
  kind: file.kind,
  media_type: file.mediaType,
  name: file.name,
  size_bytes: file.sizeBytes,
  width: file.width,
  height: file.height,
  thumb_sha256: file.thumbSha256,
  masked_sha256: null,
  masked_thumb_sha256: null,
  added_by: sender.addedBy,
  added_by_id: sender.addedById ?? null,
  event_seq: sender.eventSeq ?? null,
  created_at: sender.at,
})
