/** Days are 'YYYY-MM-DD' of the capital's calendar, both included. */
export interface AbsenceTable {
  id: string
  account_id: string
  agency_code: string
  substitute_id: string | null
  from_day: string
  to_day: string
  set_by: string
  created_at: Date
  ended_at: Date | null
  ended_by: string | null
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    absence: AbsenceTable
  }
}
