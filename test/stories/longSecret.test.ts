/** A bribe is reported in secret: at each step who reads what, who learns the name, and what the reporter sees of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../support/browser.ts'
import { aStory, type Phone } from '../support/story.ts'
import { aTown, surabaya, type Sent } from '../support/town.ts'

const inspectorate = `${surabaya}.inspektorat`
const town = await aTown() // Monday 6 July 2026, 09.10 WIB
const { officer, phone, writes, looks, stateOf, letters } = aStory(town, 'secret')
await town.hires('chief inspector', 'approver', surabaya, inspectorate)

/** Words that must reach nobody who is not meant to read them. */
const story = 'Petugas loket uji kendaraan di Surabaya meminta uang pelicin lima ratus ribu rupiah.'
const reachable = 'Kalau perlu hubungi saya di 081234567890.'
const secret = /uang pelicin|081234567890|Kenari Uji|kenari-uji/

let report: Sent
let citizen: Phone

/** What somebody at a desk reads on the page of the report, or that there is no such page for them. */
async function readsAtDesk(who: string): Promise<string> {
  const answer = await fetch(`${town.url}/meja/laporan/${report.id}`, {
    headers: { accept: 'text/html', ...town.token(who) },
  })
  return answer.status === 404 ? 'not found' : answer.text()
}

test('the citizen chooses "Rahasia" and reads beforehand and afterwards who sees what', async () => {
  const page = await openPage()
  report = await writes(page, `${story} ${reachable}`, async (form) => {
    await form.click('label:has-text("Rahasia")')
    assert.match(await form.innerText('.levels'), /Rahasia[\s\S]*Letak di peta/)
    await form.fill('#name', 'Kenari Uji')
    await form.fill('#email', 'kenari-uji@contoh.example')
  })
  await page.context().close()
  citizen = await phone(report)
  await looks(citizen.page, 'received')
  assert.match(await citizen.reads('aside'), /Pilihan Anda: Rahasia[\s\S]*Tidak ditampilkan ke publik/)
  assert.equal((await fetch(`${town.url}/laporan/${report.number}`)).status, 404)
})

test('the national desk reads it, sees that an inspection is needed, and sends it to the inspectorate', async () => {
  town.clock.set('2026-07-07T02:00:00Z') // Tuesday
  const verifier = await officer('verifier')
  await verifier.opens(report)
  await looks(verifier.page, 'verify')
  assert.match(await verifier.reads('.case'), /uang pelicin/)
  assert.doesNotMatch(await verifier.reads(), /Kenari Uji/)
  await verifier.finds('#forward-target', 'inspektorat daerah kota surabaya', inspectorate)
  await verifier.picks('#forward-kind', 'Pengaduan berkadar pengawasan')
  assert.match(await verifier.sends(), /diteruskan/)
  await citizen.comesBack()
  await looks(citizen.page, 'forwarded')
  assert.match(await citizen.reads('.warp'), /Artinya ada dugaan pelanggaran yang harus diperiksa/)
  // Sixty working days for the answer, and the ceiling of sixty days since the file was complete ends first.
  const due = ((await town.seen(report))['clocks'] as { rule: string; due_on: string }[])
    .filter(({ rule }) => rule === 'K3' || rule === 'K5')
    .map(({ rule, due_on }) => `${rule} ${due_on}`)
  assert.deepEqual(due.sort(), ['K3 2026-10-01', 'K5 2026-09-05'])
})

test('of everybody else nobody reads a word of it', async () => {
  for (const who of ['officer', 'admin of Jayapura', 'approver of Jayapura', 'custodian', 'operator'])
    assert.doesNotMatch(await readsAtDesk(who), secret, who)
  for (const who of ['officer', 'admin', 'approver'])
    assert.equal(await readsAtDesk(who), 'not found', `${who} of the city that it is about`)
  for (const who of ['ministry', 'province', 'ombudsman', 'evaluator', 'auditor']) {
    const page = await readsAtDesk(who)
    assert.doesNotMatch(page, secret, who)
    assert.match(page, /Isi laporan ini tertutup bagi Anda/, who)
  }
  const watcher = await officer('province')
  await watcher.opens(report)
  await looks(watcher.page, 'oversight')
})

test('the inspectorate reads it with telephone and name covered, and opens what was written for a reason', async () => {
  const inspector = await officer('inspector')
  await looks(inspector.page, 'inspector-list')
  await inspector.opens(report)
  await looks(inspector.page, 'inspector')
  assert.match(await inspector.reads('.said'), /uang pelicin[\s\S]*\[telepon\]/)
  assert.doesNotMatch(await inspector.reads(), /081234567890|Kenari Uji/)
  await inspector.writes('#start-next_step', 'Rekaman kamera loket diminta hari ini.')
  await inspector.sends()
})

