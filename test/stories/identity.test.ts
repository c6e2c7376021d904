/** Who may know a name: only for a reason, for a while, with a second unit, and never without the reporter seeing it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown, type Sent } from '../support/town.ts'

const town = await aTown()
const { does, act, seen } = town
const named = { name: 'Kenari Uji', email: 'kenari-uji@contoh.example' }
const identity = (who: string, report: Sent) =>
  town.call('GET', `/desk/reports/${report.id}/identity`, { headers: town.token(who) })
const reason = { reason: 'Perlu menelepon untuk janji temu di lokasi.' }

test('a name is locked until somebody opens it with a reason', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'tanpa-nama' })
  assert.equal((await identity('officer', report)).json['code'], 'identity_locked')
  assert.equal((await act('officer', report, 'open_identity', {})).status, 422)
})

test('without consent the custodian decides, and only the one who asked may look', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'tanpa-nama' })
  const asked = await does('officer', report, 'open_identity', reason)
  assert.equal(asked['pending'].action, 'open_identity')
  assert.equal((await identity('officer', report)).status, 403)
  assert.equal((await act('admin', report, 'approve_identity')).status, 403)
  await does('custodian', report, 'approve_identity')
  assert.equal((await identity('officer', report)).json['name'], 'Kenari Uji')
  assert.equal((await identity('admin', report)).status, 403)
})

test('the custodian sees that somebody asks, and not a word of the report', async () => {
  const report = await aReportIn(town, 'at_unit', {
    ...named,
    privacy: 'rahasia',
    text: 'Kata rahasia yang tidak boleh tampil di meja lain.',
  })
  const list = () => town.call('GET', '/desk/reports', { headers: town.token('custodian') })
  assert.ok(!JSON.stringify((await list()).json).includes(report.number))
  await does('officer', report, 'open_identity', reason)
  assert.ok(JSON.stringify((await list()).json).includes(report.number))
  const opened = await town.call('GET', `/desk/reports/${report.id}`, { headers: town.token('custodian') })
  assert.ok(!JSON.stringify(opened.json).includes('Kata rahasia'))
})

test('with consent the handling agency opens it at once, and the reporter reads who and why', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'terbuka' })
  await does('officer', report, 'open_identity', reason)
  assert.equal((await identity('officer', report)).json['email'], named.email)
  assert.match(JSON.stringify((await seen(report))['events']), /menelepon untuk janji temu/)
})

test('after fifteen minutes it is locked again', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'terbuka' })
  await does('officer', report, 'open_identity', reason)
  town.clock.later(16 / 1440)
  assert.equal((await identity('officer', report)).json['code'], 'identity_locked')
})

test('the national desk opens no name without the custodian, not even of an open report', async () => {
  const report = await town.submit({ ...named, privacy: 'terbuka' })
  assert.equal((await does('verifier', report, 'open_identity', reason))['pending'].action, 'open_identity')
})

test('a fully anonymous report has nothing to open', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'anonim' })
  assert.equal((await act('officer', report, 'open_identity', reason)).json['code'], 'no_identity')
})

test('oversight reads a secret report as number, agency and dates', async () => {
  const report = await aReportIn(town, 'in_progress', {
    privacy: 'rahasia',
    text: 'Kata rahasia yang tidak boleh tampil di meja lain.',
  })
  await does('officer', report, 'interim_reply', {
    text: 'Kami memeriksa Kata rahasia itu besok pagi di kantor.',
  })
  for (const who of ['ministry', 'province', 'auditor', 'evaluator', 'ombudsman']) {
    const opened = await town.call('GET', `/desk/reports/${report.id}`, { headers: town.token(who) })
    assert.equal(opened.status, 200, who)
    assert.ok(!JSON.stringify(opened.json).includes('Kata rahasia'), who)
  }
})
