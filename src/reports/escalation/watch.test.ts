/** Reminders and escalation, from half time to the ministry: in time, once, to the right people, seen by the right ones. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown, type Sent } from '../../../test/support/town.ts'
import type { Ground } from '../../platform/ground.ts'
import { giveSteps, watchClocks } from './watch.ts'

const town = await aTown()
const { db } = town.database
const ground: Ground = { ...town.ground, db: await town.database.as('lapor_worker') }
const round = async (): Promise<number> => {
  await watchClocks(ground)
  return giveSteps(ground)
}
/** 'F1 half: officer' for everything that was told of clocks of a report, the oldest first. */
async function told(report: Sent): Promise<string[]> {
  const rows = await db
    .selectFrom('staff_notice as n')
    .innerJoin('account as a', 'a.id', 'n.account_id')
    .select(['a.name', 'n.rule', 'n.step'])
    .where('n.report_id', '=', report.id)
    .where('n.rule', 'is not', null)
    .orderBy('n.created_at')
    .orderBy('n.rule')
    .orderBy('a.name')
    .execute()
  const steps = Map.groupBy(rows, ({ rule, step }) => `${rule} ${step}`)
  return [...steps].map(([step, people]) => `${step}: ${people.map(({ name }) => name).join(', ')}`)
}
const ofRule = async (report: Sent, rule: string) =>
  (await told(report)).filter((one) => one.startsWith(`${rule} `))
const at = (day: string, time = '01:00'): void => town.clock.set(`${day}T${time}:00.000Z`)

// Monday 6 July 2026, 09.10: F1 ends on Monday 13, K2 on Friday 24 July.
const report = await aReportIn(town, 'in_progress')

test('whoever has it is reminded at half time, near the end and on the day, the admin from the second on', async () => {
  await round()
  assert.deepEqual(await told(report), [])
  at('2026-07-09', '00:00') // Thursday, 07.00
  await round()
  assert.deepEqual(await ofRule(report, 'F1'), ['F1 half: officer'])
  at('2026-07-10')
  await round()
  at('2026-07-13')
  await round()
  assert.deepEqual(await ofRule(report, 'F1'), [
    'F1 half: officer',
    'F1 near: admin, officer',
    'F1 due: admin, officer',
  ])
})

test('when it is late it goes up tier by tier: approver, inspectorate, the tier above, the ministry that owns the service', async () => {
  for (const day of ['2026-07-14', '2026-07-16', '2026-07-20', '2026-07-27']) {
    at(day)
    await round()
  }
  assert.deepEqual((await ofRule(report, 'F1')).slice(3), [
    'F1 late: admin, approver, officer',
    'F1 late_inside: admin, inspector',
    'F1 late_above: admin, province',
    'F1 late_top: evaluator, province',
  ])
})

test('each late step stands in the timeline for staff, and neither the reporter nor the public reads it', async () => {
  const events = await db
    .selectFrom('report_event')
    .select(['data', 'audience'])
    .where('report_id', '=', report.id)
    .where('action', '=', 'escalate')
    .orderBy('seq')
    .execute()
  const ofF1 = events.filter(({ data }) => data['rule'] === 'F1')
  assert.deepEqual(
    ofF1.map(({ data }) => data['step']),
    ['late', 'late_inside', 'late_above', 'late_top'],
  )
  assert.ok(events.every(({ audience }) => audience === 'staff'))
  const page = await (
    await fetch(`${town.url}/meja/laporan/${report.id}`, {
      headers: { ...town.token('officer'), accept: 'text/html' },
    })
  ).text()
  assert.match(page, /Terlambat, diteruskan ke inspektorat: jawaban pertama instansi/)
  assert.match(page, /Tenggatnya Senin, 13 Juli 2026\. Diberi tahu: admin instansi, inspektorat\./)
  const seen = JSON.stringify(await town.seen(report))
  assert.doesNotMatch(seen, /inspektorat/)
})

