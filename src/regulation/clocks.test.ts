import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { computeClock, prepareCalendar, workingDaysBetween, ombudsmanOfferDay } from './clocks.ts'
import type { CalendarRow, ClockChange, ClockHistory } from './clocks.ts'
import type { RuleId } from './deadlines.ts'
import { parseHolidays } from './holidayFile.ts'

const rows = parseHolidays(
  readFileSync(new URL('../../data/reference/holidays.csv', import.meta.url), 'utf8'),
)
const calendar = prepareCalendar(rows)
const beforeDecree = prepareCalendar(rows, { knownOn: '2025-08-06' })

const zones = {
  WIB: ['Asia/Jakarta', '+07:00'],
  WITA: ['Asia/Makassar', '+08:00'],
  WIT: ['Asia/Jayapura', '+09:00'],
} as const
/** '2026-07-06 09:10 WIB' → instant and zone; without a time 10:00, without a zone WIB. */
function wall(text: string): { at: string; zone: string } {
  const [day = '', time = '10:00', name = 'WIB'] = text.split(' ')
  const [zone, offset] = zones[name as keyof typeof zones]
  return { at: `${day}T${time}:00${offset}`, zone }
}
const history = (clock: RuleId, start: string, more: Partial<ClockHistory> = {}): ClockHistory => ({
  id: 'E',
  clock,
  start: wall(start).at,
  zone: wall(start).zone,
  changes: [],
  ...more,
})
const change = (when: string, kind: ClockChange['do'], more: Partial<ClockChange> = {}): ClockChange => ({
  at: wall(when).at,
  do: kind,
  ...more,
})
const due = (clock: RuleId, start: string, more: Partial<ClockHistory> = {}, used = calendar): string =>
  computeClock(history(clock, start, more), used).due_on

const cases: [why: string, clock: RuleId, start: string, due: string, more?: Partial<ClockHistory>][] = [
  ['E1 three days in an ordinary week', 'V1', '2026-07-06 09:10', '2026-07-09'], // Mon → Thu
  ['E1 five days', 'F1', '2026-07-06 09:10', '2026-07-13'], // Mon → Mon
  ['E1 ten days', 'R1', '2026-07-06 09:10', '2026-07-20'], // Mon → Mon
  ['E1 fourteen days', 'K2', '2026-07-06 09:10', '2026-07-24'], // Mon → Fri
  ['E1 sixty days', 'K3', '2026-07-06 09:10', '2026-09-30'], // Mon → Wed
  ['E2 received after hours on a Friday', 'V1', '2026-01-09 17:05', '2026-01-15'], // Fri → Thu
  [
    'E2 the same, counted from the same day',
    'V1',
    '2026-01-09 17:05',
    '2026-01-14',
    { after_hours: 'same_day' },
  ], // Wed
  ['E3 received on the Saturday before Independence Day', 'V1', '2026-08-15', '2026-08-21'], // Sat → Fri
  ['E4 over Nyepi and Idul Fitri, first follow-up', 'F1', '2026-03-17 10:00', '2026-03-31'], // Tue → Tue
  ['E4 over Nyepi and Idul Fitri, answer', 'K2', '2026-03-17 10:00', '2026-04-14'], // Tue → Tue
  [
    'E11 reclassified to the longer clock',
    'K2',
    '2026-02-02',
    '2026-05-08', // Mon → Fri
    { changes: [change('2026-02-09', 'reclassify', { to: 'K3' })] },
  ],
  ['E13 a formal information request', 'I1', '2026-04-27', '2026-05-12'], // Mon → Tue
  [
    'E13 and its extension',
    'I1',
    '2026-04-27',
    '2026-05-25',
    { changes: [change('2026-05-11', 'extend', { days: 7 })] },
  ], // Mon
  ['E14 silence closes after Christmas', 'R1', '2026-12-11', '2026-12-29'], // Fri → Tue
  ['E15 an inspection complaint', 'K3', '2026-01-05', '2026-04-10'], // Mon → Fri
  ['E15 and its ceiling', 'K5', '2026-01-05', '2026-03-06'], // Mon → Fri
  ['E16 an inspection complaint over Lebaran 2025', 'K3', '2025-03-03', '2025-06-16'], // Mon → Mon
  ['E16 and its ceiling', 'K5', '2025-03-03', '2025-05-02'], // Mon → Fri
  ['E17 Galungan as an optional day', 'F1', '2025-11-17 10:00 WITA', '2025-11-24'], // Mon → Mon
  [
    'E17 Galungan as a decreed closure',
    'F1',
    '2025-11-17 10:00 WITA',
    '2025-11-27', // Mon → Thu
    { closures: ['2025-11-18', '2025-11-19', '2025-11-20'] },
  ],
  ['E18 the first agency, first follow-up', 'F1', '2026-06-08', '2026-06-15'], // Mon → Mon
  ['E18 the first agency, answer', 'K2', '2026-06-08', '2026-06-29'], // Mon → Mon
  ['E18 the first agency, bounce window', 'F3', '2026-06-08', '2026-06-11'], // Mon → Thu
  ['E18 the second agency, first follow-up', 'F1', '2026-06-12', '2026-06-22'], // Fri → Mon
  ['E18 the second agency, answer', 'K2', '2026-06-12', '2026-07-03'], // Fri → Fri
  ['E19 a message on a holiday Sunday night in Papua', 'V1', '2026-03-22 19:00', '2026-03-30'], // Sun → Mon
  ['E20 one minute after office end before Christmas', 'V1', '2025-12-23 16:01', '2025-12-31'], // Tue → Wed
  ['E21 information over four days off', 'K1', '2025-05-28 11:00', '2025-06-10'], // Wed → Tue
  ['E22 thirty calendar days to complete', 'V5', '2026-03-02', '2026-04-01'], // Mon → Wed
  ['E22 ten days to appeal', 'B1', '2026-12-14', '2026-12-30'], // Mon → Wed
  ['E22 ten days to decide the appeal, over New Year', 'B2', '2026-12-17', '2027-01-05'], // Thu → Tue
]
for (const [why, clock, start, expected, more] of cases) {
  test(`a clock is due: ${why}`, () => assert.equal(due(clock, start, more), expected))
}

