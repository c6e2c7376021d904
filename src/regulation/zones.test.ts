import assert from 'node:assert/strict'
import test from 'node:test'
import { dayNumber, dayText, isDay } from './days.ts'
import { endOfDay, localDay } from './zones.ts'

test('one instant has three local days in Indonesia and its own abroad', () => {
  assert.equal(localDay('2026-07-06T15:30:00Z', 'Asia/Jakarta'), '2026-07-06')
  assert.equal(localDay('2026-07-06T16:30:00Z', 'Asia/Makassar'), '2026-07-07')
  assert.equal(localDay('2026-07-06T15:30:00Z', 'Asia/Jayapura'), '2026-07-07')
  assert.equal(localDay('2026-07-07T03:30:00Z', 'America/New_York'), '2026-07-06')
  assert.equal(localDay(new Date('2026-07-06T15:30:00Z'), 'Asia/Jakarta'), '2026-07-06')
})

const ends: [why: string, day: string, zone: string, end: string][] = [
  ['WIB', '2026-07-06', 'Asia/Jakarta', '2026-07-06T16:59:59Z'],
  ['WIT', '2026-07-06', 'Asia/Jayapura', '2026-07-06T14:59:59Z'],
  ['before summer time begins in Berlin', '2026-03-28', 'Europe/Berlin', '2026-03-28T22:59:59Z'],
  ['on the day on which it begins', '2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59Z'],
  ['on the day on which it ends', '2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59Z'],
  ['where the last hour of the day comes twice', '2026-04-04', 'America/Santiago', '2026-04-05T03:59:59Z'],
  ['where midnight is skipped', '2026-09-05', 'America/Santiago', '2026-09-06T03:59:59Z'],
  ['a quarter of an hour', '2026-07-06', 'Asia/Kathmandu', '2026-07-06T18:14:59Z'],
]
for (const [why, day, zone, end] of ends) {
  test(`a day ends at its last local second: ${why}`, () => {
    assert.equal(endOfDay(day, zone), end)
    assert.equal(localDay(end, zone), day)
    assert.notEqual(localDay(new Date(Date.parse(end) + 1000), zone), day)
  })
}

test('a day exists or it does not', () => {
  assert.ok(isDay('2024-02-29') && isDay('2000-02-29') && isDay('2026-12-31'))
  for (const text of [
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-4-1',
    '',
    20260401,
    null,
  ])
    assert.ok(!isDay(text), String(text))
})

test('day numbers and days are the same thing', () =>
  assert.deepEqual(
    [dayNumber('1970-01-01'), dayText(0), dayText(dayNumber('2026-02-28') + 1)],
    [0, '1970-01-01', '2026-03-01'],
  ))
