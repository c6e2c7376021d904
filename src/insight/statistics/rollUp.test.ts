/** The daily figures: what is counted on which day, and that a day once counted stays as it is (DOMAIN section 7). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown, surabaya } from '../../../test/support/town.ts'
import { rollUp } from './jobs.ts'
import { countsByAgency, countsByDay, countsByMonth } from './queries.ts'
import { formulaVersion, solvedShare, sum } from './shares.ts'

const town = await aTown()
const worker = await town.database.as('lapor_worker')
const nation = () => countsByDay(town.database.db, undefined, { from: '2026-07-01', to: '2026-09-30' })

test('the nation counts what came in, also what nobody has forwarded yet (N1)', async () => {
  await town.submit()
  await aReportIn(town, 'forwarded')
  await rollUp(worker, town.ground.now())
  assert.deepEqual(
    (await nation()).filter(({ received }) => received > 0).map(({ day, received }) => [day, received]),
    [['2026-07-06', 2]],
  )
})

const office = { office: 'Ombudsman RI perwakilan Jawa Timur' }
const takenOver = async () => {
  const report = await aReportIn(town, 'in_progress')
  await town.does('reporter', report, 'ask_ombudsman')
  await town.does('ombudsman', report, 'take_over', office)
  return report
}
const julySixth = async () => (await nation()).find(({ day }) => day === '2026-07-06')

test('what stands with the Ombudsman at the end of the day is among what was not solved for its reporter (N7)', async () => {
  const solved = await aReportIn(town, 'answered')
  await town.does('reporter', solved, 'accept')
  const back = await takenOver()
  await takenOver()
  await rollUp(worker, town.ground.now())
  assert.deepEqual(solvedShare(sum(await nation())), { part: 1, whole: 3 })

  // One is handed back before the day is over: it is not there any more, for the agency neither.
  await town.does('ombudsman', back, 'ombudsman_result', { text: 'Instansi melanjutkan.', to: 'in_progress' })
  await rollUp(worker, town.ground.now())
  assert.deepEqual(solvedShare(sum(await nation())), { part: 1, whole: 2 })
  const agency = (await countsByAgency(town.database.db, { from: '2026-07-01', to: '2026-07-06' })).get(
    surabaya,
  )
  assert.equal(agency?.with_ombudsman, 1)
})

test('a stay with the Ombudsman counts on each of its days, and in the month in which it ends no more', async () => {
  const report = await takenOver()
  town.clock.set('2026-08-03T03:00:00.000Z')
  await town.does('ombudsman', report, 'ombudsman_result', {
    text: 'Jalan sudah diperbaiki.',
    document: 'LHP 12/2026, 3 Agustus 2026',
    to: 'answered',
  })
  await town.does('reporter', report, 'accept')
  await rollUp(worker, town.ground.now())
  const [july, august] = await countsByMonth(town.database.db, surabaya, {
    from: '2026-07-01',
    to: '2026-08-31',
  })
  assert.deepEqual([july?.month, july?.solved, july?.with_ombudsman], ['2026-07', 1, 2])
  // Solved once, and not counted as a take-over beside it.
  assert.deepEqual([august?.month, august?.solved, august?.with_ombudsman], ['2026-08', 1, 1])
  assert.deepEqual(solvedShare(sum([july!, august!])), { part: 2, whole: 3 })
  town.clock.set('2026-07-06T09:00:00.000Z')
})

test('a second objection whose appeal is refused is closed in the agency’s word, once', async () => {
  const before = (await julySixth())!.closed_by_agency
  const report = await aReportIn(town, 'answered')
  const why = { reason: 'Lubangnya masih ada di tempat yang sama.' }
  await town.does('reporter', report, 'reject', why)
  await town.does('officer', report, 'propose_answer', {
    text: 'Lubang ditambal lagi oleh petugas pada hari Rabu.',
    outcome: 'repaired',
  })
  await town.does('approver', report, 'approve')
  await town.does('reporter', report, 'reject', why)
  await town.does('ministry', report, 'refuse_appeal', {
    reasons: 'Perbaikan sudah sesuai standar jalan kota.',
  })
  await rollUp(worker, town.ground.now())
  assert.equal((await julySixth())!.closed_by_agency, before + 1)
})

test('every figure says by which formula and calendar it was counted, and when', async () => {
  await rollUp(worker, town.ground.now())
  const counted = (await julySixth())!
  assert.equal(counted.formula, formulaVersion)
  assert.ok(counted.calendar_version >= 1)
  assert.deepEqual(counted.computed_at, town.ground.now())
})

test('a day that leaves the span keeps its whole count', async () => {
  town.clock.set('2026-07-06T15:00:00.000Z')
  await town.submit()
  await rollUp(worker, town.ground.now())
  const before = (await nation()).find(({ day }) => day === '2026-07-06')
  // 35 days later, in the evening: the morning's reports are older than 35 times 24 hours.
  town.clock.set('2026-08-10T14:00:00.000Z')
  await rollUp(worker, town.ground.now())
  const after = (await nation()).find(({ day }) => day === '2026-07-06')
  assert.equal(after?.received, before?.received)
})
