/**
 * The dated calendar: which days count (A2), where, and since when that was known (A27).
 * A calendar is indexed once with `prepareCalendar` and then asked as often as one likes.
 */
import { ClockError } from './clockError.ts'
import { dayNumber, dayText, isDay, weekday, type Day } from './days.ts'

export const calendarRowTypes = [
  'national',
  'collective_leave',
  'election',
  'local',
  'closure',
  'outage',
  'ramadan',
] as const

/** One decreed day. `short_day` closes nothing: the office ends earlier (Ramadan, A15). */
export type CalendarRow = {
  day: Day
  name: string
  type: (typeof calendarRowTypes)[number]
  scope: 'nation' | { region: string } | { agency: string }
  effect: 'closes' | 'note_only' | 'short_day'
  decree: string
  /** Day of the decree, that day included: before it nobody could have counted with the row. */
  knownFrom: Day
  /** From this day on the row no longer counts; clocks that ended before it keep it (A11). */
  withdrawnFrom?: Day
}

/** Where a clock is counted: an agency and the code of its region; a row for '51' also holds for '51.03'. */
export type Place = { region?: string; agency?: string }

/** The days that do not count for one place, by day number. */
export type DaysOff = {
  closed: ReadonlySet<number>
  short: ReadonlySet<number>
  /** Outage days close only clocks that say so (A33). */
  outages: ReadonlySet<number>
}

export type Calendar = {
  version: string
  rows: readonly CalendarRow[]
  /** Last year whose holidays were decreed; 0 without any. A later date is provisional (A28). */
  lastYear: number
  isLoaded: (year: number) => boolean
  daysOff: (place: Place) => DaysOff
  /** The same calendar as decreed by a day. */
  asKnownOn: (day: Day) => Calendar
  /** With every row that stood on a day or at some time after it, also those withdrawn since (A11). */
  everSince: (day: Day) => Calendar
}

/** Everything that a wrong row could hide is refused here, before it moves a single clock. */
function checkRow(row: CalendarRow): void {
  const wrong = (why: string) =>
    new ClockError('calendar_invalid', `calendar row ${row.day} ${row.name}: ${why}`)
  if (!isDay(row.day)) throw wrong('the day does not exist')
  if (!isDay(row.knownFrom)) throw wrong('the day of its decree does not exist')
  if (row.withdrawnFrom !== undefined && !isDay(row.withdrawnFrom))
    throw wrong('the day of its withdrawal does not exist')
  if (!calendarRowTypes.includes(row.type)) throw wrong(`there is no type ${row.type}`)
  if (!['closes', 'note_only', 'short_day'].includes(row.effect))
    throw wrong(`there is no effect ${row.effect}`)
  if ((row.type === 'ramadan') !== (row.effect === 'short_day'))
    throw wrong('Ramadan, and only it, is a short day')
}

/**
 * A year is loaded once a holiday after New Year's Day is decreed for it. 1 January alone, which falls on the
 * same date every year, does not make next year's calendar.
 */
const loadedYearsOf = (rows: readonly CalendarRow[]): Set<number> =>
  new Set(
    rows
      .filter(
        ({ day, type }) => (type === 'national' || type === 'collective_leave') && !day.endsWith('-01-01'),
      )
      .map(({ day }) => Number(day.slice(0, 4))),
  )

/** Codes of rows that hold for a place: its agency, its region, and the regions above it. */
function codesOf({ region, agency }: Place): string[] {
  const parts = region === undefined ? [] : region.split('.')
  const regions = parts.map((_, place) => `region:${parts.slice(0, place + 1).join('.')}`)
  return agency === undefined ? regions : [...regions, `agency:${agency}`]
}

const codeOf = ({ scope }: CalendarRow): string =>
  scope === 'nation' ? scope : 'region' in scope ? `region:${scope.region}` : `agency:${scope.agency}`

const daysOffOf = (rows: readonly CalendarRow[]): DaysOff => ({
  closed: new Set(
    rows
      .filter(({ type, effect }) => effect === 'closes' && type !== 'outage')
      .map(({ day }) => dayNumber(day)),
  ),
  short: new Set(rows.filter(({ effect }) => effect === 'short_day').map(({ day }) => dayNumber(day))),
  outages: new Set(
    rows
      .filter(({ type, effect }) => effect === 'closes' && type === 'outage')
      .map(({ day }) => dayNumber(day)),
  ),
})

/**
 * Indexes calendar rows. With `knownOn` only the rows decreed by that day count.
 * @throws ClockError `calendar_invalid`
 */
