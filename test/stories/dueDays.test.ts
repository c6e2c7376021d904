/** The calendar of what falls due: counts by day in the office's zone, holidays by name, a day opens its list. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aTown, jayapura, surabaya } from '../support/town.ts'

const town = await aTown()
const { does, submit, token } = town
const { signedIn } = deskPeople(town)
const noScript = { javaScriptEnabled: false }

const read = async (who: string, path: string, status = 200): Promise<string> => {
  const answer = await fetch(town.url + path, { headers: { accept: 'text/html', ...token(who) } })
  assert.equal(answer.status, status, path)
  return answer.text()
}
/** What stands in the cell of a day, in one line. */
const cellOf = (page: string, day: string): string => {
  const cell = page.split(/<td/).find((one) => one.includes(`datetime="${day}"`)) ?? ''
  return cell
    .slice(cell.indexOf('</time>'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

// Monday 6 July 2026: three working days to look at a report, so Thursday 9 July.
const first = await submit({ title: 'Lampu padam' })
await submit({ title: 'Jalan berlubang' })
await does('verifier2', await submit({ title: 'Iklan' }), 'hold', { rule: 'Iklan atau penipuan' })

test('each day says how many reports fall due on it, and opens the list of that day alone', async () => {
  const page = await signedIn('verifier', noScript)
  await page.click('a:has-text("Kalender tenggat")')
  assert.match((await page.textContent('h2'))!, /Juli 2026/)
  const calendar = await page.content()
  assert.match(cellOf(calendar, '2026-07-06'), /^Hari ini$/)
  assert.match(cellOf(calendar, '2026-07-09'), /^[23] laporan , Kamis, 9 Juli$/)
  await page.click('td:has(time[datetime="2026-07-09"]) a')
  assert.match(page.url(), /antrean=berjalan&tenggat=2026-07-09/)
  const titles = await page.locator('.q li > a').allTextContents()
  assert.ok(titles.includes('Lampu padam') && titles.includes('Jalan berlubang'))
  assert.equal(await page.inputValue('[name=tenggat]'), '2026-07-09', 'the filter keeps the day')
  assert.match((await page.textContent('.queue .mut'))!, new RegExp(`${titles.length} laporan`))
  await page.goto(`${town.url}/meja?antrean=berjalan&tenggat=2026-07-10`)
  assert.match((await page.textContent('.queue'))!, /Tidak ada yang cocok/)
  await page.close()
})

test('one queue alone is counted when it is chosen', async () => {
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja/tenggat?bulan=2026-07`)
  await page.selectOption('[name=antrean]', 'periksa')
  await page.click('main button:has-text("Tampilkan")')
  assert.match(cellOf(await page.content(), '2026-07-09'), /^2 laporan/)
  await page.click('td:has(time[datetime="2026-07-09"]) a')
  assert.match(page.url(), /antrean=periksa&tenggat=2026-07-09/)
  assert.equal(await page.locator('.q li').count(), 2)
  await page.close()
})

test('holidays stand by name and type; the months before and after are one step away', async () => {
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja/tenggat`)
  await page.click('a[rel=next]')
  assert.match((await page.textContent('h2'))!, /Agustus 2026/)
  assert.match(cellOf(await page.content(), '2026-08-17'), /Proklamasi Kemerdekaan Libur nasional/)
  assert.match((await page.textContent('main'))!, /Tidak ada yang jatuh tempo di bulan ini/)
  await page.click('a:has-text("Bulan ini")')
  assert.match((await page.textContent('h2'))!, /Juli 2026/)
  await page.close()
  for (const odd of ['2026-13', '2026-7', '9999-01', 'kapan'])
    assert.match(
      await read('verifier', `/meja/tenggat?bulan=${odd}`),
      /<h2 class="h" id="bulan">Juli 2026/,
      odd,
    )
  assert.match(
    await read('verifier', '/en/meja/tenggat?bulan=2026-08'),
    /<h2 class="h" id="bulan">August 2026/,
  )
})

test('an agency sees its own, in its own zone; what it has no answer to by then is late in words', async () => {
  await does('verifier', first, 'forward', { agency: surabaya })
  const papua = await submit({ title: 'Puskesmas tutup', region: '91.71' })
  await does('verifier', papua, 'forward', { agency: jayapura })
  const due = async (agency: string) =>
    (
      await town.database.db
        .selectFrom('agency_inbox')
        .select('due_on')
        .where('agency_code', '=', agency)
        .where('part_no', '>', 0)
        .executeTakeFirstOrThrow()
    ).due_on!
  for (const [who, agency, zone] of [
    ['admin', surabaya, 'WIB'],
    ['admin of Jayapura', jayapura, 'WIT'],
  ] as const) {
    const day = await due(agency)
    const page = await read(who, `/meja/tenggat?bulan=${day.slice(0, 7)}`)
    assert.match(cellOf(page, day), /^1 laporan/, who)
    assert.match(page, new RegExp(`Hari menurut ${zone}`))
    assert.equal(page.match(/class="count /g)?.length, 1)
    assert.match(await read(who, `/meja?antrean=berjalan&tenggat=${day}`), /1 laporan/)
  }
  const day = await due(surabaya)
  town.clock.set(`${day}T18:00:00.000Z`)
  const page = await read('admin', `/meja/tenggat?bulan=${day.slice(0, 7)}`)
  assert.match(cellOf(page, day), /^1 laporan lewat/)
  assert.match(page, /1 laporan lewat tenggat/)
})

test('whoever only watches, and whoever serves identities, has no such calendar', async () => {
  for (const who of ['auditor', 'ombudsman', 'custodian', 'operator']) await read(who, '/meja/tenggat', 403)
})

test('a table on a desk, reached by keys; a list of the days that matter on a phone', async () => {
  const desk = await signedIn('verifier')
  await desk.goto(`${town.url}/meja/tenggat?bulan=2026-07`)
  await assertAccessible(desk)
  assert.equal(await desk.getByRole('columnheader').count(), 7)
  assert.ok(await desk.locator('time[datetime="2026-07-15"]').locator('xpath=..').isVisible(), 'an empty day')
  await desk.focus('a[rel=next]')
  await desk.keyboard.press('Tab')
  assert.match((await desk.evaluate('document.activeElement.textContent')) as string, /laporan/)
  await desk.keyboard.press('Enter')
  await desk.waitForURL(/tenggat=2026-07-/)
  await desk.close()
  const phone = await signedIn('verifier', { viewport: { width: 320, height: 700 } })
  await phone.goto(`${town.url}/meja/tenggat?bulan=2026-07`)
  await assertAccessible(phone)
  assert.ok(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth'))
  assert.ok(await phone.locator('text=Kam 9 Jul').isVisible())
  assert.ok(!(await phone.locator('text=Rab 15 Jul').isVisible()), 'days without anything take no room')
  await phone.close()
})
