/** The desks in a real browser: with the keyboard alone, without script, and two people at one report. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { indexNewReports } from '../../src/reports/casefile/searchIndex.ts'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aPhoto } from '../support/files.ts'
import { aReportIn, aTown, transportOffice, type Sent } from '../support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-desk-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const town = await aTown(undefined, { DATA_DIR: folder })
const { signedIn, openReport, stateOf } = deskPeople(town)
const isWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

test('one key accepts the suggested office and goes on to the next report', async () => {
  // Both are due at the same time, so the id decides which one stands first.
  const sent = [
    await town.submit({ title: 'Lampu jalan padam' }),
    await town.submit({ title: 'Lampu jalan mati' }),
  ]
  const [one, two] = sent.toSorted((a, b) => (a.id < b.id ? -1 : 1)) as [Sent, Sent]
  const page = await signedIn('verifier')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(one.id))
  assert.ok(await page.isChecked('[name=target] >> nth=0'))
  await page.waitForSelector('[data-keys=ready]')
  await page.keyboard.press('t')
  await page.waitForURL(new RegExp(two.id))
  assert.equal(await stateOf(one), 'forwarded')
  assert.match((await page.textContent('.note.good'))!, /diteruskan/)
  await page.waitForSelector('[data-keys=ready]')
  await page.keyboard.press('t')
  await page.waitForURL(/\/meja\?/)
  assert.equal(await stateOf(two), 'forwarded')
  await page.close()
})

test('a key that is pressed before the page can have been seen, or held down, sends nothing', async () => {
  const report = await town.submit({ title: 'Trotoar retak' })
  const page = await signedIn('verifier')
  await openReport(page, report)
  await page.keyboard.down('t')
  await page.waitForSelector('[data-keys=ready]')
  // Held down: the browser repeats the key.
  await page.keyboard.down('t')
  await page.keyboard.up('t')
  assert.equal(await stateOf(report), 'received')
  await page.keyboard.press('t')
  await page.waitForSelector('.note.good')
  assert.equal(await stateOf(report), 'forwarded')
  await page.close()
})

test('an office is found by the names that people use, and a village by its kecamatan', async () => {
  const report = await town.submit()
  const found = async (words: string, what = 'target') =>
    (
      (await (
        await fetch(`${town.url}/meja/cari?q=${encodeURIComponent(words)}&apa=${what}&laporan=${report.id}`, {
          headers: town.token('verifier'),
        })
      ).json()) as { items: { value: string; name: string; of?: string }[] }
    ).items
  assert.equal(
    (await found('dispendukcapil surabaya'))[0]?.value,
    'D3578.dinas-kependudukan-dan-pencatatan-sipil',
  )
  assert.equal(
    (await found('bina marga surabaya'))[0]?.value,
    'D3578.dinas-pekerjaan-umum-dan-penataan-ruang',
  )
  assert.equal((await found('polrestabes surabaya'))[0]?.value, 'L23')
  assert.equal((await found('dinas perhubungan kota surabaya', 'agency'))[0]?.value, 'D3578')
  const villages = (await found('kelurahan wonorejo')).map(({ of }) => of)
  assert.ok(
    villages.some((of) => of?.includes('Rungkut')) && villages.some((of) => of?.includes('Tegalsari')),
  )
})

test('without script: another office is searched, chosen and forwarded to, and everything typed is still there', async () => {
  const report = await town.submit()
  const page = await signedIn('verifier', { javaScriptEnabled: false })
  await openReport(page, report)
  await page.selectOption('#forward-kind', 'aspiration')
  await page.fill('#forward-target-q', 'perhubungan')
  await page.click('#forward-target button')
  assert.equal(await page.inputValue('#forward-kind'), 'aspiration')
  assert.equal(await stateOf(report), 'received')
  await page.check(`[data-found] [value="${transportOffice}"]`)
  await page.click('#f-forward button[data-submit]')
  assert.equal(await stateOf(report), 'forwarded')
  await page.close()
})

test('without script: what is missing is asked for, and a form without it comes back with the message kept', async () => {
  const report = await town.submit()
  const page = await signedIn('verifier', { javaScriptEnabled: false })
  await openReport(page, report, '?buka=ask_completion')
  await page.fill('#ask_completion-text', 'Mohon sebut nama jalannya.')
  await page.click('#f-ask_completion button[data-submit]')
  assert.match((await page.textContent('[role=alert]'))!, /Yang belum ada: Isian ini wajib diisi/)
  assert.equal(await page.inputValue('#ask_completion-text'), 'Mohon sebut nama jalannya.')
  await page.check('[name=missing] >> nth=0')
  await page.check('[name=missing] >> nth=1')
  await page.click('#f-ask_completion button[data-submit]')
  assert.equal(await stateOf(report), 'awaiting_completion')
  await page.close()
})

test('the second officer is told what changed, keeps the draft, and decides again', async () => {
  const report = await aReportIn(town, 'in_progress')
  const page = await signedIn('officer')
  await openReport(page, report)
  await page.fill('#propose_answer-text', 'Lampu diganti hari ini oleh regu malam.')
  await page.selectOption('#propose_answer-outcome', 'repaired')
  await town.does('admin', report, 'interim_reply', { text: 'Regu sedang mencari suku cadang lampu.' })
  await page.click('#f-propose_answer [data-submit]')
  const told = (await page.textContent('[role=alert]'))!
  assert.match(told, /diubah orang lain/)
  assert.match(told, /Kabar dari instansi[\s\S]*admin[\s\S]*suku cadang/)
  assert.equal(await page.inputValue('#propose_answer-text'), 'Lampu diganti hari ini oleh regu malam.')
  assert.equal(await page.inputValue('#propose_answer-outcome'), 'repaired')
  await assertAccessible(page)
  await page.click('#f-propose_answer [data-submit]')
  assert.equal(await stateOf(report), 'answer_proposed')
  await page.close()
})

test('a photo goes along with the answer, and is still there when the form comes back', async () => {
  const report = await aReportIn(town, 'in_progress')
  const page = await signedIn('officer')
  await openReport(page, report)
  await page.fill('#propose_answer-text', 'Lampu diganti hari ini, lihat fotonya.')
  await page.setInputFiles('.answer [name=files]', {
    name: 'lampu.jpg',
    mimeType: 'image/jpeg',
    buffer: await aPhoto(),
  })
  await page.click('#f-propose_answer [data-submit]')
  await page.waitForSelector('[role=alert]')
  assert.match((await page.textContent('.answer .files'))!, /lampu\.jpg/)
  await page.selectOption('#propose_answer-outcome', 'repaired')
  await page.click('#f-propose_answer [data-submit]')
  await page.waitForSelector('.note.good')
  assert.match((await page.textContent('.waits'))!, /lampu\.jpg/)
  await page.close()
})

test('an agency hands a report down to the suggested unit with one key', async () => {
  const report = await aReportIn(town, 'forwarded', { title: 'Parkir liar menutup trotoar' })
  const page = await signedIn('admin')
  await openReport(page, report)
  assert.ok((await page.locator('#f-forward [name=target]:checked').count()) === 1)
  await page.check(`#f-forward [value="${transportOffice}"]`).catch(() => undefined)
  await page.click('h1')
  await page.waitForSelector('[data-keys=ready]')
  await page.keyboard.press('t')
  await page.waitForSelector('.note.good')
  const { parts } = await town.database.db
    .selectFrom('report')
    .select('parts')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  assert.ok(parts[0]!.unit?.startsWith('D3578.'))
  await page.close()
})

test('words of a form that was not sent outlive the tab on this device, and go once they are sent', async () => {
  const report = await town.submit()
  const page = await signedIn('verifier')
  await openReport(page, report, '?buka=note')
  await page.fill('#note-text', 'Sudah ditelepon, belum diangkat.')
  await openReport(page, report, '?buka=note')
  assert.equal(await page.inputValue('#note-text'), 'Sudah ditelepon, belum diangkat.')
  await page.click('#f-note [data-submit]')
  await page.waitForSelector('.note.good')
  await openReport(page, report, '?buka=note')
  assert.equal(await page.inputValue('#note-text'), '')
  await page.close()
})

test('where the step is no longer possible, the words that were not sent stand there to be copied', async () => {
  const report = await aReportIn(town, 'in_progress')
  const page = await signedIn('officer')
  await openReport(page, report)
  await page.fill('#propose_answer-text', 'Kami menunggu kabar dari Anda, pukul berapa lampu mati?')
  await town.does('admin', report, 'ask_reporter', { text: 'Sejak kapan lampunya padam?' })
  await page.click('button:has-text("Kabari pelapor")')
  assert.equal(
    await page.inputValue('#belum-terkirim'),
    'Kami menunggu kabar dari Anda, pukul berapa lampu mati?',
  )
  await page.close()
})

test('a double press of one button is one step and no conflict', async () => {
  const report = await aReportIn(town, 'at_unit')
  const page = await signedIn('officer', { javaScriptEnabled: false })
  await openReport(page, report)
  await page.fill('#start-next_step', 'Petugas memeriksa lokasi besok pagi.')
  const fields = await page.evaluate(() =>
    [...new FormData(document.querySelector<HTMLFormElement>('#f-start')!)].map(([name, value]) => [
      name,
      String(value),
    ]),
  )
  const again = () =>
    page.request.post(`${town.url}/meja/laporan/${report.id}/start`, {
      form: Object.fromEntries(fields),
      maxRedirects: 0,
      headers: { accept: 'text/html' },
    })
  const answers = [await again(), await again()]
  assert.deepEqual(
    answers.map((answer) => answer.status()),
    [303, 303],
  )
  assert.equal(await stateOf(report), 'in_progress')
  await page.close()
})

test('a draft survives a closed tab and another computer, and a colleague is told of it', async () => {
  const report = await aReportIn(town, 'in_progress')
  const page = await signedIn('officer')
  await openReport(page, report)
  await page.keyboard.press('r')
  await page.keyboard.type('Gardu sudah diperiksa, lampu menyala lagi malam ini.')
  await page.waitForSelector('[data-draft-status]:has-text("Draf tersimpan")')
  await page.context().close()
  const other = await signedIn('officer', { javaScriptEnabled: false })
  await openReport(other, report)
  assert.equal(
    await other.inputValue('#propose_answer-text'),
    'Gardu sudah diperiksa, lampu menyala lagi malam ini.',
  )
  await other.fill('#propose_answer-text', 'Lampu menyala lagi sejak Selasa malam.')
  await other.click('button:has-text("Simpan draf")')
  assert.match((await other.textContent('.answer .foot'))!, /Draf tersimpan \d\d\.\d\d/)
  const colleague = await signedIn('admin')
  await openReport(colleague, report)
  assert.match((await colleague.textContent('.case'))!, /officer juga menulis jawaban, draf/)
  await other.selectOption('#propose_answer-outcome', 'repaired')
  await other.click('#f-propose_answer [data-submit]')
  assert.deepEqual(
    await town.database.db.selectFrom('desk_draft').selectAll().where('report_id', '=', report.id).execute(),
    [],
  )
  await other.close()
  await colleague.close()
})

test('single keys can be switched off, and then do nothing', async () => {
  const report = await town.submit()
  const page = await signedIn('verifier2')
  await page.goto(`${town.url}/meja/setelan`)
  await page.uncheck('[name=shortcuts]')
  await page.click('button:has-text("Simpan setelan")')
  await openReport(page, report)
  await page.waitForSelector('[data-keys=ready]')
  await page.keyboard.press('t')
  await page.keyboard.press('j')
  assert.equal(await stateOf(report), 'received')
  assert.match((await page.textContent('.case'))!, /Pintasan satu tombol dimatikan/)
  await page.close()
})

test('a duplicate is merged with one click from the list of similar reports', async () => {
  const fact = {
    title: 'Pohon beringin tumbang menutup gang melati',
    text: 'Pohon beringin tumbang menutup gang melati sejak hujan angin tadi malam.',
  }
  const [main, twin] = [
    await town.submit(fact),
    await town.submit({ ...fact, title: 'Beringin tumbang di gang melati' }),
  ]
  await indexNewReports(town.ground.db, { everything: true })
  const page = await signedIn('verifier')
  await openReport(page, twin)
  await page.click(`.similar:has(a[href*="${main.id}"]) button`)
  await page.waitForSelector('.note.good')
  assert.equal(await stateOf(twin), 'merged')
  await page.close()
})

test('an officer of another agency does not even learn that the report exists', async () => {
  const report = await aReportIn(town, 'at_unit')
  const page = await signedIn('officer of Jayapura')
  assert.equal((await openReport(page, report))!.status(), 404)
  assert.equal((await page.request.post(`${town.url}/meja/laporan/${report.id}/hadir`)).status() >= 400, true)
  await page.close()
})

test('an empty desk says so, and oversight reads masked text and closed titles', async () => {
  const empty = await signedIn('officer of Jayapura')
  assert.match((await empty.textContent('.queue'))!, /Belum ada yang menunggu/)
  await empty.close()
  await aReportIn(town, 'forwarded', { title: 'Rahasia sekali', privacy: 'rahasia' })
  const page = await signedIn('province')
  await page.goto(`${town.url}/meja?antrean=semua`)
  const list = (await page.textContent('.queue'))!
  assert.match(list, /Isi tertutup/)
  assert.doesNotMatch(list, /Rahasia sekali/)
  await page.close()
})

test('every page of the desk is usable by everyone: axe, dark, 320 px, English', async () => {
  const report = await town.submit({ title: 'Gorong-gorong mampet di depan pasar' })
  const phone = await signedIn('verifier', { viewport: { width: 320, height: 700 } })
  for (const path of [
    '/meja',
    `/meja/laporan/${report.id}`,
    '/meja/persetujuan',
    '/en/meja',
    `/en/meja/laporan/${report.id}`,
  ]) {
    await phone.goto(town.url + path)
    assert.equal(await isWide(phone), false, `${path} scrolls sideways`)
    await assertAccessible(phone)
  }
  const dark = await signedIn('officer', { colorScheme: 'dark' })
  await dark.goto(`${town.url}/meja`)
  await assertAccessible(dark)
  await dark.click('.q a >> nth=0')
  await dark.waitForSelector('#judul')
  await assertAccessible(dark)
  await phone.close()
  await dark.close()
})
