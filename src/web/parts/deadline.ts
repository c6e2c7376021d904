import { tinyDay } from '../dates.ts'
import { type Html, html, trusted } from '../html.ts'
import type { Say } from '../say.ts'

export type Deadline = {
  usedWorkingDays: number
  totalWorkingDays: number
  state: 'running' | 'paused' | 'met' | 'missed' | 'ended'
  /** Negative when the deadline has passed. */
  remainingWorkingDays: number
  /** 'YYYY-MM-DD' */
  dueOn: string
  /** K5 and V4 count every day, not only working days. */
  countsCalendarDays?: boolean
  /** What was done in time, when it is not an answer: `say('diperiksa', 'checked')`. */
  done?: string
  /** Whose right it is to do something until that day: when it is over, nobody is late. */
  rightOf?: 'agency' | 'reporter'
  /** The holidays of that year are not decreed yet, so the date may move. */
  isProvisional?: boolean
}

/** A clock as the rules compute it, with the days it counted. */
export type CountedClock = {
  countedDays: readonly string[]
  dueOn: string
  state: Deadline['state']
  /** The day on which it was met, missed or ended. */
  endedOn?: string
  /** How many working days it is late; without it, Mondays to Fridays are counted. */
  lateWorkingDays?: number
  countsCalendarDays?: boolean
  done?: string
  rightOf?: 'agency' | 'reporter'
  isProvisional?: boolean
}

/** What the ribbon shows of a clock on a day: today's own cell is used, the last one reads "hari ini terakhir". */
export function deadlineFrom(clock: CountedClock, today: string): Deadline {
  const { countedDays, dueOn, state, endedOn } = clock
  const until = state === 'running' || state === 'paused' ? today : (endedOn ?? today)
  const notYet = countedDays.filter((day) => day > until).length
  // Where every day counts a person counts along to the date itself, which may lie on a later working day (V5).
  const left = clock.countsCalendarDays && state === 'running' ? daysBetween(until, dueOn) : notYet
  const late = until > dueOn ? lateDays(clock, until) : 0
  return {
    state,
    dueOn,
    totalWorkingDays: countedDays.length,
    usedWorkingDays: countedDays.length - notYet,
    remainingWorkingDays: late > 0 ? -late : left,
    ...(clock.countsCalendarDays === undefined ? {} : { countsCalendarDays: clock.countsCalendarDays }),
    ...(clock.done === undefined ? {} : { done: clock.done }),
    ...(clock.rightOf === undefined ? {} : { rightOf: clock.rightOf }),
    ...(clock.isProvisional ? { isProvisional: true } : {}),
  }
}

const dayMs = 86_400_000
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

const lateDays = ({ dueOn, countsCalendarDays, lateWorkingDays }: CountedClock, until: string): number =>
  countsCalendarDays ? daysBetween(dueOn, until) : (lateWorkingDays ?? weekdaysBetween(dueOn, until))

function weekdaysBetween(after: string, until: string): number {
  let count = 0
  for (let at = Date.parse(after) + dayMs; at <= Date.parse(until); at += dayMs) {
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) count += 1
  }
  return Math.max(1, count)
}

/** Longer clocks are told in words only: nobody counts sixty cells. */
const longestRibbon = 20
const soonDays = 2

/** The deadline as words and as a woven ribbon, one cell per working day. Complete without the ribbon. */
export function deadlineRibbon(deadline: Deadline, say: Say): Html {
  const tone = toneOf(deadline)
  return html`<span class="due${tone}">${cells(deadline, tone)}${deadlineWords(deadline, say)}</span>`
}

/** A clock that has not started: '3 hari kerja' beside its empty cells. */
export const emptyRibbon = (workingDays: number, say: Say): Html =>
  html`<span class="due">${ribbon(0, workingDays)}${days(workingDays, say)}</span>`

/** 'sisa 3 hari kerja', 'hari ini terakhir', 'lewat 2 hari kerja', 'dijawab di hari ke-2'. */
export const deadlineWords = (deadline: Deadline, say: Say): string =>
  deadline.isProvisional && deadline.remainingWorkingDays > 0 && isOpen(deadline)
    ? `${plainWords(deadline, say)} ${provisional(say)}`
    : plainWords(deadline, say)

