export type Watch = {
  report_id: string
  clock_no: number
  /** The due instant that the plan was made with. */
  due_at: Date
  step: string | null
  next_at: Date | null
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    deadline_watch: Watch
  }
}
