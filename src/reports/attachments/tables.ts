import type { ColumnType, Generated } from 'kysely'
import type { FileKind } from './accepted.ts'

export type AttachmentState = 'stored' | 'public' | 'withdrawn'

interface Content {
  sha256: string
  sent_sha256: string
  kind: FileKind
  media_type: string
  name: string
  size_bytes: number
  width: number | null
  height: number | null
  thumb_sha256: string | null
  created_at: Date
}

export interface AttachmentTable extends Content {
  report_id: string
  attachment_no: number
  masked_sha256: string | null
  masked_thumb_sha256: string | null
  state: Generated<AttachmentState>
  public: ColumnType<boolean, never, never>
  added_by: 'reporter' | 'staff'
  added_by_id: string | null
  event_seq: number | null
}

export interface StagedFileTable extends Content {
  file_id: string
  form_hash: string
  expires_at: Date
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    attachment: AttachmentTable
    staged_file: StagedFileTable
  }
}
