/** The page of what goes out, and the link by which a reporter stops it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aTown } from '../../../test/support/town.ts'
import { mailboxGateway } from './mailbox.ts'
import { sendDue } from './outbox.ts'

const town = await aTown()
const { ground, database, url } = town
const worker = await database.as('lapor_worker')
const vault = await database.as('lapor_vault')
const workerGround = { ...ground, db: worker, as: async () => vault }
const send = () => sendDue(workerGround, worker, [mailboxGateway(worker, 'lapor.example', ground.now)])

const page = async (path: string, who?: string, method = 'GET', body?: Record<string, string>) => {
  const answer = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: { accept: 'text/html', ...(who && town.token(who)) },
    ...(body && { body: new URLSearchParams(body) }),
  })
  return { status: answer.status, html: await answer.text() }
}

test('the trial mailbox shows the message and a shortened address, in both languages, to the operator only', async () => {
  const report = await town.submit({ email: 'sumiati@contoh.example' })
  await send()
  const shown = await page('/meja/kotak-keluar', 'operator')
  assert.equal(shown.status, 200)
  assert.match(shown.html, new RegExp(`${report.number.slice(0, 4)}-${report.number.slice(4)}`))
  assert.match(shown.html, /s…@contoh\.example/)
  assert.doesNotMatch(shown.html, /sumiati@|(?<!\d)\d{16}(?!\d)|\/berhenti\//)
  assert.match((await page('/en/meja/kotak-keluar', 'operator')).html, /Outgoing messages/)
  assert.notEqual((await page('/meja/kotak-keluar')).status, 200)
  for (const who of ['officer', 'admin', 'verifier', 'auditor'])
    assert.equal((await page('/meja/kotak-keluar', who)).status, 403, who)
})

test('a failed message is shown with its reason, and the operator alone can send it again', async () => {
  const report = await town.submit({ email: 'joko@contoh.example' })
  await worker
    .updateTable('notice')
    .set({ state: 'failed', last_error: '550 5.1.1 <joko@contoh.example> unknown' })
    .where('report_id', '=', report.id)
    .execute()
  const shown = await page('/meja/kotak-keluar', 'operator')
  const stuck = shown.html.slice(shown.html.indexOf('Perlu dilihat'), shown.html.indexOf('Pesan percobaan'))
  assert.match(stuck, /Server surel menjawab: 550/)
  assert.doesNotMatch(stuck, /joko|[0-9A-Z]{4}-[0-9A-Z]{4}/)
  assert.match(shown.html, /Kirim lagi/)
  const form = { report: report.id, seq: '1', channel: 'email' }
  assert.equal((await page('/meja/kotak-keluar', 'verifier', 'POST', form)).status, 403)
  assert.equal((await page('/meja/kotak-keluar', 'operator', 'POST', form)).status, 303)
  await send()
  assert.equal((await page('/meja/kotak-keluar', 'operator', 'POST', form)).status, 404)
})

test('the link under a message stops further ones, with one click of a mail program too, and the report goes on', async () => {
  const report = await town.submit({ email: 'rahma@contoh.example' })
  await send()
  const { text } = await worker
    .selectFrom('outgoing_message')
    .select('text')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  const path = new URL(/https?:\S+\/berhenti\/\S+/.exec(text)![0]).pathname
  assert.match((await page(path)).html, /Hentikan pesan/)
  assert.equal((await page(`${path}x`)).status, 404)
  assert.equal((await page(path, undefined, 'POST', { 'List-Unsubscribe': 'One-Click' })).status, 200)
  await town.does('verifier', report, 'forward', { agency: 'D3578', kind: 'complaint_service' })
  await send()
  const notices = await worker
    .selectFrom('notice')
    .select(['seq', 'state', 'last_error'])
    .where('report_id', '=', report.id)
    .orderBy('seq')
    .execute()
  assert.deepEqual(
    notices.map(({ state, last_error }) => [state, last_error]),
    [
      ['sent', null],
      ['held', 'stopped'],
    ],
  )
})
