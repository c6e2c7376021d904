import type { Day } from '../regulation/days.ts'
import { deadlineInForce, type RuleBook, type RuleId } from '../regulation/deadlines.ts'

/** The lengths that public pages speak of; the figures themselves stand only in the rules. */
export type LegalDays = {
  check: number
  complete: number
  firstAnswer: number
  information: number
  complaint: number
  oversight: number
  /** Calendar days, from a complete file. */
  ceiling: number
  aspiration: number
  judge: number
  appeal: number
  decideAppeal: number
}

const clocks: Record<keyof LegalDays, RuleId> = {
  check: 'V1',
  complete: 'V5',
  firstAnswer: 'F1',
  information: 'K1',
  complaint: 'K2',
  oversight: 'K3',
  ceiling: 'K5',
  aspiration: 'K4',
  judge: 'R1',
  appeal: 'B1',
  decideAppeal: 'B2',
}

/** What the rules in force on a day say; an operator's later versions are among them. */
export function legalDays(today: Day, rules: RuleBook): LegalDays {
  const entries = Object.entries(clocks).map(([name, rule]) => [
    name,
    deadlineInForce(rule, today, rules).length.n,
  ])
  return Object.fromEntries(entries) as LegalDays
}
