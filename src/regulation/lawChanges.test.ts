/** Bad input for calendars and rules: each is refused with a message that says what to do instead. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { readFileSync } from 'node:fs'
import { problemsOfChange, type CalendarChange } from './calendarChange.ts'
import { computeClock, prepareCalendar, type CalendarRow } from './clocks.ts'
import { deadlineInForce, prepareRules, type Deadline } from './deadlines.ts'
import { parseHolidays } from './holidayFile.ts'
import { pledgedDays, type Pledge } from './law.ts'
import {
  problemsOfPledge,
  problemsOfRule,
  versionFollowed,
  versionRow,
  withLaterVersions,
  type RuleDraft,
} from './ruleVersions.ts'
import { ownChoice } from './sources.ts'

const rows = parseHolidays(
  readFileSync(new URL('../../data/reference/holidays.csv', import.meta.url), 'utf8'),
)
const today = '2026-11-25' // Wed

const day = (date: string, more: Partial<CalendarRow> = {}): CalendarRow => ({
  day: date,
  name: 'Hari libur',
  type: 'national',
  scope: 'nation',
  effect: 'closes',
  decree: 'SKB 9/2026',
  knownFrom: '2026-11-20',
  ...more,
})
const aChange = (more: Partial<CalendarChange> = {}): CalendarChange => ({
  add: [day('2026-12-28', { type: 'collective_leave' })],
  withdraw: [],
  decree: 'SKB 9/2026',
  decreeDay: '2026-11-20',
  isRetroactive: false,
  ...more,
})
const codes = (change: CalendarChange) => problemsOfChange(change, rows, today).map(({ code }) => code)
const whole2027 = ['01-29', '03-09', '05-01', '06-01', '08-17', '12-25'].map((date) => day(`2027-${date}`))

const refusedCalendars: [why: string, change: CalendarChange, ...codes: string[]][] = [
  ['an ordinary late decree is in order', aChange()],
  ['a change of nothing', aChange({ add: [] }), 'required'],
  ['a change without a decree', aChange({ decree: ' ' }), 'required'],
  ['a decree dated after today', aChange({ decreeDay: '2026-11-26' }), 'decree_in_future'],
  [
    'a decree dated after its day',
    aChange({ add: [day('2026-11-19', { type: 'election' })] }),
    'decree_after_day',
  ],
  [
    'the same, said to be retroactive, is in order',
    aChange({ add: [day('2026-11-19', { type: 'election' })], isRetroactive: true }),
  ],
  ['a day that does not exist', aChange({ add: [day('2026-02-30')] }), 'calendar_invalid'],
  [
    'Ramadan that closes offices',
    aChange({ add: [day('2027-02-08', { type: 'ramadan' })] }),
    'calendar_invalid',
  ],
  [
    'a day without a name',
    aChange({ add: [day('2026-12-28', { type: 'election', name: ' ' })] }),
    'required',
  ],
  ['a day that stands already', aChange({ add: [day('2026-12-25')] }), 'day_stands_twice'],
  [
    'the same day twice in one change',
    aChange({ add: [day('2026-12-28', { type: 'election' }), day('2026-12-28', { type: 'election' })] }),
    'day_stands_twice',
  ],
  [
    'a day that is withdrawn and entered again in one change is in order',
    aChange({ withdraw: rows.filter(({ day: one }) => one === '2026-12-25'), add: [day('2026-12-25')] }),
  ],
  [
    'one holiday of a new year: the year would have gaps',
    aChange({ add: [day('2027-03-09')] }),
    'year_incomplete',
  ],
  ['a whole new year is in order', aChange({ add: whole2027 })],
  [
    'a year while the one before is missing',
    aChange({ add: ['01-01', '05-01', '06-01', '08-17', '12-25'].map((date) => day(`2028-${date}`)) }),
    'year_skipped',
  ],
  [
    'withdrawing a fixed holiday leaves a gap',
    aChange({ add: [], withdraw: rows.filter(({ day: one }) => one === '2026-12-25') }),
    'year_incomplete',
  ],
  [
    'an election day of a new year does not make its calendar',
    aChange({ add: [day('2027-05-12', { type: 'election' })] }),
  ],
  ['a day of one region', aChange({ add: [day('2026-12-28', { type: 'local', scope: { region: '51' } })] })],
]
for (const [why, change, ...expected] of refusedCalendars)
  test(`calendar: ${why}`, () => assert.deepEqual(codes(change), expected))

// Rules of this file's own: a new row in deadlines.ts changes the law, not how a change is checked.
const row = (id: string, n: number, more: Partial<Deadline> = {}): Deadline => ({
  id,
  name: { id, en: id },
  validFrom: '2025-05-01',
  length: { unit: 'workingDays', n },
  from: 'forwarded',
  to: ['answer_delivered'],
  pauses: [],
  zone: 'agency',
  rollsForward: false,
  source: ownChoice('an example', 'contoh'),
  confirmed: true,
  appliesToOpen: false,
  ...more,
})
const rules = prepareRules([
  row('F1', 5),
  row('K2', 14),
  row('K5', 60, { length: { unit: 'calendarDays', n: 60 } }),
  row('R1', 10, { zone: 'reporter' }),
  row('O1', 0, { length: { unit: 'none', n: 0 } }),
])

const aRule = (more: Partial<RuleDraft> = {}): RuleDraft => ({
  rule: 'K2',
  validFrom: '2027-01-04',
  days: 10,
  appliesToOpen: false,
  instrument: 'PermenPANRB 7/2026',
  decreeDay: '2026-11-20',
  ...more,
})
const refusedRules: [why: string, rule: RuleDraft, ...codes: string[]][] = [
  ['a shorter answer from next year on is in order', aRule()],
  ['a rule that does not exist', aRule({ rule: 'Z9' }), 'unknown_clock'],
  ['a rule that counts no days', aRule({ rule: 'O1' }), 'rule_without_length'],
  ['a version without a length', aRule({ days: 0 }), 'rule_without_length'],
  ['a length that is no whole number', aRule({ days: 2.5 }), 'rule_without_length'],
  ['a version that changes nothing', aRule({ days: 14 }), 'nothing_changes'],
  [
    'a version that overlaps the present one',
    aRule({ validFrom: '2025-05-01' }),
    'rules_overlap',
    'rule_starts_in_past',
    'decree_after_day',
  ],
  ['a version that begins today', aRule({ validFrom: today }), 'rule_starts_in_past'],
  ['a decree of tomorrow', aRule({ decreeDay: '2026-11-26' }), 'decree_in_future'],
  ['an extension of a rule that has none', aRule({ extensionDays: 5 }), 'no_extension'],
]
for (const [why, rule, ...expected] of refusedRules)
  test(`rule: ${why}`, () =>
    assert.deepEqual(
      problemsOfRule(rule, rules, today).map(({ code }) => code),
      expected,
    ))

const aPledge = (more: Partial<Pledge & { decreeDay: string }> = {}) => ({
  agency: 'D3578',
  rule: 'K2',
  workingDays: 7,
  validFrom: '2026-12-01',
  decreeDay: '2026-11-20',
  ...more,
})
const refusedPledges: [why: string, pledge: ReturnType<typeof aPledge>, ...codes: string[]][] = [
  ['seven working days instead of fourteen are in order', aPledge()],
  ['a pledge as long as the law', aPledge({ workingDays: 14 }), 'pledge_not_shorter'],
  ['a pledge of no day', aPledge({ workingDays: 0 }), 'pledge_not_shorter'],
  ['a pledge about the reporter’s time', aPledge({ rule: 'R1' }), 'not_pledgeable'],
  ['a pledge about calendar days', aPledge({ rule: 'K5' }), 'not_pledgeable'],
  ['a pledge from today on', aPledge({ validFrom: today }), 'rule_starts_in_past'],
]
for (const [why, pledge, ...expected] of refusedPledges)
  test(`pledge: ${why}`, () =>
    assert.deepEqual(
      problemsOfPledge(pledge, rules, [], today).map(({ code }) => code),
      expected,
    ))

test('pledge: one that begins before another of the same agency overlaps it', () => {
  const before = [{ agency: 'D3578', rule: 'K2', workingDays: 9, validFrom: '2027-01-01' }]
  assert.deepEqual(
    problemsOfPledge(aPledge(), rules, before, today).map(({ code }) => code),
    ['rules_overlap'],
  )
})

const laterK2 = (appliesToOpen: boolean) =>
  withLaterVersions(rules, [
    versionRow(aRule({ validFrom: '2026-12-07', appliesToOpen }), deadlineInForce('K2', today, rules)),
  ])
const k2 = (start: string, inForce: typeof rules) =>
  computeClock({ id: 'a', zone: 'Asia/Jakarta', clock: 'K2', start, changes: [] }, prepareCalendar(rows), {
    rules: inForce,
  }).due_on

test('a later version holds for clocks that start under it and leaves the others alone', () => {
  const changed = laterK2(false)
  assert.equal(changed.get('K2')?.at(-2)?.validTo, '2026-12-06')
  assert.equal(k2('2026-12-04T02:00:00Z', changed), '2026-12-28') // Fri + 14, 24 and 25 Dec off
  assert.equal(k2('2026-12-07T02:00:00Z', changed), '2026-12-21') // Mon + 10
})

test('if its decree says so, it also holds for clocks that run on its first day', () => {
  const changed = laterK2(true)
  assert.equal(k2('2026-12-04T02:00:00Z', changed), '2026-12-18') // Fri + 10
  assert.equal(k2('2026-11-09T02:00:00Z', changed), '2026-11-27') // over before the version begins
})

test('a release may ship a later version than the one entered here: each holds until the next begins', () => {
  const shipped = prepareRules([
    row('K2', 14, { validTo: '2027-01-31' }),
    row('K2', 13, { validFrom: '2027-02-01' }),
  ])
  const entered = [row('K2', 10, { validFrom: '2026-12-07' })]
  const spans = withLaterVersions(shipped, entered)
    .get('K2')
    ?.map(({ length, validFrom, validTo }) => [length.n, validFrom, validTo])
  assert.deepEqual(spans, [
    [14, '2025-05-01', '2026-12-06'],
    [10, '2026-12-07', '2027-01-31'],
    [13, '2027-02-01', undefined],
  ])
})

test('what is checked and followed is the version in force on its first day, not one that begins later', () => {
  const shipped = prepareRules([
    row('K2', 14, { validTo: '2027-01-31' }),
    row('K2', 10, { validFrom: '2027-02-01' }),
  ])
  const found = (draft: RuleDraft) => problemsOfRule(draft, shipped, today).map(({ code }) => code)
  assert.deepEqual(found(aRule({ days: 12, validFrom: '2026-12-07' })), [])
  assert.deepEqual(found(aRule({ days: 14, validFrom: '2026-12-07' })), ['nothing_changes'])
  assert.deepEqual(found(aRule({ days: 12, validFrom: '2027-02-01' })), ['rules_overlap'])
  assert.equal(versionFollowed(shipped, 'K2', '2027-01-31')?.length.n, 14)
  const pledge = aPledge({ workingDays: 12 })
  assert.deepEqual(problemsOfPledge(pledge, shipped, [], today), [])
})

test('where both begin on one day, the version that two persons entered here counts', () => {
  const shipped = prepareRules([
    row('K2', 14, { validTo: '2027-01-31' }),
    row('K2', 13, { validFrom: '2027-02-01' }),
  ])
  const entered = [row('K2', 12, { validFrom: '2027-02-01' })]
  const lengths = withLaterVersions(shipped, entered)
    .get('K2')
    ?.map(({ length }) => length.n)
  assert.deepEqual(lengths, [14, 12])
})

test('the latest pledge that has begun counts, and never more than the law', () => {
  const pledges: Pledge[] = [
    { agency: 'D3578', rule: 'K2', workingDays: 9, validFrom: '2026-06-01' },
    { agency: 'D3578', rule: 'K2', workingDays: 12, validFrom: '2026-09-01' },
  ]
  const law = { rules: laterK2(false), pledges }
  assert.equal(pledgedDays(law, 'K2', 'D3578', '2026-05-31'), undefined)
  assert.equal(pledgedDays(law, 'K2', 'D3578', '2026-07-01'), 9)
  assert.equal(pledgedDays(law, 'K2', 'D3578', '2026-10-01'), 12)
  assert.equal(pledgedDays(law, 'K2', 'D3578', '2026-12-07'), undefined, 'the law itself gives ten by then')
  assert.equal(pledgedDays(law, 'K2', 'D3273', '2026-10-01'), undefined)
})

test('a withdrawn row no longer counts, but a clock that ended before keeps it', () => {
  const closed = day('2026-07-10', { type: 'closure', knownFrom: '2026-07-05' })
  const withdrawn = prepareCalendar([...rows, { ...closed, withdrawnFrom: '2026-07-16' }])
  const clock = (end?: string) =>
    computeClock(
      {
        id: 'a',
        zone: 'Asia/Jakarta',
        clock: 'F1',
        start: '2026-07-06T02:00:00Z',
        changes: end === undefined ? [] : [{ at: end, do: 'end' }],
      },
      withdrawn,
      { rules },
    )
  assert.equal(clock().due_on, '2026-07-13')
  // Ended on Tue 14 July, when the closure still stood: on time then, on time for ever.
  assert.deepEqual(
    [clock('2026-07-14T03:00:00Z').due_on, clock('2026-07-14T03:00:00Z').state],
    ['2026-07-14', 'met'],
  )
  assert.deepEqual(
    [clock('2026-07-17T03:00:00Z').due_on, clock('2026-07-17T03:00:00Z').state],
    ['2026-07-13', 'missed'],
  )
})
