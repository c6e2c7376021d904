/** The daily figures: what is counted on which day, and that a day once counted stays as it is (DOMAIN section 7). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown } from '../../../test/support/town.ts'
import { rollUp } from './jobs.ts'
import { countsByDay } from './queries.ts'
import { solvedShare, sum } from './shares.ts'

const town = await aTown()
const worker = await town.database.as('lapor_worker')
const nation = () => countsByDay(town.database.db, undefined, { from: '2026-07-01', to: '2026-09-30' })

test('the nation counts what came in, also what nobody has forwarded yet (N1)', async () => {
  await town.submit()
  await aReportIn(town, 'forwarded')
  await rollUp(worker, town.ground.now())
  assert.deepEqual(
    (await nation()).map(({ day, received }) => [day, received]),
    [['2026-07-06', 2]],
  )
})

test('what the Ombudsman took over is among what was not solved for its reporter (N7)', async () => {
  const solved = await aReportIn(town, 'answered')
  await town.does('reporter', solved, 'accept')
  const taken = await aReportIn(town, 'in_progress')
  await town.does('reporter', taken, 'ask_ombudsman')
  await town.does('ombudsman', taken, 'take_over', { office: 'Ombudsman RI perwakilan Jawa Timur' })
  await rollUp(worker, town.ground.now())
  assert.deepEqual(solvedShare(sum(await nation())), { part: 1, whole: 2 })
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
