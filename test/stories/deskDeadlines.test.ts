/** Why a date is what it is, for whoever has the report at the desk: most reports are never public. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { keyboardOf } from '../support/keyboard.ts'
import { aTown, surabaya } from '../support/town.ts'

// Monday 6 July 2026, 09.10 in Jakarta.
const town = await aTown()
const { signedIn, openReport } = deskPeople(town)
const link = '.facts a[href*="/tenggat"]'

test('from the clock of a report that nobody published, Tab and Enter lead to the days that were counted', async () => {
  const report = await town.submit({ title: 'Lampu jalan padam' })
  const page = await signedIn('verifier', { javaScriptEnabled: false })
  await openReport(page, report, '?antrean=semua')
  await keyboardOf(page).follows(link)
  assert.match((await page.textContent('h1'))!, /Bagaimana tenggat dihitung/)
  const text = (await page.textContent('main'))!
  // V1: three working days after Monday are Tuesday, Wednesday and Thursday 9 July.
  assert.match(text, /Diperiksa dan diteruskan/)
  assert.match(text, /hari ke-3/)
  assert.match(text, /9 Juli 2026/)
  await page.click('main a >> nth=0')
  assert.match(page.url(), new RegExp(`${report.id}\\?antrean=semua`))
  await page.close()
})

test('a late clock says so, and every day that was skipped says why', async () => {
  const report = await town.submit({ title: 'Jalan berlubang' })
  await town.does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
  // Wednesday 5 August: the first answer was due on Monday 13 July.
  town.clock.set('2026-08-05T03:00:00.000Z')
  const page = await signedIn('admin')
  await openReport(page, report)
  await page.click(link)
  const first = page.locator('section', { hasText: 'Jawaban pertama instansi' }).first()
  assert.match((await first.textContent())!, /Sudah lewat dan belum dipenuhi/)
  assert.match((await first.textContent())!, /dilewati: akhir pekan/)
  await assertAccessible(page)
  await page.close()
})

test('on a phone and in English it stands too', async () => {
  const report = await town.submit({ title: 'Pohon tumbang' })
  const phone = await signedIn('verifier', { viewport: { width: 320, height: 700 } })
  await phone.goto(`${town.url}/en/meja/laporan/${report.id}/tenggat`)
  assert.match((await phone.textContent('h1'))!, /How the deadlines are counted/)
  const isWide = await phone.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  assert.equal(isWide, false)
  await assertAccessible(phone)
  await phone.close()
})

test('whoever may not open the report may not count its days either', async () => {
  const report = await town.submit()
  const answer = await fetch(`${town.url}/meja/laporan/${report.id}/tenggat`, {
    headers: { ...town.token('officer of Jayapura'), accept: 'text/html' },
  })
  assert.equal(answer.status, 404)
})