test('the name needs a reason, a second unit, and is open for fifteen minutes and no longer', async () => {
  const inspector = await officer('inspector')
  await inspector.opens(report)
  await inspector.follows('a[href*="buka=open_identity"]')
  await inspector.writes('#open_identity-reason', 'Saksi harus dimintai keterangan secara resmi.')
  assert.match(await inspector.sends(), /menunggu orang kedua/)
  await looks(inspector.page, 'asked')
  await citizen.comesBack()
  assert.match(await citizen.reads('aside'), /Belum ada yang membukanya/)

  const custodian = await officer('custodian')
  await looks(custodian.page, 'custodian-list')
  await custodian.page.keyboard.press('j')
  await custodian.leaves(() => custodian.page.keyboard.press('Enter'))
  await looks(custodian.page, 'custodian')
  assert.match(
    await custodian.reads('.waits'),
    /inspector[\s\S]*Buka identitas pelapor[\s\S]*Saksi harus dimintai keterangan/,
  )
  assert.doesNotMatch(await custodian.reads(), /uang pelicin|Kenari Uji/)
  assert.match(await custodian.strikes('t'), /pembukaan identitas disetujui/)

  await inspector.opens(report)
  await looks(inspector.page, 'identity-open')
  assert.match(await inspector.reads('.warp'), /Nama dan kontak pelapor dibuka/)
  assert.match(await inspector.reads('.facts'), /Terbuka sampai 09\.15[\s\S]*Kenari Uji[\s\S]*kenari-uji@/)
  assert.doesNotMatch(await readsAtDesk('admin'), /Kenari Uji/)
  town.clock.later(16 / 1440)
  await inspector.opens(report)
  assert.doesNotMatch(await inspector.reads(), /Kenari Uji/)
})

test('the citizen reads who looked, of which office, when and why; the letters tell nothing over a shoulder', async () => {
  await citizen.comesBack()
  await looks(citizen.page, 'who-looked')
  assert.match(
    await citizen.reads('aside'),
    /Nama dan kontak Anda dibuka petugas\s+Inspektorat Daerah Kota Surabaya, Sel 7 Jul, 09\.00\s+Alasan: Saksi harus dimintai keterangan/,
  )
  assert.match(
    await citizen.reads('.warp'),
    /Nama dan kontak Anda dibuka petugas\s+Inspektorat Daerah Kota Surabaya/,
  )
  const told = await letters(report)
  assert.ok(told.length >= 3)
  for (const letter of told) {
    assert.match(letter, /^Pemberitahuan untuk nomor/)
    assert.doesNotMatch(letter, /pelicin|Inspektorat|laporan|identitas/i)
  }
})

test('a question stops the clock, the citizen answers under the number alone, and the clock goes on', async () => {
  town.clock.set('2026-07-09T02:00:00Z') // Thursday
  const inspector = await officer('inspector')
  await inspector.opens(report)
  await inspector.writes('#propose_answer-text', 'Jam berapa kejadiannya, dan di loket nomor berapa?')
  await inspector.follows('button[formaction*="ask_reporter"]')
  assert.equal(await stateOf(report), 'awaiting_reporter')
  await citizen.comesBack()
  await looks(citizen.page, 'question')
  assert.match(
    await citizen.reads('#tindakan'),
    /Instansi bertanya kepada Anda[\s\S]*di loket nomor berapa\?/,
  )
  assert.match(await citizen.reads('#tindakan'), /sampai Kamis, 23 Juli[\s\S]*Laporan tidak ditutup/)
  town.clock.set('2026-07-13T02:00:00Z') // Monday
  await citizen.comesBack()
  await citizen.page.fill('#reply-text', 'Loket 3, sekitar jam sepuluh pagi.')
  await citizen.page.click('#tindakan button:has-text("Kirim")')
  await citizen.page.waitForSelector('[role=status]')
  assert.equal(await stateOf(report), 'in_progress')
})

test('the answer says what was done; the case never shows in public, and ends with the word of the citizen', async () => {
  town.clock.set('2026-07-20T02:00:00Z')
  const inspector = await officer('inspector')
  await inspector.opens(report)
  await inspector.writes(
    '#propose_answer-text',
    'Petugas itu dipindah dari loket dan diberi sanksi disiplin sedang.',
  )
  await inspector.picks('#propose_answer-outcome', 'Sanksi dijatuhkan')
  await inspector.reaches('#propose_answer-text')
  await inspector.sends()
  const approver = await officer('chief inspector')
  await approver.opens(report)
  await looks(approver.page, 'approve')
  assert.doesNotMatch(await approver.reads('.others'), /Usulkan tampil di publik/)
  assert.match(await approver.strikes('t'), /jawaban terkirim/)
  await citizen.comesBack()
  await citizen.does('Sudah selesai', {}, 'Ya, sudah selesai')
  await looks(citizen.page, 'solved')
  assert.deepEqual(await citizen.timeline(), [
    'Laporan dikirim',
    'Diperiksa dan diteruskan ke Inspektorat Daerah Kota Surabaya',
    'Mulai dikerjakan',
    'Nama dan kontak Anda dibuka petugas',
    'Instansi bertanya kepada Anda',
    'Jawaban Anda',
    'Jawaban instansi',
    'Anda: sudah selesai',
  ])
  assert.equal((await fetch(`${town.url}/laporan/${report.number}`)).status, 404)
  assert.equal((await fetch(`${town.url}/laporan/${report.number}/tenggat`)).status, 404)
})
