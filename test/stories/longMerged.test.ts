/** One broken bridge, three reports: merged, counted, kept informed, one taken out again, and one that speaks for itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexNewReports } from '../../src/reports/casefile/searchIndex.ts'
import { openPage } from '../support/browser.ts'
import { aStory, type Phone } from '../support/story.ts'
import { aTown, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown() // Monday 6 July 2026, 09.10 WIB
const { officer, phone, writes, looks, stateOf, letters } = aStory(town, 'merged')

let main: Sent
let double: Sent
let other: Sent
let first: Phone
let second: Phone
let third: Phone

async function sends(text: string, email: string): Promise<Sent> {
  const page = await openPage()
  const sent = await writes(page, text, async (form) => {
    await form.click('label:has-text("Terbuka")')
    await form.fill('#email', email)
  })
  await page.context().close()
  return sent
}

/** What anybody reads under the published report about those who share it. */
async function supportShown(): Promise<string> {
  const reader = await openPage()
  await reader.goto(`${town.url}/laporan/${main.number}`)
  await looks(reader, 'public')
  const shown = (await reader.locator('main').innerText()).replaceAll(/\s+/g, ' ')
  await reader.context().close()
  return /\d+ orang ikut mendukung|Jadilah yang pertama|[^.]*mendukung[^.]*/.exec(shown)?.[0] ?? ''
}

test('three neighbours write about bridges; the first report is forwarded and shown to the public', async () => {
  main = await sends(
    'Pelat jembatan Kenjeran Surabaya berlubang, motor sering terperosok.',
    'satu-uji@contoh.example',
  )
  double = await sends(
    'Pelat jembatan Kenjeran Surabaya berlubang, kemarin motor terperosok lagi.',
    'dua-uji@contoh.example',
  )
  other = await sends(
    'Pelat jembatan Kenjeran lama di Surabaya berlubang di sisi barat.',
    'tiga-uji@contoh.example',
  )
  town.clock.set('2026-07-07T02:00:00Z') // Tuesday
  const verifier = await officer('verifier')
  await verifier.opens(main)
  await verifier.finds('#forward-target', 'perhubungan kota surabaya', transportOffice)
  assert.match(await verifier.sends(), /diteruskan/)
  await town.does('admin', main, 'propose_publication', { text: 'Pelat jembatan Kenjeran berlubang.' })
  await town.does('moderator', main, 'publish')
  await indexNewReports(town.ground.db, { everything: true })
})

test('the verifier sees beside the new report that it may be the same, and merges with Tab and Enter', async () => {
  const verifier = await officer('verifier')
  for (const report of [double, other]) {
    await verifier.opens(report)
    await looks(verifier.page, 'similar')
    assert.match(await verifier.reads('.similar'), /Gabungkan ke/)
    await verifier.follows(`form:has([name=into][value="${main.number}"]) button`)
    assert.match(await verifier.reads('.note.good'), /digabungkan/)
    assert.equal(await stateOf(report), 'merged')
  }
})

test('all three are told: whose report speaks for whom, and how many stand behind it', async () => {
  first = await phone(main)
  second = await phone(double)
  third = await phone(other)
  const shown = `${main.number.slice(0, 4)}-${main.number.slice(4)}`
  await looks(second.page, 'merged')
  assert.match(
    await second.reads('#tindakan'),
    new RegExp(`Laporan utama ${shown}[\\s\\S]*Baca laporan utama`),
  )
  assert.deepEqual(await second.timeline(), ['Laporan dikirim', `Digabung dengan laporan ${shown}`])
  assert.match((await letters(double)).at(-1)!, new RegExp(`Digabung dengan laporan ${shown}`))
  assert.deepEqual((await first.timeline()).slice(-2), [
    'Laporan lain tentang hal yang sama digabungkan',
    'Laporan lain tentang hal yang sama digabungkan',
  ])
  assert.match(await supportShown(), /2 orang ikut mendukung/)
  const hands = await officer('officer')
  await hands.opens(main)
  await looks(hands.page, 'officer')
  assert.match(await hands.reads(), /2 laporan lain/)
  assert.doesNotMatch(await second.reads(), /satu-uji/)
})

