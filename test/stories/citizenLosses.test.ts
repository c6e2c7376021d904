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

const archived = async (): Promise<Sent> => {
  const report = await town.submit({ text })
  const reason = 'Ini urusan antartetangga, bukan layanan publik.'
  await town.does('verifier', report, 'archive', { reason_code: 'not_public_service', reason })
  await town.does('verifier2', report, 'confirm_archive')
  return report
}
const incomplete = async (): Promise<Sent> => {
  const report = await town.submit({ text })
  await town.does('verifier', report, 'ask_completion', { missing: ['Nama jalannya'], text: 'Di jalan apa?' })
  return report
}
const solved = async (): Promise<Sent> => {
  const report = await anAnswered()
  await town.does('reporter', report, 'accept', {})
  return report
}

const forms: [what: string, begin: () => Promise<Sent>, action: string, fields: Record<string, string>][] = [
  ['what was asked for', incomplete, 'complete', { text: 'Jalan Melati, dekat pasar.' }],
  ['the word that it is solved, with its rating', anAnswered, 'accept', { rating: '4', comment: 'Cepat.' }],
  ['a rating', solved, 'rate', { rating: '2' }],
  ['the reason to open it again', solved, 'reopen', { reason: 'Padam lagi sejak kemarin.' }],
  ['an appeal', archived, 'appeal', { reason: 'Ini bukan urusan pribadi.' }],
  ['a withdrawal', anAnswered, 'withdraw', { reason: 'Sudah saya urus sendiri.' }],
  ['the wish for more secrecy', anAnswered, 'raise_secrecy', { level: 'rahasia' }],
]
for (const [what, begin, action, fields] of forms) {
  test(`${what} comes back past the key as it was filled in`, async () => {
    const report = await begin()
    const page = await opened(report, { javaScriptEnabled: false })
    const form = page.locator(`form[action$="/${action}"]`)
    const fold = page.locator('details.more', { has: form })
    if (!(await form.isVisible())) await fold.locator('summary').first().click()
    for (const [name, value] of Object.entries(fields)) {
      const choice = form.locator(`[name=${name}][value="${value}"]`)
      if ((await choice.count()) > 0) await choice.check({ force: true })
      else await form.locator(`[name=${name}]`).fill(value)
    }
    await page.context().clearCookies()
    await form.locator('button').last().click()
    await enterKey(page, report)
    assert.match((await page.textContent('[role=status]'))!, /Belum terkirim/)
    assert.ok(await form.isVisible(), 'its fold is open')
    const sent = await form.evaluate((one) =>
      Object.fromEntries(new FormData(one as HTMLFormElement) as unknown as Iterable<[string, string]>),
    )
    for (const [name, value] of Object.entries(fields)) assert.equal(sent[name], value)
    assert.equal(await form.locator('[aria-invalid]').count(), 0, 'nothing was wrong with it')
    await page.context().close()
  })
}
