/** Two officers at their desks in two browsers: what one does, the other is told of without reloading. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible, openPage } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { hearsOfChanges } from '../support/listening.ts'
import { aReportIn, aTown } from '../support/town.ts'
import { waitUntil } from '../../src/platform/processes.ts'

const town = await aTown()
await hearsOfChanges(town)
const { signedIn, openReport } = deskPeople(town)

test('a verifier is told of new reports in the list, and one press shows them', async () => {
  const page = await signedIn('verifier')
  await page.waitForSelector('[data-live] >> text=/Daftar pukul \\d\\d\\.\\d\\d/')
  const first = await town.submit({ title: 'Lampu Jalan Melati padam' })
  await page.waitForSelector('[data-live] >> text="1 laporan baru."')
  await town.submit({ title: 'Selokan Gang Kenanga mampet' })
  await page.waitForSelector('[data-live] >> text="2 laporan baru."')
  await assertAccessible(page)
  assert.equal(await page.locator('text=Lampu Jalan Melati padam').count(), 0, 'nothing moved by itself')
  await page.click('[data-live] a')
  await page.waitForSelector('text=Lampu Jalan Melati padam')
  await page.waitForSelector('[data-live] >> text=/Daftar pukul/')

  // A second verifier takes one of them away.
  const other = await signedIn('verifier2')
  await openReport(other, first)
  await town.does('verifier2', first, 'hold', { rule: 'Periksa dulu.' })
  await page.waitForSelector('[data-live] >> text="1 laporan berubah."')
  await page.close()
  await other.close()
})

test('an officer who has a report open is told at once that a colleague changed it, and that somebody has come', async () => {
  const report = await aReportIn(town, 'in_progress')
  const officer = await signedIn('officer')
  await openReport(officer, report)
  await officer.waitForSelector('[data-presence]')
  const admin = await signedIn('admin')
  await openReport(admin, report)
  await officer.waitForSelector('[data-present] >> text=/admin sedang membuka laporan ini/')
  await town.does('admin', report, 'note', { text: 'Tolong hubungi PLN dulu.' })
  await officer.waitForSelector('[data-present] >> text=/Laporan ini baru diubah/')
  await officer.waitForSelector('nav.wide >> text=/Kabar \\(\\d+\\)/')
  await officer.close()
  await admin.close()
})

test('news that is followed is read; the count in the menu follows', async () => {
  const officer = await signedIn('officer')
  await officer.goto(`${town.url}/meja/kabar`)
  const unread = async () =>
    (await town.database.db.selectFrom('staff_notice').select('about').where('read_at', 'is', null).execute())
      .length
  const before = await unread()
  assert.ok(before > 0)
  await officer.click('.q li:has-text("Baru") a')
  await officer.waitForURL(/\/meja\/laporan\//)
  assert.ok(await waitUntil(async () => (await unread()) < before, 5_000, 20))
  await officer.close()
})

test('a hidden tab lets go of its stream and catches up when it is looked at again', async () => {
  const page = await signedIn('verifier')
  await page.waitForSelector('[data-live]')
  const hide = (hidden: boolean) =>
    page.evaluate(`
      Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))`)
  await hide(true)
  await town.submit()
  assert.match((await page.textContent('[data-live]'))!, /Daftar pukul/)
  await hide(false)
  await page.waitForSelector('[data-live] >> text="1 laporan baru."')
  await page.close()
})

test('where streams are refused the page asks by itself; without script there is the link to reload', async () => {
  const page = await signedIn('verifier')
  await page.clock.install()
  await page.route('**/meja/arus*', (route) =>
    route.request().resourceType() === 'eventsource' ? route.fulfill({ status: 503 }) : route.continue(),
  )
  await page.reload()
  await town.submit()
  const isTold = async (): Promise<boolean> => {
    await page.clock.runFor(61_000)
    return /laporan baru\./.test((await page.textContent('[data-live]')) ?? '')
  }
  assert.ok(await waitUntil(isTold, 8_000, 200))
  await page.close()

  const cookies = await (await signedIn('verifier')).context().storageState()
  const plain = await openPage({ javaScriptEnabled: false, storageState: cookies })
  await plain.goto(`${town.url}/meja`)
  await plain.click('[data-live] a')
  assert.match((await plain.textContent('[data-live]'))!, /Daftar pukul/)
  await plain.close()
})
