/** A reporter writes where there is no signal: the words stay on the phone, a reply goes out by itself, once. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { assertAccessible, openPage } from '../support/browser.ts'
import { aPhoto } from '../support/files.ts'
import { aReportIn, aTown, type Sent } from '../support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-offline-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const town = await aTown(undefined, { DATA_DIR: folder })
const { url } = town

async function opened(report: Sent): Promise<Page> {
  const page = await openPage()
  await page.goto(`${url}/lacak`, { waitUntil: 'networkidle' })
  await enterKey(page, report)
  await page.waitForSelector('[data-replies]')
  return page
}

async function enterKey(page: Page, { number, secret }: Pick<Sent, 'number' | 'secret'>): Promise<void> {
  await page.fill('#number', number)
  await page.fill('#secret', secret)
  await page.click('button:has-text("Lacak laporan")')
}

const reply = 'Tadi malam hujan, papan yang lepas sekarang empat.'

async function replyTo(page: Page, text = reply): Promise<void> {
  const fold = page.locator('details:has(#reply-text)')
  if (!(await page.isVisible('#reply-text'))) await fold.locator('summary').click()
  await page.fill('#reply-text', text)
}

const sendReply = (page: Page) => page.click('form[action$="/reply"] button.btn')
const offline = (page: Page) => page.locator('[data-offline]')
const onThePhone = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }))

/** What the report has of the reporter's replies. */
async function repliesIn({ id }: Pick<Sent, 'id'>): Promise<string[]> {
  const events = await town.database.db
    .selectFrom('report_event')
    .select('data')
    .where('report_id', '=', id)
    .where('action', '=', 'reply')
    .orderBy('seq')
    .execute()
  return events.map(({ data }) => String(data['text']))
}

const widthsOf = async ({ id }: Pick<Sent, 'id'>): Promise<(number | null)[]> =>
  (await town.database.db.selectFrom('attachment').select('width').where('report_id', '=', id).execute()).map(
    ({ width }) => width,
  )

const closed = (context: BrowserContext) => context.close()

test('a reply with a photo, sent without a signal, goes out by itself when the signal is back', async () => {
  const report = await aReportIn(town, 'at_unit')
  const page = await opened(report)
  await replyTo(page)
  const photo = { name: 'papan.jpg', mimeType: 'image/jpeg', buffer: await aPhoto(3200, 1600) }
  await page.setInputFiles('#reply-files', photo)
  await page.context().setOffline(true)
  await sendReply(page)
  await page.waitForSelector('text=terkirim sendiri saat sinyal kembali')
  await assertAccessible(page)
  assert.deepEqual(await repliesIn(report), [])
  await page.context().setOffline(false)
  await page.waitForSelector('.note.good')
  assert.match((await page.textContent('main'))!, /papan yang lepas sekarang empat/)
  assert.deepEqual(await repliesIn(report), [reply])
  assert.deepEqual(await widthsOf(report), [800], 'a tall photo, made 1600 px high on the phone')
  assert.ok(!(await onThePhone(page)).includes('papan yang lepas'))
  await closed(page.context())
})

test('with the page closed meanwhile it goes out from the next page that is opened, files and all', async () => {
  const report = await aReportIn(town, 'at_unit')
  const page = await opened(report)
  await replyTo(page)
  const photo = { name: 'papan.jpg', mimeType: 'image/jpeg', buffer: await aPhoto(3200, 1600) }
  await page.setInputFiles('#reply-files', photo)
  await page.context().setOffline(true)
  await sendReply(page)
  await page.waitForSelector('text=terkirim sendiri saat sinyal kembali')
  await page.close()
  // An officer works on meanwhile: what adds to a report is not out of date.
  await town.does('officer', report, 'start', { next_step: 'Petugas melihat jembatan.' })
  const next = await page.context().newPage()
  await next.context().setOffline(false)
  await next.goto(`${url}/`, { waitUntil: 'networkidle' })
  await next.waitForFunction(() => !JSON.stringify({ ...localStorage }).includes('papan yang lepas'))
  assert.deepEqual(await repliesIn(report), [reply])
  assert.deepEqual(await widthsOf(report), [800], 'a tall photo, made 1600 px high on the phone')
  assert.equal(await next.locator('[data-queue-state]').count(), 0)
  await closed(next.context())
})

