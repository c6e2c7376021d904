/** Everything that a date depends on beside the history of its clock: loaded once, passed along together. */
import type { Day } from './days.ts'
import { deadlineInForce, shippedRules, type Deadline, type Length, type RuleBook } from './deadlines.ts'
import type { Calendar } from './workingDays.ts'

/** An agency's published own limit, shorter than the law's (maklumat pelayanan). Working days. */
export type Pledge = { agency: string; rule: string; workingDays: number; validFrom: Day }

export type Law = {
  calendar: Calendar
  rules: RuleBook
  pledges: readonly Pledge[]
}

/** Rules and pledges as a decision needs them: which length a clock gets that starts now. */
export type RulesInForce = Pick<Law, 'rules' | 'pledges'>

/** The law as shipped, with a calendar: for tests and for commands without a database. */
export const shippedLaw = (calendar: Calendar): Law => ({ calendar, rules: shippedRules, pledges: [] })

/**
 * The length of a clock of `agency` that starts on `startDay`, where the agency pledged less than the law gives it.
 * Working days; undefined = the law's own length. The latest pledge that had begun holds; one that a later law has
 * overtaken no longer shortens anything.
 */
export function pledgedDays(
  { rules, pledges }: RulesInForce,
  rule: string,
  agency: string | undefined,
  startDay: Day,
): number | undefined {
  const pledge = latestPledge(pledges, rule, agency, startDay)
  if (!pledge) return undefined
  const { length } = deadlineInForce(rule, startDay, rules)
  return length.unit === 'workingDays' && pledge.workingDays < length.n ? pledge.workingDays : undefined
}

const latestPledge = (
  pledges: readonly Pledge[],
  rule: string,
  agency: string | undefined,
  day: Day,
): Pledge | undefined =>
  pledges
    .filter((one) => one.agency === agency && one.rule === rule && one.validFrom <= day)
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .at(-1)

/**
 * The length of an open clock for lists, which keep a due date and not the clock's start: by the version in force on
 * the day the report came, or by a later one that also holds for clocks that ran already; an agency's pledge makes it
 * shorter. Undefined for a rule that does not exist.
 */
export function lengthInLists(
  { rules, pledges }: RulesInForce,
  clock: { rule: string; agency: string; submittedDay: Day; today: Day },
): Length | undefined {
  const begun = rules.get(clock.rule)?.filter(({ validFrom }) => validFrom <= clock.today) ?? []
  const held = begun.findLast((row) => row.validFrom <= clock.submittedDay || row.appliesToOpen) ?? begun[0]
  if (held?.length.unit !== 'workingDays') return held?.length
  const pledge = latestPledge(pledges, clock.rule, clock.agency, clock.submittedDay)
  return { ...held.length, n: Math.min(held.length.n, pledge?.workingDays ?? Infinity) }
}

/**
 * The version of a rule by its first day: the row under which a clock was computed.
 * @throws ClockError `unknown_clock`, `rule_not_in_force`
 */
export const versionOf = (rule: string, validFrom: Day, rules: RuleBook): Deadline =>
  rules.get(rule)?.find((row) => row.validFrom === validFrom) ?? deadlineInForce(rule, validFrom, rules)
