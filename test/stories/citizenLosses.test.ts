/** What a citizen typed outlives what gets lost on the way: photos that are too large, cookies, the signal. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openPage } from '../support/browser.ts'
import { aReportIn, aTown } from '../support/town.ts'

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

test('an objection typed while the cookies got lost is in its form again once the key is there', async () => {
  const report = await aReportIn(town, 'at_unit')
  await town.does('officer', report, 'start', { next_step: 'Kami periksa besok.' })
  await town.does('officer', report, 'propose_answer', { text: 'Lampu sudah diganti.', outcome: 'repaired' })
  await town.does('approver', report, 'approve')
  const page = await open('/lacak', { javaScriptEnabled: false })
  await page.fill('#number', report.number)
  await page.fill('#secret', report.secret)
  await page.click('button:has-text("Lacak laporan")')
  const why = 'Lampunya masih padam, saya lewat di sana semalam dengan anak saya.'
  await page
    .locator('details:has([name=reason])')
    .first()
    .evaluate((part) => part.setAttribute('open', ''))
  const objection = page.locator('form[action$="/reject"]')
  await objection.locator('[name=reason]').fill(why)
  await page.context().clearCookies()
  await objection.locator('button').first().click()
  assert.match(await page.content(), /Lampunya masih padam/)
  await page.click('button:has-text("Kirim lagi")')
  await page.fill('#secret', '1111 2222 3333 4444')
  await page.click('button:has-text("Lacak laporan")')
  assert.match(await page.content(), /tidak cocok/)
  await page.fill('#secret', report.secret)
  await page.click('button:has-text("Lacak laporan")')
  const again = page.locator('form[action$="/reject"]')
  assert.equal(await again.locator('[name=reason]').inputValue(), why)
  await again.locator('button').first().click()
  assert.equal((await town.seen(report))['state'], 'in_progress')
})
