/** Steps that the service takes by itself: after two reminders, exactly once, also with two workers. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { beforeEach, test } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { aGround } from '../../../test/support/ground.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor, Role } from '../../regulation/permissions.ts'
import { reporter, system } from '../../regulation/permissions.ts'
import { loadFile } from '../casefile/store.ts'
import type { Verb } from '../casefile/step.ts'
import { approve, askReporter, proposeAnswer, start } from '../handling/actions.ts'
import { submit } from '../intake/actions.ts'
import { extendResponse } from './actions.ts'
import { askCompletion, expireCompletion, forward } from '../verification/actions.ts'
import { tasks as verificationTasks } from '../verification/jobs.ts'
import { revive } from '../tracking/actions.ts'
import { tasks } from './jobs.ts'

const database = await createTestDatabase()
let now = new Date()
const ground: Ground = aGround(database, { now: () => now })
const workers: Ground[] = [
  { ...ground, db: await database.as('lapor_worker') },
  { ...ground, db: await database.as('lapor_worker') },
]
const at = (wall: string) => (now = new Date(`${wall.replace(' ', 'T')}+07:00`))
beforeEach(() => at('2026-07-06 09:10')) // a Monday

const person = (role: Role, name: string): Actor => ({
  kind: 'staff',
  id: randomUUID(),
  name,
  roles: [role],
  ...(role !== 'national_verifier' && { agency: 'D3578', unit: 'D3578.dinas-perhubungan' }),
})
const verifier = person('national_verifier', 'verifier')
const officer = person('unit_officer', 'officer')
const approver = person('approver', 'approver')

async function aReport(steps: [Verb, Actor, Record<string, unknown>?][]): Promise<string> {
  const { reportId } = await submit(
    ground,
    {
      kind: 'pengaduan',
      text: 'Lampu jalan padam sejak Senin.',
      region: '35.78',
      email: 'sumiati@contoh.id',
    },
    { channel: 'web', language: 'id' },
  )
  for (const [verb, actor, input] of steps) await verb(ground, actor, reportId!, input)
  return reportId!
}
const handled: [Verb, Actor, Record<string, unknown>?][] = [
  [forward, verifier, { agency: 'D3578', unit: 'D3578.dinas-perhubungan', kind: 'complaint_service' }],
  [start, officer, { next_step: 'Petugas memeriksa lokasi besok pagi.' }],
]
const answered: typeof handled = [
  ...handled,
  [
    proposeAnswer,
    officer,
    { text: 'Lampu sudah diganti oleh petugas pada hari Selasa.', outcome: 'repaired' },
  ],
  [approve, approver],
]

/** Every job of this room and of verification, in both workers at once. */
const minute = () =>
  Promise.all(
    workers.flatMap((worker) =>
      Object.values({ ...tasks, ...verificationTasks }).map((task) => task(worker, undefined)),
    ),
  )
const stateOf = async (reportId: string) => (await loadFile(ground.db, reportId))!.state
const stepsOf = async (reportId: string, action: string) =>
  (
    await database.db
      .selectFrom('report_event')
      .select(['at', 'data'])
      .where('report_id', '=', reportId)
      .where('action', '=', action)
      .orderBy('seq')
      .execute()
  ).map((row) => row.at.toISOString().slice(0, 10))

test('X10, T31: reminders on working day 5 and 9, and silence counts after day 10', async () => {
  const report = await aReport(answered) // answered on Monday 6 July: day 5 is Monday 13, day 9 Friday 17, day 10 Monday 20 July
  await minute()
  at('2026-07-10 10:00') // Friday, day 4
  await minute()
  assert.deepEqual(await stepsOf(report, 'remind'), [])
  at('2026-07-13 10:00')
  await minute()
  await minute()
  assert.deepEqual(await stepsOf(report, 'remind'), ['2026-07-13'])
  at('2026-07-17 10:00')
  await minute()
  at('2026-07-20 18:00')
  await minute()
  assert.deepEqual(await stepsOf(report, 'remind'), ['2026-07-13', '2026-07-17'])
  assert.equal(await stateOf(report), 'answered')
  at('2026-07-21 00:01')
  await minute()
  await minute()
  assert.equal(await stateOf(report), 'closed_by_agency')
  assert.deepEqual(await stepsOf(report, 'close_unanswered'), ['2026-07-20'])
  const notices = await database.db
    .selectFrom('notice')
    .select('seq')
    .where('report_id', '=', report)
    .execute()
  // sent, forwarded, started, answered, two reminders, closed; the proposal was for colleagues only
  assert.equal(notices.length, 7)
})

