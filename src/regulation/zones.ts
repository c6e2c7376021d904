/** Instants and local days. No other file turns one into the other. */
import { ClockError } from './clockError.ts'
import { dayMillis, dayNumber, dayText, instantMillis, instantText, type Day } from './days.ts'

/** A time zone: how far local time is ahead of UTC at an instant, in milliseconds. */
export type Zone = { name: string; fixed: boolean; ahead: (millis: number) => number }

/** A moment as a clock on the wall shows it: day number and milliseconds since local midnight. */
export type LocalMoment = { day: number; millis: number }

const hourMillis = 3_600_000
// Indonesia has no summer time; asking Intl would cost more than the rest of a clock.
const indonesian: Record<string, number> = {
  'Asia/Jakarta': 7,
  'Asia/Pontianak': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
}
const known = new Map<string, Zone>(
  Object.entries(indonesian).map(([name, hours]) => [
    name,
    { name, fixed: true, ahead: () => hours * hourMillis },
  ]),
)

/** A mission abroad may sit in a zone with summer time: the offset is that of the instant. */
function foreignZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const ahead = (millis: number): number => {
    const whole = Math.floor(millis / 1000) * 1000
    const part = Object.fromEntries(
      format.formatToParts(whole).map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    return Date.UTC(year, month - 1, day, hour, minute, second) - whole
  }
  return { name, fixed: false, ahead }
}

/**
 * The zone of an IANA name.
 * @throws ClockError `unknown_zone`; bare offsets such as '+07:00' are refused, they hide whose time it is
 */
export function zoneNamed(name: string): Zone {
  let zone = known.get(name)
  if (!zone) {
    try {
      if (!/^[A-Za-z]/.test(name)) throw new RangeError(name)
      zone = foreignZone(name)
    } catch {
      throw new ClockError('unknown_zone', `${JSON.stringify(name).slice(0, 60)} is not an IANA time zone`)
    }
    known.set(name, zone)
  }
  return zone
}

/** What the wall clock of a zone shows at an instant. */
export function localMoment(millis: number, zone: Zone): LocalMoment {
  const wall = millis + zone.ahead(millis)
  const day = Math.floor(wall / dayMillis)
  return { day, millis: wall - day * dayMillis }
}

/** Milliseconds of 23:59:59 local on a day number. Where that second happens twice, the later one. */
export function endOfDayMillis(day: number, zone: Zone): number {
  const wall = (day + 1) * dayMillis - 1000
  if (zone.fixed) return wall - zone.ahead(wall)
  const candidates = [wall - zone.ahead(wall - dayMillis), wall - zone.ahead(wall + dayMillis)]
  const real = candidates.filter((millis) => millis + zone.ahead(millis) === wall)
  if (real.length > 0) return Math.max(...real)
  // The clocks jumped over that second: the last second that still belonged to the day.
  let [before, after] = [wall - 2 * dayMillis, wall + 2 * dayMillis]
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000
    if (localMoment(middle, zone).day <= day) before = middle
    else after = middle
  }
  return before
}

/**
 * The local day of an instant (ISO text with offset, or a Date) in an IANA zone.
 * @throws ClockError `invalid_instant`, `unknown_zone`
 */
export const localDay = (instant: string | Date, zone: string): Day =>
  dayText(
    localMoment(instant instanceof Date ? instant.getTime() : instantMillis(instant), zoneNamed(zone)).day,
  )

/** The last second of a local day, as an instant in UTC: a due date ends here (A5). */
export const endOfDay = (day: Day, zone: string): string =>
  instantText(endOfDayMillis(dayNumber(day), zoneNamed(zone)))

/** The instant at which clocks in a zone show a time of a day; `minutes` from local midnight, in UTC as ISO text. */
export const atLocalTime = (day: Day, minutes: number, zone: string): string => {
  const start = endOfDayMillis(dayNumber(day) - 1, zoneNamed(zone)) + 1000
  return instantText(start + minutes * 60_000)
}

/** What the clock on the wall shows: the local day and the whole minutes since its midnight. */
export function wallClock(instant: Date, zone: string): { day: Day; minutes: number } {
  const { day, millis } = localMoment(instant.getTime(), zoneNamed(zone))
  return { day: dayText(day), minutes: Math.floor(millis / 60_000) }
}
