/** A number is a promise: whoever holds a receipt can check that the report is in a log that nobody can rewrite. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import {
  forgetOldCheckpoints,
  sequenceEverything,
  sequenceNew,
} from '../../src/insight/transparency/sequencer.ts'
import { loggedBefore, verifyLog, verifyLogged } from '../../src/ops/verifyLog.ts'
import { verifyEvents } from '../../src/ops/verify.ts'
import { readCheckpoint } from '../../src/platform/merkle/checkpoint.ts'
import { isConsistent, isIncluded, leafHash } from '../../src/platform/merkle/tree.ts'
import { submit } from '../../src/reports/intake/actions.ts'
import { assertAccessible, openPage } from '../support/browser.ts'
import { aReportIn, aTown } from '../support/town.ts'

const town = await aTown()
const worker = { ...town.ground, db: await town.database.as('lapor_worker') }
const owner = await town.database.as('lapor_owner')
const bytes = (text: string) => Buffer.from(text, 'base64')
const get = async (path: string) => (await town.call('GET', `/transparency/${path}`)).json
const receiptOf = async (): Promise<string> =>
  (
    await submit(
      town.ground,
      { kind: 'pengaduan', text: 'Lampu jalan di depan balai warga padam.' },
      { channel: 'web', language: 'id' },
    )
  ).answer.receipt

const problems = async (): Promise<string[]> => {
  const said: string[] = []
  const before = await loggedBefore(owner)
  await verifyEvents(
    owner,
    (line) => said.push(line),
    async (rows) => void (await verifyLogged(owner, rows, before, (line) => said.push(line))),
  )
  await verifyLog(owner, town.ground, (line) => said.push(line))
  return said
}

test('a log without entries is signed too', async () => {
  const head = await get('checkpoint')
  assert.deepEqual([head['size'], head['root']], [0, '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='])
  assert.ok(readCheckpoint(head['checkpoint'], town.ground.keys.receipt.publicKey))
})

test('a receipt is promised its place, gets it, and its proof leads to the signed root', async () => {
  const receipt = await receiptOf()
  const pending = await get(`proof?receipt=${receipt}`)
  assert.equal(pending['status'], 'pending')
  assert.equal(Date.parse(pending['due_at']) - Date.parse(pending['received_at']), 60_000)
  await aReportIn(town, 'answered')
  assert.ok((await sequenceNew(worker)) > 5)
  assert.equal(await sequenceNew(worker), 0, 'everything is in it once')
  const proved = await get(`proof?receipt=${receipt}`)
  assert.equal(proved['status'], 'included')
  const said = readCheckpoint(proved['checkpoint'], town.ground.keys.receipt.publicKey)!
  assert.equal(said.size, proved['size'])
  const proof = (proved['proof'] as string[]).map(bytes)
  assert.ok(
    isIncluded(leafHash(bytes(proved['event_hash'])), proved['leaf_index'], said.size, proof, said.root),
  )
  const inReceipt = JSON.parse(Buffer.from(receipt.split('.')[0]!, 'base64url').toString())
  assert.deepEqual(
    [bytes(proved['event_hash']).toString('base64url'), 60],
    [inReceipt.hash, inReceipt.logged_within_s],
  )
})

test('the log of later begins with the log of before, and old events enter it too', async () => {
  const before = await get('checkpoint')
  await receiptOf()
  await owner
    .updateTable('report_event')
    .set({ at: new Date('2020-01-01T00:00:00Z') })
    .where('seq', '=', 1)
    .where(sql<boolean>`not exists (select from log_entry l where l.report_id = report_event.report_id)`)
    .execute()
  assert.equal(await sequenceNew(worker), 1, 'a letter bears an earlier date, but its id is of now')
  await owner
    .updateTable('report_event')
    .set({ at: town.ground.now() })
    .where('at', '<', new Date('2021-01-01'))
    .execute()
  const after = await get(`consistency?from=${before['size']}`)
  const proof = (after['proof'] as string[]).map(bytes)
  assert.ok(isConsistent(before['size'], after['size'], bytes(before['root']), bytes(after['root']), proof))
  assert.equal((await town.call('GET', `/transparency/consistency?from=${after['size'] + 1}`)).status, 422)
})

test('two workers at once add each event once', async () => {
  await Promise.all(Array.from({ length: 12 }, receiptOf))
  const other = { ...town.ground, db: await town.database.as('lapor_worker') }
  await Promise.all([sequenceNew(worker), sequenceNew(other), sequenceEverything(other)])
  await sequenceNew(worker)
  const { rows } = await sql<{ events: number; entries: number; places: number }>`
    select (select count(*) from report_event) as events, count(*) as entries, count(distinct leaf_index) as places
    from log_entry`.execute(owner)
  assert.deepEqual(rows[0], { ...rows[0]!, entries: rows[0]!.events, places: rows[0]!.events })
})

test('a note as text is for programs that watch logs, and a receipt that is not ours is refused', async () => {
  const answer = await fetch(`${town.url}/api/v1/transparency/checkpoint`, {
    headers: { accept: 'text/plain' },
  })
  assert.match(answer.headers.get('content-type')!, /^text\/plain/)
  assert.ok(readCheckpoint(await answer.text(), town.ground.keys.receipt.publicKey))
  assert.equal((await town.call('GET', '/transparency/proof?receipt=abc')).status, 422)
})

test('the page shows the place of a report in the log, without a script too', async () => {
  const receipt = await receiptOf()
  await sequenceNew(worker)
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${town.url}/transparansi`)
  assert.match((await page.textContent('#penanda'))!, /\/log\n\d+\n/)
  await page.fill('[name=receipt]', receipt)
  await page.click('main form button')
  assert.match((await page.textContent('[role=status]'))!, /ada di catatan publik pada urutan \d+ dari \d+/)
  await page.close()
  const scripted = await openPage()
  await scripted.goto(`${town.url}/transparansi`)
  await assertAccessible(scripted)
  await scripted.close()
})

test('old checkpoints are thinned to one a day, and the newest always stays', async () => {
  const before = await owner.selectFrom('log_checkpoint').select('tree_size').execute()
  assert.ok(before.length > 3)
  await forgetOldCheckpoints(worker.db, new Date(town.ground.now().getTime() + 8 * 86_400_000))
  const after = await owner.selectFrom('log_checkpoint').select('tree_size').execute()
  assert.equal(after.length, 1)
  assert.equal(after[0]!.tree_size, Math.max(...before.map((one) => one.tree_size)))
})

test('lapor verify finds nothing, and finds a rewritten event, tile and checkpoint, and one that was left out', async () => {
  assert.deepEqual(await problems(), [])
  const undo = async (change: () => Promise<unknown>, back: () => Promise<unknown>): Promise<string> => {
    await change()
    const said = (await problems()).join('\n')
    await back()
    assert.deepEqual(await problems(), [])
    return said
  }
  const tile = await owner.selectFrom('log_tile').selectAll().where('level', '=', 0).executeTakeFirstOrThrow()
  const writeTile = (hashes: Buffer) =>
    owner.updateTable('log_tile').set({ hashes }).where('level', '=', 0).execute()
  const wrong = Buffer.from(tile.hashes)
  wrong[0]! ^= 1
  assert.match(
    await undo(
      () => writeTile(wrong),
      () => writeTile(tile.hashes),
    ),
    /holds another hash[\s\S]*root at/,
  )

  const head = await owner.selectFrom('log_checkpoint').selectAll().executeTakeFirstOrThrow()
  const writeNote = (note: string) => owner.updateTable('log_checkpoint').set({ note }).execute()
  const forged = head.note.replace(/\n[A-Za-z0-9+/]{43}=\n/, `\n${'A'.repeat(43)}=\n`)
  assert.match(
    await undo(
      () => writeNote(forged),
      () => writeNote(head.note),
    ),
    /is not signed by this key/,
  )

  const entry = await owner.selectFrom('log_entry').selectAll().executeTakeFirstOrThrow()
  const said = await undo(
    () =>
      owner
        .deleteFrom('log_entry')
        .where('report_id', '=', entry.report_id)
        .where('seq', '=', entry.seq)
        .execute(),
    () => owner.insertInto('log_entry').values(entry).execute(),
  )
  assert.match(said, /entries and places differ/)
})

test('neither the web nor the worker may change what is in the log', async () => {
  for (const db of [town.database.db, worker.db]) {
    await assert.rejects(db.updateTable('log_entry').set({ leaf_index: 0 }).execute(), /permission denied/)
    await assert.rejects(db.deleteFrom('log_entry').execute(), /permission denied/)
    await assert.rejects(
      db.updateTable('log_checkpoint').set({ tree_size: 0 }).execute(),
      /permission denied/,
    )
  }
  await assert.rejects(town.database.db.deleteFrom('log_tile').execute(), /permission denied/)
})

test('a backlog of twenty minutes is gone through in its own order, none left behind', async () => {
  await sequenceNew(worker)
  await sql`
    insert into report_event (report_id, seq, at, action, transition, audience, actor_kind, actor_id, actor_name,
      state, data, effects, salt, hash)
    select gen_random_uuid(), 1, ${town.ground.now()}::timestamptz + no * interval '200 milliseconds', 'submit', 'T1',
      'reporter', 'reporter', 'reporter', '', 'received', '{}', '[]', sha256(no::text::bytea), sha256(no::text::bytea)
    from generate_series(1, 6000) as one (no)`.execute(owner)
  town.clock.later(20 / 1_440)
  assert.equal(await sequenceNew(worker, { lookBack: 'short' }), 6_000)
})

test('what is older than every look back enters it with the look of the night', async () => {
  await sql`
    insert into report_event (report_id, seq, at, action, transition, audience, actor_kind, actor_id, actor_name,
      state, data, effects, salt, hash)
    values ('01900000-0000-7000-8000-000000000001', 1, '2024-06-09', 'submit', 'T1', 'reporter', 'reporter', 'reporter',
      '', 'received', '{}', '[]', sha256('a'), sha256('b'))`.execute(owner)
  assert.equal(await sequenceNew(worker), 0, 'too old to be looked for every few seconds')
  assert.equal(await sequenceEverything(worker), 1)
})