test('T31: a service that was away reminds twice, a day apart, before it takes silence for an answer', async () => {
  const report = await aReport(answered)
  at('2026-08-03 10:00') // two weeks late
  await minute()
  await minute()
  assert.deepEqual(await stepsOf(report, 'remind'), ['2026-08-03'])
  at('2026-08-04 10:00')
  await minute()
  assert.deepEqual(await stepsOf(report, 'remind'), ['2026-08-03', '2026-08-04'])
  assert.equal(await stateOf(report), 'answered')
  at('2026-08-05 10:00')
  await minute()
  assert.equal(await stateOf(report), 'closed_by_agency')
})

test('T31: a reporter who asked for more time is not closed on the first date', async () => {
  const report = await aReport([...answered, [extendResponse, reporter]])
  for (const day of ['2026-07-13', '2026-07-17', '2026-07-21']) {
    at(`${day} 10:00`)
    await minute()
  }
  assert.equal(await stateOf(report), 'answered')
})

test('T12: what was not completed is archived after reminders on day 10 and 20, and one tap opens it again', async () => {
  const report = await aReport([
    [askCompletion, verifier, { missing: ['Alamat'], text: 'Mohon sebutkan alamatnya.' }],
  ])
  for (const day of ['2026-07-15', '2026-07-16', '2026-07-25', '2026-07-26', '2026-08-05']) {
    at(`${day} 10:00`)
    await minute()
  }
  assert.deepEqual(await stepsOf(report, 'remind'), ['2026-07-16', '2026-07-26'])
  assert.equal(await stateOf(report), 'awaiting_completion')
  at('2026-08-06 10:00') // 30 days from 6 July are over
  await minute()
  assert.equal(await stateOf(report), 'archived')
  assert.deepEqual(await stepsOf(report, 'expire_completion'), ['2026-08-06'])
  await revive(ground, reporter, report)
  assert.equal(await stateOf(report), 'received')
  await assert.rejects(expireCompletion(ground, system, report), { code: 'action_not_allowed' })
})

test('T23: a question that nobody answered lets the clock run again, once', async () => {
  const report = await aReport([...handled, [askReporter, officer, { text: 'Di tiang nomor berapa?' }]])
  at('2026-07-20 12:00')
  await minute()
  assert.equal(await stateOf(report), 'awaiting_reporter')
  at('2026-07-21 00:01')
  await minute()
  assert.equal(await stateOf(report), 'in_progress')
  assert.equal((await stepsOf(report, 'expire_question')).length, 1)
})

test('a report that cannot be moved does not keep the others waiting', async () => {
  const broken = await aReport([...handled, [askReporter, officer, { text: 'Di tiang nomor berapa?' }]])
  const sound = await aReport([...handled, [askReporter, officer, { text: 'Di tiang nomor berapa?' }]])
  const owner = await database.as('lapor_owner')
  await owner
    .updateTable('report')
    .set({ clocks: '"nonsense"' as never })
    .where('report_id', '=', broken)
    .execute()
  at('2026-07-21 00:01')
  await minute()
  assert.equal(await stateOf(sound), 'in_progress')
})

test('a worker that is killed in the middle leaves nothing half done, and the next one ends what is due', async () => {
  const reports: string[] = []
  for (let count = 0; count < 60; count++)
    reports.push(await aReport([...handled, [askReporter, officer, { text: 'Di tiang nomor berapa?' }]]))
  const passed = '2026-07-21T00:01:00+07:00'
  const program = `
    import { openDatabase } from '${new URL('../../platform/db/database.ts', import.meta.url)}'
    import { tasks } from '${new URL('./jobs.ts', import.meta.url)}'
    const { db } = await openDatabase({ url: process.env.TEST_URL, role: 'lapor_worker' })
    const silent = { warn() {}, error() {}, info() {}, debug() {} }
    await tasks.expire_question({ db, now: () => new Date('${passed}'), log: silent }, undefined)
    console.log('ended')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, TEST_URL: database.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const moved = async () => {
    const { count } = await database.db
      .selectFrom('report')
      .select((of) => of.fn.countAll<number>().as('count'))
      .where('report_id', 'in', reports)
      .where('state', '=', 'in_progress')
      .executeTakeFirstOrThrow()
    return Number(count)
  }
  while ((await moved()) < 3) await new Promise((done) => setTimeout(done, 2))
  child.kill('SIGKILL')
  await once(child, 'close')
  assert.ok((await moved()) < 60, 'it was killed in the middle')
  now = new Date(passed)
  await minute()
  assert.equal(await moved(), 60)
  const events = await database.db
    .selectFrom('report_event')
    .select('report_id')
    .where('report_id', 'in', reports)
    .where('action', '=', 'expire_question')
    .execute()
  assert.equal(events.length, 60)
  assert.equal(new Set(events.map(({ report_id }) => report_id)).size, 60)
})
