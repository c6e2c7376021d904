/** A step of a clock is given once in its life: whatever waits, moves, runs twice or tells the wrong time meanwhile. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown, surabaya, transportOffice, type Sent } from '../../../test/support/town.ts'
import type { Ground } from '../../platform/ground.ts'
import { giveSteps, watchClocks } from './watch.ts'

const town = await aTown()
const { db } = town.database
const workerDb = await town.database.as('lapor_worker')
const ground: Ground = { ...town.ground, db: workerDb }
const round = async (of: Ground = ground): Promise<void> => {
  await watchClocks(of)
  await giveSteps(of)
}
const at = (day: string, time = '01:00'): void => town.clock.set(`${day}T${time}:00.000Z`)

await town.hires('second officer', 'unit_officer', surabaya, transportOffice)
const { id: secondOfficer } = await db
  .selectFrom('account')
  .select('id')
  .where('name', '=', 'second officer')
  .executeTakeFirstOrThrow()

/** 'half: officer' for each notice of a rule, the oldest first. */
const told = async (report: Sent, rule: string): Promise<string[]> =>
  (
    await db
      .selectFrom('staff_notice as n')
      .innerJoin('account as a', 'a.id', 'n.account_id')
      .select(['a.name', 'n.step'])
      .where('n.report_id', '=', report.id)
      .where('n.rule', '=', rule)
      .orderBy('n.created_at')
      .orderBy('a.name')
      .execute()
  ).map(({ step, name }) => `${step}: ${name}`)
const escalated = async (report: Sent, rule: string): Promise<unknown[]> =>
  (
    await db
      .selectFrom('report_event')
      .select('data')
      .where('report_id', '=', report.id)
      .where('action', '=', 'escalate')
      .orderBy('seq')
      .execute()
  )
    .filter(({ data }) => data['rule'] === rule)
    .map(({ data }) => data['step'])

test('a clock that waited for the reporter goes on where it was: half time is not told again, to nobody', async () => {
  at('2026-07-06', '02:10') // Monday; half of the 5 working days of K1 is Thursday 9 July
  const report = await town.submit({ kind: 'informasi' })
  await town.does('verifier', report, 'forward', { agency: surabaya, kind: 'information' })
  await town.does('admin', report, 'forward', { agency: surabaya, unit: transportOffice })
  await town.does('officer', report, 'start', { next_step: 'Kami cari datanya.' })
  await round()
  at('2026-07-09')
  await round()
  assert.deepEqual(await told(report, 'K1'), ['half: officer'])
  await town.does('officer', report, 'ask_reporter', { text: 'Data tahun berapa?' })
  at('2026-07-10') // what would have been the next step passes while the clock waits
  await round()
  await town.does('reporter', report, 'reply', { text: 'Tahun 2025.' })
  await town.does('officer', report, 'assign', { officer: secondOfficer })
  await round()
  assert.deepEqual(await told(report, 'K1'), ['half: officer'])
  at('2026-07-13') // Monday
  await round()
  assert.deepEqual((await told(report, 'K1')).slice(1), ['near: admin', 'near: second officer'])
})

test('a report held for a check and released on the same day keeps its reminders, each once', async () => {
  at('2026-08-03', '02:10') // Monday; V1 ends on Thursday 6 August
  const report = await town.submit()
  await town.does('verifier', report, 'note', { text: 'Saya periksa.' })
  await round()
  at('2026-08-05', '00:30')
  await round()
  const before = await told(report, 'V1')
  await town.does('verifier', report, 'hold', { rule: 'Menyebut nama orang dengan kata kasar.' })
  await round()
  await town.does('verifier', report, 'release')
  await round()
  assert.deepEqual(await told(report, 'V1'), before)
  at('2026-08-07') // the day after it was due
  await round()
  assert.deepEqual(await escalated(report, 'V1'), ['late'])
})

test('what is late, waits and goes on is not late a second time', async () => {
  at('2026-09-07', '02:10') // Monday; V1 ends on Thursday 10 September
  const report = await town.submit()
  await round()
  at('2026-09-11')
  await round()
  assert.deepEqual(await escalated(report, 'V1'), ['late'])
  await town.does('verifier', report, 'hold', { rule: 'Menyebut nama orang dengan kata kasar.' })
  at('2026-09-15')
  await round()
  await town.does('moderator', report, 'release')
  await round()
  const steps = await escalated(report, 'V1')
  assert.equal(new Set(steps).size, steps.length, steps.join(' '))
})

test('a date that moves away takes no reminder back and gives none again', async () => {
  at('2026-10-05', '02:10') // Monday; half of the 14 working days of K4 is Wednesday 14 October
  const report = await town.submit({ kind: 'aspirasi' })
  await town.does('verifier', report, 'forward', { agency: surabaya, kind: 'aspiration' })
  await round()
  at('2026-10-14')
  await round()
  const before = await told(report, 'K4')
  assert.deepEqual(before, ['half: admin'])
  await town.does('approver', report, 'extend', { reason: 'Menunggu musyawarah kelurahan.' })
  await round()
  at('2026-10-23') // half of the 28 working days
  await round()
  assert.deepEqual(await told(report, 'K4'), before)
})

test('workers whose clocks differ, one of them set back, give half time once', async () => {
  at('2026-11-02', '02:10') // Monday; half of F1 is Thursday 5 November
  const reports = []
  for (let n = 0; n < 8; n++) reports.push(await aReportIn(town, 'in_progress'))
  const byClock = (instant: string): Ground => ({ ...ground, now: () => new Date(instant) })
  const [right, fast, slow] = ['2026-11-05T01:00:00Z', '2026-11-05T09:00:00Z', '2026-11-04T01:00:00Z'].map(
    byClock,
  )
  await Promise.all([round(right), round(fast), round(slow), round(right)])
  await Promise.all([round(slow), round(slow), round(fast)])
  await round(right)
  for (const report of reports) assert.deepEqual(await told(report, 'F1'), ['half: officer'])
})
