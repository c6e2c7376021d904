/** The settled readings one by one, on July and August 2026 where weeks are plain (17 and 25 Aug off). */
import assert from 'node:assert/strict'
import test from 'node:test'
import { aHistory, at, calendar, compute, outcome, rows, type Step } from '../../test/support/clocks.ts'
import { ClockError, computeClock, prepareCalendar } from './clocks.ts'
import type { CalendarRow, ClockChange, ClockHistory } from './clocks.ts'
import { deadlines, prepareRules, type Deadline, type RuleId } from './deadlines.ts'

const errorOf = (history: ClockHistory): string => {
  try {
    computeClock(history, calendar)
    return 'none'
  } catch (problem) {
    assert.ok(problem instanceof ClockError)
    return problem.code
  }
}
const aRow = (day: string, more: Partial<CalendarRow>): CalendarRow => ({
  day,
  name: 'Libur',
  type: 'national',
  scope: 'nation',
  effect: 'closes',
  decree: 'SKB',
  knownFrom: '2026-01-02',
  ...more,
})

test('A5 a day ends at 23:59:59 local, and what happens in that second is in time', () => {
  assert.equal(compute('V1', '2026-07-06').due_at, '2026-07-09T16:59:59Z') // Thu
  assert.deepEqual(outcome('V1', '2026-07-06', [['2026-07-09 23:59:59', 'end']]), ['2026-07-09', 'met'])
  assert.deepEqual(outcome('V1', '2026-07-06', [['2026-07-10 00:00', 'end']]), ['2026-07-09', 'missed'])
})

test('A6 calendar days start on the local date; K5 and V4 stay on a day off, V5 rolls forward', () => {
  assert.equal(compute('V4', '2026-07-04').due_on, '2026-07-18') // Sat → Sat
  assert.equal(compute('K5', '2026-07-06').due_on, '2026-09-04') // Mon → Fri
  assert.equal(compute('K5', '2026-06-30').due_on, '2026-08-29') // Tue → Sat
  assert.equal(compute('V5', '2026-07-09').due_on, '2026-08-10') // Thu → Sat → Mon
})

test('A7 a row of one agency closes only that agency', () => {
  const closed = prepareCalendar([
    ...rows,
    aRow('2026-07-08', { type: 'closure', scope: { agency: 'kemenkes' } }),
  ])
  assert.equal(compute('F1', '2026-07-06', [], { agency: 'kemenkes' }, closed).due_on, '2026-07-14') // Tue
  assert.equal(compute('F1', '2026-07-06', [], { agency: 'kemensos' }, closed).due_on, '2026-07-13') // Mon
})

test('A8 an election day closes the region for which it is decreed', () => {
  const election = prepareCalendar([
    ...rows,
    aRow('2026-07-08', { type: 'election', scope: { region: '35.78' } }),
  ])
  assert.equal(compute('F1', '2026-07-06', [], { region: '35.78' }, election).due_on, '2026-07-14') // Tue
  assert.equal(compute('F1', '2026-07-06', [], { region: '35' }, election).due_on, '2026-07-13') // Mon
})

test('A11 a decree after the end corrects a late outcome and never spoils a timely one', () => {
  const late = prepareCalendar([...rows, aRow('2026-07-08', { knownFrom: '2026-07-20' })])
  assert.deepEqual(outcome('F1', '2026-07-06', [['2026-07-14', 'end']], {}, late), ['2026-07-14', 'met'])
  assert.deepEqual(outcome('F1', '2026-07-06', [['2026-07-10', 'end']], {}, late), ['2026-07-13', 'met'])
  assert.deepEqual(outcome('F1', '2026-07-06', [['2026-07-15', 'end']], {}, late), ['2026-07-13', 'missed'])
})

test('A15 in Ramadan the office ends at 15:00, on Friday at 15:30', () => {
  assert.equal(compute('V1', '2026-02-18 15:30').day_zero, '2026-02-18') // Wed, the day before
  assert.equal(compute('V1', '2026-02-19 15:00').day_zero, '2026-02-19') // Thu
  assert.equal(compute('V1', '2026-02-19 15:00:01').day_zero, '2026-02-20') // Thu → Fri
  assert.equal(compute('V1', '2026-02-20 15:30').day_zero, '2026-02-20') // Fri
  assert.equal(compute('V1', '2026-02-20 15:30:01').day_zero, '2026-02-23') // Fri → Mon
  assert.equal(compute('V1', '2025-03-03 15:30').day_zero, '2025-03-04') // Mon → Tue
})

