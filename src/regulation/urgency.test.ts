/** T46: an urgent report is verified the same day and gets its first reply within one working day. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { anActor, aFile, walk, type Walker } from '../../test/support/walk.ts'
import { outcome } from '../../test/support/clocks.ts'
import { readFileSync } from 'node:fs'
import { evaluateClocks } from '../reports/casefile/clockwork.ts'
import { prepareCalendar } from './clocks.ts'
import { parseHolidays } from './holidayFile.ts'
import { shippedLaw } from './law.ts'

test('V1 is due on the day on which the report is marked urgent, F1 one working day later', () => {
  // V1 from Mon 6 July would be due Thu 9 July; marked on Tuesday morning.
  assert.deepEqual(outcome('V1', '2026-07-06', [['2026-07-07 10:00', 'shorten']]), ['2026-07-07'])
  assert.deepEqual(outcome('F1', '2026-07-06', [['2026-07-07 10:00', 'shorten']]), ['2026-07-08'])
})

test('after office end, or on a day off, the next working day is the same day', () => {
  assert.deepEqual(outcome('V1', '2026-07-06', [['2026-07-07 16:01', 'shorten']]), ['2026-07-08']) // Wed
  assert.deepEqual(outcome('F1', '2026-07-03', [['2026-07-04 10:00', 'shorten']]), ['2026-07-07']) // Sat → Mon + 1
})

test('marking a report urgent never gives an office more time, and never makes it late at once', () => {
  assert.deepEqual(outcome('V1', '2026-07-06', [['2026-07-09 09:00', 'shorten']]), ['2026-07-09'])
  assert.deepEqual(outcome('V1', '2026-07-06', [['2026-07-13 09:00', 'shorten']]), ['2026-07-09'])
})

test('while the reporter completes the report the time that is left is shortened, not the waiting', () => {
  // Asked on Mon 6 July, day 0: V5 gives 30 days, to Wed 5 August; of the three days none is left.
  assert.deepEqual(
    outcome('V1', '2026-07-06', [
      ['2026-07-06 11:00', 'pause'],
      ['2026-07-07 10:00', 'shorten'],
      ['2026-07-08 10:00', 'resume'],
    ]),
    ['2026-07-08'],
  )
})

test('only clocks whose rule speaks of urgency are shortened', () => {
  assert.deepEqual(outcome('K2', '2026-07-06', [['2026-07-07', 'shorten']]), [
    '2026-07-24',
    'refused:shorten',
  ])
  assert.deepEqual(outcome('K5', '2026-07-06', [['2026-07-07', 'shorten']]), [
    '2026-09-04',
    'refused:shorten',
  ])
})

const calendar = prepareCalendar(
  parseHolidays(readFileSync(new URL('../../data/reference/holidays.csv', import.meta.url), 'utf8')),
)
const dueOf = (walker: Walker, rule: string) =>
  evaluateClocks(walker.file, shippedLaw(calendar)).find(({ clock }) => clock.rule === rule)?.result.due_on

test('the step itself shortens V1, and F1 of a report that is forwarded after it was marked', () => {
  const walker: Walker = { file: aFile(), now: '2026-07-07T03:00:00.000Z', calendar }
  const verifier = anActor('national_verifier')
  walk(walker, verifier, 'mark_urgent')
  assert.equal(walker.file.urgent, true)
  assert.equal(dueOf(walker, 'V1'), '2026-07-07')
  walk(walker, verifier, 'forward', { agency: 'D3578' })
  assert.equal(dueOf(walker, 'F1'), '2026-07-08')
  assert.equal(dueOf(walker, 'K2'), '2026-07-27') // Mon: 14 working days as ever
})

test('a report that is with the agency already gets its first reply within one working day', () => {
  const walker: Walker = { file: aFile(), now: '2026-07-07T03:00:00.000Z', calendar }
  const verifier = anActor('national_verifier')
  walk(walker, verifier, 'forward', { agency: 'D3578' })
  assert.equal(dueOf(walker, 'F1'), '2026-07-14')
  walker.now = '2026-07-08T03:00:00.000Z'
  walk(walker, verifier, 'mark_urgent')
  assert.equal(dueOf(walker, 'F1'), '2026-07-09')
})
