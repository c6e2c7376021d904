/** A clock history with its instants, zone and rule looked up: what cannot be read ends here. */
import { ClockError } from './clockError.ts'
import type { ClockChange, ClockHistory } from './clockHistory.ts'
import { dayNumber, dayText, instantMillis } from './days.ts'
import { deadlineInForce, type Deadline, type RuleBook } from './deadlines.ts'
import { localMoment, zoneNamed, type LocalMoment, type Zone } from './zones.ts'

export type Moment = LocalMoment & { at: number }
/** A history whose instants, zone and rule are known to exist. */
export type Reading = {
  history: ClockHistory
  zone: Zone
  rule: Deadline
  start: Moment
  changes: readonly (ClockChange & { moment: Moment })[]
}

// No lead's clock, with all its pauses, is longer; a slip of the year would list a million days.
const farthestLeadDays = 3660

/**
 * Reads instants, zone and rule.
 * @throws ClockError for what cannot be read (A16, A17)
 */
export function read(history: ClockHistory, rules: RuleBook): Reading {
  const known = (id: string | undefined): void => {
    if (id !== undefined && !rules.has(id)) deadlineInForce(id, '', rules)
  }
  known(history.clock)
  const zone = zoneNamed(history.zone)
  const momentOf = (text: string, what: string): Moment => {
    const at = instantMillis(text, what)
    return { at, ...localMoment(at, zone) }
  }
  const start = momentOf(history.start, 'start')
  let before = start.at
  const changes = history.changes.map((change) => {
    known(change.to)
    const moment = momentOf(change.at, `the instant of ${change.do}`)
    if (moment.at < start.at)
      throw new ClockError('change_before_start', `${change.do} lies before the start`)
    if (moment.at < before)
      throw new ClockError('unordered_changes', `${change.do} stands after a later change`)
    before = moment.at
    return { ...change, moment }
  })
  const rule = deadlineInForce(history.clock, dayText(start.day), rules)
  if (rule.length.unit === 'none' || (rule.countedBackFrom && history.lead_due === undefined))
    throw new ClockError('rule_without_length', `${rule.id} has no length of its own; give lead_due for F5`)
  if (rule.countedBackFrom && dayNumber(history.lead_due ?? '') > start.day + farthestLeadDays)
    throw new ClockError('invalid_input', 'lead_due lies too far after the start')
  return { history, zone, rule, start, changes }
}
