/** What a change of the law does to the clocks of one report. Pure: before and after, each computed from the events. */
import type { Day } from '../../regulation/clocks.ts'
import { dayNumber } from '../../regulation/days.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import type { Law } from '../../regulation/law.ts'
import { evaluateClocks, type ClockState, type EvaluatedClock } from '../casefile/clockwork.ts'

export type MovedClock = {
  no: number
  rule: string
  part?: number
  old_due_on: Day
  new_due_on: Day
  old_state: ClockState
  new_state: ClockState
  open: boolean
}

export type Compared = { moved: MovedClock[]; clocks: EvaluatedClock[] }

/**
 * The clocks that the change moves: another due date, or an end that is timely now (A11).
 * A clock that started after `approvedAt` was counted by the new law from the beginning.
 */
export function compareClocks(file: CaseFile, before: Law, after: Law, approvedAt: string): Compared {
  const old = evaluateClocks(file, before)
  const clocks = evaluateClocks(file, after)
  const moved = clocks.flatMap((now, place): MovedClock[] => {
    const then = old[place]!
    if (now.clock.startedAt > approvedAt) return []
    if (now.result.due_at === then.result.due_at && now.state === then.state) return []
    return [
      {
        no: now.clock.no,
        rule: now.clock.rule,
        ...(now.clock.part !== undefined && { part: now.clock.part }),
        old_due_on: then.result.due_on,
        new_due_on: now.result.due_on,
        old_state: then.state,
        new_state: now.state,
        open: now.clock.ended === undefined,
      },
    ]
  })
  return { moved, clocks }
}

export const movedByDays = ({ old_due_on, new_due_on }: MovedClock): number =>
  dayNumber(new_due_on) - dayNumber(old_due_on)

/** Dates that a reporter is told (DOMAIN section 4, "Reporter told"); the others are the offices' own business. */
const toldRules = new Set([
  'V1',
  'V2',
  'V5',
  'F1',
  'F4',
  'K1',
  'K2',
  'K3',
  'K4',
  'K5',
  'R1',
  'R2',
  'B1',
  'B2',
])

/** Whether a date that the reporter was told is another one now (A10). */
export const wasTold = ({ rule, open, old_due_on, new_due_on }: MovedClock): boolean =>
  open && old_due_on !== new_due_on && toldRules.has(rule)
