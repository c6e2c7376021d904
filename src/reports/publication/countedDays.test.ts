import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { computeClock, prepareCalendar } from '../../regulation/clocks.ts'
import { parseHolidays } from '../../regulation/holidayFile.ts'
import type { CaseClock } from '../../regulation/facts.ts'
import { countedRows } from './countedDays.ts'

const calendar = prepareCalendar(
  parseHolidays(readFileSync(new URL('../../../data/reference/holidays.csv', import.meta.url), 'utf8')),
)

const rowsOf = (clock: CaseClock) => {
  const { rule, startedAt: start, zone, changes } = clock
  const result = computeClock({ id: '1', clock: rule, start, zone, changes }, calendar)
  return countedRows({ clock, result }, calendar).map((row) => {
    if (row.what === 'counted') return `${row.from} ${row.no}`
    if (row.what === 'holiday') return `${row.from} ${row.name}`
    return 'to' in row && row.to !== row.from
      ? `${row.from}..${row.to} ${row.what}`
      : `${row.from} ${row.what}`
  })
}

test('E4 over Nyepi and Idul Fitri 2026: every day off is named, weekends stand together', () => {
  // Forwarded Tuesday 17 March; the first reply is due on Tuesday 31 March.
  const rows = rowsOf({
    no: 1,
    rule: 'F1',
    startedAt: '2026-03-17T03:00:00Z',
    zone: 'Asia/Jakarta',
    changes: [],
  })
  assert.equal(rows[0], '2026-03-17 start')
  assert.match(rows[1]!, /^2026-03-18 .*Nyepi/i)
  assert.match(rows[2]!, /^2026-03-19 .*Nyepi/i)
  assert.match(rows[3]!, /^2026-03-20 .*Idul Fitri/i)
  assert.deepEqual(
    rows.filter((row) => /^\S+ \d$/.test(row)),
    ['2026-03-25 1', '2026-03-26 2', '2026-03-27 3', '2026-03-30 4', '2026-03-31 5'],
  )
  assert.ok(rows.includes('2026-03-28..2026-03-29 weekend'))
})

test('E9 the days of a pause are one row, and counting goes on after it', () => {
  // Forwarded Monday 4 May 2026; asked on Friday the 8th (4 used); answered on Wednesday the 20th after hours.
  const rows = rowsOf({
    no: 1,
    rule: 'K2',
    startedAt: '2026-05-04T03:00:00Z',
    zone: 'Asia/Jakarta',
    changes: [
      { at: '2026-05-08T03:00:00Z', do: 'pause' },
      { at: '2026-05-20T13:15:00Z', do: 'resume' },
    ],
  })
  assert.ok(rows.includes('2026-05-08 4'))
  assert.ok(rows.includes('2026-05-09..2026-05-21 paused'))
  assert.equal(rows.at(-1), '2026-06-09 14')
})
