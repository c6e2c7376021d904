import type { Language, Say } from './say.ts'

/** Indonesia has three zones and no summer time, so a fixed number of hours is exact (and much faster than Intl). */
export type ZoneLabel = 'WIB' | 'WITA' | 'WIT'

const hoursOf: Record<string, number> = {
  WIB: 7,
  WITA: 8,
  WIT: 9,
  'Asia/Jakarta': 7,
  'Asia/Pontianak': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
}

const labels: Record<number, ZoneLabel> = { 7: 'WIB', 8: 'WITA', 9: 'WIT' }

/** 'Asia/Makassar' → 8. */
export const hoursAhead = (zone: string): number => hoursOf[zone] ?? 7

/** 'Asia/Makassar' → 'WITA'. */
export const zoneLabel = (zone: string): ZoneLabel => labels[hoursOf[zone] ?? 7]!

const weekdays = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}
const months = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}
const shortMonths = {
  id: 'Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des'.split(' '),
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
}

type Instant = Date | string | number

/** The wall clock of a zone, as a Date whose UTC parts are to be read. */
function wallClock(at: Instant, zone: string): Date {
  const instant = at instanceof Date ? at.getTime() : typeof at === 'number' ? at : Date.parse(at)
  return new Date(instant + (hoursOf[zone] ?? 7) * 3_600_000)
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))
const clock = (wall: Date, language: Language): string =>
  `${two(wall.getUTCHours())}${language === 'id' ? '.' : ':'}${two(wall.getUTCMinutes())}`
const short = (wall: Date, language: Language): string =>
  `${weekdays[language][wall.getUTCDay()]!.slice(0, 3)} ${wall.getUTCDate()} ${shortMonths[language][wall.getUTCMonth()]}`

/** 'Kam 19 Nov, 18.55' · 'Thu 19 Nov, 18:55'. */
export function shortInstant(at: Instant, zone: string, say: Say): string {
  const wall = wallClock(at, zone)
  return `${short(wall, say.language)}, ${clock(wall, say.language)}`
}

/** 'Kam 19 Nov 2026, 18.55 WIB': for the console, letters and exports. */
export function fullInstant(at: Instant, zone: string, say: Say): string {
  const wall = wallClock(at, zone)
  return `${short(wall, say.language)} ${wall.getUTCFullYear()}, ${clock(wall, say.language)} ${zoneLabel(zone)}`
}

/** '18.55' · '18:55'. */
export const timeOfDay = (at: Instant, zone: string, say: Say): string =>
  clock(wallClock(at, zone), say.language)

/** The calendar day of an instant in a zone, 'YYYY-MM-DD'. */
export const dayOf = (at: Instant, zone: string): string => wallClock(at, zone).toISOString().slice(0, 10)

const ofDay = (day: string): Date => new Date(`${day.slice(0, 10)}T00:00:00Z`)

/** 'Jumat, 27 November' · 'Friday 27 November', of a day 'YYYY-MM-DD'. */
export function longDay(day: string, say: Say): string {
  const date = ofDay(day)
  const weekday = weekdays[say.language][date.getUTCDay()]
  const rest = `${date.getUTCDate()} ${months[say.language][date.getUTCMonth()]}`
  return say.language === 'id' ? `${weekday}, ${rest}` : `${weekday} ${rest}`
}

/** 'Senin, 2 November 2026' · 'Monday 2 November 2026'. */
export const fullDay = (day: string, say: Say): string => `${longDay(day, say)} ${day.slice(0, 4)}`

/** 'Kam 26 Nov' · 'Thu 26 Nov'. */
export const shortDay = (day: string, say: Say): string => short(ofDay(day), say.language)

/** '2 Nov', with the year when it is another one than that of `today`: '2 Nov 2025'. */
export function tinyDay(day: string, say: Say, today?: string): string {
  const date = ofDay(day)
  const text = `${date.getUTCDate()} ${shortMonths[say.language][date.getUTCMonth()]}`
  return today === undefined || today.slice(0, 4) === day.slice(0, 4) ? text : `${text} ${day.slice(0, 4)}`
}

/** 'November 2026', of a day or month 'YYYY-MM'. */
export const monthName = (month: string, say: Say): string =>
  `${months[say.language][Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`

/** 1.284 · 1,284; with decimals 12,5 · 12.5. */
export function number(value: number, say: Say, decimals = 0): string {
  const [whole, part] = Math.abs(value).toFixed(decimals).split('.')
  const [group, point] = say.language === 'id' ? ['.', ','] : [',', '.']
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, group)
  const sign = value < 0 && Number(whole) + Number(part ?? 0) > 0 ? '−' : ''
  return `${sign}${grouped}${part === undefined ? '' : point + part}`
}

/** 0.861 → '86%'; of nothing → '–' (a share of no reports is not zero). */
export const percent = (share: number | null | undefined, say: Say, decimals = 0): string =>
  share === null || share === undefined || Number.isNaN(share)
    ? '–'
    : `${number(share * 100, say, decimals)}%`

/** 84 MB, 1,4 MB, 320 kB. */
export function fileSize(sizeBytes: number, say: Say): string {
  if (sizeBytes < 1_000_000) return `${number(Math.max(1, Math.round(sizeBytes / 1000)), say)} kB`
  const megabytes = sizeBytes / 1_000_000
  return `${number(megabytes, say, megabytes < 10 && megabytes % 1 >= 0.05 ? 1 : 0)} MB`
}

/** Tracking numbers are shown in two groups: 7K4M-29QX. */
export const shownNumber = (trackingNumber: string): string => {
  const bare = trackingNumber.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
  return bare.length === 8 ? `${bare.slice(0, 4)}-${bare.slice(4)}` : trackingNumber
}
