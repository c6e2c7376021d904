/** The citizen's whole way in a real browser: with script and without, on a phone, with a bad network. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, openPage } from '../support/browser.ts'
import { aPhoto } from '../support/files.ts'
import { aReportIn, aTown, surabaya, transportOffice, type Sent } from '../support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-citizen-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const town = await aTown(undefined, { DATA_DIR: folder })
const { url, database } = town
const text = 'Jembatan gantung di Surabaya rusak. Tiga papan di tengah lepas sejak hujan Senin lalu.'

const reports = async (): Promise<number> =>
  Number(
    (
      await database.db
        .selectFrom('report')
        .select((at) => at.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )
const send = (page: Page) => page.click('button:has-text("Kirim laporan")')
const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await openPage(options)
  await page.goto(url + path, { waitUntil: 'networkidle' })
  return page
}
/** What a person reads off the page that shows number and key. */
async function readKeys(page: Page): Promise<Sent> {
  await page.waitForSelector('h1:has-text("Laporan terkirim")')
  const [number, secret] = await page.locator('.secret').allTextContents()
  const bare = number!.replace('-', '')
  const { report_id: id } = await database.db
    .selectFrom('tracking_number')
    .select('report_id')
    .where('number', '=', bare)
    .executeTakeFirstOrThrow()
  return { number: bare, secret: secret!.replaceAll(' ', ''), id }
}
const isWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

async function answered(report: Sent): Promise<void> {
  await town.does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
  await town.does('admin', report, 'forward', { agency: surabaya, unit: transportOffice })
  await town.does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  await town.does('officer', report, 'propose_answer', {
    text: 'Papan diganti semuanya hari Selasa.',
    outcome: 'repaired',
  })
  await town.does('approver', report, 'approve')
}

test('without script: from the front page to "belum selesai" and "sudah selesai"', async () => {
  const page = await open('/', { javaScriptEnabled: false })
  await page.fill('#text', text)
  await page.click('button:has-text("Lanjutkan")')
  assert.equal(await page.inputValue('#text'), text)
  await page.fill('#name', 'Siti Contoh')
  await page.fill('#email', 'siti@contoh.example')
  await page.click('summary:has-text("Tempat dan waktu")')
  await page.fill('#place', 'dekat balai desa')
  await page.selectOption('#region', '35')
  await send(page)
  const report = await readKeys(page)
  assert.ok(!page.url().includes(report.secret))
  await page.click('text=Pantau laporan ini')
  assert.match((await page.textContent('main'))!, /dekat balai desa, Jawa Timur/)
  await answered(report)
  await page.reload()
  await page.click('summary:has-text("Belum selesai, ajukan keberatan")')
  await page.fill('#reject-reason', 'Dua papan masih goyang.')
  await page.click('button:has-text("Belum selesai")')
  assert.match(
    (await page.textContent('.voices'))!,
    /Menurut Anda[\s\S]*Belum selesai[\s\S]*Dua papan masih goyang/,
  )
  await town.does('officer', report, 'propose_answer', {
    text: 'Dua papan itu sudah dikencangkan.',
    outcome: 'repaired',
  })
  await town.does('approver', report, 'approve')
  await page.reload()
  await page.click('summary:has-text("Sudah selesai")')
  await page.click('label:has-text("sangat baik")')
  await page.click('button:has-text("Sudah selesai")')
  assert.match((await page.textContent('.voices'))!, /Sudah selesai[\s\S]*Nilai 5 dari 5/)
  const name = await page.evaluate(() => document.body.innerText)
  assert.doesNotMatch(name, /siti@contoh/)
})

