import type { ListQuery } from './desk.ts'

interface DeskDraftTable {
  report_id: string
  account_id: string
  text: string
  outcome: string | null
  saved_at: Date
}

interface DeskPresenceTable {
  report_id: string
  account_id: string
  seen_at: Date
}

/** A filter of a list that its owner has named. */
interface SavedFilterTable {
  filter_id: string
  account_id: string
  name: string
  list: ListQuery
  created_at: Date
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    desk_draft: DeskDraftTable
    desk_presence: DeskPresenceTable
    saved_filter: SavedFilterTable
  }
}
