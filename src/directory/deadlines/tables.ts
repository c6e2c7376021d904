import type { Deadline } from '../../regulation/deadlines.ts'

declare module '../../platform/db/database.ts' {
  interface Tables {
    deadline_version: {
      rule_id: string
      valid_from_day: string
      content: Deadline
      change_id: string
      entered_by: string
      checked_by: string
      rules_version: number
    }
    agency_pledge: {
      agency_code: string
      rule_id: string
      valid_from_day: string
      working_days: number
      change_id: string
      entered_by: string
      checked_by: string
      rules_version: number
    }
  }
}
