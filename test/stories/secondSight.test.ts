/** Whoever confirms, confirms what was on the screen; and nobody puts words into a reporter's mouth. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../support/browser.ts'
import { aReportIn, aTown, surabaya, type Sent } from '../support/town.ts'

const town = await aTown()
const { does, act, call } = town

const versionSeenBy = async (who: string, report: Sent): Promise<number> =>
  (await call('GET', `/desk/reports/${report.id}`, { headers: town.token(who) })).json['version'] as number
const answer = (text: string) => ({ text, outcome: 'repaired' })

test('a confirmation of an older version is refused with what changed, and nothing goes out', async () => {
  const report = await aReportIn(town, 'answer_proposed')
  const version = await versionSeenBy('approver', report)
  await does('reporter', report, 'reply', { text: 'Tiangnya juga miring.' })
  const refused = await act('approver', report, 'approve', { version })
  assert.deepEqual([refused.status, refused.json['code']], [409, 'stale_version'])
  assert.deepEqual(
    refused.json['changed'].map((one: { action: string }) => one.action),
    ['reply'],
  )
  await does('approver', report, 'approve', { version: await versionSeenBy('approver', report) })
})

test('without a version an approval stands for the only answer that can have been seen, and for no other', async () => {
  const first = await aReportIn(town, 'answer_proposed')
  await does('approver', first, 'approve')
  const second = await aReportIn(town, 'answer_proposed')
  await town.hires('colleague', 'approver', surabaya)
  await does('approver', second, 'return_answer', { comment: 'Sebut tanggalnya.' })
  await does('officer', second, 'propose_answer', answer('Kami tidak akan memperbaiki lampu itu.'))
  const refused = await act('colleague', second, 'approve')
  assert.deepEqual([refused.status, refused.json['code']], [422, 'version_needed'])
  await does('colleague', second, 'approve', { version: await versionSeenBy('colleague', second) })
})

test('a text that was exchanged after it was read is not published, nor an archive after the reporter wrote', async () => {
  const report = await aReportIn(town, 'at_unit')
  await does('officer', report, 'propose_publication', { text: 'Lampu jalan padam.' })
  const version = await versionSeenBy('moderator', report)
  await does('officer', report, 'propose_publication', { text: 'Pelapor ternyata keliru.' })
  assert.equal((await act('moderator', report, 'publish', { version })).json['code'], 'stale_version')
  assert.equal((await act('moderator', report, 'publish')).json['code'], 'version_needed')
  const other = await aReportIn(town, 'at_unit')
  await does('admin', other, 'archive', {
    reason_code: 'court_pending',
    reason: 'Perkara sedang disidangkan.',
  })
  await does('reporter', other, 'reply', { text: 'Tidak ada perkara.' })
  const refused = await act('approver', other, 'confirm_archive')
  assert.deepEqual(
    [refused.json['code'], refused.json['changed'].map((one: { action: string }) => one.action)],
    ['version_needed', ['reply']],
  )
})

test('masking adds no word: the refusal shows the sentence, also where nothing is public yet', async () => {
  const report = await aReportIn(town, 'at_unit')
  const text = 'Lampu jalan di depan [alamat] padam. Pelapor sudah minta maaf.'
  const refused = await act('moderator', report, 'mask', { text })
  assert.deepEqual([refused.status, refused.json['code']], [422, 'more_than_masked'])
  assert.match(JSON.stringify(refused.json), /Lampu jalan di depan \[alamat\] padam\./)
  await does('moderator', report, 'mask', {
    text: 'Lampu jalan di depan [alamat] padam sejak hari Senin.',
  })
})

test('a summary is possible by two persons: the second one is warned, and the public page says what it is', async () => {
  const masked = await aReportIn(town, 'at_unit')
  await does('officer', masked, 'propose_publication', {
    text: 'Lampu jalan di depan [alamat] padam sejak hari Senin.',
  })
  await does('moderator', masked, 'publish')
  const summed = await aReportIn(town, 'at_unit')
  await does('officer', summed, 'propose_publication', { text: 'Warga melaporkan lampu jalan yang padam.' })
  const page = await openPage()
  await page.goto(`${town.url}/masuk`)
  await page.fill('[name=email]', 'moderator@contoh.example')
  await page.fill('[name=password]', 'kopi pagi di teras')
  await page.click('main button')
  await page.waitForURL(/\/meja/)
  await page.goto(`${town.url}/meja/laporan/${summed.id}`)
  assert.match((await page.textContent('.waits'))!, /Yang pertama berbeda:\s+“Warga melaporkan/)
  await page.click('button:has-text("Tampilkan di publik")')
  await page.waitForSelector('.note.good')
  const shown = async (report: Sent) => (await fetch(`${town.url}/laporan/${report.number}`)).text()
  assert.match(await shown(summed), /ringkasan petugas/)
  assert.doesNotMatch(await shown(masked), /ringkasan petugas/)
  const edited = await Promise.all(
    [masked, summed].map(async ({ number }) => (await call('GET', `/reports/${number}`)).json['edited']),
  )
  assert.deepEqual(edited, [false, true])
  await page.close()
})
