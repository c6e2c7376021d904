/** A10, A11: what a late decree does to open and ended clocks, by the real worker on a real database. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown, surabaya, jayapura, type Sent } from '../../../test/support/town.ts'
import { createAccount, createToken } from '../../directory/accounts/create.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import { evaluateClocks } from '../casefile/clockwork.ts'
import { clockRows, inboxRows } from '../casefile/projections.ts'
import { loadFile } from '../casefile/store.ts'
import { runRecounts } from './jobs.ts'

// Monday 6 July 2026: F1 is due Mon 13 July, K2 Fri 24 July.
const town = await aTown()
const { database, ground } = town
const owner = await database.as('lapor_owner')
const worker = { ...ground, db: await database.as('lapor_worker') }
const { email } = await createAccount(
  owner,
  {
    email: 'second.evaluator@contoh.example',
    name: 'Second Evaluator',
    roles: ['evaluator'],
    password: 'kopi pagi di teras',
  },
  ground.now(),
)
const second = { authorization: `Bearer ${await createToken(owner, email, ground.now())}` }
const first = town.token('evaluator')

const proposeDay = (fields: Record<string, unknown>) =>
  town.call('POST', '/desk/changes/calendar', { body: fields, headers: first })
const approve = (id: string, headers: Record<string, string> = second) =>
  town.call('POST', `/desk/changes/${id}/actions/approve`, { body: {}, headers })
const dueOf = async (report: Sent) =>
  Object.fromEntries(
    (
      await database.db
        .selectFrom('report_clock')
        .select(['rule', 'due_on', 'state'])
        .where('report_id', '=', report.id)
        .orderBy('clock_no')
        .execute()
    ).map(({ rule, due_on, state }) => [rule, `${due_on} ${state}`]),
  )
const movesOf = async (report: Sent) =>
  database.db
    .selectFrom('report_event')
    .selectAll()
    .where('report_id', '=', report.id)
    .where('action', '=', 'clock_moved')
    .orderBy('seq')
    .execute()

/** What `lapor rebuild` would write, against what stands there. */
async function assertRowsFollowFromEvents(report: Sent) {
  const file = (await loadFile(database.db, report.id))!
  const clocks = evaluateClocks(file, await loadLaw(database.db))
  const stored = await database.db
    .selectFrom('report_clock')
    .selectAll()
    .where('report_id', '=', report.id)
    .orderBy('clock_no')
    .execute()
  assert.deepEqual(stored, clockRows(file, clocks))
  const inbox = await database.db
    .selectFrom('agency_inbox')
    .selectAll()
    .where('report_id', '=', report.id)
    .orderBy('part_no')
    .execute()
  assert.deepEqual(
    inbox.map(({ due_rule, due_on, due_at, version, updated_at }) => ({
      due_rule,
      due_on,
      due_at,
      version,
      updated_at,
    })),
    inboxRows(file, clocks).map(({ due_rule, due_on, due_at, version, updated_at }) => ({
      due_rule,
      due_on,
      due_at,
      version,
      updated_at,
    })),
  )
}

const later = () => new Promise((done) => setTimeout(done, 1_050))

const running = await aReportIn(town, 'forwarded', { email: 'warga@contoh.example' })
const quiet = await aReportIn(town, 'in_progress')
const inPapua = await town.submit({ region: '91.71' })
await town.does('verifier', inPapua, 'forward', { agency: jayapura, kind: 'complaint_service' })

let decreed = ''
test('a proposed day shows how many open clocks it would move, and moves none yet', async () => {
  const { status, json } = await proposeDay({
    decree: 'SKB 12/2026',
    decree_day: '2026-07-05',
    add: [{ day: '2026-07-10', name: 'Cuti bersama tambahan', type: 'collective_leave' }],
  })
  assert.equal(status, 201, JSON.stringify(json))
  decreed = json['id'] as string
  // Each report that was forwarded has F1 and K2 over that Friday; F2 (two days, to Wed) and K5 do not move.
  // F3 (three days, to Thu 9 July) does not reach it either.
  assert.equal(json['effect'].clocks, 6)
  assert.equal(json['effect'].reports, 3)
  assert.deepEqual(json['effect'].byDays, { 1: 3, 3: 3 })
  assert.deepEqual((await dueOf(running))['F1'], '2026-07-13 running')
})

