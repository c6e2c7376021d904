/** Clocks against a slow count that walks the calendar day by day and shares no code with them. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import fc from 'fast-check'
import { computeClock, prepareCalendar, type ClockChange, type ClockHistory } from './clocks.ts'
import type { RuleId } from './deadlines.ts'
import { parseHolidays } from './holidayFile.ts'

const file = readFileSync(new URL('../../data/reference/holidays.csv', import.meta.url), 'utf8')
const rows = parseHolidays(file)
const calendar = prepareCalendar(rows)

// The slow side reads the file by itself.
const lines = file.split('\n')
const closedDays = new Set(lines.filter((line) => line.includes(',closes,')).map((line) => line.slice(0, 10)))
const fasting = new Set(lines.filter((line) => line.includes(',short_day,')).map((line) => line.slice(0, 10)))
const next = (day: string): string => {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}
const works = (day: string): boolean =>
  !new Date(`${day}T12:00:00Z`).toUTCString().startsWith('S') && !closedDays.has(day) // 'Sat, …', 'Sun, …'
const nextWorking = (day: string): string => {
  let candidate = next(day)
  while (!works(candidate)) candidate = next(candidate)
  return candidate
}
const local = (at: string, ahead: number): [day: string, time: string] => {
  const text = new Date(Date.parse(at) + ahead * 3_600_000).toISOString()
  return [text.slice(0, 10), text.slice(11, 23)]
}
const officeDay = (at: string, ahead: number, afterHours: string): string => {
  const [day, time] = local(at, ahead)
  const isFriday = new Date(`${day}T12:00:00Z`).getUTCDay() === 5
  const end = `${fasting.has(day) ? 15 : 16}:${isFriday ? 30 : '00'}:00.000`
  return works(day) && (afterHours === 'same_day' || time <= end) ? day : nextWorking(day)
}
const nth = (day: string, n: number): string => (n === 0 ? day : nth(nextWorking(day), n - 1))

const waitAt = (waits: [asked: string, zero: string][], day: string): [string, string] | undefined =>
  waits.find(([asked, zero]) => asked <= day && day < zero)

/** Days that lie in a wait, after the day of the question and up to the new day 0, are not counted. */
function slowDue(dayZero: string, n: number, waits: [asked: string, zero: string][]): string {
  let [day, counted] = [dayZero, 0]
  for (;;) {
    // A second question at the moment of the first reply: one wait begins where the other ends.
    for (let wait = waitAt(waits, day); wait; wait = waitAt(waits, day)) day = wait[1]
    if (counted === n) return day
    day = nextWorking(day)
    if (!waits.some(([asked, zero]) => asked < day && day <= zero)) counted++
  }
}

const zones = [
  ['Asia/Jakarta', 7],
  ['Asia/Makassar', 8],
  ['Asia/Jayapura', 9],
] as const
const lengths: [RuleId, number][] = [
  ['V1', 3],
  ['F1', 5],
  ['K1', 5],
  ['R1', 10],
  ['K2', 14],
  ['I4', 30],
  ['K3', 60],
]
const starts = fc
  .date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())
const anyZone = fc.constantFrom(...zones)
const anyAfterHours = fc.constantFrom('next_day' as const, 'same_day' as const)

test('any clock in working days equals the slow count', () => {
  fc.assert(
    fc.property(
      starts,
      anyZone,
      fc.constantFrom(...lengths),
      anyAfterHours,
      (start, [zone, ahead], [clock, n], after_hours) => {
        const result = computeClock({ id: 'p', zone, clock, start, changes: [], after_hours }, calendar)
        const dayZero = officeDay(start, ahead, after_hours)
        assert.equal(result.day_zero, dayZero)
        assert.equal(result.due_on, nth(dayZero, n))
        assert.equal(result.counted.length, n)
        assert.deepEqual(local(result.due_at, ahead), [result.due_on, '23:59:59.000'])
      },
    ),
    { numRuns: 1000 },
  )
})

const hour = 3_600_000
const waits = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 900 }), reply: fc.option(fc.integer({ min: 0, max: 700 })) }),
  { maxLength: 3 },
)

test('any waits for the reporter equal the slow count, and a refused question changes nothing', () => {
  fc.assert(
    fc.property(
      starts,
      anyZone,
      fc.constantFrom('K1', 'K2', 'K3'),
      anyAfterHours,
      waits,
      (start, [zone, ahead], clock, after_hours, questions) => {
        const n = { K1: 5, K2: 14, K3: 60 }[clock as 'K1']
        const dayZero = officeDay(start, ahead, after_hours)
        const changes: ClockChange[] = []
        const slow: [string, string][] = []
        let refused = false
        let now = Date.parse(start)
        let freeFrom = '' // no question while an earlier one waits
        for (const { after, reply } of questions) {
          now += after * hour
          const at = new Date(now).toISOString()
          const [asked] = local(at, ahead)
          changes.push({ at, do: 'pause' })
          const refuse = slow.length === 2 || asked <= freeFrom || asked > slowDue(dayZero, n, slow)
          if (refuse) {
            refused = true
            continue
          }
          const last = nth(officeDay(at, ahead, after_hours), 10)
          let zero = last
          freeFrom = last
          if (reply !== null) {
            now += reply * hour
            const answer = new Date(now).toISOString()
            changes.push({ at: answer, do: 'resume' })
            const replied = officeDay(answer, ahead, after_hours)
            if (local(answer, ahead)[0] <= last) freeFrom = ''
            zero = replied < last ? replied : last
          }
          // A question before day 0 uses nothing of the clock.
          slow.push([asked < dayZero ? dayZero : asked, zero])
        }
        const result = computeClock(
          { id: 'p', zone, clock: clock as RuleId, start, changes, after_hours },
          calendar,
        )
        assert.equal(result.due_on, slowDue(dayZero, n, slow))
        assert.equal(result.flags.includes('refused:pause'), refused)
        assert.equal(result.counted.length, n)
        assert.deepEqual(result.counted, [...new Set(result.counted)].sort())
      },
    ),
    { numRuns: 2000 },
  )
})

test('one more day off never brings a due date forward', () => {
  fc.assert(
    fc.property(
      starts,
      fc.constantFrom(...lengths),
      fc.integer({ min: 0, max: 90 }),
      (start, [clock], later) => {
        const history: ClockHistory = { id: 'p', zone: 'Asia/Jakarta', clock, start, changes: [] }
        const day = new Date(Date.parse(start) + later * 24 * hour).toISOString().slice(0, 10)
        const before = computeClock(history, calendar).due_on
        assert.ok(computeClock({ ...history, closures: [day] }, calendar).due_on >= before)
      },
    ),
    { numRuns: 300 },
  )
})

test('a reclassified clock that is not yet over equals the clock of the new kind', () => {
  fc.assert(
    fc.property(
      starts,
      fc.integer({ min: 0, max: 72 }),
      fc.constantFrom('K1', 'K2', 'K3'),
      (start, hours, to) => {
        const history: ClockHistory = { id: 'p', zone: 'Asia/Jakarta', clock: 'K2', start, changes: [] }
        const at = new Date(Date.parse(start) + hours * hour).toISOString()
        const changed = computeClock(
          { ...history, changes: [{ at, do: 'reclassify', to: to as RuleId }] },
          calendar,
        )
        assert.equal(changed.due_on, computeClock({ ...history, clock: to as RuleId }, calendar).due_on)
      },
    ),
    { numRuns: 300 },
  )
})
