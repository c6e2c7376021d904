import type { ListQuery } from '../desk/desk.ts'

export type RunState = 'asking' | 'checking' | 'checked' | 'running' | 'done' | 'undoing' | 'undone'

export type BulkRun = {
  run_id: string
  account_id: string
  kind: string
  list: ListQuery
  input: Record<string, unknown> | null
  state: RunState
  is_cut: boolean
  created_at: Date
  checked_at: Date | null
  started_at: Date | null
  finished_at: Date | null
}

/**
 * A report of a run: `listed` until it is checked, then `able` or `barred`; then `done`, `refused` by the report as it
 * had become, or `skipped` when the run was stopped; and of those done `undone`, or `kept` where that was refused.
 */
export type RowState = 'listed' | 'able' | 'barred' | 'done' | 'refused' | 'skipped' | 'undone' | 'kept'

export type BulkRow = {
  run_id: string
  report_id: string
  part_no: number
  place: number
  number: string
  state: RowState
  version: number
  input: Record<string, unknown> | null
  before: { unit?: string; officer?: string } | null
  reached: boolean
  why: string | null
  done_version: number | null
  attempts: number
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    bulk_run: BulkRun
    bulk_row: BulkRow
  }
}
