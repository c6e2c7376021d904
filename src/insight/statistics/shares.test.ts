import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../platform/sheets/sheet.ts'
import { sayIn } from '../../web/say.ts'
import { daysSheet } from './openData.ts'
import { lastYear } from './period.ts'
import { cellWords, closedShare, noCounts, onTime, shareWords, solvedShare, sum } from './shares.ts'

const say = sayIn('id')

test('a share of fewer than ten cases is not told, and of none there is none', () => {
  const cases: [why: string, part: number, whole: number, words: string][] = [
    ['nothing fell due', 0, 0, '–'],
    ['nine deadlines', 9, 9, 'n < 10'],
    ['ten deadlines, seven kept', 7, 10, '70%'],
    ['a thousand, none kept', 0, 1000, '0%'],
  ]
  for (const [why, part, whole, words] of cases) assert.equal(shareWords({ part, whole }, say), words, why)
})

test('counts of one to four are hidden, none and five are told', () => {
  assert.deepEqual(
    [0, 1, 4, 5, 1284].map((count) => cellWords(count, say)),
    ['0', '< 5', '< 5', '5', '1.284'],
  )
})

test('on time counts open overdue answers in the whole; solved counts what was closed without a verdict', () => {
  const counts = { ...noCounts, answer_due: 10, answer_on_time: 7, solved: 6, closed_by_agency: 4 }
  assert.deepEqual(onTime(counts), { part: 7, whole: 10 })
  assert.deepEqual(solvedShare(counts), { part: 6, whole: 10 })
  assert.equal(sum([counts, counts]).answer_due, 20)
})

test('what happened adds up over months, what stands with the Ombudsman is that of the last', () => {
  const july = { ...noCounts, solved: 5, closed_by_agency: 1, with_ombudsman: 4 }
  const august = { ...noCounts, solved: 1, closed_by_agency: 2, with_ombudsman: 3 }
  const both = sum([july, august])
  assert.equal(both.with_ombudsman, 3)
  // 6 solved, 3 closed otherwise, 3 still there.
  assert.deepEqual(solvedShare(both), { part: 6, whole: 12 })
  assert.deepEqual(closedShare(both), { part: 9, whole: 12 })
})

test('the open data hide small cells too, under the names that the page explains, each row with how it was counted', () => {
  const { columns, pages } = daysSheet('harian', [
    {
      ...noCounts,
      day: '2026-07-06',
      received: 3,
      answer_due: 12,
      answer_on_time: 5,
      formula: 2,
      calendar_version: 3,
      computed_at: new Date('2026-07-07T00:00:00Z'),
    },
  ])
  assert.equal(
    columns.map(({ head }) => head).join(),
    'day,received,answer_due,answer_on_time,first_due,first_on_time,solved,closed_by_agency,with_ombudsman,' +
      'formula,calendar_version,computed_at,licence',
  )
  assert.deepEqual(
    [...(pages as Row[][])],
    [[['2026-07-06', '<5', 12, 5, 0, 0, 0, 0, 0, 2, 3, '2026-07-07T00:00:00.000Z', 'CC BY 4.0']]],
  )
})

test('a year is the current month and the eleven before it', () => {
  assert.deepEqual(lastYear(new Date('2026-11-25T03:00:00Z')), { from: '2025-12-01', to: '2026-11-25' })
  // 31 December 2026, 23:30 UTC is New Year's morning in Jakarta.
  assert.deepEqual(lastYear(new Date('2026-12-31T23:30:00Z')), { from: '2026-02-01', to: '2027-01-01' })
})