test('the one who proposed it may not approve it', async () => {
  const { status, json } = await approve(decreed, first)
  assert.deepEqual([status, json['code']], [403, 'second_person_needed'])
})

test('no other role may propose or approve', async () => {
  for (const who of ['verifier', 'operator', 'auditor', 'admin']) {
    const { status } = await town.call('POST', `/desk/changes/${decreed}/actions/approve`, {
      body: {},
      headers: town.token(who),
    })
    assert.equal(status, 403, who)
  }
})

test('after the approval each moved clock has an event in its report, and every list shows the new date', async () => {
  const { status, json } = await approve(decreed)
  assert.equal(status, 200, JSON.stringify(json))
  assert.equal(json['recount'].state, 'waiting')
  assert.equal(await runRecounts(worker, { settleMs: 0 }), 1)
  await later()
  assert.deepEqual(await dueOf(running), {
    V1: '2026-07-09 met',
    V4: '2026-07-20 met',
    F1: '2026-07-14 running', // Tue
    F2: '2026-07-08 running',
    F3: '2026-07-09 running',
    K2: '2026-07-27 running', // Mon
    K5: '2026-09-04 running',
  })
  const [event, ...more] = await movesOf(running)
  assert.equal(more.length, 0)
  assert.equal(event!.audience, 'reporter')
  assert.equal(event!.actor_name, 'Second Evaluator')
  const clocks = event!.data['clocks'] as Record<string, unknown>[]
  assert.deepEqual(
    clocks.map(({ rule, old_due_on, new_due_on }) => [rule, old_due_on, new_due_on]),
    [
      ['F1', '2026-07-13', '2026-07-14'],
      ['K2', '2026-07-24', '2026-07-27'],
    ],
  )
  assert.equal(event!.data['decree'], 'SKB 12/2026')
  for (const report of [running, quiet, inPapua]) await assertRowsFollowFromEvents(report)
})

test('the reporter who left an address is told, once', async () => {
  const { seq } = (await movesOf(running))[0]!
  const notices = await database.db
    .selectFrom('notice')
    .selectAll()
    .where('report_id', '=', running.id)
    .where('seq', '=', seq)
    .execute()
  assert.equal(notices.length, 1)
})

test('the reporter reads in plain words which date moved and why', async () => {
  const seen = await town.seen(running)
  const line = (seen['events'] as { action: string; text: string }[]).find(
    ({ action }) => action === 'clock_moved',
  )
  assert.match(line!.text, /Jawaban pertama instansi: Senin, 13 Juli 2026 → Selasa, 14 Juli 2026/)
  assert.match(line!.text, /SKB 12\/2026/)
})

test('a second round finds nothing to do', async () => {
  assert.equal(await runRecounts(worker, { settleMs: 0 }), 0)
  assert.equal((await movesOf(running)).length, 1)
})

test('the calendar shows who entered and who checked the day', async () => {
  const row = await database.db
    .selectFrom('calendar_row')
    .selectAll()
    .where('day', '=', '2026-07-10')
    .executeTakeFirstOrThrow()
  assert.equal(row.decree, 'SKB 12/2026')
  assert.notEqual(row.entered_by, row.checked_by)
  assert.ok(row.calendar_version > 1)
})

test('a day of one region moves clocks there and nowhere else', async () => {
  const { json } = await proposeDay({
    decree: 'Keputusan Gubernur Papua 7/2026',
    decree_day: '2026-07-06',
    add: [{ day: '2026-07-08', name: 'Hari Papua', type: 'local', region: '91' }],
  })
  await approve(json['id'] as string)
  await runRecounts(worker, { settleMs: 0 })
  await later()
  assert.equal((await movesOf(inPapua)).length, 2)
  assert.equal((await movesOf(running)).length, 1)
  assert.equal((await dueOf(inPapua))['F1'], '2026-07-15 running') // Wed
  await assertRowsFollowFromEvents(inPapua)
})

