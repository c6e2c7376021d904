import type { Trial } from './trial.ts'

export type PlanState = 'draft' | 'in_force' | 'past'

export type PlanRow = {
  id: string
  agency_code: string
  state: PlanState
  version: number
  tried_version: number | null
  tried_at: Date | null
  trial: Trial | null
  made_by: string
  made_at: Date
  started_by: string | null
  started_at: Date | null
  ended_by: string | null
  ended_at: Date | null
}

export type RuleRow = {
  id: string
  plan_id: string
  position: number
  name: string
  category: string | null
  region: string | null
  /** As typed: 'lampu, pju*'. */
  words: string | null
  unit_code: string | null
  officer_id: string | null
  in_turn: boolean
}

export type ArrivalOutcome = 'given' | 'no_rule' | 'nobody' | 'before'

declare module '../../platform/db/database.ts' {
  interface Tables {
    routing_plan: PlanRow
    routing_rule: RuleRow
    routing_arrival: {
      report_id: string
      part_no: number
      unit_code: string
      plan_id: string
      rule_id: string | null
      officer_id: string | null
      outcome: ArrivalOutcome
      turn?: string
      at: Date
    }
  }
}
