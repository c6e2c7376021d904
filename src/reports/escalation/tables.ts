declare module '../../platform/db/database.ts' {
  interface Tables {
    deadline_watch: {
      report_id: string
      clock_no: number
      due_at: Date
      step: string | null
      next_at: Date | null
    }
  }
}

export {}