test('A16 a clock that starts before its rule is refused', () => {
  assert.equal(errorOf(aHistory('K4', '2025-12-31')), 'rule_not_in_force')
  assert.equal(errorOf(aHistory('K4', '2026-01-01')), 'none')
  assert.equal(errorOf(aHistory('V1', '2018-12-31')), 'rule_not_in_force')
  assert.equal(errorOf(aHistory('V2', '2025-04-30')), 'rule_not_in_force')
  // 2026 has begun in Jayapura but not in Jakarta.
  const newYear = { start: '2025-12-31T15:30:00Z' }
  assert.equal(errorOf({ ...aHistory('F2', '2026-01-01'), ...newYear }), 'rule_not_in_force')
  assert.equal(errorOf({ ...aHistory('F2', '2026-01-01'), ...newYear, zone: 'Asia/Jayapura' }), 'none')
})

test('A17 what the rules do not allow changes nothing and is flagged', () => {
  assert.deepEqual(outcome('F1', '2026-07-06', [['2026-07-08', 'pause']]), ['2026-07-13', 'refused:pause'])
  assert.deepEqual(outcome('K5', '2026-07-06', [['2026-07-08', 'pause']]), ['2026-09-04', 'refused:pause'])
  assert.deepEqual(outcome('K2', '2026-07-06', [['2026-07-08', 'resume']]), ['2026-07-24', 'refused:resume'])
  assert.deepEqual(outcome('K2', '2026-07-06', [['2026-07-08', 'extend', { days: 5 }]]), [
    '2026-07-24',
    'refused:extend',
  ])
  assert.deepEqual(outcome('F1', '2026-07-06', [['2026-07-08', 'reclassify', { to: 'K3' }]]), [
    '2026-07-13',
    'refused:reclassify',
  ])
  assert.deepEqual(outcome('K2', '2026-07-06', [['2026-07-08', 'reclassify', { to: 'K5' }]]), [
    '2026-07-24',
    'refused:reclassify',
  ])
  assert.deepEqual(outcome('K2', '2025-12-01', [['2026-01-05', 'reclassify', { to: 'K4' }]]), [
    '2025-12-19',
    'refused:reclassify',
  ])
  assert.deepEqual(
    outcome('K2', '2026-07-06', [
      ['2026-07-08', 'pause'],
      ['2026-07-09', 'pause'],
      ['2026-07-10', 'resume'],
    ]),
    ['2026-07-28', 'refused:pause'],
  ) // used 2 by Wed; 12 after Fri 07-10
})

test('A17 what cannot be read is an error', () => {
  const history = aHistory('K2', '2026-07-06')
  const step = (when: string): ClockChange => ({ at: when, do: 'end' })
  assert.equal(errorOf({ ...history, clock: 'K9' as RuleId }), 'unknown_clock')
  assert.equal(errorOf({ ...history, zone: 'WIB' }), 'unknown_zone')
  assert.equal(errorOf({ ...history, zone: '+07:00' }), 'unknown_zone')
  for (const start of [
    '2026-02-30T02:00:00Z',
    '2026-07-06T02:00:00',
    '2026-07-06',
    'kemarin',
    '2026-07-06T24:00:00Z',
  ])
    assert.equal(errorOf({ ...history, start }), 'invalid_instant', start)
  assert.equal(errorOf({ ...history, changes: [step('2026-07-05T02:00:00Z')] }), 'change_before_start')
  assert.equal(
    errorOf({ ...history, changes: [step('2026-07-08T02:00:00Z'), step('2026-07-07T02:00:00Z')] }),
    'unordered_changes',
  )
  assert.equal(
    errorOf({ ...history, changes: [{ ...step(at('2026-07-08')), to: 'Z1' as RuleId }] }),
    'unknown_clock',
  )
  assert.equal(errorOf(aHistory('F5', '2026-07-06')), 'rule_without_length')
  assert.equal(errorOf(aHistory('O1', '2026-07-06')), 'rule_without_length')
})

test('A20 the zone of the history is never replaced', () => {
  const eastern = compute('V1', '2026-07-06', [], { zone: 'Asia/Jayapura', start: '2026-07-06T08:00:00Z' }) // 17:00 WIT
  assert.equal(eastern.day_zero, '2026-07-07') // Tue
})

