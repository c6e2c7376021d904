/** "Selesai" is the reporter's word: an objection, silence, an appeal before another unit, and lamps that go out again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tasks } from '../../src/reports/closing/jobs.ts'
import { aStory } from '../support/story.ts'
import { aReportIn, aTown } from '../support/town.ts'

const town = await aTown() // Monday 6 July 2026
const { officer, phone, looks, stateOf, worker } = aStory(town, 'appeal')
const service = await worker()
const report = await aReportIn(town, 'answered')
const citizen = await phone(report)

/** The officer of the transport office writes an answer, and the approver sends it. */
async function answers(text: string): Promise<void> {
  const writer = await officer('officer')
  await writer.opens(report)
  await writer.writes('#propose_answer-text', text)
  await writer.picks('#propose_answer-outcome', 'Sudah diperbaiki')
  await writer.reaches('#propose_answer-text')
  assert.match(await writer.sends(), /diajukan untuk disetujui/)
  const approver = await officer('approver')
  await approver.opens(report)
  assert.match(await approver.strikes('t'), /jawaban terkirim/)
}

test('the lamps are dark still: the objection goes back to the office, at half the time', async () => {
  town.clock.set('2026-07-08T12:00:00Z') // Wednesday evening
  await citizen.comesBack()
  await citizen.does(
    'Belum selesai',
    { '#reject-reason': 'Lampunya menyala satu jam, lalu padam lagi.' },
    'Belum selesai',
  )
  await looks(citizen.page, 'objected')
  assert.match(await citizen.reads('.voices'), /Sudah diperbaiki[\s\S]*Belum selesai[\s\S]*padam lagi/)
  assert.match(
    await citizen.reads('aside'),
    /Dinas Perhubungan.* memberi jawaban akhir paling lambat Senin, 20 Juli/,
  )
  // Half of fourteen working days; an evening counts from the next working day.
  assert.deepEqual(await citizen.countedDays(), [
    'Jum 10 Jul',
    'Sen 13 Jul',
    'Sel 14 Jul',
    'Rab 15 Jul',
    'Kam 16 Jul',
    'Jum 17 Jul',
    'Sen 20 Jul',
  ])
})

test('the office reads the objection and answers again', async () => {
  town.clock.set('2026-07-10T02:00:00Z') // Friday
  const writer = await officer('officer')
  await looks(writer.page, 'officer-list')
  await writer.opens(report)
  await looks(writer.page, 'officer-objection')
  assert.match(await writer.reads('.case'), /Pelapor: belum selesai[\s\S]*lalu padam lagi/)
  await answers('Kabel yang putus diganti, lampu dicoba semalam penuh.')
  await citizen.comesBack()
  assert.match(await citizen.reads('aside'), /Anda dapat menilai sampai Jumat, 24 Juli/)
})

test('silence is asked about twice, and then the report is closed by the agency, never as solved', async () => {
  town.clock.set('2026-07-17T03:00:00Z') // working day 5
  await tasks['remind_to_judge']!(service, undefined as never)
  town.clock.set('2026-07-23T03:00:00Z') // working day 9
  await tasks['remind_to_judge']!(service, undefined as never)
  town.clock.set('2026-07-24T17:10:00Z') // Saturday, 00.10 WIB
  await tasks['close_unanswered']!(service, undefined as never)
  assert.equal(await stateOf(report), 'closed_by_agency')
  await citizen.comesBack()
  await looks(citizen.page, 'closed-by-agency')
  assert.match(await citizen.reads('main'), /Ditutup instansi/)
  assert.match(await citizen.reads('aside'), /Anda dapat mengajukan banding sampai Senin, 10 Agustus/)
  const told = await citizen.reads('.warp')
  assert.equal(told.match(/Pengingat: apakah jawaban ini menyelesaikan masalah Anda\?/g)?.length, 2)
})

test('the citizen appeals and reads who decides, until when', async () => {
  town.clock.set('2026-08-03T02:00:00Z') // Monday
  await citizen.comesBack()
  await citizen.does(
    'Ajukan banding',
    { '#appeal-reason': 'Saya di rumah sakit dua minggu. Lampunya tetap padam.' },
    'Ajukan banding',
  )
  await looks(citizen.page, 'appealed')
  assert.match(
    await citizen.reads('main'),
    /Banding diperiksa[\s\S]*sisa 10 hari kerja untuk memutus banding/,
  )
  assert.match(await citizen.reads('aside'), /memutuskan paling lambat Selasa, 18 Agustus/)
  assert.deepEqual((await citizen.countedDays()).slice(-2), ['Jum 14 Agu', 'Sel 18 Agu'], '17 August is off')
})

test('whoever had a hand in it before cannot decide, and reads why', async () => {
  const verifier = await officer('verifier')
  await verifier.opens(report)
  await looks(verifier.page, 'earlier-hand')
  assert.match(await verifier.reads('.case'), /Anda sudah menangani laporan ini sebelumnya/)
  assert.equal(await verifier.page.locator('#grant_appeal').count(), 0)
})