test('a reply whose answer got lost on the way back is sent again and is one reply', async () => {
  const report = await aReportIn(town, 'at_unit')
  const page = await opened(report)
  await replyTo(page)
  await page.route('**/reply', async (route) => {
    await route.fetch({ maxRedirects: 0 })
    await route.abort()
  })
  await sendReply(page)
  await page.waitForSelector('text=terkirim sendiri saat sinyal kembali')
  assert.deepEqual(await repliesIn(report), [reply])
  await page.unroute('**/reply')
  await page.reload()
  await page.waitForSelector('.note.good')
  assert.deepEqual(await repliesIn(report), [reply])
  await closed(page.context())
})

test('a report that has closed by itself asks for its key, and then the reply goes out', async () => {
  const report = await aReportIn(town, 'at_unit')
  const page = await opened(report)
  await replyTo(page)
  await page.context().setOffline(true)
  await sendReply(page)
  await page.waitForSelector('text=terkirim sendiri saat sinyal kembali')
  await page.close()
  await page.context().clearCookies()
  await page.context().setOffline(false)
  const next = await page.context().newPage()
  await next.goto(`${url}/lapor`)
  await next.waitForSelector('text=1 balasan belum terkirim')
  await assertAccessible(next)
  await next.click('[data-queue-state] a')
  await next.waitForSelector('text=Masukkan kunci laporannya')
  assert.deepEqual(await repliesIn(report), [])
  await enterKey(next, report)
  await next.waitForSelector('.note.good')
  assert.deepEqual(await repliesIn(report), [reply])
  await closed(next.context())
})

test('who thinks again takes a waiting reply back, and it is not sent', async () => {
  const report = await aReportIn(town, 'at_unit')
  const page = await opened(report)
  await replyTo(page)
  await page.context().setOffline(true)
  await sendReply(page)
  await page.click('text=Jangan kirim')
  await offline(page).waitFor({ state: 'detached' })
  await page.context().setOffline(false)
  await page.reload({ waitUntil: 'networkidle' })
  assert.equal(await page.inputValue('#reply-text'), reply)
  assert.deepEqual(await repliesIn(report), [])
  await closed(page.context())
})

const why = 'Lampunya masih padam, saya lewat di sana semalam dengan anak saya.'
const objection = (page: Page) => page.locator('form[action$="/reject"]')

async function object(page: Page): Promise<void> {
  await page.click('summary:has-text("Belum selesai, ajukan keberatan")')
  await objection(page).locator('[name=reason]').fill(why)
}

test('an objection is a decision: its words stay on the phone, and the person sends it when the signal is back', async () => {
  const report = await aReportIn(town, 'answered')
  const page = await opened(report)
  await object(page)
  await page.context().setOffline(true)
  await objection(page).locator('button').click()
  assert.match((await offline(page).textContent())!, /Tidak ada sinyal\. Tulisan Anda tersimpan/)
  await page.context().setOffline(false)
  await page.reload({ waitUntil: 'networkidle' })
  assert.equal((await town.seen(report))['state'], 'answered')
  assert.equal(await objection(page).locator('[name=reason]').inputValue(), why)
  await assertAccessible(page)
  await objection(page).locator('button.btn').click()
  await page.waitForSelector('text=Keberatan Anda tercatat')
  assert.equal((await town.seen(report))['state'], 'in_progress')
  assert.ok(!(await onThePhone(page)).includes('masih padam'))
  await closed(page.context())
})

test('what is written is there again after the tab was closed, until it is sent or the report is closed here', async () => {
  const report = await aReportIn(town, 'at_unit')
  const page = await opened(report)
  await replyTo(page, 'Kalimat pertama.')
  await sendReply(page)
  await page.waitForSelector('.note.good')
  assert.ok(!page.url().includes('ok='), 'a reload does not forget what is written next')
  await replyTo(page)
  await page.reload()
  assert.equal(await page.inputValue('#reply-text'), reply)
  await page.click('text=Keluar dari halaman ini')
  await page.waitForURL(/lacak$/)
  assert.ok(!(await onThePhone(page)).includes('papan yang lepas'))
  await closed(page.context())
})

test('of a secret report no word stays on the phone; its reply waits in the open page', async () => {
  const report = await aReportIn(town, 'at_unit', { privacy: 'rahasia' })
  const page = await opened(report)
  await replyTo(page)
  await page.context().setOffline(true)
  await sendReply(page)
  await page.waitForSelector('text=Biarkan halaman ini terbuka')
  assert.ok(!(await onThePhone(page)).includes('papan yang lepas'))
  await page.context().setOffline(false)
  await page.waitForSelector('.note.good')
  assert.deepEqual(await repliesIn(report), [reply])
  await closed(page.context())
})
