/** A clock of a case file as pages show it: the ribbon, and the days to count again. */
import { workingDaysBetween, type Calendar } from '../../regulation/clocks.ts'
import { basisOf, type RuleId } from '../../regulation/deadlines.ts'
import { legalBasis } from '../../regulation/sources.ts'
import { dayOf } from '../../web/dates.ts'
import type { CountableClock } from '../../web/parts/countedDays.ts'
import { type Deadline, deadlineFrom, provisional } from '../../web/parts/deadline.ts'
import type { Say } from '../../web/say.ts'
import type { EvaluatedClock } from './clockwork.ts'

/** K5 and V4 count every day. */
const countsCalendarDays = ({ deadline }: EvaluatedClock): boolean => deadline.length.unit === 'calendarDays'

/** Rights, not duties: the agency's to refuse (F3), the reporter's to appeal (B1). When their time is over nobody is late. */
const rights: Partial<Record<RuleId, 'agency' | 'reporter'>> = { F3: 'agency', B1: 'reporter' }
export const rightOf = (rule: RuleId): 'agency' | 'reporter' | undefined => rights[rule]

const isProvisional = ({ result }: Pick<EvaluatedClock, 'result'>): boolean =>
  result.flags.includes('calendar_provisional')

/** Where a date is told in words. */
export const provisionalMark = (one: Pick<EvaluatedClock, 'result'>, say: Say): string =>
  isProvisional(one) ? ` ${provisional(say)}` : ''

/**
 * The ribbon of a clock today, in the clock's own zone.
 * @param done what was done in time, for the words of a clock that was met
 */
export function ribbonOf(one: EvaluatedClock, now: Date, calendar: Calendar, done?: string): Deadline {
  const { clock, result, state } = one
  const endedOn = clock.endedAt === undefined ? undefined : dayOf(clock.endedAt, clock.zone)
  const until = endedOn ?? dayOf(now, clock.zone)
  const whose = rightOf(clock.rule)
  const place = clock.region === undefined ? {} : { region: clock.region }
  return deadlineFrom(
    {
      countedDays: result.counted,
      dueOn: result.due_on,
      state,
      countsCalendarDays: countsCalendarDays(one),
      ...(endedOn !== undefined && { endedOn }),
      ...(until > result.due_on && {
        lateWorkingDays: Math.max(1, workingDaysBetween(result.due_on, until, calendar, place)),
      }),
      ...(done !== undefined && { done }),
      ...(whose !== undefined && { rightOf: whose }),
      ...(isProvisional(one) && { isProvisional: true }),
    },
    dayOf(now, clock.zone),
  )
}

export function countableOf(one: EvaluatedClock, say: Say): CountableClock {
  const { clock, result, deadline: rule } = one
  return {
    name: say(rule.name),
    legalBasis: say(legalBasis(basisOf(rule))),
    startedAt: clock.startedAt,
    zone: clock.zone,
    dueOn: result.due_on,
    countedDays: result.counted,
    countsCalendarDays: countsCalendarDays(one),
    pauses: clock.changes.filter((change) => change.do === 'pause' || change.do === 'resume'),
    isProvisional: isProvisional(one),
  }
}
