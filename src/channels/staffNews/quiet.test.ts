import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendar } from '../../../test/support/clocks.ts'
import { mailableFrom, morningOf } from './quiet.ts'

const usual = { quietFrom: 18 * 60, quietUntil: 7 * 60 }
const jakarta = { zone: 'Asia/Jakarta', place: {} }
const jayapura = { zone: 'Asia/Jayapura', place: { region: '91.71' } }

const cases: [
  why: string,
  now: string,
  at: typeof jayapura | typeof jakarta,
  quiet: typeof usual,
  then: string,
][] = [
  // Monday 6 July 2026; WIB is UTC+7, WIT UTC+9.
  ['in office hours at once', '2026-07-06T03:00:00Z', jakarta, usual, '2026-07-06T03:00:00.000Z'],
  ['at 17.59 still at once', '2026-07-06T10:59:00Z', jakarta, usual, '2026-07-06T10:59:00.000Z'],
  ['at 18.00 tomorrow at 07.00', '2026-07-06T11:00:00Z', jakarta, usual, '2026-07-07T00:00:00.000Z'],
  [
    'the same instant is 20.00 in Jayapura',
    '2026-07-06T11:00:00Z',
    jayapura,
    usual,
    '2026-07-06T22:00:00.000Z',
  ],
  ['at 06.00 the same morning', '2026-07-05T23:00:00Z', jakarta, usual, '2026-07-06T00:00:00.000Z'],
  ['on Friday evening on Monday', '2026-07-10T12:00:00Z', jakarta, usual, '2026-07-13T00:00:00.000Z'],
  ['on Saturday morning on Monday', '2026-07-11T02:00:00Z', jakarta, usual, '2026-07-13T00:00:00.000Z'],
  // Monday 17 August 2026 is Independence Day.
  ['on Independence Day on Tuesday', '2026-08-17T03:00:00Z', jakarta, usual, '2026-08-18T00:00:00.000Z'],
  [
    'on Friday evening before it on Tuesday',
    '2026-08-14T12:00:00Z',
    jakarta,
    usual,
    '2026-08-18T00:00:00.000Z',
  ],
  [
    'without quiet at night too',
    '2026-07-06T17:00:00Z',
    jakarta,
    { quietFrom: 0, quietUntil: 0 },
    '2026-07-06T17:00:00.000Z',
  ],
  [
    'without quiet still not on Sunday',
    '2026-07-12T03:00:00Z',
    jakarta,
    { quietFrom: 0, quietUntil: 0 },
    '2026-07-12T17:00:00.000Z',
  ],
  [
    'in a quiet lunch break afterwards',
    '2026-07-06T05:30:00Z',
    jakarta,
    { quietFrom: 720, quietUntil: 780 },
    '2026-07-06T06:00:00.000Z',
  ],
]
for (const [why, now, at, quiet, then] of cases)
  test(`a letter is sent ${why}`, () =>
    assert.equal(mailableFrom(new Date(now), quiet, at, calendar).toISOString(), then))

const mornings: [why: string, now: string, at: typeof jayapura | typeof jakarta, day: string | undefined][] =
  [
    ['at 07.29 not yet', '2026-07-06T00:29:00Z', jakarta, undefined],
    ['at 07.30', '2026-07-06T00:30:00Z', jakarta, '2026-07-06'],
    ['in Jayapura two hours earlier', '2026-07-05T22:30:00Z', jayapura, '2026-07-06'],
    ['until noon, when the service was down', '2026-07-06T04:59:00Z', jakarta, '2026-07-06'],
    ['not in the afternoon', '2026-07-06T05:00:00Z', jakarta, undefined],
    ['not on Saturday', '2026-07-11T01:00:00Z', jakarta, undefined],
    ['not on Independence Day', '2026-08-17T01:00:00Z', jakarta, undefined],
  ]
for (const [why, now, at, day] of mornings)
  test(`the morning letter is written ${why}`, () =>
    assert.equal(morningOf(new Date(now), at, calendar), day))
