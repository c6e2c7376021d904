/** When a clock reaches its steps, and which one is next. Pure. */
import { addWorkingDays, atLocalTime, type Calendar } from '../../regulation/clocks.ts'
import { isLate, stepsOf, type Escalation, type EscalationStep } from '../../regulation/escalation.ts'
import type { EvaluatedClock } from '../casefile/clockwork.ts'

export type TimedStep = Escalation & { at: Date }

/** Steps come in the morning, so that a reminder lies there when work begins. */
const morningMinutes = 7 * 60

/**
 * The steps of a clock with their instants, in order. Steps of a short clock that fall on one day are one: the last
 * of them.
 */
export function timedSteps({ clock, result }: EvaluatedClock, calendar: Calendar): TimedStep[] {
  const place = {
    ...(clock.region !== undefined && { region: clock.region }),
    ...(clock.agency !== undefined && { agency: clock.agency }),
  }
  const { counted, due_on: dueOn } = result
  const dayOf = ({ share, lateDays }: Escalation): string =>
    share === undefined
      ? addWorkingDays(dueOn, lateDays ?? 0, calendar, place)
      : share >= 1
        ? dueOn
        : (counted[Math.ceil(share * counted.length) - 1] ?? dueOn)
  const steps = stepsOf(clock.rule).map((step) => ({
    ...step,
    at: new Date(atLocalTime(dayOf(step), morningMinutes, clock.zone)),
  }))
  return steps.filter((step, index) => steps[index + 1]?.at.getTime() !== step.at.getTime())
}

export type Reached = {
  /** The farthest step reached since the last one, if any. */
  top?: TimedStep
  /** Who hears of it: of a reminder its own circle, of late steps also those of the tiers skipped on the way. */
  tells: Escalation['tells']
  next?: TimedStep
}

/** @param last the step that was given last @param now steps after this instant have not come yet */
export function reachedSteps(steps: readonly TimedStep[], last: string | null, now: Date): Reached {
  const from = last === null ? -1 : order(steps, last)
  const ahead = steps.slice(from + 1)
  const reached = ahead.filter(({ at }) => at <= now)
  const next = ahead.find(({ at }) => at > now)
  const top = reached.at(-1)
  if (!top) return { tells: [], ...(next && { next }) }
  const told = isLate(top.step) ? reached.filter(({ step }) => isLate(step)) : [top]
  return { top, tells: [...new Set(told.flatMap(({ tells }) => tells))], ...(next && { next }) }
}

/** A clock that was recounted may have lost the very step that was given; those before it were given too. */
function order(steps: readonly TimedStep[], last: string): number {
  const all = stepNames(steps)
  const at = all.indexOf(last as EscalationStep)
  if (at >= 0) return at
  const whole = ['half', 'near', 'due', 'late', 'late_inside', 'late_above', 'late_top']
  return steps.findLastIndex(({ step }) => whole.indexOf(step) < whole.indexOf(last))
}

const stepNames = (steps: readonly TimedStep[]): EscalationStep[] => steps.map(({ step }) => step)

/** Steps older than this when a clock is first seen are history: a report from an old file reminds nobody. */
const historyMs = 7 * 86_400_000

/** What counts as given already when a clock is seen for the first time. */
export const givenBefore = (steps: readonly TimedStep[], now: Date): EscalationStep | null =>
  steps.findLast(({ at }) => now.getTime() - at.getTime() > historyMs)?.step ?? null
