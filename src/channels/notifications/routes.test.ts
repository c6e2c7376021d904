/** The page of what goes out, and the link by which a reporter stops it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown } from '../../../test/support/town.ts'
import { paths } from '../../web/paths.ts'
import { sendFollowLetters } from '../following/letterQueue.ts'
import { sendStaffMail } from '../staffNews/mailQueue.ts'
import { planLetters } from '../staffNews/plan.ts'
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
  // The keys of forms are made of chance, and chance may look like a number.
  assert.doesNotMatch(stuck.replace(/name="csrf" value="[^"]+"/g, ''), /joko|[0-9A-Z]{4}-[0-9A-Z]{4}/)
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

test('letters to staff are counted, shown when they failed, and sent again one by one or all that failed alike', async () => {
  const staff = { ...ground, db: worker }
  const first = await aReportIn(town, 'at_unit')
  await town.does('admin', await aReportIn(town, 'answer_proposed'), 'note', { text: 'Bagus.' })
  await planLetters(staff, worker)
  await worker
    .updateTable('staff_mail')
    .set({ state: 'failed', last_error: 'smtp 554 <dimas@contoh.example> policy' })
    .execute()
  const shown = await page('/meja/kotak-keluar', 'operator')
  assert.match(shown.html, /Surel ke petugas/)
  assert.match(shown.html, /Kirim lagi semuanya \(3\)/)
  assert.doesNotMatch(shown.html, /dimas@/)
  const { id } = await worker.selectFrom('staff_mail').select('id').limit(1).executeTakeFirstOrThrow()
  assert.equal((await page('/meja/kotak-keluar', 'operator', 'POST', { mail: id })).status, 303)
  assert.equal((await page('/meja/kotak-keluar', 'operator', 'POST', { mail: id })).status, 404)
  const all = { error: 'smtp 554' }
  assert.equal((await page('/meja/kotak-keluar', 'operator', 'POST', all)).status, 303)
  await sendStaffMail(staff, worker, [mailboxGateway(worker, 'lapor.example', ground.now)])
  const after = await page('/meja/kotak-keluar', 'operator')
  assert.match(after.html, /Surel ke petugas[\s\S]*terkirim dalam 24 jam/)
  assert.match(after.html, /o…@contoh\.example/)
  const desk = await page(`/meja/laporan/${first.id}`, 'admin')
  assert.match(desk.html, /Yang dikabari/)
  assert.match(desk.html, /officer, Dinas Perhubungan[^<]*: di daftar, belum dibaca; surel terkirim/)
})

test('of letters that may have arrived nobody sends a thousand again with one press', async () => {
  await aReportIn(town, 'at_unit')
  await planLetters({ ...ground, db: worker }, worker)
  await worker.updateTable('staff_mail').set({ state: 'failed', last_error: 'interrupted' }).execute()
  assert.equal((await page('/meja/kotak-keluar', 'operator', 'POST', { error: 'interrupted' })).status, 404)
})

test('the operator comes to the outgoing messages from the front door of the desk', async () => {
  const answer = await fetch(`${url}/meja`, {
    redirect: 'manual',
    headers: { accept: 'text/html', ...town.token('operator') },
  })
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/meja/kotak-keluar'])
})

test('letters to followers are counted, shown when they failed without saying whose, and sent again', async () => {
  const report = await aReportIn(town, 'at_unit')
  await town.does('admin', report, 'propose_publication', { title: 'Lampu padam', text: 'Lampu padam.' })
  await town.does('moderator', report, 'publish')
  await page(`/laporan/${report.number}/ikuti`, undefined, 'POST', { email: 'ratna@contoh.example' })
  await worker.updateTable('follow_letter').set({ state: 'failed', last_error: 'smtp 554' }).execute()
  const shown = await page('/meja/kotak-keluar', 'operator')
  assert.match(shown.html, /Surel ke pengikut laporan/)
  assert.doesNotMatch(shown.html, /ratna@/)
  const { letter_id: letter } = await worker
    .selectFrom('follow_letter')
    .select('letter_id')
    .executeTakeFirstOrThrow()
  const form = { report: report.id, letter }
  assert.equal((await page('/meja/kotak-keluar', 'verifier', 'POST', form)).status, 403)
  assert.equal((await page('/meja/kotak-keluar', 'operator', 'POST', form)).status, 303)
  await sendFollowLetters(workerGround, worker, [mailboxGateway(worker, 'lapor.example', ground.now)])
  const after = await page('/meja/kotak-keluar', 'operator')
  assert.match(after.html, /r…@contoh\.example/)
  assert.doesNotMatch(after.html, /\/berhenti\//)
  assert.equal((await page('/meja/kotak-keluar', 'operator', 'POST', form)).status, 404)
})

test('whoever reads the trial mailbox, on the page or as a file, cannot confirm or stop for whom the letters are', async () => {
  const report = await aReportIn(town, 'at_unit', { email: 'wati@contoh.example' })
  await town.does('admin', report, 'propose_publication', {
    title: 'Lampu jalan padam',
    text: 'Lampu jalan di depan balai warga padam sejak Senin.',
  })
  await town.does('moderator', report, 'publish')
  await page(`/laporan/${report.number}/ikuti`, undefined, 'POST', { email: 'anggun@contoh.example' })
  await send()
  await sendFollowLetters(workerGround, worker, [mailboxGateway(worker, 'lapor.example', ground.now)])
  const kept = await worker
    .selectFrom('follow_letter')
    .select('kept_text')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  assert.match(kept.kept_text!, /\/ikuti\/\S+[\s\S]*\/berhenti\//, 'the letter itself has both links')
  for (const path of ['/meja/kotak-keluar', paths.desk.mailboxMessages + '.csv']) {
    const { status, html } = await page(path, 'operator')
    assert.equal(status, 200, path)
    assert.match(html, /a…@contoh\.example/)
    assert.match(html, /Memang Anda\?/)
    assert.doesNotMatch(html, /\/ikuti\/|\/berhenti\//, path)
  }
})
