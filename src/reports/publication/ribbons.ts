/** The deadline of a public row as words and ribbon, from the dates that the row keeps. */
import { deadlineInForce, type RuleId } from '../../regulation/deadlines.ts'
import { workingDaysBetween, type Calendar, type Place } from '../../regulation/clocks.ts'
import { zoneOfRegion } from '../../directory/regions/zones.ts'
import { dayOf } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { type Deadline, deadlineRibbon, deadlineWords } from '../../web/parts/deadline.ts'
import type { Say } from '../../web/say.ts'
import { mayTellDates } from './level.ts'
import type { ListedRow, PublicClock } from './queries.ts'

const placeOf = (row: ListedRow): Place => ({
  ...(row.region !== null && { region: row.region }),
  ...(row.agency_code !== null && { agency: row.agency_code }),
})

type Dates = { rule: string; startedAt: Date; dueOn: string; state: Deadline['state']; until: string }

/** A clock on the day `until`: today while it runs, else the day on which it ended. */
function deadline(
  { rule, startedAt, dueOn, state, until }: Dates,
  calendar: Calendar,
  place: Place,
  zone: string,
): Deadline {
  const startDay = dayOf(startedAt, zone)
  const { length } = deadlineInForce(rule as RuleId, startDay)
  const isCalendar = length.unit === 'calendarDays'
  const between = (from: string, to: string): number =>
    isCalendar
      ? Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
      : workingDaysBetween(from, to, calendar, place)
  const left = until <= dueOn ? between(until, dueOn) : -between(dueOn, until)
  const total = isCalendar ? length.n : ofTheRule(between(startDay, dueOn), length.n)
  return {
    state,
    dueOn,
    totalWorkingDays: total,
    usedWorkingDays: Math.min(total, Math.max(0, total - left)),
    remainingWorkingDays: until > dueOn ? Math.min(left, -1) : left,
    ...(isCalendar && { countsCalendarDays: true }),
    // Calendar days need no calendar; working days of a year that is not decreed may move (A28).
    ...(!isCalendar && !calendar.isLoaded(Number(dueOn.slice(0, 4))) && { isProvisional: true }),
  }
}

/** Started after office hours or on a day off, day 0 is the next working day: one more lies between (A4). */
const ofTheRule = (between: number, n: number): number => {
  const half = Math.ceil(n / 2)
  return between === n + 1 || between === half + 1 ? between - 1 : between
}

/** What presses now; undefined where no clock is known. */
export function deadlineOf(
  row: ListedRow,
  calendar: Calendar,
  now: Date,
  zone: string = zoneOfRegion(row.region),
): Deadline | undefined {
  if (row.due_on === null || row.due_started_at === null || row.due_rule === null) return undefined
  if (!mayTellDates(row.due_rule, row)) return undefined
  const state = row.due_state as Deadline['state']
  const dates = {
    rule: row.due_rule,
    startedAt: row.due_started_at,
    dueOn: row.due_on,
    state,
    until: dayOf(now, zone),
  }
  return deadline(dates, calendar, placeOf(row), zone)
}

/** How a clock ended, for the event that ended it. */
export function endedDeadline(clock: PublicClock, row: ListedRow, calendar: Calendar): Deadline {
  const zone = zoneOfRegion(row.region)
  const until = dayOf(clock.ended_at!, zone)
  const dates = {
    rule: clock.rule,
    startedAt: clock.started_at,
    dueOn: clock.due_on,
    state: clock.state,
    until,
  }
  return deadline(dates, calendar, placeOf(row), zone)
}

/** Beside the strands and in the side column there is room for this many cells. */
const longestRibbon = 10

/** A ribbon where there is little room: a long one that has ended or is late is told in words, with its length. */
export function narrowRibbon(deadline: Deadline, say: Say): Html {
  const { state, usedWorkingDays: used, totalWorkingDays: total, remainingWorkingDays: left } = deadline
  const kept = deadline.done ?? say('dijawab', 'answered')
  if (state === 'met' && used === 0)
    return html`<span class="due done">${say(`${kept} di hari yang sama`, `${kept} on the same day`)}</span>`
  if (total <= longestRibbon || (state !== 'met' && left >= 0)) return deadlineRibbon(deadline, say)
  const words = deadlineWords(deadline, say)
  if (state !== 'met') return html`<span class="due late">${words}</span>`
  return html`<span class="due done">${say(`${words} dari ${total}`, `${words} of ${total}`)}</span>`
}
