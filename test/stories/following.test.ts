/** A neighbour follows a public report, in a browser without script, from the form to the end of the letters. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeFollowLetters } from '../../src/channels/following/jobs.ts'
import { sendFollowLetters } from '../../src/channels/following/letterQueue.ts'
import { mailSettings } from '../../src/channels/email/letter.ts'
import { smtpGateway } from '../../src/channels/email/smtp.ts'
import { assertAccessible, openPage } from '../support/browser.ts'
import { aMailServer, readable } from '../support/mailServer.ts'
import { aReportIn, aTown } from '../support/town.ts'

const peer = await aMailServer()
const town = await aTown()
const worker = await town.database.as('lapor_worker')
const vault = await town.database.as('lapor_vault')
const ground = { ...town.ground, db: worker, as: async () => vault }

async function newestLetter(): Promise<string> {
  peer.letters = []
  await makeFollowLetters(worker, ground.now())
  await sendFollowLetters(ground, worker, [smtpGateway(peer.url, mailSettings(ground.config))])
  assert.equal(peer.letters.length, 1)
  return readable(peer.letters[0]!.raw)
}

const linkIn = (letter: string, what: string): string => {
  const found = new RegExp(`(/${what}/[\\w.-]+)`).exec(letter.slice(letter.indexOf('\n\n')))?.[1]
  assert.ok(found, letter)
  return town.url + found
}

test('a neighbour on a small phone without script follows a report, hears of a step, and stops', async () => {
  const report = await aReportIn(town, 'at_unit')
  await town.does('admin', report, 'propose_publication', {
    title: 'Lampu jalan padam',
    text: 'Lampu jalan di depan balai warga padam sejak Senin.',
  })
  await town.does('moderator', report, 'publish')
  town.clock.later(0.001)

  const page = await openPage({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
  await page.goto(`${town.url}/laporan/${report.number}`)
  const box = page.locator('#ikuti')
  await box.getByLabel('Alamat surel').fill('rina@contoh')
  await box.getByRole('button', { name: 'Kabari saya' }).click()
  await page.getByText('Alamat surel ini belum lengkap').first().waitFor()
  await assertAccessible(page)
  await page.getByLabel('Alamat surel').fill('rina@contoh.id')
  await page.getByRole('button', { name: 'Kabari saya' }).click()
  await page.getByText('Satu langkah lagi: buka surel Anda.').waitFor()
  await assertAccessible(page)

  await page.goto(linkIn(await newestLetter(), 'ikuti'))
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Ya, kabari saya' }).click()
  await page.getByRole('heading', { name: 'Anda mengikuti laporan ini' }).waitFor()
  await page.getByRole('link', { name: /Lampu jalan padam/ }).click()
  await page.getByRole('heading', { name: 'Lampu jalan padam', level: 1 }).waitFor()
  await assertAccessible(page)

  town.clock.later(0.001)
  await town.does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  const letter = await newestLetter()
  assert.match(letter, /Petugas memeriksa lokasi besok pagi/)
  await page.goto(linkIn(letter, 'berhenti/ikuti'))
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Berhenti dan hapus alamat saya' }).click()
  await page.getByText('alamat Anda sudah dihapus').waitFor()
  const wide = await page.evaluate('document.documentElement.scrollWidth <= 320')
  assert.ok(wide, 'nothing runs out of a small phone')
})
