import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isMonth, monthOf } from './month.ts'

test('July 2026 begins on a Wednesday and ends on a Friday, in five weeks from Monday to Sunday', () => {
  const { weeks, days, previous, next } = monthOf('2026-07')
  assert.deepEqual(weeks[0], [
    undefined,
    undefined,
    '2026-07-01',
    '2026-07-02',
    '2026-07-03',
    '2026-07-04',
    '2026-07-05',
  ])
  assert.deepEqual(weeks[4], [
    '2026-07-27',
    '2026-07-28',
    '2026-07-29',
    '2026-07-30',
    '2026-07-31',
    undefined,
    undefined,
  ])
  assert.deepEqual([weeks.length, days.length, previous, next], [5, 31, '2026-06', '2026-08'])
})

test('February of a leap year has 29 days; the month after December is in the next year', () => {
  assert.equal(monthOf('2028-02').days.at(-1), '2028-02-29')
  assert.equal(monthOf('2026-12').next, '2027-01')
  assert.equal(monthOf('2027-01').previous, '2026-12')
})

test('a month that begins on Monday and has 28 days is four whole weeks; one from Sunday on takes six', () => {
  const whole = monthOf('2027-02') // 1 February 2027 is a Monday
  assert.deepEqual(
    [whole.weeks.length, whole.weeks[0]![0], whole.weeks[3]![6]],
    [4, '2027-02-01', '2027-02-28'],
  )
  assert.equal(monthOf('2026-03').weeks.length, 6) // 1 March 2026 is a Sunday
})

const readings: [text: unknown, is: boolean][] = [
  ['2026-07', true],
  ['2026-13', false],
  ['2026-7', false],
  ['1999-07', false],
  ['2101-01', false],
  ['2026-07-01', false],
  [undefined, false],
]
for (const [text, is] of readings)
  test(`${String(text)} is ${is ? 'a month' : 'no month that the calendar shows'}`, () =>
    assert.equal(isMonth(text), is))