test('without script: a wrong form comes back with the focus on what is wrong and the photo kept', async () => {
  const page = await open('/lapor', { javaScriptEnabled: false })
  await page.fill('#text', 'pendek')
  await page.click('summary:has-text("Foto atau berkas")')
  await page.setInputFiles('#files', { name: 'lubang.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() })
  await send(page)
  await page.waitForSelector('[role=alert]')
  assert.equal(await page.inputValue('#text'), 'pendek')
  assert.ok(await page.isChecked('[name=kept_files]'))
  await page.fill('#text', text)
  await send(page)
  const { id } = await readKeys(page)
  const files = await database.db
    .selectFrom('attachment')
    .select('name')
    .where('report_id', '=', id)
    .execute()
  assert.deepEqual(files, [{ name: 'lubang.jpg' }])
})

test('with script: the draft outlives a reload, the region is chosen step by step, the photo follows the report', async () => {
  const page = await open('/lapor')
  await page.fill('#text', text)
  await page.click('summary:has-text("Tempat dan waktu")')
  await page.selectOption('#region', '35')
  await page.selectOption('#region-1', '35.78')
  await page.waitForSelector('#region-2')
  await page.reload({ waitUntil: 'networkidle' })
  assert.equal(await page.inputValue('#text'), text)
  await page.waitForSelector('#region-2', { state: 'attached' })
  await page.click('summary:has-text("Foto atau berkas")')
  await page.setInputFiles('#files', {
    name: 'jembatan.jpg',
    mimeType: 'image/jpeg',
    buffer: await aPhoto(2400, 1800),
  })
  await page.waitForSelector('[data-chosen] >> text=jembatan.jpg')
  await send(page)
  const { id } = await readKeys(page)
  await page.waitForSelector('text=jembatan.jpg terkirim.')
  const file = await database.db
    .selectFrom('attachment')
    .select(['name', 'width', 'height'])
    .where('report_id', '=', id)
    .executeTakeFirstOrThrow()
  assert.ok(Math.max(file.width!, file.height!) <= 1600)
  const { region } = await database.db
    .selectFrom('report')
    .select('region')
    .where('report_id', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(region, '35.78')
  await page.goto(`${url}/lapor`, { waitUntil: 'networkidle' })
  assert.equal(await page.inputValue('#text'), '')
  await page.goto(`${url}/lacak`, { waitUntil: 'networkidle' })
  assert.match((await page.textContent('[data-device-reports]'))!, /Jembatan gantung di Surabaya/)
})

test('"Periksa dulu" and then sending brings the photo along as well', async () => {
  const page = await open('/lapor')
  await page.fill('#text', text)
  await page.click('summary:has-text("Foto atau berkas")')
  await page.setInputFiles('#files', { name: 'papan.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() })
  await page.waitForSelector('[data-chosen] >> text=papan.jpg')
  await page.click('button:has-text("Periksa dulu")')
  await page.waitForSelector('h1:has-text("Periksa laporan Anda")')
  await send(page)
  const { id } = await readKeys(page)
  await page.waitForSelector('text=papan.jpg terkirim.')
  const files = await database.db
    .selectFrom('attachment')
    .select('name')
    .where('report_id', '=', id)
    .execute()
  assert.deepEqual(files, [{ name: 'papan.jpg' }])
})

test('without a signal the report waits on the phone and is sent exactly once when it is back', async () => {
  const page = await open('/lapor')
  await page.evaluate(() => navigator.serviceWorker.ready)
  const before = await reports()
  await page.context().setOffline(true)
  await page.goto(`${url}/lapor`)
  await page.fill('#text', text)
  await send(page)
  await page.waitForSelector('text=1 laporan belum terkirim')
  assert.equal(await reports(), before)
  await page.context().setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.waitForSelector('text=Laporan terkirim. Nomor Anda')
  await page.reload({ waitUntil: 'networkidle' })
  assert.equal(await reports(), before + 1)
})

test('when the answer is lost on its way, the same report is found again, not sent twice', async () => {
  const page = await open('/lapor')
  const before = await reports()
  let isLost = true
  await page.route('**/lapor', async (route) => {
    if (route.request().method() !== 'POST' || !isLost) return route.continue()
    isLost = false
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.fill('#text', text)
  await send(page)
  await page.waitForSelector('text=1 laporan belum terkirim')
  assert.equal(await reports(), before + 1)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.waitForSelector('text=Laporan terkirim. Nomor Anda')
  assert.equal(await reports(), before + 1)
})

test('an upload that breaks off is tried again by itself', async () => {
  const page = await open('/lapor')
  let breaks = 1
  await page
    .context()
    .route('**/files', (route) => (breaks-- > 0 ? route.abort('connectionreset') : route.continue()))
  await page.fill('#text', text)
  await page.click('summary:has-text("Foto atau berkas")')
  await page.setInputFiles('#files', { name: 'ulang.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() })
  await page.waitForSelector('[data-chosen] >> text=ulang.jpg')
  await send(page)
  await readKeys(page)
  await page.waitForSelector('text=ulang.jpg terkirim.')
})

test('while writing, the office in charge and a similar public report appear', async () => {
  const report = await aReportIn(town, 'forwarded', {
    text: 'Papan jembatan gantung lepas di Surabaya, motor tidak bisa lewat.',
  })
  await town.does('admin', report, 'propose_publication', {
    text: 'Papan jembatan gantung lepas, motor tidak bisa lewat.',
    title: 'Papan jembatan gantung lepas',
  })
  await town.does('moderator', report, 'publish')
  const page = await open('/lapor')
  await page.fill('#text', 'Jembatan gantung di Surabaya papan lepas, motor tidak lewat sama sekali.')
  await page.waitForSelector('[data-suggest=similar]:visible')
  assert.match(
    (await page.textContent('[data-suggest=similar]'))!,
    /Papan jembatan gantung lepas[\s\S]*Dukung laporan ini/,
  )
  await page.click('summary:has-text("Instansi yang mungkin berwenang")')
  await page.waitForSelector(`[name=agency][value=${surabaya}]`)
  assert.ok(await page.isChecked('[name=agency][value=""]'))
})

test('whoever stays anonymous types the key to open the report, and leaves no contact', async () => {
  const page = await open('/lapor')
  await page.fill('#text', text)
  await page.fill('#name', 'Siti Contoh')
  await page.click('label:has-text("Anonim penuh")')
  assert.equal(await page.isVisible('#name'), false)
  await send(page)
  const report = await readKeys(page)
  await page.click('text=Pantau laporan ini')
  await page.fill('#secret', '1111 2222 3333 4444')
  await page.click('button:has-text("Lacak laporan")')
  await page.waitForSelector('text=Nomor dan kunci ini tidak cocok')
  await page.fill('#secret', report.secret)
  await page.click('button:has-text("Lacak laporan")')
  await page.waitForSelector('text=Tidak ada identitas yang disimpan')
  await page.click('text=Keluar dari halaman ini')
  await page.goto(`${url}/lacak/${report.number}`)
  assert.match(page.url(), /\/lacak\?number=/)
})

for (const [width, colorScheme] of [
  [390, 'light'],
  [1280, 'light'],
  [390, 'dark'],
  [1280, 'dark'],
] as const) {
  test(`the citizen's pages are usable by everyone at ${width} px, ${colorScheme}`, async () => {
    const page = await open('/lapor', { viewport: { width, height: 844 }, colorScheme })
    await assertAccessible(page)
    await page.fill('#text', text)
    await send(page)
    const report = await readKeys(page)
    await assertAccessible(page)
    await answered(report)
    await page.click('text=Pantau laporan ini')
    await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)))
    await assertAccessible(page)
    await page.goto(`${url}/en/lacak`)
    await assertAccessible(page)
    for (const path of ['/lapor', '/lacak', `/lacak/${report.number}`]) {
      await page.setViewportSize({ width: 320, height: 700 })
      await page.goto(url + path)
      await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)))
      assert.equal(await isWide(page), false, `${path} is wider than 320 px`)
    }
  })
}

test('the slip fits one page and says where to go, by when, and of a closed report not what it is about', async () => {
  for (const privacy of ['terbuka', 'rahasia']) {
    const page = await open('/lapor')
    await page.fill('#text', text)
    await page.check(`[name=privacy][value=${privacy}]`, { force: true })
    await send(page)
    const report = await readKeys(page)
    const slip = (await page.innerText('#kunci')).replace(/\s+/g, ' ')
    assert.match(slip, /Buka di .*\/lacak/)
    assert.match(slip, /Diperiksa paling lambat (\w+, )?\d+ \w+ 2026/)
    assert.equal(slip.includes('Jembatan gantung'), privacy === 'terbuka')
    const pdf = (await page.pdf({ format: 'A5' })).toString('latin1')
    assert.equal(/\/Count (\d+)/.exec(pdf)?.[1], '1', 'pages')
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }))
    assert.ok(!kept.includes(report.secret))
    assert.equal(kept.includes('Jembatan gantung'), privacy === 'terbuka', kept)
    assert.equal(kept.includes(report.number), privacy === 'terbuka', kept)
    if (privacy === 'terbuka') {
      await page.click('text=Pantau laporan ini')
      await page.click('text=Keluar dari halaman ini')
      await page.waitForURL(/lacak$/)
      assert.ok(!(await page.evaluate(() => JSON.stringify({ ...localStorage }))).includes(report.number))
    }
    await page.context().close()
  }
})
