/** X17: a slip of the hand is put right within ten minutes, and costs nobody a day. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown, jayapura, surabaya, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown()
const { act, call, does, seen, submit, token } = town

type Clock = { rule: string; state: string; due_on: string }
const clockOf = async (report: Sent, rule: string): Promise<Clock> =>
  (await seen(report))['clocks'].findLast((clock: Clock) => clock.rule === rule)
const isOnListOf = async (who: string, report: Sent): Promise<boolean> => {
  const list = await call('GET', '/desk/reports?queue=semua&limit=100', { headers: token(who) })
  return list.json['items'].some(({ number }: { number: string }) => number === report.number)
}
const later = (minutes: number) => town.clock.later(minutes / 1_440)

test('X17 a report that went to the wrong office comes back, and the verifier has the days that were left', async () => {
  const report = await submit()
  const before = await clockOf(report, 'V1')
  later(20)
  await does('verifier', report, 'forward', { agency: jayapura, kind: 'complaint_service' })
  assert.ok(await isOnListOf('admin of Jayapura', report))
  later(9)
  assert.equal((await does('verifier2', report, 'recall'))['state'], 'received')
  const after = await clockOf(report, 'V1')
  assert.deepEqual([after.state, after.due_on], ['running', before.due_on])
  assert.equal((await clockOf(report, 'F1')).state, 'ended')
  assert.ok(!(await isOnListOf('admin of Jayapura', report)))
  assert.match(JSON.stringify((await seen(report))['events']), /Penerusan ditarik kembali/)

  const again = await does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
  assert.equal(again['state'], 'forwarded')
  assert.ok(await isOnListOf('admin', report))
  assert.deepEqual(
    [(await clockOf(report, 'V1')).state, (await clockOf(report, 'F1')).state],
    ['met', 'running'],
  )
})

test('X17 days that the clock stood still before stay outside the count', async () => {
  const report = await submit()
  await does('verifier', report, 'ask_completion', { missing: ['Nama jalan'], text: 'Jalan apa?' })
  town.clock.later(3)
  await does('reporter', report, 'complete', { text: 'Jalan Melati.' })
  const before = await clockOf(report, 'V1')
  await does('verifier', report, 'forward', { agency: jayapura, kind: 'complaint_service' })
  await does('verifier', report, 'recall')
  const after = await clockOf(report, 'V1')
  assert.deepEqual([after.state, after.due_on], ['running', before.due_on])
})

test('X17 after ten minutes, or once the office has begun, it is moved by a bounce and not taken back', async () => {
  const refusal = async (report: Sent) => (await act('verifier', report, 'recall')).json['code']
  const slow = await aReportIn(town, 'forwarded')
  later(11)
  assert.equal(await refusal(slow), 'action_not_allowed')
  assert.equal(await refusal(await aReportIn(town, 'at_unit')), 'action_not_allowed')
  assert.equal(await refusal(await aReportIn(town, 'in_progress')), 'action_not_allowed')
  const bouncing = await aReportIn(town, 'forwarded')
  await does('admin', bouncing, 'bounce', {
    proposed_agency: jayapura,
    reason: 'Jalan nasional, bukan kota.',
  })
  assert.equal(await refusal(bouncing), 'action_not_allowed')
  assert.equal(
    (await act('admin', await aReportIn(town, 'forwarded'), 'recall')).json['code'],
    'action_not_allowed',
  )
})

test('X17 an agency takes a report back from the wrong unit, and names the right one', async () => {
  const report = await aReportIn(town, 'at_unit')
  assert.ok(await isOnListOf('officer', report))
  await does('admin', report, 'recall')
  assert.ok(!(await isOnListOf('officer', report)))
  assert.equal((await clockOf(report, 'F2')).state, 'running')
  assert.equal((await clockOf(report, 'F1')).state, 'running')
  await does('admin', report, 'forward', { agency: surabaya, unit: transportOffice })
  await does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi.' })
  assert.equal((await act('admin', report, 'recall')).json['code'], 'action_not_allowed')
})
