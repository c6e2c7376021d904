/** A worker is killed in the middle of its reminders: the next one gives the rest, and none twice. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aReportIn, aTown } from '../../../test/support/town.ts'
import { waitUntil } from '../../platform/processes.ts'
import { giveSteps, watchClocks } from './watch.ts'

const town = await aTown()
const { database } = town
const ground = { ...town.ground, db: await database.as('lapor_worker') }
const reports = 80
for (let made = 0; made < reports; made++) await aReportIn(town, 'forwarded')

const given = async (): Promise<number> =>
  Number(
    (
      await database.db
        .selectFrom('deadline_watch')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('step', '=', 'late')
        .executeTakeFirstOrThrow()
    ).count,
  )

test('each report is escalated once, although its worker was killed and two others went on at the same time', async () => {
  const tuesday = '2026-07-14T01:00:00.000Z' // F1 was due on Monday 13 July
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('../../../test/support/escalationWorker.ts', import.meta.url)),
      database.url,
      tuesday,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const ended = once(child, 'exit')
  assert.ok(await waitUntil(async () => (await given()) > 0, 20_000, 2))
  child.kill('SIGKILL')
  await ended
  const half = await given()
  assert.ok(half > 0 && half < 2 * reports, `killed after ${half}`)

  town.clock.set(tuesday)
  await Promise.all(
    [1, 2].map(async () => {
      await watchClocks(ground)
      await giveSteps(ground)
    }),
  )
  // At an agency that did nothing two clocks are late: the first reply, and the way down to a unit.
  const { rows: events } = await sql<{ rule: string; times: number; reports: number }>`
    select rule, times, count(*)::int as reports
    from (
      select report_id, data ->> 'rule' as rule, count(*)::int as times
      from report_event
      where action = 'escalate'
      group by report_id, rule
    ) as counted
    group by rule, times
    order by rule`.execute(database.db)
  assert.deepEqual(events, [
    { rule: 'F1', times: 1, reports },
    { rule: 'F2', times: 1, reports },
  ])
  const { rows: notices } = await sql<{ rule: string; n: number }>`
    select rule, count(*)::int as n
    from staff_notice
    where step = 'late'
    group by rule
    order by rule`.execute(database.db)
  assert.deepEqual(notices, [
    { rule: 'F1', n: 2 * reports },
    { rule: 'F2', n: 2 * reports },
  ])
})