test('E2 day 0 of a report received after hours on Friday is Monday', () =>
  assert.equal(computeClock(history('V1', '2026-01-09 17:05'), calendar).day_zero, '2026-01-12')) // Mon

test('E5 one instant is in time in the west and late in the middle and the east', () => {
  const at = { start: '2026-07-09T08:30:00Z' } // Thu
  const dueAt = (zone: string) =>
    computeClock({ ...history('F1', '2026-07-09'), ...at, zone }, calendar).due_at
  assert.equal(dueAt('Asia/Jakarta'), '2026-07-16T16:59:59Z') // Thu
  assert.equal(dueAt('Asia/Makassar'), '2026-07-17T15:59:59Z') // Fri
  assert.equal(dueAt('Asia/Jayapura'), '2026-07-17T14:59:59Z') // Fri
})

const decreeCases: [why: string, clock: RuleId, start: string, before: string, after: string][] = [
  ['E6 a late decree moves an open answer', 'K2', '2025-08-04', '2025-08-22', '2025-08-25'], // Fri → Mon
  ['E7 a late decree, first follow-up', 'F1', '2025-08-11', '2025-08-18', '2025-08-19'], // Mon → Tue
  ['E7 a late decree, answer', 'K2', '2025-08-11', '2025-08-29', '2025-09-01'], // Fri → Mon
  ['E7 a late decree, inspection', 'K3', '2025-08-11', '2025-11-04', '2025-11-05'], // Tue → Wed
  ['E8 a decree that does not touch the clock', 'F1', '2025-08-04', '2025-08-11', '2025-08-11'], // Mon
]
for (const [why, clock, start, before, after] of decreeCases) {
  test(`a decree becomes known: ${why}`, () =>
    assert.deepEqual([due(clock, start, {}, beforeDecree), due(clock, start)], [before, after]))
}