test('a note moves nothing, and an outage only the reporter’s time', async () => {
  const answered = await aReportIn(town, 'answered') // R1 from Mon 6 July over Fri 10: Tue 21 July
  assert.equal((await dueOf(answered))['R1'], '2026-07-21 running')
  const note = await proposeDay({
    decree: 'Edaran 1/2026',
    decree_day: '2026-07-06',
    add: [{ day: '2026-07-15', name: 'Hari kota', type: 'local', region: '35.78', effect: 'note_only' }],
  })
  assert.equal(note.json['effect'].clocks, 0)
  const outage = await proposeDay({
    decree: 'Berita acara gangguan 3/2026',
    decree_day: '2026-07-06',
    add: [{ day: '2026-07-16', name: 'Gangguan layanan', type: 'outage' }],
  })
  assert.deepEqual(outage.json['effect'].byDays, { 1: 1 })
  await approve(outage.json['id'] as string)
  await runRecounts(worker, { settleMs: 0 })
  await later()
  assert.equal((await dueOf(answered))['R1'], '2026-07-22 running')
})

test('a withdrawn day counts again for open clocks', async () => {
  const row = await database.db
    .selectFrom('calendar_row')
    .select('id')
    .where('day', '=', '2026-07-10')
    .executeTakeFirstOrThrow()
  const { status, json } = await proposeDay({
    decree: 'SKB 13/2026',
    decree_day: '2026-07-06',
    withdraw: [row.id],
  })
  assert.equal(status, 201, JSON.stringify(json))
  await approve(json['id'] as string)
  await runRecounts(worker, { settleMs: 0 })
  await later()
  assert.equal((await dueOf(running))['F1'], '2026-07-13 running')
  assert.equal((await movesOf(running)).length, 2)
  await assertRowsFollowFromEvents(running)
})

test('a clock that ended late becomes timely by a retroactive decree, and none that was timely becomes late', async () => {
  const late = await aReportIn(town, 'in_progress') // Mon 6 July: F1 due Mon 13 July
  town.clock.set('2026-07-14T03:00:00.000Z')
  await town.does('officer', late, 'interim_reply', {
    text: 'Suku cadang sudah dipesan, datang hari Kamis pagi.',
    expected_on: '2026-07-16',
  })
  await town.does('officer', late, 'propose_answer', {
    text: 'Lampu sudah diganti hari ini.',
    outcome: 'repaired',
  })
  await town.does('approver', late, 'approve')
  const before = await dueOf(late)
  assert.equal(before['F1'], '2026-07-13 missed')
  assert.equal(before['K2'], '2026-07-24 met')
  town.clock.set('2026-07-20T03:00:00.000Z')
  const day = { day: '2026-07-09', name: 'Banjir besar', type: 'closure', agency: surabaya }
  const refused = await proposeDay({ decree: 'SK Wali Kota 9/2026', decree_day: '2026-07-20', add: [day] })
  assert.equal(refused.status, 422)
  assert.equal(refused.json['errors'][0].code, 'decree_after_day')
  const { json } = await proposeDay({
    decree: 'SK Wali Kota 9/2026',
    decree_day: '2026-07-20',
    retroactive: true,
    add: [day],
  })
  await approve(json['id'] as string)
  await runRecounts(worker, { settleMs: 0 })
  await later()
  const after = await dueOf(late)
  assert.equal(after['F1'], '2026-07-14 met')
  assert.equal(after['K2'], '2026-07-24 met')
  await assertRowsFollowFromEvents(late)
})

test('days that count only for one agency leave the others alone', async () => {
  assert.equal((await dueOf(inPapua))['F1'], '2026-07-14 running')
})