test('the third adds that it is the old bridge; the verifier hears of it and takes that report out again', async () => {
  town.clock.set('2026-07-08T02:00:00Z')
  await third.comesBack()
  await third.does(
    'Tambah keterangan',
    { '#reply-text': 'Maksud saya jembatan lama, bukan yang baru.' },
    'Kirim',
  )
  assert.match(await third.reads('[role=status]'), /Petugas yang menggabungkan laporan ini membacanya/)
  const verifier = await officer('verifier')
  await verifier.follows('nav a[href="/meja/kabar"]')
  await looks(verifier.page, 'news')
  await verifier.follows(`main a[href*="${other.id}"]`)
  await looks(verifier.page, 'merged-at-desk')
  assert.match(await verifier.reads('.case'), /Maksud saya jembatan lama/)
  assert.match(await verifier.reads('.case'), /Pelapor tetap dikabari dari laporan itu/)
  await verifier.follows(`.facts a[href*="${main.number}"]`)
  assert.match(await verifier.reads('.facts'), /2 laporan lain/)
  await verifier.follows(`.facts a[href*="${other.id}"]`)
  await verifier.presses('#unmerge summary')
  await verifier.writes('#unmerge-reason', 'Jembatan yang lain, menurut keterangan pelapornya.')
  assert.match(await verifier.sends(), /penggabungan dibatalkan/)
  assert.equal(await stateOf(other), 'received')
  await third.comesBack()
  await looks(third.page, 'undone')
  assert.match(await third.reads('.warp'), /Penggabungan dibatalkan[\s\S]*Jembatan yang lain/)
  assert.match(await supportShown(), /1 orang ikut mendukung/)
  await first.comesBack()
  assert.equal((await first.timeline()).at(-1), 'Laporan yang digabungkan berdiri sendiri lagi')
})

test('the main report is worked on and answered; the merged one hears of each step, in words', async () => {
  const hands = await officer('officer')
  await hands.opens(main)
  await hands.writes('#start-next_step', 'Regu memeriksa pelat besok pagi.')
  assert.match(await hands.sends(), /mulai dikerjakan/)
  town.clock.set('2026-07-10T02:00:00Z') // Friday
  const writer = await officer('officer')
  await writer.opens(main)
  await writer.writes('#propose_answer-text', 'Pelat jembatan dilas dan dilapisi aspal pada hari Kamis.')
  await writer.picks('#propose_answer-outcome', 'Sudah diperbaiki')
  await writer.reaches('#propose_answer-text')
  await writer.sends()
  const approver = await officer('approver')
  await approver.opens(main)
  assert.match(await approver.strikes('t'), /jawaban terkirim/)
  await first.comesBack()
  await first.does('Sudah selesai', {}, 'Ya, sudah selesai')
  assert.equal(await stateOf(main), 'closed_solved')

  await second.comesBack()
  await looks(second.page, 'main-solved')
  const told = await second.reads('.warp')
  assert.match(
    told,
    /Kabar dari laporan utama[\s\S]*Mulai dikerjakan[\s\S]*Jawaban instansi[\s\S]*sudah selesai/,
  )
  assert.match(await second.reads('#tindakan'), /Selesai menurut pelapor/)
  assert.match((await letters(double)).join('\n'), /Jawaban instansi/)
})

test('for the second neighbour it is not solved: that report leaves, and is checked with deadlines of its own', async () => {
  town.clock.set('2026-07-13T02:00:00Z') // Monday
  await second.comesBack()
  await second.does(
    'Masalah saya lain atau belum selesai',
    { '#unmerge-reason': 'Di sisi timur pelatnya masih berlubang.' },
    'Pisahkan laporan saya',
  )
  await looks(second.page, 'stands-alone')
  assert.equal(await stateOf(double), 'received')
  assert.match(await second.reads('aside'), /memeriksa dan meneruskan paling lambat Kamis, 16 Juli/)
  assert.deepEqual(await second.countedDays(), ['Sel 14 Jul', 'Rab 15 Jul', 'Kam 16 Jul'])
  const verifier = await officer('verifier')
  await verifier.opens(double)
  await looks(verifier.page, 'back-at-the-desk')
  assert.match(await verifier.reads('.case'), /Di sisi timur pelatnya masih berlubang/)
  assert.doesNotMatch(await supportShown(), /\d orang ikut mendukung/)
})