test('the province reads the case and grants the appeal, with an order to the office', async () => {
  town.clock.set('2026-08-06T02:00:00Z') // Thursday
  const province = await officer('province')
  await looks(province.page, 'province-list')
  await province.follows('a[href*="antrean=banding"]')
  assert.match(await province.reads('.queue'), /Lampu jalan[\s\S]*sisa 7 hari kerja/)
  await province.page.keyboard.press('j')
  await province.follows(`.q a[href*="${report.id}"]`)
  await looks(province.page, 'province-case')
  await province.writes(
    '#grant_appeal-task',
    'Ganti panel listrik tiang itu dan kirim foto lampu menyala di malam hari.',
  )
  assert.match(await province.sends(), /banding dikabulkan/)
  await citizen.comesBack()
  await looks(citizen.page, 'granted')
  const told = await citizen.reads('.warp')
  assert.match(
    told,
    /Banding dikabulkan\s+Pemeriksa banding, Pemerintah Provinsi Jawa Timur\s+“Ganti panel listrik/,
  )
  assert.deepEqual(await citizen.countedDays(), [
    'Jum 7 Agu',
    'Sen 10 Agu',
    'Sel 11 Agu',
    'Rab 12 Agu',
    'Kam 13 Agu',
  ])
})

test('the office carries the order out, and the citizen says: solved', async () => {
  town.clock.set('2026-08-07T02:00:00Z')
  const writer = await officer('officer')
  await writer.opens(report)
  await looks(writer.page, 'order')
  assert.match(await writer.reads('.case'), /Ganti panel listrik/)
  await answers('Panel listrik diganti pada Kamis malam.')
  town.clock.set('2026-08-10T02:00:00Z')
  await citizen.comesBack()
  await citizen.does('Sudah selesai', { '#accept-comment': 'Terang.' }, 'Ya, sudah selesai')
  assert.equal(await stateOf(report), 'closed_solved')
})

test('the damage comes back within ninety days: the same number is open again', async () => {
  town.clock.set('2026-08-20T02:00:00Z') // Thursday
  await citizen.comesBack()
  await looks(citizen.page, 'solved')
  await citizen.does('Masalahnya kembali', { '#reopen-reason': 'Sejak semalam padam lagi.' }, 'Buka lagi')
  await looks(citizen.page, 'reopened')
  assert.deepEqual(
    await citizen.countedDays(),
    ['Jum 21 Agu', 'Sen 24 Agu', 'Rab 26 Agu', 'Kam 27 Agu', 'Jum 28 Agu', 'Sen 31 Agu', 'Sel 1 Sep'],
    '25 August is off',
  )
  town.clock.set('2026-08-24T02:00:00Z')
  await answers('Pencurian kabel; kabel ditanam dan lampu menyala.')
  await citizen.comesBack()
  await citizen.does('Sudah selesai', {}, 'Ya, sudah selesai')
  await looks(citizen.page, 'solved-for-good')
  assert.match(await citizen.reads('main'), /Selesai menurut Anda/)
  assert.deepEqual(await citizen.timeline(), [
    'Laporan dikirim',
    'Diperiksa dan diteruskan ke Pemerintah Kota Surabaya',
    'Diteruskan ke Dinas Perhubungan Kota Surabaya',
    'Mulai dikerjakan',
    'Jawaban instansi',
    'Anda: belum selesai',
    'Jawaban instansi',
    'Pengingat: apakah jawaban ini menyelesaikan masalah Anda?',
    'Pengingat: apakah jawaban ini menyelesaikan masalah Anda?',
    'Ditutup instansi tanpa tanggapan Anda',
    'Anda mengajukan banding',
    'Banding dikabulkan',
    'Jawaban instansi',
    'Anda: sudah selesai',
    'Anda membuka laporan ini lagi',
    'Jawaban instansi',
    'Anda: sudah selesai',
  ])
})

test('a second objection goes up by itself, and a refusal names its reasons and the next door', async () => {
  const other = await aReportIn(town, 'answered', {
    text: 'Trotoar depan pasar dibongkar dan dibiarkan sejak Mei.',
  })
  await town.does('reporter', other, 'reject', { reason: 'Masih berlubang.' })
  await town.does('officer', other, 'propose_answer', {
    text: 'Trotoar ini dikerjakan tahun depan sesuai rencana anggaran.',
    outcome: 'explained',
  })
  await town.does('approver', other, 'approve')
  const walker = await phone(other)
  await walker.page.click('summary:has-text("Belum selesai")')
  assert.match(
    await walker.reads('.verdict'),
    /Ini keberatan kedua, jadi pejabat yang lebih tinggi yang memutuskan/,
  )
  await walker.does('Belum selesai', { '#reject-reason': 'Tahun depan terlalu lama.' }, 'Belum selesai')
  assert.equal(await stateOf(other), 'appealed')
  const province = await officer('province')
  await province.opens(other)
  await province.presses('#refuse_appeal summary')
  await province.writes(
    '#refuse_appeal-reasons',
    'Anggaran tahun ini sudah ditetapkan. Anda dapat melanjutkan ke Ombudsman perwakilan Jawa Timur.',
  )
  assert.match(await province.sends(), /banding ditolak/)
  await walker.comesBack()
  await looks(walker.page, 'refused')
  assert.equal(await stateOf(other), 'closed_by_agency')
  assert.match(
    await walker.reads('.warp'),
    /Banding ditolak\s+Pemeriksa banding, Pemerintah Provinsi Jawa Timur\s+“Anggaran tahun ini[\s\S]*Ombudsman/,
  )
  // Which doors are next is said by the service, whatever the officer wrote; one of them opens on the page itself.
  assert.match(await walker.reads('.warp'), /Jalan berikutnya: Ombudsman Republik Indonesia[\s\S]*\(PTUN\)/)
  assert.match(await walker.reads('#ombudsman'), /Minta bantuan Ombudsman/)
})
