/** A photo tells who somebody is: it goes public by the choice of one person and the word of another, and back at once. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openPage, assertAccessible } from '../support/browser.ts'
import { aPhoto } from '../support/files.ts'
import { aReportIn, aTown, type Sent } from '../support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-photos-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const town = await aTown(undefined, { DATA_DIR: folder })
const { url, does, act } = town
const words = { text: 'Lampu jalan di depan balai warga padam sejak hari Senin.' }

async function withPhotos(count: number): Promise<Sent> {
  const report = await aReportIn(town, 'at_unit')
  for (let at = 1; at <= count; at++) {
    const form = new FormData()
    form.set(
      'files',
      new Blob([new Uint8Array(await aPhoto(64 + at, 32))], { type: 'image/jpeg' }),
      `foto${at}.jpg`,
    )
    const sent = await fetch(`${url}/api/v1/reports/${report.number}/files`, {
      method: 'POST',
      headers: { 'x-report-secret': report.secret, 'idempotency-key': `${report.number}-${at}-photo` },
      body: form,
    })
    assert.equal(sent.status, 201, await sent.text())
  }
  return report
}
const status = async (path: string): Promise<number> => (await fetch(url + path)).status
const files = ({ number }: Sent): string[] =>
  [1, 2].flatMap((no) => [`/berkas/${number}-${no}`, `/berkas/${number}-${no}/kecil`])
const seen = (report: Sent): Promise<number[]> => Promise.all(files(report).map(status))

test('no photo goes public by itself, only the chosen one does, and it goes back with the text', async () => {
  const report = await withPhotos(2)
  await does('officer', report, 'propose_publication', words)
  await does('moderator', report, 'publish')
  assert.deepEqual(await seen(report), [404, 404, 404, 404])
  await does('officer', report, 'propose_publication', { ...words, photos: [2] })
  assert.deepEqual(await seen(report), [404, 404, 404, 404], 'one person alone shows nothing')
  await does('moderator', report, 'publish')
  assert.deepEqual(await seen(report), [404, 404, 200, 200])
  assert.match(await (await fetch(`${url}/laporan/${report.number}`)).text(), /berkas/)
  await does('moderator', report, 'unpublish', { reason: 'Pelapor memintanya.' })
  assert.deepEqual(await seen(report), [404, 404, 404, 404])
  await does('officer', report, 'propose_publication', words)
  await does('moderator', report, 'publish')
  assert.deepEqual(await seen(report), [404, 404, 404, 404], 'shown again without photos')
})

test('raising the secrecy and withdrawing hide the photos at the same moment', async () => {
  for (const [step, input] of [
    ['raise_secrecy', { level: 'rahasia' }],
    ['withdraw', { confirm: true }],
  ] as const) {
    const report = await withPhotos(2)
    await does('officer', report, 'propose_publication', { ...words, photos: [1, 2] })
    await does('moderator', report, 'publish')
    assert.deepEqual(await seen(report), [200, 200, 200, 200])
    await does('reporter', report, step, input)
    assert.deepEqual(await seen(report), [404, 404, 404, 404], step)
  }
})

test('masking a published text takes words away and adds none', async () => {
  const report = await aReportIn(town, 'at_unit')
  await does('officer', report, 'propose_publication', words)
  await does('moderator', report, 'publish')
  const worse = await act('moderator', report, 'mask', {
    text: 'Lampu jalan menyala terang, pelapor keliru.',
  })
  assert.deepEqual([worse.status, worse.json['code']], [422, 'more_than_masked'])
  await does('moderator', report, 'mask', { text: 'Lampu jalan di depan [alamat] padam sejak hari Senin.' })
  assert.match(await (await fetch(`${url}/laporan/${report.number}`)).text(), /depan \[alamat\] padam/)
})

test('at the desk the photos are ticked by the one and looked at by the other', async () => {
  const report = await withPhotos(2)
  const as = async (who: string) => {
    const page = await openPage({ extraHTTPHeaders: town.token(who) })
    await page.goto(`${url}/meja/laporan/${report.id}?antrean=semua`)
    return page
  }
  const officer = await as('officer')
  await officer.click('#propose_publication summary')
  await officer.check('[name=photos][value="1"]')
  await assertAccessible(officer)
  await officer.click('#propose_publication button[data-submit], #propose_publication .btn')
  const moderator = await as('moderator')
  assert.equal(await moderator.locator('.waits .shots img').count(), 1)
  await Promise.all([moderator.waitForURL(/selesai=publish/), moderator.click('.waits button.btn')])
  assert.deepEqual(await seen(report), [200, 200, 404, 404])
})