test('A27 a decree is known on its own day', () => {
  const due = (knownOn: string) =>
    compute('K2', '2025-08-04', [], {}, prepareCalendar(rows, { knownOn })).due_on
  assert.deepEqual([due('2025-08-06'), due('2025-08-07')], ['2025-08-22', '2025-08-25']) // Fri, Mon
})

test('A28 past the last loaded or known year a date is provisional', () => {
  assert.deepEqual(outcome('B2', '2026-12-17'), ['2027-01-05', 'calendar_provisional']) // Thu → Tue
  assert.deepEqual(outcome('K2', '2026-12-01'), ['2026-12-21']) // Tue → Mon
  const early = prepareCalendar(rows, { knownOn: '2025-09-18' })
  assert.deepEqual(outcome('V1', '2025-12-30', [], {}, early), ['2026-01-02', 'calendar_provisional']) // Tue → Fri
  assert.deepEqual(outcome('V1', '2025-12-30'), ['2026-01-05']) // Tue → Mon
  // Counting calendar days needs no decree.
  assert.deepEqual(outcome('K5', '2026-12-01'), ['2027-01-30']) // Tue → Sat
})

test('A29 the instant of office end is still inside', () => {
  assert.equal(compute('V1', '2026-07-06 16:00:00').day_zero, '2026-07-06') // Mon
  assert.equal(compute('V1', '2026-07-06 16:00:00.001').day_zero, '2026-07-07') // Tue
  assert.equal(compute('V1', '2026-07-10 16:30').day_zero, '2026-07-10') // Fri
  assert.equal(compute('V1', '2026-07-10 16:30:01').day_zero, '2026-07-13') // Mon
})

test('A30 day 0 stays the first one, and is the local date where days are not working days', () => {
  assert.equal(
    compute('K2', '2026-07-06', [
      ['2026-07-08', 'pause'],
      ['2026-07-13', 'resume'],
    ]).day_zero,
    '2026-07-06',
  )
  assert.equal(compute('K5', '2026-07-04 23:00').day_zero, '2026-07-04') // Sat
  assert.equal(compute('P1', '2026-07-04 23:00').day_zero, '2026-07-04') // Sat
})

test('A31 hours run day and night to the second', () => {
  const breach = compute('P1', '2026-07-10 23:30') // Fri
  assert.deepEqual([breach.due_at, breach.due_on, breach.counted], ['2026-07-13T16:30:00Z', '2026-07-13', []]) // Mon
  const east = compute('P1', '2026-07-10 23:30', [], { zone: 'Asia/Jayapura' })
  assert.equal(east.due_on, '2026-07-14') // Tue 01:30 WIT
  assert.equal(compute('P2', '2026-07-10 23:30').due_at, '2026-07-11T16:30:00Z')
  assert.deepEqual(outcome('P2', '2026-07-10', [['2026-07-11 10:00', 'end']]), ['2026-07-11', 'met'])
  assert.deepEqual(outcome('P2', '2026-07-10', [['2026-07-11 10:00:01', 'end']]), ['2026-07-11', 'missed'])
  assert.deepEqual(outcome('P3', '2026-07-10', [['2026-07-11', 'pause']]), ['2026-07-13', 'refused:pause'])
})

test('A32 after its end nothing moves a clock', () => {
  assert.deepEqual(
    outcome('K2', '2026-07-06', [
      ['2026-07-14', 'end'],
      ['2026-07-15', 'reclassify', { to: 'K3' }],
      ['2026-07-16', 'end'],
    ]),
    ['2026-07-24', 'refused:reclassify', 'refused:end', 'met'],
  )
  // Answered before the decree of 7 August 2025: the date told then stands.
  assert.deepEqual(outcome('K2', '2025-08-04', [['2025-08-05', 'end']]), ['2025-08-22', 'met']) // Fri
  assert.deepEqual(outcome('K2', '2025-08-04', [['2025-08-25', 'end']]), ['2025-08-25', 'met']) // Mon
})

test('A33 an outage day lengthens only the time of the reporter', () => {
  const outage = prepareCalendar([...rows, aRow('2026-07-08', { type: 'outage' })])
  assert.equal(compute('R1', '2026-07-06', [], {}, outage).due_on, '2026-07-21') // Tue instead of Mon
  assert.equal(compute('K2', '2026-07-06', [], {}, outage).due_on, '2026-07-24') // Fri as before
  assert.deepEqual(outcome('R1', '2026-07-06', [['2026-07-08', 'pause']]), ['2026-07-20', 'refused:pause'])
})

