/** What a clock is computed from, and the reading of it from untyped input. */
import { ClockError } from './clockError.ts'
import { isDay, type Day } from './days.ts'
import type { PauseReason, RuleId } from './deadlines.ts'

export const changeKinds = ['pause', 'resume', 'reclassify', 'extend', 'shorten', 'end'] as const
export type ChangeKind = (typeof changeKinds)[number]

export type ClockChange = {
  /** Instant with its offset. Changes stand in order of time. */
  at: string
  do: ChangeKind
  /** Of `reclassify`: the clock of the new kind, K1–K4. */
  to?: RuleId
  /**
   * Of `extend`: days in the unit of the rule; missing = all that the rule gives.
   * Of `shorten` (a life is in danger, T46): working days from the change on; missing = what the rule says.
   */
  days?: number
  /** Of `pause`: the state that causes it; missing = S3 on V1 and V2, S7 on K1–K4. */
  why?: PauseReason
  /**
   * Of `pause`: its last day where it is counted elsewhere: R2 in the zone of the reporter, V5 after its extension.
   * Missing = counted like this clock.
   */
  until?: Day
  /** Of `reclassify`: a shorter length for the new clock, working days (a restart at half length). */
  length?: number
}

export type ClockHistory = {
  id: string
  /** IANA zone in which everything is counted (A20). */
  zone: string
  region?: string
  agency?: string
  clock: RuleId
  /** Instant of the start event, with its offset. */
  start: string
  changes: ClockChange[]
  after_hours?: 'next_day' | 'same_day'
  /** Working days, shorter than the rule only: an agency's pledge, half length (A34). 0 = the same day. */
  length?: number
  /** When the office ends, 'HH:MM' local; instead of 16:00 and 16:30. */
  hours?: { mon_thu: string; fri: string }
  /** Further days on which this office is closed. */
  closures?: Day[]
  /** Of F2: the due day of F1, which it never passes (A35). */
  cap?: Day
  /** Of F5: the due day of the lead agency, from which it is counted back. */
  lead_due?: Day
}

const wrong = (what: string): ClockError => new ClockError('invalid_input', what)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function text(from: Record<string, unknown>, field: string): string {
  const value = from[field]
  if (typeof value !== 'string' || value === '') throw wrong(`${field} must be a text`)
  return value
}

/** JSON null stands for a missing value. */
function optional<T>(
  from: Record<string, unknown>,
  field: string,
  isRight: (value: unknown) => value is T,
  shape: string,
): { [name: string]: T } {
  const value = from[field]
  if (value === undefined || value === null) return {}
  if (!isRight(value)) throw wrong(`${field} must be ${shape}`)
  return { [field]: value }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value)
const isDayList = (value: unknown): value is Day[] => Array.isArray(value) && value.every(isDay)
const isAfterHours = (value: unknown): value is 'next_day' | 'same_day' =>
  value === 'next_day' || value === 'same_day'
const officeEnd = /^([01]\d|2[0-3]):[0-5]\d$/
const isHours = (value: unknown): value is { mon_thu: string; fri: string } =>
  isRecord(value) && [value['mon_thu'], value['fri']].every((end) => isText(end) && officeEnd.test(end))

function readChange(value: unknown): ClockChange {
  if (!isRecord(value)) throw wrong('each change must be an object')
  const kind = text(value, 'do')
  if (!(changeKinds as readonly string[]).includes(kind))
    throw wrong(`there is no change ${kind.slice(0, 40)}`)
  return {
    at: text(value, 'at'),
    do: kind as ChangeKind,
    ...(kind === 'reclassify' ? { to: text(value, 'to') as RuleId } : {}),
    ...optional(value, 'days', isNumber, 'a number'),
    ...optional(value, 'why', isText, 'a text'),
    ...optional(value, 'until', isDay, 'a day'),
    ...optional(value, 'length', isNumber, 'a number'),
  }
}

/**
 * Reads one history from parsed JSON; whether its clock, zone and instants exist is for `computeClock` to say.
 * @throws ClockError `invalid_input`
 */
export function readHistory(value: unknown): ClockHistory {
  if (!isRecord(value)) throw wrong('a history must be an object')
  const { id, changes = [] } = value
  if (!((isText(id) && id !== '') || isNumber(id))) throw wrong('id must be a text')
  if (changes !== null && !Array.isArray(changes)) throw wrong('changes must be a list')
  return {
    id: id as string,
    zone: text(value, 'zone'),
    clock: text(value, 'clock') as RuleId,
    start: text(value, 'start'),
    changes: (changes ?? []).map(readChange),
    ...optional(value, 'region', isText, 'a text'),
    ...optional(value, 'agency', isText, 'a text'),
    ...optional(value, 'after_hours', isAfterHours, 'next_day or same_day'),
    ...optional(value, 'length', isNumber, 'a number'),
    ...optional(value, 'hours', isHours, '{mon_thu, fri} with times as 16:00'),
    ...optional(value, 'closures', isDayList, 'a list of days'),
    ...optional(value, 'cap', isDay, 'a day'),
    ...optional(value, 'lead_due', isDay, 'a day'),
  }
}
