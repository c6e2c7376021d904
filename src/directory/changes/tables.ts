import type { FieldProblem } from '../../errors.ts'
import type { Day } from '../../regulation/days.ts'
import type { CalendarRow } from '../../regulation/clocks.ts'
import type { RuleDraft } from '../../regulation/ruleVersions.ts'

/** What a change of the calendar holds: rows to add, and ids of rows that no longer count. */
export type CalendarContent = { add: CalendarRow[]; withdraw: string[]; isRetroactive: boolean; note: string }
export type PledgeContent = { agency: string; rule: string; workingDays: number; validFrom: Day }

export type ChangeContent =
  | { kind: 'calendar'; content: CalendarContent }
  | { kind: 'rule'; content: RuleDraft }
  | { kind: 'pledge'; content: PledgeContent }

export type Preview = {
  /** The version of the list that it was counted for. */
  version: number
  state: 'counting' | 'counted'
  /** Open clocks that were looked at because their days hold a changed one, and those that would move. */
  looked: number
  reports: number
  clocks: number
  /** Clocks by how many calendar days their due date moves. */
  byDays: Record<string, number>
  sample: { number: string; rule: string; agency: string | null; oldDue: Day; newDue: Day }[]
  problems?: FieldProblem[]
}

export type LegalChangeRow = ChangeContent & {
  change_id: string
  decree: string
  decree_day: string
  state: 'draft' | 'approved' | 'declined'
  entered_at: Date
  entered_by: string
  entered_by_name: string
  decided_at: Date | null
  decided_by: string | null
  decided_by_name: string | null
  preview: Preview | null
  version: number | null
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    legal_change: {
      change_id: string
      kind: ChangeContent['kind']
      content: ChangeContent['content']
      decree: string
      decree_day: string
      state: LegalChangeRow['state']
      entered_at: Date
      entered_by: string
      entered_by_name: string
      decided_at: Date | null
      decided_by: string | null
      decided_by_name: string | null
      preview: Preview | null
      version: number | null
    }
  }
}
