import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as dates from './dates.ts'
import { sayIn } from './say.ts'

const id = sayIn('id')
const en = sayIn('en')
const thursday = '2026-11-19T11:55:00Z' // 18.55 WIB, Thursday

test('an instant is told on the clock of its zone, in both languages', () => {
  assert.equal(dates.shortInstant(thursday, 'WIB', id), 'Kam 19 Nov, 18.55')
  assert.equal(dates.shortInstant(thursday, 'Asia/Makassar', id), 'Kam 19 Nov, 19.55')
  assert.equal(dates.shortInstant(new Date(thursday), 'WIT', en), 'Thu 19 Nov, 20:55')
  assert.equal(dates.fullInstant(thursday, 'Asia/Jayapura', id), 'Kam 19 Nov 2026, 20.55 WIT')
})

test('an evening in Jakarta is the next day in Jayapura', () => {
  assert.equal(dates.dayOf('2026-11-19T16:30:00Z', 'WIB'), '2026-11-19') // 23.30
  assert.equal(dates.dayOf('2026-11-19T16:30:00Z', 'WIT'), '2026-11-20') // 01.30
})

test('days are written as people say them', () => {
  assert.equal(dates.longDay('2026-11-27', id), 'Jumat, 27 November')
  assert.equal(dates.longDay('2026-11-27', en), 'Friday 27 November')
  assert.equal(dates.fullDay('2026-11-02', id), 'Senin, 2 November 2026')
  assert.equal(dates.shortDay('2026-08-16', id), 'Min 16 Agu')
  assert.equal(dates.tinyDay('2026-11-02', id, '2026-12-01'), '2 Nov')
  assert.equal(dates.tinyDay('2025-11-02', id, '2026-01-01'), '2 Nov 2025')
  assert.equal(dates.monthName('2026-05', id), 'Mei 2026')
})

test('numbers have the points and commas of the language', () => {
  assert.equal(dates.number(1284, id), '1.284')
  assert.equal(dates.number(1_284_567.25, id, 1), '1.284.567,3')
  assert.equal(dates.number(1284, en), '1,284')
  assert.equal(dates.number(-3, id), '−3')
  assert.equal(dates.number(0, id), '0')
})

test('a share of nothing is not zero', () => {
  assert.equal(dates.percent(0.861, id), '86%')
  assert.equal(dates.percent(0, id), '0%')
  assert.equal(dates.percent(null, id), '–')
  assert.equal(dates.percent(0.861, en, 1), '86.1%')
})

test('sizes are told in the unit a person reads', () => {
  assert.equal(dates.fileSize(84_000_000, id), '84 MB')
  assert.equal(dates.fileSize(1_400_000, id), '1,4 MB')
  assert.equal(dates.fileSize(320_400, en), '320 kB')
})

test('a tracking number is shown in two groups, other text as it is', () => {
  assert.equal(dates.shownNumber('7k4m29qx'), '7K4M-29QX')
  assert.equal(dates.shownNumber('abc'), 'abc')
})