/** Behind a date that the holidays of a coming year may still move (DOMAIN section 10). */
export const provisional = (say: Say): string => say('(sementara)', '(provisional)')

const isOpen = ({ state }: Deadline): boolean => state === 'running' || state === 'paused'

/** A right that nobody used: its time is over, and no duty was broken. */
const hasLapsed = ({ rightOf, state, remainingWorkingDays }: Deadline): boolean =>
  rightOf !== undefined && (state === 'missed' || (state === 'running' && remainingWorkingDays < 0))

function plainWords(deadline: Deadline, say: Say): string {
  if (hasLapsed(deadline)) return lapsedWords(deadline.rightOf!, say)
  const { remainingWorkingDays: left, state, usedWorkingDays: used } = deadline
  const isCalendar = deadline.countsCalendarDays
  const kept = deadline.done ?? say('dijawab', 'answered')
  if (state === 'met' && used === 0) return say(`${kept} di hari yang sama`, `${kept} on the same day`)
  if (state === 'met') return say(`${kept} di hari ke-${used}`, `${kept} on day ${used}`)
  if (state === 'ended') return say('tenggat berakhir', 'deadline ended')
  if (state === 'missed') {
    const late = days(Math.max(1, -left), say, isCalendar)
    return say(`${kept} terlambat ${late}`, `${kept} ${late} late`)
  }
  if (state === 'paused') {
    const rest = days(Math.max(0, left), say, isCalendar)
    return say(`waktu berhenti, sisa ${rest}`, `clock paused, ${rest} left`)
  }
  if (left < 0) return say(`lewat ${days(-left, say, isCalendar)}`, `${days(-left, say, isCalendar)} late`)
  if (left === 0) return say('hari ini terakhir', 'due today')
  const words = say(`sisa ${days(left, say, isCalendar)}`, `${days(left, say, isCalendar)} left`)
  return deadline.totalWorkingDays > longestRibbon
    ? say(
        `${words}, sampai ${tinyDay(deadline.dueOn, say)}`,
        `${words}, until ${tinyDay(deadline.dueOn, say)}`,
      )
    : words
}

export const lapsedWords = (whose: 'agency' | 'reporter', say: Say): string =>
  whose === 'agency'
    ? say('sudah tertutup: instansi tidak bisa menolak lagi', 'closed: the agency can no longer refuse it')
    : say('sudah tertutup: waktunya habis', 'closed: its time is over')

/** '3 hari kerja' · '1 working day'. */
export function days(count: number, say: Say, isCalendar = false): string {
  const plural = count === 1 ? '' : 's'
  return isCalendar
    ? say(`${count} hari`, `${count} day${plural}`)
    : say(`${count} hari kerja`, `${count} working day${plural}`)
}

function toneOf(deadline: Deadline): '' | ' soon' | ' late' | ' done' {
  const { state, remainingWorkingDays: left } = deadline
  if (hasLapsed(deadline)) return ''
  if (state === 'met') return ' done'
  if (state === 'missed') return ' late'
  if (state !== 'running') return ''
  return left < 0 ? ' late' : left <= soonDays ? ' soon' : ''
}

function cells(deadline: Deadline, tone: string): Html | false {
  const { totalWorkingDays: total, usedWorkingDays: used, state } = deadline
  if (total > longestRibbon || state === 'ended' || hasLapsed(deadline)) return false
  return ribbon(tone === ' late' ? total : Math.min(Math.max(used, 0), total), total)
}

const ribbons = new Map<number, Html>()

function ribbon(used: number, total: number): Html {
  const key = used * 100 + total
  const made = ribbons.get(key)
  if (made !== undefined) return made
  const woven = trusted(
    `<span aria-hidden="true">${'<i class="on"></i>'.repeat(used)}${'<i></i>'.repeat(total - used)}</span>`,
  )
  ribbons.set(key, woven)
  return woven
}
