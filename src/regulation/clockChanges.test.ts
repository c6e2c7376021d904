/** Readings A18–A26: pause, resume, reclassification, extension. July 2026 has plain weeks; 17 and 25 Aug are off. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { outcome, type Step } from '../../test/support/clocks.ts'

test('A18 a reply after office end of the last day, or later, changes nothing', () => {
  const asked: Step = ['2026-05-08', 'pause'] // Fri; R2 ends Tue 26 May
  for (const reply of ['2026-05-26 15:00', '2026-05-26 20:00', '2026-05-29', '2026-06-08'])
    assert.deepEqual(outcome('K2', '2026-05-04', [asked, [reply, 'resume']]), ['2026-06-12'], reply) // Fri
  assert.deepEqual(outcome('K2', '2026-05-04', [asked, ['2026-05-29', 'resume'], ['2026-06-02', 'resume']]), [
    '2026-06-12',
    'refused:resume',
  ])
})

test('A19 the day of the pause is used at any hour; on day 0, before it or on a day off nothing is', () => {
  // K2 from Mon 6 July is due Fri 24 July.
  assert.deepEqual(
    outcome('K2', '2026-07-06', [
      ['2026-07-08 23:00', 'pause'],
      ['2026-07-10', 'resume'],
    ]),
    ['2026-07-28'],
  ) // Tue
  assert.deepEqual(
    outcome('K2', '2026-07-06', [
      ['2026-07-11', 'pause'],
      ['2026-07-13', 'resume'],
    ]),
    ['2026-07-27'],
  ) // Mon
  assert.deepEqual(
    outcome('K2', '2026-07-06', [
      ['2026-07-06 14:00', 'pause'],
      ['2026-07-08', 'resume'],
    ]),
    ['2026-07-28'],
  ) // Tue
  // Forwarded on Saturday, asked on Sunday: day 0 is still Monday.
  assert.deepEqual(
    outcome('K2', '2026-07-04', [
      ['2026-07-05', 'pause'],
      ['2026-07-05 20:00', 'resume'],
    ]),
    ['2026-07-24'],
  ) // Fri
})

test('A19 a pause on the due day leaves nothing: the due date is the working day of the reply', () => {
  assert.deepEqual(
    outcome('K2', '2026-07-06', [
      ['2026-07-24', 'pause'],
      ['2026-07-29', 'resume'],
    ]),
    ['2026-07-29'],
  ) // Wed
  assert.deepEqual(outcome('K2', '2026-07-06', [['2026-07-25', 'pause']]), ['2026-07-24', 'refused:pause']) // too late
})

test('A21 two full waits of ten working days each, the third question is refused', () => {
  const first: Step = ['2026-07-10 17:00', 'pause'] // Fri after hours: R2 runs from Mon 13 to Mon 27 July
  const second: Step = ['2026-07-29', 'pause'] // Wed: R2 runs to Wed 12 Aug
  assert.deepEqual(outcome('K2', '2026-07-06', [first]), ['2026-08-10']) // Mon
  assert.deepEqual(outcome('K2', '2026-07-06', [first, second]), ['2026-08-26']) // Wed
  assert.deepEqual(outcome('K2', '2026-07-06', [first, second, ['2026-08-20', 'pause']]), [
    '2026-08-26',
    'refused:pause',
  ])
})

test('A22 a hold lasts until the next working day at most', () => {
  const hold: Step = ['2026-07-07', 'pause', { why: 'S2' }] // Tue, used 1
  assert.deepEqual(outcome('V1', '2026-07-06', [hold]), ['2026-07-10']) // Fri
  assert.deepEqual(outcome('V1', '2026-07-06', [hold, ['2026-07-07 14:00', 'resume']]), ['2026-07-09']) // Thu
  assert.deepEqual(outcome('V1', '2026-07-06', [hold, ['2026-07-13', 'resume']]), ['2026-07-10']) // too late: Fri
  assert.deepEqual(outcome('V2', '2026-07-06', [hold]), ['2026-07-09', 'refused:pause'])
})

test('A22 waiting for completion ends on the due day of V5 and has no cap', () => {
  assert.deepEqual(outcome('V1', '2026-07-06', [['2026-07-07', 'pause']]), ['2026-08-10']) // 6 Aug Thu + 2 → Mon
  assert.deepEqual(outcome('V1', '2026-07-06', [['2026-07-09', 'pause']]), ['2026-08-10']) // 8 Aug Sat → Mon
  assert.deepEqual(
    outcome('V1', '2026-07-06', [
      ['2026-07-07', 'pause'],
      ['2026-07-15', 'resume'],
    ]),
    ['2026-07-17'],
  ) // Fri
  const thrice = ['10', '12', '14'].flatMap((hour): Step[] => [
    [`2026-07-07 ${hour}:00`, 'pause'],
    [`2026-07-07 ${hour}:30`, 'resume'],
  ])
  assert.deepEqual(outcome('V1', '2026-07-06', thrice), ['2026-07-09']) // Thu
  assert.deepEqual(outcome('K2', '2026-07-06', [['2026-07-08', 'pause', { why: 'S3' }]]), [
    '2026-07-24',
    'refused:pause',
  ])
})

test('A22 a pause lasts as long as the period of the reporter, also when that one was extended or is counted elsewhere', () => {
  const asked: Step = ['2026-07-07', 'pause', { until: '2026-09-07' }] // V5 extended to Mon 7 Sept
  assert.deepEqual(outcome('V1', '2026-07-06', [asked]), ['2026-09-09']) // Wed
  assert.deepEqual(outcome('K2', '2026-07-06', [['2026-07-08', 'pause', { until: '2026-07-23' }]]), [
    '2026-08-10',
  ]) // Thu + 12 → Mon
})

test('A23 reclassification keeps pauses and replies', () => {
  const asked: Step = ['2026-07-08', 'pause'] // Wed, used 2
  const reply: Step = ['2026-07-13', 'resume'] // Mon
  assert.deepEqual(outcome('K2', '2026-07-06', [asked, reply, ['2026-07-14', 'reclassify', { to: 'K3' }]]), [
    '2026-10-05',
  ]) // Mon
  const open: Step = ['2026-07-10', 'reclassify', { to: 'K3' }]
  assert.deepEqual(outcome('K2', '2026-07-06', [asked, open]), ['2026-10-14']) // Wed, R2 ends 22 July
  assert.deepEqual(outcome('K2', '2026-07-06', [asked, open, reply]), ['2026-10-05']) // Mon
})

test('A23 reclassification drops an extension', () => {
  const longer: Step = ['2026-07-08', 'extend'] // K4 + 14
  assert.deepEqual(outcome('K4', '2026-07-06', [longer]), ['2026-08-13']) // Thu
  assert.deepEqual(outcome('K4', '2026-07-06', [longer, ['2026-07-14', 'reclassify', { to: 'K2' }]]), [
    '2026-07-24',
  ]) // Fri
})

test('A23 an overdue clock stays late under any other name', () => {
  const renamed: Step = ['2026-07-15', 'reclassify', { to: 'K3' }] // K1 was due Mon 13 July
  assert.deepEqual(outcome('K1', '2026-07-06', [renamed]), ['2026-07-13'])
  assert.deepEqual(outcome('K1', '2026-07-06', [renamed, ['2026-07-16', 'end']]), ['2026-07-13', 'missed'])
})

test('A23 a later reclassification is judged afresh', () => {
  const shorter: Step = ['2026-03-05', 'reclassify', { to: 'K2' }] // Thu → due Fri 6 March
  assert.deepEqual(outcome('K3', '2026-02-02', [shorter, ['2026-03-06', 'reclassify', { to: 'K3' }]]), [
    '2026-05-08',
  ]) // Fri
})

test('A24 the next working day counts from the date of the change, at any hour', () => {
  const to = { to: 'K2' } as const
  assert.deepEqual(outcome('K3', '2026-02-02', [['2026-03-05 23:30', 'reclassify', to]]), [
    '2026-03-06',
    'reclassified',
  ]) // Fri
  assert.deepEqual(outcome('K3', '2026-02-02', [['2026-03-07', 'reclassify', to]]), [
    '2026-03-09',
    'reclassified',
  ]) // Sat → Mon
  // Due on the day of the change itself is not past.
  assert.deepEqual(outcome('K3', '2026-02-02', [['2026-02-24 23:00', 'reclassify', to]]), ['2026-02-24']) // Tue
})

test('A25 one extension, not longer than the table, not while paused, not after the due', () => {
  const five = { days: 5 }
  assert.deepEqual(outcome('K4', '2026-07-06', [['2026-07-08', 'extend', five]]), ['2026-07-31']) // Fri
  assert.deepEqual(outcome('K4', '2026-07-06', [['2026-07-24 23:00', 'extend', five]]), ['2026-07-31']) // on the due day
  assert.deepEqual(
    outcome('K4', '2026-07-06', [
      ['2026-07-08', 'extend', five],
      ['2026-07-09', 'extend', five],
    ]),
    ['2026-07-31', 'refused:extend'],
  )
  assert.deepEqual(outcome('K4', '2026-07-06', [['2026-07-08', 'extend', { days: 15 }]]), [
    '2026-07-24',
    'refused:extend',
  ])
  for (const days of [0, -3, 2.5, NaN])
    assert.deepEqual(outcome('K4', '2026-07-06', [['2026-07-08', 'extend', { days }]]), [
      '2026-07-24',
      'refused:extend',
    ])
  assert.deepEqual(outcome('K4', '2026-07-06', [['2026-07-27', 'extend', five]]), [
    '2026-07-24',
    'refused:extend',
  ])
  assert.deepEqual(
    outcome('K4', '2026-07-06', [
      ['2026-07-08', 'pause'],
      ['2026-07-09', 'extend', five],
      ['2026-07-10', 'resume'],
    ]),
    ['2026-07-28', 'refused:extend'],
  )
})

test('A25 V5 adds calendar days before it rolls, R1 adds working days', () => {
  assert.deepEqual(outcome('V5', '2026-03-02', [['2026-03-10', 'extend']]), ['2026-05-04']) // 1 May Fri, off → Mon
  assert.deepEqual(outcome('R1', '2026-07-06', [['2026-07-10', 'extend']]), ['2026-08-03']) // Mon → Mon
})

test('A26 a history of I2 counts seventeen days from the start of I1 and is not extended again', () => {
  assert.deepEqual(outcome('I2', '2026-04-27'), ['2026-05-25']) // Mon → Mon
  assert.deepEqual(outcome('I2', '2026-04-27', [['2026-05-04', 'extend', { days: 7 }]]), [
    '2026-05-25',
    'refused:extend',
  ])
  assert.deepEqual(outcome('I1', '2026-04-27', [['2026-05-04', 'extend', { days: 8 }]]), [
    '2026-05-12',
    'refused:extend',
  ])
})
