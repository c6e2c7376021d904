/** What a citizen typed outlives what gets lost on the way: photos that are too large, cookies, the signal. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, openPage } from '../support/browser.ts'
import { aPhoto } from '../support/files.ts'
import { aReportIn, aTown, type Sent } from '../support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-losses-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const town = await aTown(undefined, { DATA_DIR: folder })
const { url } = town
const text = 'Jembatan gantung di Surabaya rusak. Tiga papan di tengah lepas sejak hujan Senin lalu.'

const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await openPage(options)
  await page.goto(url + path, { waitUntil: 'networkidle' })
  return page
}

const tooLarge = (fields: Record<string, string>, after: Record<string, string>, photos: number) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (let at = 0; at < photos; at++)
    form.append('files', new Blob([new Uint8Array(90_000_000)], { type: 'image/jpeg' }), `foto${at}.jpg`)
  for (const [name, value] of Object.entries(after)) form.set(name, value)
  return fetch(`${url}/lapor`, { method: 'POST', body: form, headers: { accept: 'text/html' } })
}

test('a form whose photos are too large together comes back as the form, with all that stood around them', async () => {
  const key = 'a-key-of-this-form'
  const answer = await tooLarge(
    { idempotency_key: key, kind: 'aspirasi', text, place: 'Jalan Melati' },
    { privacy: 'anonim', title: 'Jembatan rusak' },
    3,
  )
  const page = await answer.text()
  assert.equal(answer.status, 413)
  assert.match(page, /<textarea[^>]*name="text"[^>]*>\s*Jembatan gantung/)
  assert.match(page, /value="Jalan Melati"/)
  assert.match(page, /value="Jembatan rusak"/)
  assert.match(page, /value="anonim"\s+checked/)
  assert.match(page, /value="aspirasi"\s+checked/)
  assert.match(page, new RegExp(`name="idempotency_key" value="${key}"`))
  assert.match(page, /terlalu besar untuk sekali kirim/)
})

const anAnswered = (fields: Record<string, unknown> = {}) => aReportIn(town, 'answered', fields)

async function opened(report: Sent, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await open('/lacak', options)
  await enterKey(page, report)
  return page
}

async function enterKey(page: Page, { number, secret }: Pick<Sent, 'number' | 'secret'>): Promise<void> {
  await page.fill('#number', number)
  await page.fill('#secret', secret)
  await page.click('button:has-text("Lacak laporan")')
}

const why = 'Lampunya masih padam, saya lewat di sana semalam dengan anak saya.'
const objection = (page: Page) => page.locator('form[action$="/reject"]')

async function object(page: Page): Promise<void> {
  await page.click('summary:has-text("Belum selesai, ajukan keberatan")')
  await objection(page).locator('[name=reason]').fill(why)
}

test('an objection typed while the cookies got lost is in its form again once the key is there', async () => {
  const report = await anAnswered()
  const page = await opened(report, { javaScriptEnabled: false })
  await object(page)
  await page.context().clearCookies()
  await objection(page).locator('button').click()
  assert.match((await page.textContent('main'))!, /belum terkirim[\s\S]*Lampunya masih padam/)
  await enterKey(page, { ...report, secret: '1111 2222 3333 4444' })
  assert.match((await page.textContent('main'))!, /tidak cocok[\s\S]*Lampunya masih padam/)
  await enterKey(page, report)
  assert.match((await page.textContent('[role=status]'))!, /Belum terkirim/)
  assert.equal(await objection(page).locator('[name=reason]').inputValue(), why)
  await objection(page).locator('button').click()
  assert.equal((await town.seen(report))['state'], 'in_progress')
  await page.context().close()
})

test('with the report still open, an old form comes back filled in and nothing is carried out by it', async () => {
  const report = await anAnswered()
  const page = await opened(report, { javaScriptEnabled: false })
  await object(page)
  await page.context().clearCookies({ name: 'lapor_form' })
  await objection(page).locator('button').click()
  assert.equal((await town.seen(report))['state'], 'answered')
  assert.equal(await objection(page).locator('[name=reason]').inputValue(), why)
  await objection(page).locator('button').click()
  assert.equal((await town.seen(report))['state'], 'in_progress')
  await page.context().close()
})

test('a reply with a photo keeps both on the way past the key', async () => {
  const report = await aReportIn(town, 'at_unit')
  const page = await opened(report, { javaScriptEnabled: false })
  await page.click('summary:has-text("Tambah keterangan")')
  await page.fill('#reply-text', 'Ini fotonya.')
  await page.setInputFiles('#reply-files', {
    name: 'tiang.jpg',
    mimeType: 'image/jpeg',
    buffer: await aPhoto(),
  })
  await page.context().clearCookies()
  await page.click('form[action$="/reply"] button')
  await assertAccessible(page)
  await enterKey(page, report)
  assert.equal(await page.inputValue('#reply-text'), 'Ini fotonya.')
  assert.match((await page.textContent('form[action$="/reply"] .files'))!, /tiang\.jpg/)
  await page.click('form[action$="/reply"] button')
  assert.match((await page.textContent('main'))!, /Terkirim[\s\S]*Ini fotonya/)
  const files = await town.database.db
    .selectFrom('attachment')
    .select('report_id')
    .where('report_id', '=', report.id)
    .execute()
  assert.equal(files.length, 1)
  await page.context().close()
})

test('words for a step that is over meanwhile are shown for copying', async () => {
  const report = await anAnswered()
  const page = await opened(report, { javaScriptEnabled: false })
  await object(page)
  await town.does('reporter', report, 'accept', {})
  await page.context().clearCookies()
  await objection(page).locator('button').click()
  await enterKey(page, report)
  assert.match((await page.textContent('#tulisan'))!, /Lampunya masih padam/)
  await page.context().close()
})

test('with script, what is written for a report stays on the phone without a signal, until it is sent', async () => {
  const report = await anAnswered()
  const page = await opened(report)
  await object(page)
  await page.context().setOffline(true)
  await objection(page).locator('button').click()
  assert.match((await page.textContent('[data-offline]'))!, /Tidak ada sinyal\. Tulisan Anda tersimpan/)
  await page.context().setOffline(false)
  await page.reload()
  assert.equal(await objection(page).locator('[name=reason]').inputValue(), why)
  assert.ok(await objection(page).isVisible())
  await assertAccessible(page)
  await objection(page).locator('button.btn').click()
  await page.waitForSelector('text=Keberatan Anda tercatat')
  assert.equal((await town.seen(report))['state'], 'in_progress')
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
  assert.ok(!(await kept()).includes('masih padam'), await kept())
  assert.ok(!page.url().includes('ok='), 'a reload does not forget what is written next')
  await page.click('summary:has-text("Tambah keterangan")')
  await page.fill('#reply-text', 'Tadi malam hujan.')
  await page.reload()
  assert.equal(await page.inputValue('#reply-text'), 'Tadi malam hujan.')
  await page.click('text=Tutup laporan di perangkat ini')
  await page.waitForURL(/lacak$/)
  assert.ok(!(await kept()).includes('Tadi malam hujan'))
  await page.context().close()
})

test('of a secret report no word stays on the phone', async () => {
  const report = await anAnswered({ privacy: 'rahasia' })
  const page = await opened(report)
  await object(page)
  assert.ok(!(await page.evaluate(() => JSON.stringify({ ...localStorage }))).includes('masih padam'))
  await page.context().setOffline(true)
  await objection(page).locator('button').click()
  assert.match((await page.textContent('[data-offline]'))!, /Biarkan halaman ini terbuka/)
  assert.equal(await objection(page).locator('[name=reason]').inputValue(), why)
  await page.context().close()
})