test('E9 a reply in the evening resumes the clock on the next day', () => {
  const changes = [change('2026-05-08', 'pause'), change('2026-05-20 20:15', 'resume')] // Fri, Wed
  const result = computeClock(history('K2', '2026-05-04', { changes }), calendar)
  assert.equal(result.due_on, '2026-06-09') // Tue
  assert.deepEqual(result.counted, [
    '2026-05-05',
    '2026-05-06',
    '2026-05-07',
    '2026-05-08', // Tue–Fri, used
    '2026-05-22',
    '2026-05-25',
    '2026-05-26',
    '2026-05-29', // Fri, Mon, Tue, Fri
    '2026-06-02',
    '2026-06-03',
    '2026-06-04',
    '2026-06-05',
    '2026-06-08',
    '2026-06-09', // Tue–Fri, Mon, Tue
  ])
  assert.deepEqual(result.pauses, [{ why: 'S7', from: '2026-05-08', to: '2026-05-21', open: false }])
})

test('E10 without a reply the clock resumes by itself on the last day of R2', () => {
  const changes = [change('2026-05-08', 'pause')] // Fri
  assert.equal(due('R2', '2026-05-08'), '2026-05-26') // Tue
  assert.equal(due('K2', '2026-05-04', { changes }), '2026-06-12') // Fri
})

test('E12 reclassified to a clock that is already over: the next working day, flagged', () => {
  const changes = [change('2026-03-05', 'reclassify', { to: 'K2' })] // Thu
  const result = computeClock(history('K3', '2026-02-02', { changes }), calendar)
  assert.deepEqual([result.due_on, result.flags, result.rule], ['2026-03-06', ['reclassified'], 'K2']) // Fri
})

test('E15 the Ombudsman is offered when the ceiling passes before the inspection clock', () =>
  assert.equal(ombudsmanOfferDay(due('K3', '2026-01-05'), due('K5', '2026-01-05')), '2026-03-06')) // Fri

test('E17 a closure decreed for Bali holds for its regencies and not for East Java', () => {
  const galungan = (effect: CalendarRow['effect']): CalendarRow[] =>
    ['2025-11-18', '2025-11-19', '2025-11-20'].map((day) => ({
      day,
      name: 'Galungan',
      type: 'local',
      scope: { region: '51' },
      effect,
      decree: 'SE Gubernur',
      knownFrom: '2025-01-02',
    }))
  const closing = prepareCalendar([...rows, ...galungan('closes')])
  const noted = prepareCalendar([...rows, ...galungan('note_only')])
  const start = '2025-11-17 10:00 WITA' // Mon
  assert.equal(due('F1', start, { region: '51.03' }, closing), '2025-11-27') // Thu
  assert.equal(due('F1', start, { region: '35.78' }, closing), '2025-11-24') // Mon
  assert.equal(due('F1', start, { region: '51.03' }, noted), '2025-11-24') // Mon
})

test('E18 the agency that bounced on the third day is charged two working days', () =>
  assert.equal(workingDaysBetween('2026-06-08', '2026-06-10', calendar), 2)) // Mon → Wed

test('E19 and E20: day 0 is the first working day', () => {
  assert.equal(computeClock(history('V1', '2026-03-22 19:00'), calendar).day_zero, '2026-03-25') // Sun → Wed
  assert.equal(computeClock(history('V1', '2025-12-23 16:01'), calendar).day_zero, '2025-12-24') // Tue → Wed
})

test('A2 the years have 237 and 240 working days', () => {
  assert.equal(workingDaysBetween('2024-12-31', '2025-12-31', calendar), 237)
  const ends = [
    '2025-12-31',
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
    '2026-06-30',
    '2026-07-31',
    '2026-08-31',
    '2026-09-30',
    '2026-10-31',
    '2026-11-30',
    '2026-12-31',
  ]
  const months = ends.slice(1).map((end, place) => workingDaysBetween(ends[place] ?? '', end, calendar))
  assert.deepEqual(months, [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21])
})