export function prepareCalendar(
  allRows: readonly CalendarRow[],
  options: { knownOn?: Day; version?: string } = {},
): Calendar {
  allRows.forEach(checkRow)
  return calendarOf(allRows, options.version, options.knownOn)
}

const standing = ({ withdrawnFrom: _withdrawn, ...row }: CalendarRow): CalendarRow => row

function calendarOf(
  allRows: readonly CalendarRow[],
  name: string | undefined,
  knownOn: Day | undefined,
): Calendar {
  const decreed = knownOn === undefined ? allRows : allRows.filter(({ knownFrom }) => knownFrom <= knownOn)
  const stands = ({ withdrawnFrom }: CalendarRow) =>
    withdrawnFrom === undefined || (knownOn !== undefined && knownOn < withdrawnFrom)
  const rows = decreed.filter(stands)
  const withdrawals = decreed.flatMap((row) => (stands(row) ? [] : [row.withdrawnFrom!]))
  const decreeDays = [...new Set([...decreed.map(({ knownFrom }) => knownFrom), ...withdrawals])].sort()
  const version = name ?? `${decreeDays.at(-1) ?? 'empty'}/${rows.length}`
  const loaded = loadedYearsOf(rows)
  const local = Map.groupBy(rows, codeOf)
  const national = local.get('nation') ?? []
  const nationwide = daysOffOf(national)
  const byCodes = new Map<string, DaysOff>()
  const earlier = new Map<Day, Calendar>()
  const since = new Map<Day, Calendar>()
  const hasLocalRows = local.size > (local.has('nation') ? 1 : 0)

  const calendar: Calendar = {
    version,
    rows,
    lastYear: Math.max(0, ...loaded),
    isLoaded: (year) => loaded.has(year),
    daysOff: (place) => {
      if (!hasLocalRows) return nationwide
      const codes = codesOf(place).filter((code) => local.has(code))
      if (codes.length === 0) return nationwide
      const key = codes.join(' ')
      const found =
        byCodes.get(key) ?? daysOffOf([...national, ...codes.flatMap((code) => local.get(code) ?? [])])
      byCodes.set(key, found)
      return found
    },
    asKnownOn: (day) => {
      const latest = decreeDays.findLast((decreeDay) => decreeDay <= day)
      if (latest !== undefined && latest === decreeDays.at(-1)) return calendar
      const key = latest ?? ''
      const found = earlier.get(key) ?? calendarOf(decreed, name && `${name}@${key}`, key)
      earlier.set(key, found)
      return found
    },
    everSince: (day) => {
      const next = withdrawals.filter((withdrawnFrom) => withdrawnFrom > day).sort()[0]
      if (next === undefined) return calendar
      const stood = decreed.map((row) => ((row.withdrawnFrom ?? '') >= next ? standing(row) : row))
      const found = since.get(next) ?? calendarOf(stood, name && `${name}>${next}`, knownOn)
      since.set(next, found)
      return found
    },
  }
  return calendar
}

/** Monday to Friday and not closed. */
export const isOpen = (day: number, closed: ReadonlySet<number>): boolean => {
  const name = weekday(day)
  return name !== 0 && name !== 6 && !closed.has(day)
}

/** The first working day after a day number. */
export function openAfter(day: number, closed: ReadonlySet<number>): number {
  do day++
  while (!isOpen(day, closed))
  return day
}

/** The nth working day after a day number; n = 0 gives the day itself. */
export function addOpen(day: number, n: number, closed: ReadonlySet<number>): number {
  for (; n > 0; n--) day = openAfter(day, closed)
  return day
}

/** Working days after `from`, up to and including `to`. */
export function openDays(from: number, to: number, closed: ReadonlySet<number>): number[] {
  const days: number[] = []
  for (let day = from + 1; day <= to; day++) if (isOpen(day, closed)) days.push(day)
  return days
}

/** Whether work is done on a day at a place. */
export const isWorkingDay = (day: Day, calendar: Calendar, place: Place = {}): boolean =>
  isOpen(dayNumber(day), calendar.daysOff(place).closed)

/** The nth working day after a day; `n` in working days, 0 gives the day itself. */
export const addWorkingDays = (day: Day, n: number, calendar: Calendar, place: Place = {}): Day =>
  dayText(addOpen(dayNumber(day), n, calendar.daysOff(place).closed))

/** Working days from the day after `fromDay` up to and including `toDay`; negative when `toDay` lies before. */
export function workingDaysBetween(fromDay: Day, toDay: Day, calendar: Calendar, place: Place = {}): number {
  const { closed } = calendar.daysOff(place)
  const [from, to] = [dayNumber(fromDay), dayNumber(toDay)]
  return from <= to ? openDays(from, to, closed).length : 0 - openDays(to, from, closed).length
}