test('A34 a pledge shortens, other hours and closures of the office count', () => {
  assert.deepEqual(outcome('K2', '2026-07-06', [], { length: 7 }), ['2026-07-15']) // Wed
  assert.deepEqual(outcome('K2', '2026-07-06', [], { length: 20 }), ['2026-07-24', 'refused:length'])
  assert.deepEqual(outcome('V1', '2026-07-06', [], { length: 0 }), ['2026-07-06']) // urgent: the same day
  assert.deepEqual(outcome('K5', '2026-07-06', [], { length: 30 }), ['2026-09-04', 'refused:length'])
  const hours = { mon_thu: '14:00', fri: '11:30' }
  assert.equal(compute('V1', '2026-07-06 14:30', [], { hours }).day_zero, '2026-07-07') // Mon → Tue
  assert.equal(compute('V1', '2026-07-10 11:31', [], { hours }).day_zero, '2026-07-13') // Fri → Mon
  assert.equal(
    compute('V1', '2026-07-06', [], { closures: ['2026-07-07', '2026-07-11'] }).due_on,
    '2026-07-10',
  ) // Fri
})

test('A35 the unit gets the report before F1 is due', () => {
  assert.equal(compute('F2', '2026-07-10').due_on, '2026-07-14') // Fri → Tue
  assert.equal(compute('F2', '2026-07-10', [], { cap: '2026-07-13' }).due_on, '2026-07-13') // Mon
})

test('F5 is counted back from the due day of the lead, who may give of its own days', () => {
  const lead_due = '2026-07-24' // Fri
  assert.equal(compute('F5', '2026-07-06', [], { lead_due }).due_on, '2026-07-21') // Tue
  assert.equal(compute('F5', '2026-07-23', [], { lead_due }).due_on, '2026-07-23') // never before its own start
  assert.deepEqual(outcome('F5', '2026-07-06', [['2026-07-10', 'extend', { days: 2 }]], { lead_due }), [
    '2026-07-23',
  ]) // Thu
  assert.deepEqual(outcome('F5', '2026-07-06', [['2026-07-10', 'extend', { days: 4 }]], { lead_due }), [
    '2026-07-21',
    'refused:extend',
  ])
})

test('a later version of a rule reaches open clocks only if its decree says so', () => {
  const faster = (appliesToOpen: boolean) => {
    const next = deadlines.find(({ id, validFrom }) => id === 'K2' && validFrom === '2025-05-01')
    assert.ok(next)
    const versions: Deadline[] = deadlines.map((row) =>
      row === next ? { ...row, validTo: '2026-07-14' } : row,
    )
    return prepareRules([
      ...versions,
      { ...next, validFrom: '2026-07-15', length: { unit: 'workingDays', n: 10 }, appliesToOpen },
    ])
  }
  const due = (rules: ReturnType<typeof faster>, start: string, steps: Step[] = []) =>
    computeClock(aHistory('K2', start, steps), calendar, { rules }).due_on
  assert.equal(due(faster(false), '2026-07-06'), '2026-07-24') // Fri, fourteen days
  assert.equal(due(faster(true), '2026-07-06'), '2026-07-20') // Mon, ten days
  assert.equal(due(faster(true), '2026-07-06', [['2026-07-10', 'end']]), '2026-07-24') // had ended before
  assert.equal(due(faster(true), '2026-06-29'), '2026-07-15') // ten days passed on Mon 13: the first day of the rule
  assert.equal(due(faster(false), '2026-07-15'), '2026-07-29') // Wed → Wed, starts under the new row
})

test('with the present time a clock says whether it waits and how many working days are left', () => {
  const asked: Step[] = [['2026-07-08', 'pause']] // Wed; R2 ends Wed 22 July
  const seen = (now: string, steps: Step[]) => {
    const { state, remaining } = computeClock(aHistory('K2', '2026-07-06', steps), calendar, {
      now: new Date(at(now)),
    })
    return [state, remaining]
  }
  assert.deepEqual(seen('2026-07-21', []), ['running', 3]) // Tue → Fri
  assert.deepEqual(seen('2026-07-24', []), ['running', 0])
  assert.deepEqual(seen('2026-07-28', []), ['running', -2]) // Tue
  assert.deepEqual(seen('2026-07-22', asked), ['paused', 12])
  assert.deepEqual(seen('2026-07-23', asked), ['running', 11])
})
