/** Walls between desks: what one role may see lends nothing to another, and no list answers what a page hides. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccount, createToken } from '../../src/directory/accounts/create.ts'
import type { StaffRole } from '../../src/regulation/permissions.ts'
import { indexNewReports } from '../../src/reports/casefile/searchIndex.ts'
import { aReportIn, aTown, jayapura, surabaya, type Sent } from '../support/town.ts'

const town = await aTown()
const { does, act, call, token, submit } = town
const owner = await town.database.as('lapor_owner')
const worker = await town.database.as('lapor_worker')

/** Somebody with more than one role. */
async function somebody(name: string, roles: StaffRole[], agency?: string): Promise<Record<string, string>> {
  const email = `${name}@contoh.example`
  const account = { email, name, roles, password: 'kopi pagi di teras', ...(agency && { agency }) }
  await createAccount(owner, account, town.ground.now())
  return { authorization: `Bearer ${await createToken(owner, email, town.ground.now())}` }
}
const page = async (path: string, headers: Record<string, string>): Promise<string> => {
  const answer = await fetch(town.url + path, { headers: { accept: 'text/html', ...headers } })
  assert.equal(answer.status, 200, path)
  return answer.text()
}
const reportPage = (who: string, { id }: Sent): Promise<string> => page(`/meja/laporan/${id}`, token(who))
const found = async (who: string, query: string): Promise<string> =>
  JSON.stringify((await call('GET', `/desk/reports?${query}`, { headers: token(who) })).json)

test('reports like this one are shown to an agency only where it may open them', async () => {
  const words = 'Jembatan gantung penyeberangan roboh diterjang banjir bandang semalam.'
  const secret = await aReportIn(town, 'at_unit', { text: words, privacy: 'rahasia' })
  const elsewhere = await submit({ text: words, agency: jayapura })
  await indexNewReports(worker)
  const admin = 'admin of Jayapura'
  assert.match(await reportPage(admin, elsewhere), /Jembatan gantung/)
  assert.ok(!(await reportPage(admin, elsewhere)).includes(secret.id))
  assert.ok((await reportPage('verifier', elsewhere)).includes(secret.id))
})

test('an auditor who also approves for one agency approves nothing of another, and reads it masked', async () => {
  const both = await somebody('auditor-penyetuju', ['auditor', 'approver'], jayapura)
  const text = 'Hubungi saya di 081234567890 soal lampu jalan di depan balai warga.'
  const report = await aReportIn(town, 'answer_proposed', { text })
  const path = `/desk/reports/${report.id}`
  const seen = await call('GET', path, { headers: both })
  assert.equal(seen.status, 200)
  assert.doesNotMatch(JSON.stringify(seen.json), /081234567890/)
  assert.deepEqual(seen.json['allowed'], [])
  const answer = await call('POST', `${path}/actions/approve`, { body: {}, headers: both })
  assert.equal(answer.status, 403)
  assert.equal(answer.json['code'], 'not_permitted')
  await does('approver', report, 'approve')
})

test('the same two roles work where the agency has the report itself', async () => {
  const both = await somebody('auditor-penyetuju-surabaya', ['auditor', 'approver'], surabaya)
  const report = await aReportIn(town, 'answer_proposed')
  const path = `/desk/reports/${report.id}/actions/approve`
  assert.equal((await call('POST', path, { body: {}, headers: both })).status, 200)
})

test('an agency that the reporter named still forwards and asks before it has a part', async () => {
  const report = await submit({ agency: surabaya })
  await does('admin', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
  assert.equal((await act('admin of Jayapura', report, 'start', { next_step: 'Periksa besok.' })).status, 404)
})

test('a province without an agency is no account', async () => {
  await assert.rejects(somebody('provinsi-tanpa-instansi', ['oversight_province']), /invalid_input/)
})

test("where an agency reads masked text, the reporter's later words are masked too, and its own are not", async () => {
  const report = await aReportIn(town, 'in_progress', { privacy: 'tanpa-nama' })
  await does('officer', report, 'ask_reporter', { text: 'Di tiang nomor 3578111122 atau yang sebelahnya?' })
  await does('reporter', report, 'reply', { text: 'Telepon saya di 081234567890 kalau ragu.' })
  const seen = JSON.stringify(
    (await call('GET', `/desk/reports/${report.id}`, { headers: token('officer') })).json,
  )
  assert.doesNotMatch(seen, /081234567890/)
  assert.match(seen, /3578111122/)
  assert.doesNotMatch(await reportPage('officer', report), /081234567890/)
  assert.match(await reportPage('verifier', report), /081234567890/)
})

test('oversight of a secret report reads neither tasks nor what is proposed', async () => {
  const report = await aReportIn(town, 'forwarded', { privacy: 'rahasia' })
  await does('verifier', report, 'split', {
    parts: [
      { agency: surabaya, task: 'Tugas pertama kenari.', lead: true },
      { agency: jayapura, task: 'Tugas kedua kenari.', lead: false },
    ],
  })
  await does('admin', report, 'archive', { reason_code: 'not_public_service', reason: 'Alasan murai.' })
  for (const who of ['auditor', 'province']) {
    assert.doesNotMatch(await reportPage(who, report), /kenari|murai/)
    const seen = await call('GET', `/desk/reports/${report.id}`, { headers: token(who) })
    assert.doesNotMatch(JSON.stringify(seen.json), /kenari|murai/)
  }
  assert.match(await reportPage('admin', report), /kenari/)
  assert.match(await reportPage('admin', report), /murai/)
})

test('no search and no filter answers what the page hides', async () => {
  const fields = { text: 'Pungutan cenderawasih di loket, telepon 081234567890.', region: '35.78.01.1001' }
  const secret = await aReportIn(town, 'at_unit', { ...fields, privacy: 'rahasia' })
  const open = await aReportIn(town, 'at_unit', fields)
  await indexNewReports(worker)

  const words = await found('officer', 'q=cenderawasih')
  assert.ok(words.includes(open.id) && words.includes(secret.id), 'what the officer reads is found')
  assert.ok(!(await found('officer', 'q=081234567890')).includes(secret.id), 'what is masked is not')
  assert.ok((await found('officer', 'q=081234567890')).includes(open.id))
  assert.ok((await found('officer', `q=${secret.number}`)).includes(secret.id))
  assert.ok((await found('verifier2', 'queue=semua&q=cenderawasih')).includes(secret.id))

  assert.ok((await found('province', 'queue=semua')).includes(secret.id))
  const inVillage = await found('province', 'queue=semua&region=35.78.01.1001')
  assert.ok(inVillage.includes(open.id) && !inVillage.includes(secret.id))

  await does('officer', secret, 'open_identity', { reason: 'Perlu menelepon untuk janji temu.' })
  assert.ok(!(await found('custodian', 'q=cenderawasih')).includes(secret.id))
  assert.ok((await found('custodian', `q=${secret.number}`)).includes(secret.id))
})