test('the inspectorate reads number and office of what is late; the report itself is not theirs to open', async () => {
  const list = await (
    await fetch(`${town.url}/meja/kabar`, {
      headers: { ...town.token('inspector'), accept: 'text/html' },
    })
  ).text()
  assert.match(list, /Terlambat, diteruskan ke inspektorat: jawaban pertama instansi, tenggat Senin, 13 Juli/)
  assert.match(list, /Dinas Perhubungan Kota Surabaya/)
  assert.ok(list.includes(`${report.number.slice(0, 4)}-${report.number.slice(4)}`))
  assert.ok(!list.includes(report.id))
})

test('on the day after the answer is late the reporter hears of the way to the Ombudsman, once', async () => {
  // K2 ended on Friday 24 July; the first round after it was on Monday 27 July.
  const offers = async () =>
    ((await town.seen(report))['events'] as { action: string; text: string }[]).filter(
      ({ action }) => action === 'offer_ombudsman',
    )
  const [offer, ...others] = await offers()
  assert.equal(others.length, 0)
  assert.match(offer!.text, /Jumat, 24 Juli 2026[\s\S]*Ombudsman/)
  // K5, sixty calendar days from 6 July, passes on 4 September.
  at('2026-09-08')
  await round()
  assert.equal((await offers()).length, 1)
})

test('the same round again, by several workers at once, tells nobody anything again', async () => {
  const before = await told(report)
  const count = async () =>
    (await db.selectFrom('report_event').select('seq').where('report_id', '=', report.id).execute()).length
  const events = await count()
  await Promise.all([round(), round(), round()])
  assert.deepEqual(await told(report), before)
  assert.equal(await count(), events)
})

test('three workers at once give each step once', async () => {
  at('2026-09-14', '02:10') // a Monday
  const reports = []
  for (let n = 0; n < 12; n++) reports.push(await aReportIn(town, 'in_progress'))
  await watchClocks(ground)
  at('2026-09-22') // F1 was due on the 21st
  await Promise.all([round(), round(), round()])
  for (const one of reports) {
    assert.deepEqual(await ofRule(one, 'F1'), ['F1 late: admin, approver, officer'])
    const events = await db
      .selectFrom('report_event')
      .select('seq')
      .where('report_id', '=', one.id)
      .where('action', '=', 'escalate')
      .execute()
    assert.equal(events.length, 1)
  }
})

test('a reminder does not make the page of an officer stale who is just writing the answer', async () => {
  at('2026-10-05', '02:10') // a Monday
  const one = await aReportIn(town, 'in_progress')
  const { version } = await db
    .selectFrom('report')
    .select('version')
    .where('report_id', '=', one.id)
    .executeTakeFirstOrThrow()
  await watchClocks(ground)
  at('2026-10-13')
  await round()
  await town.does('officer', one, 'interim_reply', { text: 'Kabel sudah dipesan dari gudang.', version })
  const stale = await town.act('officer', one, 'interim_reply', { text: 'Kabel sudah dipasang.', version })
  assert.equal(stale.status, 409, 'what somebody did is still a change')
})

test('an answer in time is the end of it: a clock that was met reminds nobody', async () => {
  at('2026-10-19', '02:10')
  const one = await aReportIn(town, 'in_progress')
  await watchClocks(ground)
  await town.does('officer', one, 'interim_reply', { text: 'Petugas datang besok pagi.' })
  at('2026-10-27')
  await round()
  assert.deepEqual(await ofRule(one, 'F1'), [])
})

test('a clock that waits for the reporter reminds nobody until it goes on', async () => {
  at('2026-11-02', '02:10')
  const one = await aReportIn(town, 'in_progress')
  await watchClocks(ground)
  await town.does('officer', one, 'ask_reporter', { text: 'Tiang nomor berapa?' })
  at('2026-11-12') // half of 14 working days
  await round()
  assert.deepEqual(await ofRule(one, 'K2'), [])
  await town.does('reporter', one, 'reply', { text: 'Tiang nomor 12.' })
  at('2026-11-24')
  await round()
  assert.deepEqual(await ofRule(one, 'K2'), ['K2 half: officer'])
})
