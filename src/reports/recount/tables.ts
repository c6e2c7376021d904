export type RecountRow = {
  list: 'calendar' | 'rules'
  version: number
  before_version: number
  change_id: string | null
  approved_at: Date
  actor_id: string
  actor_name: string
  state: 'waiting' | 'running' | 'done'
  reports: number
  done: number
  moved_reports: number
  moved_clocks: number
  started_at: Date | null
  finished_at: Date | null
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    recount: RecountRow
    recount_report: { list: string; version: number; report_id: string }
  }
}
