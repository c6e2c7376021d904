import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { ClockError } from './clockError.ts'
import { parseHolidays } from './holidayFile.ts'
import { isWorkingDay, prepareCalendar } from './workingDays.ts'

const shipped = parseHolidays(
  readFileSync(new URL('../../data/reference/holidays.csv', import.meta.url), 'utf8'),
)
const head = 'day,name,type,scope,effect,decree,known_from\n'

test('the shipped calendar holds three years, two Ramadans and New Year 2027', () => {
  const count = (year: string, type: string) =>
    shipped.filter((row) => row.day.startsWith(year) && row.type === type).length
  assert.deepEqual([count('2025', 'national'), count('2025', 'collective_leave')], [17, 11])
  assert.deepEqual([count('2026', 'national'), count('2026', 'collective_leave')], [17, 8])
  assert.deepEqual(
    [count('2025', 'ramadan'), count('2026', 'ramadan'), count('2024', 'election')],
    [30, 30, 2],
  )
  assert.equal(shipped.at(-1)?.day, '2027-01-01')
  assert.equal(prepareCalendar(shipped).lastYear, 2026)
})

test('A27 each row is known from the day of its decree', () => {
  const knownFrom = (day: string) => shipped.find((row) => row.day === day)?.knownFrom
  assert.equal(knownFrom('2025-12-25'), '2024-10-14')
  assert.equal(knownFrom('2025-08-18'), '2025-08-07')
  assert.equal(knownFrom('2026-12-24'), '2025-09-19')
  assert.equal(knownFrom('2024-11-27'), '2024-11-21')
})

test('a name or decree may hold commas and quotes; comments and empty lines are skipped', () => {
  const [row] = parseHolidays(
    `# note\n\n${head}2026-07-08,"Hari ""A"", B",local,region:51.03,closes,"SE 1, 2",2026-01-02\r\n`,
  )
  assert.deepEqual(row, {
    day: '2026-07-08',
    name: 'Hari "A", B',
    type: 'local',
    scope: { region: '51.03' },
    effect: 'closes',
    decree: 'SE 1, 2',
    knownFrom: '2026-01-02',
  })
  assert.ok(row && isWorkingDay('2026-07-08', prepareCalendar([row]), { region: '51' }))
  assert.ok(row && !isWorkingDay('2026-07-08', prepareCalendar([row]), { region: '51.03' }))
})

const broken: [why: string, text: string][] = [
  ['other columns', 'date,name\n2026-07-08,A\n'],
  ['a day that does not exist', `${head}2026-02-30,A,national,nation,closes,SKB,2026-01-02\n`],
  ['no day of the decree', `${head}2026-07-08,A,national,nation,closes,SKB,\n`],
  ['an unknown type', `${head}2026-07-08,A,libur,nation,closes,SKB,2026-01-02\n`],
  ['an unknown effect', `${head}2026-07-08,A,national,nation,opens,SKB,2026-01-02\n`],
  ['an unknown scope', `${head}2026-07-08,A,national,world,closes,SKB,2026-01-02\n`],
  ['Ramadan that closes', `${head}2026-07-08,A,ramadan,nation,closes,SKB,2026-01-02\n`],
  ['a field too many', `${head}2026-07-08,A,national,nation,closes,SKB,2026-01-02,x\n`],
  ['the same day twice', `${head}${'2026-07-08,A,national,nation,closes,SKB,2026-01-02\n'.repeat(2)}`],
]
for (const [why, text] of broken) {
  test(`a calendar file is refused: ${why}`, () =>
    assert.throws(
      () => parseHolidays(text),
      (problem) => problem instanceof ClockError && problem.code === 'calendar_invalid',
    ))
}
