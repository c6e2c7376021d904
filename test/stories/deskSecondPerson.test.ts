/** Steps that need a second person, at the desks: answers, public texts, archives, moves, identities. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aReportIn, aTown } from '../support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-desk-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const town = await aTown(undefined, { DATA_DIR: folder })
const { signedIn, openReport, stateOf } = deskPeople(town)

test('nothing goes out that the approver did not see: approvals, return with a remark, approve with one key', async () => {
  const report = await aReportIn(town, 'answer_proposed')
  const page = await signedIn('approver')
  await page.click('nav >> text=/Persetujuan \\(\\d+\\)/')
  await assertAccessible(page)
  await page.click(`.q a[href*="${report.id}"]`)
  await page.click('#return_answer summary')
  await page.fill('#return_answer-comment', 'Sebut tanggal penggantiannya.')
  await page.click('#f-return_answer [data-submit]')
  assert.equal(await stateOf(report), 'in_progress')
  const officer = await signedIn('officer')
  await openReport(officer, report)
  assert.match((await officer.textContent('.warp'))!, /Sebut tanggal penggantiannya/)
  assert.match(await officer.inputValue('#propose_answer-text'), /Lampu sudah diganti/)
  await officer.fill('#propose_answer-text', 'Lampu diganti hari Selasa, 7 Juli 2026.')
  await officer.press('#propose_answer-text', 'Control+Enter')
  await officer.waitForSelector('text=jawaban diajukan')
  await openReport(page, report, '?antrean=persetujuan')
  await page.waitForSelector('[data-keys=ready]')
  await page.keyboard.press('t')
  await page.waitForSelector('.note.good')
  assert.equal(await stateOf(report), 'answered')
  await page.close()
  await officer.close()
})

test('a public text is proposed with personal data masked, and a second person publishes it', async () => {
  const report = await town.submit({
    text: 'Lampu padam sejak Senin. Hubungi Pak Slamet di 081234567890 untuk kuncinya.',
  })
  const page = await signedIn('verifier')
  await openReport(page, report, '?buka=propose_publication')
  assert.match(await page.inputValue('#propose_publication-text'), /\[nama\][\s\S]*\[telepon\]/)
  assert.deepEqual(await page.locator('.found mark').allTextContents(), ['Slamet', '081234567890'])
  await page.fill('#propose_publication-text', 'Lampu padam. Hubungi 081234567890.')
  await page.click('#f-propose_publication [data-submit]')
  assert.match((await page.textContent('[role=alert]'))!, /data pribadi/)
  await page.fill('#propose_publication-text', 'Lampu padam sejak Senin.')
  await page.click('#f-propose_publication [data-submit]')
  await page.waitForSelector('.note.good:has-text("menunggu orang kedua")')
  assert.equal(await page.locator('button:has-text("Tampilkan di publik")').count(), 0)
  const second = await signedIn('moderator')
  await openReport(second, report)
  await second.click('button:has-text("Tampilkan di publik")')
  await second.waitForSelector('.note.good')
  const shown = await town.database.db
    .selectFrom('public_report')
    .select('text')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  assert.equal(shown.text, 'Lampu padam sejak Senin.')
  await page.close()
  await second.close()
})

test('an archive needs a reason of the list, a second person, and is never confirmed by the first', async () => {
  const report = await town.submit()
  const page = await signedIn('verifier')
  await openReport(page, report)
  await page.keyboard.press('a')
  await page.check('#f-archive [value=not_public_service]')
  await page.fill('#archive-reason', 'Ini urusan jual beli antarwarga; Anda dapat menghubungi BPSK.')
  await page.press('#archive-reason', 'Control+Enter')
  await page.waitForSelector('.note.good')
  await openReport(page, report)
  assert.match(
    (await page.textContent('.waits'))!,
    /bukan tentang layanan publik[\s\S]*Anda yang mengusulkan/,
  )
  const second = await signedIn('moderator')
  await second.goto(`${town.url}/meja/persetujuan`)
  await second.click(`.q a[href*="${report.id}"]`)
  await second.waitForSelector('.waits')
  await second.waitForSelector('[data-keys=ready]')
  await second.keyboard.press('t')
  await second.waitForSelector('.note.good')
  assert.equal(await stateOf(report), 'archived')
  await page.close()
  await second.close()
})

test('a bounce names a better agency, and the verifier moves the report', async () => {
  const report = await aReportIn(town, 'forwarded')
  const page = await signedIn('admin')
  await openReport(page, report)
  await page.click('text=Usulkan pindah')
  await page.fill('#bounce-proposed_agency-q', 'jayapura kota')
  await page.click('#bounce-proposed_agency [data-found] label >> nth=0')
  await page.fill('#bounce-reason', 'Lampu ini berdiri di wilayah Jayapura.')
  await page.click('#f-bounce [data-submit]')
  await page.waitForSelector('.note.good')
  const verifier = await signedIn('verifier')
  await openReport(verifier, report)
  assert.match((await verifier.textContent('.waits'))!, /Pindahkan ke .*Jayapura[\s\S]*berdiri di wilayah/)
  await verifier.click('button:has-text("Setujui pemindahan")')
  await verifier.waitForSelector('.note.good')
  assert.equal((await openReport(page, report))!.status(), 404)
  await page.close()
  await verifier.close()
})

test('an identity is asked for with a reason, agreed to by the custodian, and shown for fifteen minutes', async () => {
  const report = await aReportIn(town, 'at_unit', {
    privacy: 'rahasia',
    name: 'Siti Contoh',
    email: 'siti@contoh.example',
  })
  const page = await signedIn('officer')
  await openReport(page, report)
  await page.click('text=Minta buka')
  await page.fill('#open_identity-reason', 'Kunci gardu ada pada pelapor.')
  await page.click('#f-open_identity [data-submit]')
  await page.waitForSelector('.note.good')
  const custodian = await signedIn('custodian')
  await custodian.click('.q a >> nth=0')
  await custodian.waitForSelector('#judul')
  assert.doesNotMatch((await custodian.textContent('.case'))!, /Lampu jalan/)
  await custodian.click('button:has-text("Setujui pembukaan identitas")')
  await custodian.waitForURL(/selesai=approve_identity/)
  await openReport(page, report)
  assert.match((await page.textContent('.facts'))!, /Terbuka sampai[\s\S]*Siti Contoh/)
  town.clock.later(0.02)
  await openReport(page, report)
  assert.doesNotMatch((await page.textContent('.facts'))!, /Siti Contoh/)
  await page.close()
  await custodian.close()
})
