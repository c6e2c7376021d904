/** How the reporter's page speaks: to its reader, with days, and in time. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aPhoneAt } from '../../../test/support/phone.ts'
import { aReportIn, aTown } from '../../../test/support/town.ts'

const town = await aTown()
const aPhone = () => aPhoneAt(town.url)
const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

test('two letters are no objection and no appeal: kind words, the text is kept, nothing is spent', async () => {
  const report = await aReportIn(town, 'answered')
  const phone = aPhone()
  await phone.open(report)
  for (const reason of ['xx', '            ']) {
    const { status, html } = await phone.act(report, 'reject', { reason })
    assert.equal(status, 422, `"${reason}"`)
    assert.match(words(html), /Tulis satu kalimat: apa yang masih rusak.* Keberatan Anda belum terpakai/)
    assert.equal((await town.seen(report))['state'], 'answered')
  }
})

test('what was typed for a short objection is still there', async () => {
  const report = await aReportIn(town, 'answered')
  const phone = aPhone()
  await phone.open(report)
  const { html } = await phone.act(report, 'reject', { reason: 'Rusak' })
  assert.match(html, /id="reject-reason"[^>]*>\s*Rusak<\/textarea>/)
  const viaApi = await town.own(report, 'reject', { reason: 'Rusak' })
  assert.equal(viaApi.status, 422)
})

test('the page speaks to its reader: Anda, and never of somebody called pelapor', async () => {
  const report = await aReportIn(town, 'in_progress')
  await town.does('officer', report, 'ask_reporter', { text: 'Tiang yang mana?' })
  const phone = aPhone()
  await phone.open(report)
  const asked = words(await phone.page(report))
  assert.match(asked, /Menunggu jawaban Anda/)
  assert.match(asked, /Instansi bertanya kepada Anda/)
  assert.match(asked, /berhenti sampai Anda menjawab, paling lama sampai \S+, \d+ \S+ 2026/)
  await phone.act(report, 'reply', { text: 'Tiang ketiga dari sekolah.' })
  await town.does('reporter', report, 'withdraw', { confirm: true })
  const withdrawn = words(await phone.page(report))
  assert.match(withdrawn, /Jawaban Anda/)
  assert.match(withdrawn, /Anda mencabut laporan ini/)
  assert.doesNotMatch(asked + withdrawn, /[Pp]elapor\b/)
})

test('leaving a borrowed phone is not called closing the report', async () => {
  const report = await town.submit()
  const phone = aPhone()
  await phone.open(report)
  assert.match(words(await phone.page(report)), /Keluar dari halaman ini \(laporan tetap jalan\)/)
})

test('thanks for a step are said while the report stands where that step left it', async () => {
  const report = await aReportIn(town, 'in_progress')
  await town.does('officer', report, 'ask_reporter', { text: 'Tiang yang mana?' })
  const phone = aPhone()
  await phone.open(report)
  const { to } = await phone.act(report, 'reply', { text: 'Tiang ketiga dari sekolah.' })
  assert.match(words((await phone.go(to!)).html), /Terkirim\. Instansi dapat membacanya/)
  await town.does('officer', report, 'ask_reporter', { text: 'Sekolah yang mana?' })
  assert.doesNotMatch(words((await phone.go(to!)).html), /Terkirim\. Instansi dapat membacanya/)
})

test('a withdrawal says until when it can be undone, and afterwards that this day has passed', async () => {
  const report = await town.submit()
  await town.does('reporter', report, 'withdraw', { confirm: true })
  const phone = aPhone()
  await phone.open(report)
  assert.match(words(await phone.page(report)), /Bisa dibatalkan sampai/)
  const today = town.ground.now()
  town.clock.set(new Date(today.getTime() + 41 * 86_400_000).toISOString())
  await phone.open(report)
  const late = words(await phone.page(report))
  town.clock.set(today.toISOString())
  assert.match(late, /Batas itu sudah lewat\. Masih ada masalah\? Kirim laporan baru/)
  assert.doesNotMatch(late, /Bisa dibatalkan/)
})

test('after the appeal was refused no button offers another one; the next door stands there', async () => {
  const report = await aReportIn(town, 'answered')
  for (const reason of ['Masih padam.', 'Tetap padam.']) {
    await town.does('reporter', report, 'reject', { reason })
    if (reason === 'Tetap padam.') break
    await town.does('officer', report, 'propose_answer', {
      text: 'Lampu diganti lagi oleh petugas lapangan hari Kamis.',
      outcome: 'repaired',
    })
    await town.does('approver', report, 'approve')
  }
  await town.does('ministry', report, 'refuse_appeal', { reasons: 'Tiang itu milik PLN.' })
  const phone = aPhone()
  await phone.open(report)
  const html = await phone.page(report)
  assert.match(words(html), /Banding sudah diputus\. Jalan berikutnya: Ombudsman, gratis\./)
  assert.match(html, /href="#ombudsman"/)
  assert.doesNotMatch(html, /action="[^"]*\/appeal"/)
})

test('after the last day to appeal no button offers it either', async () => {
  const report = await aReportIn(town, 'forwarded')
  await town.does('admin', report, 'archive', {
    reason_code: 'court_pending',
    reason: 'Sedang disidangkan di pengadilan.',
  })
  await town.does('approver', report, 'confirm_archive')
  const phone = aPhone()
  await phone.open(report)
  assert.match(await phone.page(report), /action="[^"]*\/appeal"/)
  const today = town.ground.now()
  town.clock.later(30)
  await phone.open(report)
  const late = await phone.page(report)
  town.clock.set(today.toISOString())
  assert.doesNotMatch(late, /action="[^"]*\/appeal"/)
  assert.match(words(late), /Batas banding, \S+, \d+ \S+, sudah lewat\. Jalan berikutnya: Ombudsman, gratis/)
})

test("after the Ombudsman's result it is that result that the reporter judges", async () => {
  const report = await aReportIn(town, 'answered')
  await town.does('reporter', report, 'ask_ombudsman')
  await town.does('ombudsman', report, 'take_over', { office: 'Ombudsman RI perwakilan Jawa Timur' })
  await town.does('ombudsman', report, 'ombudsman_result', {
    text: 'Lampu harus menyala sebelum akhir bulan.',
    document: 'LAHP 12/2026',
    to: 'answered',
  })
  const phone = aPhone()
  await phone.open(report)
  const page = words(await phone.page(report))
  assert.match(page, /Hasil Ombudsman: Lampu harus menyala sebelum akhir bulan\./)
  assert.match(page, /Ombudsman sudah memberi hasil\. Anda yang menilai/)
  assert.doesNotMatch(page, /Instansi sudah menjawab\. Anda yang menilai/)
})
