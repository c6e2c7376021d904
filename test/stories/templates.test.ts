/** Templates at the desk: kept by whoever answers for them, filled by the service, never sent half filled. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aReportIn, aTown } from '../support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-templates-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const town = await aTown(undefined, { DATA_DIR: folder })
const { signedIn, openReport, stateOf } = deskPeople(town)

const make = async (who: string, fields: Record<string, string>) => {
  const page = await signedIn(who, { javaScriptEnabled: false })
  await page.goto(`${town.url}/meja/templat/baru`)
  await page.selectOption('[name=purpose]', fields['purpose']!)
  await page.fill('[name=name]', fields['name']!)
  await page.fill('[name=text]', fields['text']!)
  if (fields['outcome']) await page.selectOption('[name=outcome]', fields['outcome'])
  await page.click('main button:has-text("Simpan")')
  return page
}
const templateNamed = (name: string) =>
  town.database.db
    .selectFrom('answer_template')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirstOrThrow()

test('an unknown placeholder is refused at saving, by its name, and the text is still there', async () => {
  const text = 'Yth. {nama_pelapor}, laporan {nomor} sudah kami tangani.'
  const page = await make('admin', { purpose: 'answer', name: 'Salah isian', text })
  assert.match((await page.textContent('[role=alert]'))!, /tidak dikenal: \{nama_pelapor\}/)
  assert.equal(await page.inputValue('[name=text]'), text)
  await page.fill('[name=text]', 'Laporan {nomor sudah kami tangani dengan baik.')
  await page.click('main button:has-text("Simpan")')
  assert.match((await page.textContent('[role=alert]'))!, /kurung kurawal tanpa pasangan/)
  await page.close()
})

test('without script: a template is chosen, filled from the report, sent, counted, and the approver is told', async () => {
  const made = await make('admin', {
    purpose: 'answer',
    name: 'Lampu diganti',
    text: '{nama_instansi} lewat {nama_unit} sudah mengganti lampu pada laporan {nomor} ({judul}). {nama_petugas}, {tanggal}.',
    outcome: 'repaired',
  })
  assert.match((await made.textContent('main'))!, /Lampu diganti/)
  await made.close()
  const report = await aReportIn(town, 'in_progress', {
    title: 'Lampu depan rumah Bapak Joko Susilo padam',
    privacy: 'tanpa-nama',
  })
  const page = await signedIn('officer', { javaScriptEnabled: false })
  await openReport(page, report)
  await page.fill('#propose_answer-text', 'Yth. Pelapor,')
  await page.selectOption('[name=templat]', { label: 'Lampu diganti' })
  await page.click('button:has-text("Isi dari templat")')
  const text = await page.inputValue('#propose_answer-text')
  assert.match(text, /^Yth\. Pelapor,\n\n.*Surabaya.* lewat Dinas Perhubungan/)
  assert.ok(text.includes(`${report.number.slice(0, 4)}-${report.number.slice(-4)}`))
  assert.match(text, /officer, Senin, 6 Juli 2026\.$/)
  assert.doesNotMatch(text, /Joko/)
  assert.equal(await page.inputValue('#propose_answer-outcome'), 'repaired')
  await page.click('#f-propose_answer [data-submit]')
  assert.equal(await stateOf(report), 'answer_proposed')
  const approver = await signedIn('approver')
  await openReport(approver, report)
  assert.match((await approver.textContent('.waits'))!, /Ditulis dari templat "Lampu diganti"/)
  await assertAccessible(approver)
  await approver.close()
  const admin = await signedIn('admin')
  await admin.goto(`${town.url}/meja/templat`)
  assert.match((await admin.textContent('tr:has-text("Lampu diganti")'))!, /Jawaban akhir\s*1\s*0%/)
  await assertAccessible(admin)
  await admin.close()
  await page.close()
})

test('with script the text comes into the box in place, and a word-for-word answer is flagged to the approver', async () => {
  const report = await aReportIn(town, 'in_progress')
  const page = await signedIn('officer')
  await openReport(page, report)
  await page.selectOption('[name=templat]', { label: 'Lampu diganti' })
  await page.click('button:has-text("Isi dari templat")')
  await page.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>('#propose_answer-text')!.value.includes('Dinas Perhubungan'),
  )
  assert.match((await page.textContent('[data-template-status]'))!, /Baca dulu/)
  await page.click('#f-propose_answer [data-submit]')
  await page.waitForSelector('.note.good')
  const approver = await signedIn('approver', { javaScriptEnabled: false })
  await openReport(approver, report)
  assert.match((await approver.textContent('.waits'))!, /Sama persis dengan templat "Lampu diganti"/)
  await approver.close()
  await page.close()
})

test('a text with a placeholder left open is not sent, and the refusal says which', async () => {
  const report = await aReportIn(town, 'in_progress')
  const refused = await town.act('officer', report, 'interim_reply', {
    text: 'Kami kabari lagi sebelum {batas_kerja}, terima kasih {nama_petugas}.',
  })
  assert.equal(refused.status, 422)
  assert.equal(refused.json['code'], 'placeholder_left')
  assert.match(refused.json['errors'][0].detail, /\{batas_kerja\}, \{nama_petugas\}/)
  const page = await signedIn('officer', { javaScriptEnabled: false })
  await openReport(page, report)
  await page.fill('#propose_answer-text', 'Perbaikan selesai sebelum {batas}, lihat fotonya.')
  await page.selectOption('#propose_answer-outcome', 'repaired')
  await page.click('#f-propose_answer [data-submit]')
  assert.match((await page.textContent('[role=alert]'))!, /Belum terisi: \{batas\}/)
  assert.equal(
    await page.inputValue('#propose_answer-text'),
    'Perbaikan selesai sebelum {batas}, lihat fotonya.',
  )
  assert.equal(await stateOf(report), 'in_progress')
  // Colleagues may write what they like to each other.
  await town.does('officer', report, 'note', { text: 'Templat memakai {batas}.' })
  await page.close()
})

test('the national desk asks for completion with its own template, and the date is the one that V5 would end on', async () => {
  await (
    await make('verifier', {
      purpose: 'completion',
      name: 'Alamat kurang jelas',
      text: 'Mohon sebut nama jalan dan nomornya. Kami menunggu sampai {batas_pelapor}.',
    })
  ).close()
  const report = await town.submit()
  const page = await signedIn('verifier2', { javaScriptEnabled: false })
  await openReport(page, report, '?buka=ask_completion')
  await page.check('#ask_completion-missing input >> nth=0')
  await page.selectOption('#f-ask_completion [name=templat]', { label: 'Alamat kurang jelas' })
  await page.click('#f-ask_completion button:has-text("Isi dari templat")')
  // 6 July 2026 and thirty calendar days: Wednesday 5 August.
  assert.match(await page.inputValue('#ask_completion-text'), /sampai Rabu, 5 Agustus 2026\.$/)
  assert.ok(await page.isChecked('#ask_completion-missing input >> nth=0'))
  await page.click('#f-ask_completion [data-submit]')
  assert.equal(await stateOf(report), 'awaiting_completion')
  const seen = await town.seen(report)
  assert.equal(seen['clocks'].find((one: { rule: string }) => one.rule === 'V5').due_on, '2026-08-05')
  await page.close()
})

test('an agency keeps its own templates only: others do not find them, officers may not edit, and one in use has one name', async () => {
  const template = await templateNamed('Lampu diganti')
  const stranger = await signedIn('admin of Jayapura')
  const found = await stranger.goto(`${town.url}/meja/templat/${template.id}`)
  assert.equal(found!.status(), 404)
  await stranger.close()
  const officer = await signedIn('officer')
  assert.equal((await officer.goto(`${town.url}/meja/templat`))!.status(), 403)
  await officer.close()
  const again = await make('admin', {
    purpose: 'answer',
    name: 'lampu DIGANTI',
    text: 'Lampu sudah kami ganti kemarin.',
  })
  assert.match((await again.textContent('[role=alert]'))!, /Sudah ada templat dengan nama ini/)
  await again.close()
})

test('a change that somebody else made meanwhile is not overwritten unseen; what is out of use is not offered', async () => {
  const template = await templateNamed('Lampu diganti')
  const [one, two] = [
    await signedIn('admin', { javaScriptEnabled: false }),
    await signedIn('admin', { javaScriptEnabled: false }),
  ]
  for (const page of [one, two]) await page.goto(`${town.url}/meja/templat/${template.id}`)
  await one.fill('[name=text]', 'Naskah pertama untuk laporan {nomor}.')
  await one.click('button:has-text("Simpan")')
  await two.fill('[name=text]', 'Naskah kedua untuk laporan {nomor}.')
  await two.click('button:has-text("Simpan")')
  assert.match((await two.textContent('[role=alert]'))!, /baru diubah orang lain/)
  assert.equal(await two.inputValue('[name=text]'), 'Naskah kedua untuk laporan {nomor}.')
  assert.equal((await templateNamed('Lampu diganti')).text, 'Naskah pertama untuk laporan {nomor}.')
  await one.goto(`${town.url}/meja/templat/${template.id}`)
  await one.click('button:has-text("Hentikan templat")')
  assert.match((await one.textContent('tr:has-text("Lampu diganti")'))!, /Tidak dipakai/)
  const report = await aReportIn(town, 'in_progress')
  const officer = await signedIn('officer', { javaScriptEnabled: false })
  await openReport(officer, report)
  assert.equal(await officer.locator('[name=templat]').count(), 0)
  // Whoever filled the box before loses nothing: it is sent, and not counted.
  await town.does('officer', report, 'interim_reply', {
    text: 'Regu sedang menuju lokasi malam ini.',
    template: template.id,
  })
  const uses = await town.database.db
    .selectFrom('answer_template_use')
    .selectAll()
    .where('report_id', '=', report.id)
    .execute()
  assert.deepEqual(uses, [])
  for (const page of [one, two, officer]) await page.close()
})

test('the pages of templates are usable at 320 px and in English', async () => {
  const page = await signedIn('verifier', { viewport: { width: 320, height: 700 } })
  for (const path of ['/meja/alat', '/meja/templat', '/meja/templat/baru', '/en/meja/templat']) {
    await page.goto(`${town.url}${path}`)
    await assertAccessible(page)
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    assert.equal(isWide, false, path)
  }
  assert.match((await page.textContent('main'))!, /Make a template/)
  await page.close()
})
