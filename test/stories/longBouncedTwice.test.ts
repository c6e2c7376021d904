/** Nobody's road: two agencies say "not ours", the arbiter decides for good, and the days are counted all along. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../support/browser.ts'
import { aStory, type Phone } from '../support/story.ts'
import { aTown, surabaya, type Sent } from '../support/town.ts'

const ministry = 'K27'
const eastJava = 'P35'
const roadOffice = `${eastJava}.dinas-pekerjaan-umum-dan-penataan-ruang`

const town = await aTown() // Monday 6 July 2026, 09.10 WIB
const { hires, act } = town
const { officer, phone, writes, looks, stateOf } = aStory(town, 'bounced-twice')
await hires('admin of the ministry', 'agency_admin', ministry)
await hires('admin of East Java', 'agency_admin', eastJava)
await hires('road officer', 'unit_officer', eastJava, roadOffice)
await hires('approver of East Java', 'approver', eastJava)

let report: Sent
let citizen: Phone

test('a citizen without script writes about a road and reads until when it will be checked', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  report = await writes(
    page,
    'Jalan raya di depan Pasar Wonokromo Surabaya berlubang dalam, sudah dua motor jatuh.',
  )
  citizen = await phone(report, { javaScriptEnabled: false })
  await looks(citizen.page, 'received')
  assert.deepEqual(await citizen.countedDays(), ['Sel 7 Jul', 'Rab 8 Jul', 'Kam 9 Jul'])
  assert.match(await citizen.reads('aside'), /memeriksa dan meneruskan paling lambat Kamis, 9 Juli/)
})

test('the national desk passes it to the city, with the keyboard alone', async () => {
  town.clock.set('2026-07-07T02:00:00Z') // Tuesday
  const verifier = await officer('verifier')
  await verifier.opens(report)
  await looks(verifier.page, 'verify')
  await verifier.finds('#forward-target', 'pemerintah kota surabaya', surabaya)
  assert.match(await verifier.sends(), /diteruskan/)
  await citizen.comesBack()
  // F1, five working days from Tuesday; the weekend is left out.
  assert.deepEqual(await citizen.countedDays(), [
    'Rab 8 Jul',
    'Kam 9 Jul',
    'Jum 10 Jul',
    'Sen 13 Jul',
    'Sel 14 Jul',
  ])
})

test('the city says whose road it is; the desk agrees, and the ministry gets its own full days', async () => {
  town.clock.set('2026-07-08T02:00:00Z') // Wednesday
  const city = await officer('admin')
  await city.opens(report)
  await looks(city.page, 'city')
  await city.follows('a[href*="buka=bounce"]')
  await city.finds('#bounce-proposed_agency', 'kementerian pekerjaan umum', ministry)
  await city.writes('#bounce-reason', 'Jalan ini jalan nasional; pemeliharaannya di kementerian.')
  assert.match(await city.sends(), /menunggu orang kedua/)
  await citizen.comesBack()
  assert.doesNotMatch(await citizen.reads(), /kementerian/i, 'what nobody agreed to yet is not told')

  const verifier = await officer('verifier')
  await verifier.opens(report)
  await looks(verifier.page, 'bounce-to-confirm')
  assert.match(await verifier.reads('.waits'), /Pindahkan ke .*Pekerjaan Umum[\s\S]*jalan nasional/)
  assert.match(await verifier.strikes('t'), /dipindahkan/)
  await citizen.comesBack()
  await looks(citizen.page, 'moved')
  assert.deepEqual(await citizen.countedDays(), [
    'Kam 9 Jul',
    'Jum 10 Jul',
    'Sen 13 Jul',
    'Sel 14 Jul',
    'Rab 15 Jul',
  ])
})

test('the ministry hands it back too: now nobody may pass it on, and the citizen reads who decides until when', async () => {
  town.clock.set('2026-07-09T02:00:00Z') // Thursday
  const ministryAdmin = await officer('admin of the ministry')
  await ministryAdmin.opens(report)
  await ministryAdmin.follows('a[href*="buka=bounce"]')
  await ministryAdmin.finds('#bounce-proposed_agency', 'pemerintah provinsi jawa timur', eastJava)
  await ministryAdmin.writes('#bounce-reason', 'Ruas ini tercatat sebagai jalan provinsi sejak tahun lalu.')
  await ministryAdmin.sends()
  assert.equal(await stateOf(report), 'authority_dispute')
  await citizen.comesBack()
  await looks(citizen.page, 'dispute')
  assert.match(
    await citizen.reads('aside'),
    /Penengah memutuskan instansi yang berwenang paling lambat Selasa, 14 Juli/,
  )
  assert.deepEqual(await citizen.countedDays(), ['Jum 10 Jul', 'Sen 13 Jul', 'Sel 14 Jul'])
})

test('the arbiter finds it in the own list and decides with a ground that the citizen reads', async () => {
  town.clock.set('2026-07-10T02:00:00Z') // Friday
  const arbiter = await officer('arbiter')
  await looks(arbiter.page, 'arbiter-list')
  await arbiter.page.keyboard.press('j')
  await arbiter.follows(`.q a[href*="${report.id}"]`)
  await looks(arbiter.page, 'arbiter-case')
  await arbiter.finds('#decide_authority-agency', 'pemerintah provinsi jawa timur', eastJava)
  await arbiter.writes(
    '#decide_authority-ground',
    'Keputusan Gubernur tentang status jalan menyebut ruas ini jalan provinsi.',
  )
  assert.match(await arbiter.sends(), /diputuskan/)
  await citizen.comesBack()
  assert.deepEqual(await citizen.countedDays(), [
    'Sen 13 Jul',
    'Sel 14 Jul',
    'Rab 15 Jul',
    'Kam 16 Jul',
    'Jum 17 Jul',
  ])
})

test('the decision binds: the province is not offered to hand it back, and is told so when it tries', async () => {
  const province = await officer('admin of East Java')
  await province.opens(report)
  await looks(province.page, 'province')
  assert.doesNotMatch(await province.reads(), /Bukan wewenang kami/)
  const reason = 'Menurut kami ini jalan kota.'
  const refused = await act('admin of East Java', report, 'bounce', { proposed_agency: surabaya, reason })
  assert.deepEqual([refused.status, refused.json['code']], [409, 'authority_decided'])
})

test('the province works, answers, and the citizen without script says that it is solved', async () => {
  town.clock.set('2026-07-13T02:00:00Z') // Monday, day 1 of 5
  const province = await officer('admin of East Java')
  await province.opens(report)
  await province.finds('#forward-target', 'pekerjaan umum', roadOffice)
  await province.sends()
  const roads = await officer('road officer')
  await roads.page.keyboard.press('j')
  await roads.follows(`.q a[href*="${report.id}"]`)
  await looks(roads.page, 'road-officer')
  await roads.writes('#start-next_step', 'Regu tambal turun besok pagi.')
  await roads.writes('#start-reply', 'Kami yang menangani jalan ini. Lubang ditambal hari Selasa.')
  assert.match(await roads.sends(), /mulai dikerjakan/)
  await roads.page.keyboard.press('r')
  await roads.writes(
    '#propose_answer-text',
    'Lubang sudah ditambal hari Senin sore, aspalnya diganti 12 meter.',
  )
  await roads.picks('#propose_answer-outcome', 'Sudah diperbaiki')
  await roads.reaches('#propose_answer-text')
  assert.match(await roads.sends(), /diajukan untuk disetujui/)
  const approver = await officer('approver of East Java')
  await approver.opens(report)
  await looks(approver.page, 'approve')
  assert.match(await approver.strikes('t'), /jawaban terkirim/)

  await citizen.comesBack()
  await looks(citizen.page, 'answered')
  assert.match(await citizen.reads('.path'), /Dijawab\s+13 Jul, hari ke-1 dari 14/)
  assert.match(await citizen.reads('.voices'), /Sudah diperbaiki[\s\S]*12 meter[\s\S]*Belum menilai/)
  await citizen.does('Sudah selesai', { '#accept-comment': 'Jalannya rata lagi.' }, 'Ya, sudah selesai')
  await looks(citizen.page, 'solved')
  assert.equal(await stateOf(report), 'closed_solved')
})

test('the whole way stands on the page of the citizen in plain words', async () => {
  assert.deepEqual(await citizen.timeline(), [
    'Laporan dikirim',
    'Diperiksa dan diteruskan ke Pemerintah Kota Surabaya',
    'Dipindahkan ke Kementerian Pekerjaan Umum',
    'Bukan wewenang instansi ini; yang lebih tepat Pemerintah Provinsi Jawa Timur',
    'Diputuskan: ditangani Pemerintah Provinsi Jawa Timur',
    'Diteruskan ke Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Jawa Timur',
    'Mulai dikerjakan',
    'Jawaban instansi',
    'Anda: sudah selesai',
  ])
  const told = await citizen.reads('.warp')
  assert.match(told, /Alasan dari Pemerintah Kota Surabaya: Jalan ini jalan nasional/)
  assert.match(told, /Penengah\s+“Keputusan Gubernur tentang status jalan/)
})
