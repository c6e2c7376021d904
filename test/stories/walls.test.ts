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

/** A report of Surabaya whose appeal waits for a decision. */
async function appealed(): Promise<Sent> {
  const report = await aReportIn(town, 'answered')
  await does('reporter', report, 'reject', { reason: 'Masih padam.' })
  await does('officer', report, 'propose_answer', { text: 'Lampu sudah diganti lagi.', outcome: 'repaired' })
  await does('approver', report, 'approve')
  await does('reporter', report, 'reject', { reason: 'Tetap padam.' })
  return report
}
const decides = async (headers: Record<string, string>, { id }: Sent): Promise<[number, unknown]> => {
  const path = `/desk/reports/${id}/actions/refuse_appeal`
  const answer = await call('POST', path, { body: { reasons: 'Sudah diperiksa.' }, headers })
  return [answer.status, answer.json['code']]
}

test('an auditor of the whole country does not decide an appeal because of a province in the same account', async () => {
  const both = await somebody('auditor-provinsi', ['auditor'])
  // Such an account can no longer be made; one from an earlier version has both rows.
  await owner
    .updateTable('account')
    .set({ agency_code: 'P91' })
    .where('email', '=', 'auditor-provinsi@contoh.example')
    .execute()
  await owner
    .insertInto('account_role')
    .columns(['account_id', 'role'])
    .expression((row) =>
      row
        .selectFrom('account')
        .select((one) => ['id', one.val<StaffRole>('oversight_province').as('role')])
        .where('email', '=', 'auditor-provinsi@contoh.example'),
    )
    .execute()
  const report = await appealed()
  assert.deepEqual(await decides(both, report), [403, 'not_permitted'])
  assert.equal((await decides(token('province'), report))[0], 200, 'the province of the agency decides')
})

test('a province decides no appeal outside its area, and none of a case that its own office handled', async () => {
  await town.hires('province of Papua', 'oversight_province', 'P91')
  assert.deepEqual(await decides(token('province of Papua'), await appealed()), [404, 'not_found'])
  const own = await submit()
  await does('verifier', own, 'forward', { agency: 'P35', kind: 'complaint_service' })
  await town.hires('officer of the province', 'agency_admin', 'P35')
  await town.hires('approver of the province', 'approver', 'P35')
  for (const text of ['Jalan itu milik provinsi dan aspalnya baru.', 'Aspalnya diukur lagi hari Selasa.']) {
    if (text.startsWith('Jalan'))
      await does('officer of the province', own, 'start', { next_step: 'Kami memeriksa.' })
    await does('officer of the province', own, 'propose_answer', { text, outcome: 'explained' })
    await does('approver of the province', own, 'approve')
    await does('reporter', own, 'reject', { reason: 'Belum selesai.' })
  }
  assert.deepEqual(await decides(token('province'), own), [403, 'earlier_hand'])
  assert.equal((await decides(token('verifier2'), own))[0], 200)
})

test('oversight of an area without an area sees no report in any list', async () => {
  const { id } = await submit()
  const lost = await somebody('kementerian-tanpa-instansi', ['oversight_ministry'], 'K09')
  assert.equal((await call('GET', '/desk/reports', { headers: lost })).status, 200)
  await owner
    .updateTable('account')
    .set({ agency_code: null })
    .where('email', '=', 'kementerian-tanpa-instansi@contoh.example')
    .execute()
  assert.deepEqual((await call('GET', '/desk/reports', { headers: lost })).json['items'], [])
  assert.equal((await call('GET', `/desk/reports/${id}`, { headers: lost })).status, 404)
})
