/** A recount survives its worker: every clock moves exactly once, whoever is killed when, with several workers at once. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aReportIn, aTown } from '../../../test/support/town.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { approve, propose } from './actions.ts'
import { countPreviews } from './preview.ts'
import { runRecounts } from './jobs.ts'
import { recountOf } from './queries.ts'

const town = await aTown()
const { ground, database } = town
const owner = await database.as('lapor_owner')
const worker = { ...ground, db: await database.as('lapor_worker') }
const evaluator = (id: string): Actor => ({ kind: 'staff', id, name: id, roles: ['evaluator'] })

const copies = 4_000
const original = await aReportIn(town, 'forwarded')
await copyReport()

/** Thousands of reports that differ in nothing but id and number: what matters here is only how many there are. */
async function copyReport(): Promise<void> {
  await sql`
    create table copy as
    select gen_random_uuid() as id, lpad(upper(to_hex(n)), 8, '0') as number
    from generate_series(1, ${copies}::int) n`.execute(owner)
  for (const table of ['report', 'report_event', 'report_clock', 'agency_inbox']) {
    const { rows } = await sql<{ name: string }>`
      select column_name as name
      from information_schema.columns
      where table_name = ${table} and table_schema = 'public'
      order by ordinal_position`.execute(owner)
    const columns = rows.map(({ name }) => name)
    const values = columns.map((name) =>
      name === 'report_id' ? 'copy.id' : name === 'number' ? 'copy.number' : `t.${name}`,
    )
    await sql
      .raw(
        `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} t, copy where t.report_id = '${original.id}'`,
      )
      .execute(owner)
  }
}

const eventCounts = async (): Promise<Map<number, number>> => {
  const { rows } = await sql<{ events: number; reports: number }>`
    select events::int, count(*)::int as reports
    from (
      select r.report_id, count(e.seq) as events
      from report r left join report_event e on e.report_id = r.report_id and e.action = 'clock_moved'
      group by r.report_id) as counted
    group by events`.execute(owner)
  return new Map(rows.map(({ events, reports }) => [events, reports]))
}

test('a killed worker loses nothing and repeats nothing, and three others share the rest', async () => {
  const change = await propose(ground, evaluator('satu'), {
    kind: 'calendar',
    input: {
      decree: 'SKB 12/2026',
      decree_day: '2026-07-05',
      add: [{ day: '2026-07-10', name: 'Cuti bersama', type: 'collective_leave' }],
    },
  })
  assert.equal(change.preview?.state, 'counting', 'many reports are counted by the worker')
  await assert.rejects(approve(ground, evaluator('dua'), change.change_id), { code: 'effect_being_counted' })
  await countPreviews(worker)
  await approve(ground, evaluator('dua'), change.change_id)

  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../../test/support/recountWorker.ts', import.meta.url)), database.url],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'exit')
  for (;;) {
    const recount = await recountOf(database.db, change.change_id)
    if ((recount?.done ?? 0) > 0) break
    await new Promise((done) => setTimeout(done, 5))
  }
  child.kill('SIGKILL')
  await ended
  const half = (await recountOf(database.db, change.change_id))!
  assert.ok(half.done > 0 && half.done < copies, `killed after ${half.done} of ${half.reports}`)

  await Promise.all([1, 2, 3].map(() => runRecounts(worker, { settleMs: 0 })))
  await runRecounts(worker, { settleMs: 0 })
  const whole = (await recountOf(database.db, change.change_id))!
  assert.deepEqual(
    [whole.state, whole.reports, whole.done, whole.moved_reports, whole.moved_clocks],
    ['done', copies + 1, copies + 1, copies + 1, 2 * (copies + 1)],
  )
  assert.deepEqual(await eventCounts(), new Map([[1, copies + 1]]))
  const { rows } = await sql<{ due_on: string; n: number }>`
    select due_on, count(*)::int as n
    from report_clock
    where rule = 'F1'
    group by due_on`.execute(owner)
  assert.deepEqual(rows, [{ due_on: '2026-07-14', n: copies + 1 }])
})

test('a recount of days that no open clock holds looks at nothing', async () => {
  const change = await propose(ground, evaluator('satu'), {
    kind: 'calendar',
    input: {
      decree: 'SKB 14/2026',
      decree_day: '2026-07-05',
      add: [{ day: '2026-11-11', name: 'Hari tambahan', type: 'election' }],
    },
  })
  assert.equal(change.preview?.looked, 0)
  await approve(ground, evaluator('dua'), change.change_id)
  await runRecounts(worker, { settleMs: 0 })
  const recount = (await recountOf(database.db, change.change_id))!
  assert.deepEqual([recount.state, recount.reports], ['done', 0])
})
