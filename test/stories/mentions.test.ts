/** Colleagues named in internal notes: it reaches them, and only those who may open the report can be named. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccount } from '../../src/directory/accounts/create.ts'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aReportIn, aTown, surabaya } from '../support/town.ts'

const town = await aTown()
const { signedIn, openReport } = deskPeople(town)
const owner = await town.database.as('lapor_owner')
await createAccount(
  owner,
  {
    email: 'petugas.dinsos@contoh.example',
    name: 'Rina Dewi',
    roles: ['unit_officer'],
    password: 'kopi pagi di teras',
    agency: surabaya,
    unit: `${surabaya}.dinas-sosial`,
  },
  new Date('2026-07-06T00:00:00Z'),
)

test('whoever is named finds the report in "Disebut", reads the note there, and it leaves the list when it was read', async () => {
  const report = await aReportIn(town, 'in_progress', { title: 'Halte rusak di depan pasar' })
  await town.does('officer', report, 'note', { text: 'Mohon dicek anggarannya, @approver.' })
  const page = await signedIn('approver')
  await page.goto(`${town.url}/meja?antrean=disebut`)
  assert.match((await page.textContent('.queue'))!, /Halte rusak/)
  await page.click('.queue a:has-text("Halte rusak")')
  assert.match(
    (await page.textContent('section:has(#disebut)'))!,
    /officer[\s\S]*Mohon dicek anggarannya, @approver/,
  )
  await assertAccessible(page)
  await page.click('button:has-text("Sudah saya baca")')
  await page.waitForURL(/antrean=disebut/)
  assert.equal(await page.locator('#disebut').count(), 0)
  await page.goto(`${town.url}/meja?antrean=disebut`)
  assert.match((await page.textContent('.queue'))!, /Belum ada yang menunggu/)
  const told = await town.database.db
    .selectFrom('staff_notice')
    .select('news')
    .where('report_id', '=', report.id)
    .execute()
  assert.ok(told.some(({ news }) => news === 'mention'))
  await page.close()
})

test('whoever answers the note, or takes any step on the report, has read it', async () => {
  const report = await aReportIn(town, 'in_progress')
  await town.does('admin', report, 'note', { text: '@officer sudah ke lokasi?' })
  await town.does('officer', report, 'note', { text: 'Sudah, @admin. @officer catat sendiri.' })
  const unread = await town.database.db
    .selectFrom('mention as m')
    .innerJoin('account as a', 'a.id', 'm.account_id')
    .select('a.name')
    .where('m.report_id', '=', report.id)
    .where('m.read_at', 'is', null)
    .execute()
  assert.deepEqual(unread, [{ name: 'admin' }])
})

test('who may not open the report cannot be named, and the refusal is the same as for nobody at all', async () => {
  const report = await aReportIn(town, 'in_progress')
  const refusals = []
  for (const name of ['Rina Dewi', 'province', 'Tidak Ada']) {
    const answer = await town.act('officer', report, 'note', { text: `Tolong lihat, @${name}` })
    assert.equal(answer.status, 422, name)
    assert.equal(answer.json['code'], 'mention_unknown')
    refusals.push(answer.json['errors'][0].detail.replace(/^@[\p{L}]+/u, '@X'))
  }
  assert.equal(new Set(refusals).size, 1)
})

test('a note with a wrong name comes back with its words, and names to choose from stand below', async () => {
  const report = await aReportIn(town, 'in_progress', {})
  const page = await signedIn('officer', { javaScriptEnabled: false })
  await openReport(page, report, '?buka=note')
  const names = (await page.textContent('[data-colleagues]'))!
  assert.match(names, /@admin[\s\S]*@approver/)
  assert.doesNotMatch(names, /Rina Dewi|Jayapura/)
  await page.fill('#note-text', 'Tanya @Rina dulu.')
  await page.click('#f-note [data-submit]')
  assert.match((await page.textContent('[role=alert]'))!, /@Rina: tidak ada petugas dengan nama itu/)
  assert.equal(await page.inputValue('#note-text'), 'Tanya @Rina dulu.')
  await page.close()
})

test('with script a name is written by its button, where the cursor stands', async () => {
  const report = await aReportIn(town, 'in_progress')
  const page = await signedIn('officer')
  await openReport(page, report, '?buka=note')
  await page.fill('#note-text', 'Mohon arahan')
  await page.click('[data-colleagues] button:has-text("@admin")')
  assert.equal(await page.inputValue('#note-text'), 'Mohon arahan @admin ')
  await assertAccessible(page)
  await page.click('#f-note [data-submit]')
  await page.waitForSelector('.note.good')
  await page.close()
})

test('the national desk is reached across offices, and a lost report leaves the list of whoever lost it', async () => {
  const report = await aReportIn(town, 'forwarded')
  await town.does('verifier', report, 'note', { text: 'Sudah benar di sini, @admin?' })
  await town.does('admin', report, 'note', { text: 'Mestinya dinas lain, @verifier.' })
  const desk = await town.call('GET', '/desk/reports?queue=disebut', { headers: town.token('verifier') })
  assert.deepEqual(
    desk.json['items'].map((item: { id: string }) => item.id),
    [report.id],
  )
  await town.does('verifier', report, 'note', { text: 'Silakan usulkan, @admin.' })
  await town.does('admin', report, 'bounce', {
    proposed_agency: 'D9171',
    reason: 'Lokasinya berada di Kota Jayapura.',
  })
  await town.does('verifier', report, 'note', { text: 'Disetujui, terima kasih @admin.' })
  await town.does('verifier', report, 'confirm_bounce', {})
  const lost = await town.call('GET', '/desk/reports?queue=disebut', { headers: town.token('admin') })
  assert.ok(!lost.json['items'].some((item: { id: string }) => item.id === report.id))
  const unread = await town.call('GET', '/desk/reports?queue=disebut', { headers: town.token('verifier2') })
  assert.deepEqual(unread.json['items'], [])
})
