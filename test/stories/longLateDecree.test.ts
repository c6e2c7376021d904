/** A holiday decreed too late, walked in a browser: two evaluators, every promised date, and each one reads why. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRecounts } from '../../src/reports/recount/jobs.ts'
import { openPage } from '../support/browser.ts'
import { aStory, type Phone } from '../support/story.ts'
import { aTown, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown('2026-08-10T02:10:00.000Z') // Monday 10 August 2026, 09.10 WIB
const { officer, phone, writes, looks, letters, worker } = aStory(town, 'late-decree')
await town.hires('evaluator2', 'evaluator')
const service = await worker()

let report: Sent
let citizen: Phone
let change = ''

/** The days that a clock counts on the public page, and what it says of those it skips. */
async function countsItself(): Promise<string> {
  const reader = await openPage()
  await reader.goto(`${town.url}/laporan/${report.number}/tenggat`)
  await looks(reader, 'tenggat')
  const shown = (
    await reader.locator('section:has(h2:has-text("Jawaban pertama instansi"))').innerText()
  ).replaceAll(/\s+/g, ' ')
  await reader.context().close()
  return shown
}

test('a report is sent, forwarded, handed down and shown to the public, with the dates of the old calendar', async () => {
  const page = await openPage()
  report = await writes(
    page,
    'Lampu lalu lintas di simpang Dupak Surabaya mati sejak Sabtu malam.',
    async (form) => {
      await form.click('label:has-text("Terbuka")')
      await form.fill('#email', 'warga-uji@contoh.example')
    },
  )
  await page.context().close()
  town.clock.set('2026-08-11T02:00:00.000Z') // Tuesday
  const verifier = await officer('verifier')
  await verifier.opens(report)
  await verifier.finds('#forward-target', 'perhubungan kota surabaya', transportOffice)
  assert.match(await verifier.sends(), /diteruskan/)
  await town.does('admin', report, 'propose_publication', {
    text: 'Lampu lalu lintas di simpang Dupak mati.',
  })
  await town.does('moderator', report, 'publish')

  citizen = await phone(report)
  // Monday 17 August is Independence Day.
  assert.deepEqual(await citizen.countedDays(), [
    'Rab 12 Agu',
    'Kam 13 Agu',
    'Jum 14 Agu',
    'Sel 18 Agu',
    'Rab 19 Agu',
  ])
  const worklist = await officer('officer')
  await looks(worklist.page, 'worklist-before')
  assert.match(await worklist.reads('.q'), /sisa 5 hari kerja/)
})

test('the decree arrives on Wednesday; the evaluator finds the calendar with the keyboard and slips once', async () => {
  town.clock.set('2026-08-12T03:00:00.000Z')
  const evaluator = await officer('evaluator')
  await evaluator.follows('nav a[href="/meja/kalender"]')
  await looks(evaluator.page, 'calendar')
  assert.doesNotMatch(await evaluator.reads('table'), /Selasa, 18 Agustus/)
  await evaluator.presses('#usulan summary')
  await evaluator.writes('#decree', 'SKB 933/2026')
  await evaluator.dates('#decree_day', '2026-08-12')
  await evaluator.writes('#add', '18 Agustus, cuti bersama')
  await evaluator.picks('#type', 'Cuti bersama')
  await evaluator.follows('#usulan button')
  await looks(evaluator.page, 'calendar-slip')
  assert.match(await evaluator.reads('[role=alert]'), /tidak terbaca[\s\S]*Tulis seperti 2027-08-17/)
  assert.equal(await evaluator.page.inputValue('#decree'), 'SKB 933/2026', 'nothing typed is lost')

  await evaluator.writes('#add', '2026-08-18 Cuti bersama Hari Kemerdekaan')
  await evaluator.follows('#usulan button')
  change = new URL(evaluator.page.url()).pathname
  assert.match(change, /^\/meja\/perubahan\//)
})

test('before anything counts it is shown how many clocks move, and by how much; one person is not enough', async () => {
  const evaluator = await officer('evaluator')
  await evaluator.page.goto(town.url + change)
  await looks(evaluator.page, 'effect')
  const shown = await evaluator.reads()
  assert.match(shown, /Selasa, 18 Agustus 2026: Cuti bersama Hari Kemerdekaan/)
  assert.match(shown, /2 tenggat berjalan bergeser, pada 1 laporan/)
  assert.match(shown, /Berapa jauh bergeser[\s\S]*\+1\s+2/)
  assert.match(
    shown,
    /Jawaban pertama instansi \(F1\)\s+Pemerintah Kota Surabaya\s+Rabu, 19 Agustus 2026\s+Kamis, 20 Agustus 2026/,
  )
  assert.match(shown, /orang lain harus menyetujuinya/)
  assert.equal(await evaluator.page.locator('form[action$="setujui"]').count(), 0)
  await citizen.comesBack()
  assert.deepEqual((await citizen.countedDays()).at(-1), 'Rab 19 Agu', 'nobody was promised another day yet')
})

test('the second evaluator approves; while a report is in other hands the page says how far the recount is', async () => {
  const second = await officer('evaluator2')
  await second.follows('nav a[href="/meja/kalender"]')
  await looks(second.page, 'calendar-proposal')
  await second.follows(`a[href="${change}"]`)
  await looks(second.page, 'to-approve')
  await second.follows('form[action$="setujui"] button')
  await looks(second.page, 'approved')
  assert.match(await second.reads('[role=status]'), /segera dimulai/)

  let recounted: Promise<number> | undefined
  await service.db.transaction().execute(async (inOtherHands) => {
    await inOtherHands
      .selectFrom('report')
      .select('report_id')
      .where('report_id', '=', report.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    recounted = runRecounts(service, { settleMs: 0 })
    while (!/0 dari 1 laporan diperiksa/.test(await second.reads('[role=status]')))
      await second.follows('[role=status] a')
    await looks(second.page, 'progress')
    assert.equal(await second.page.locator('progress').getAttribute('max'), '1')
  })
  assert.equal(await recounted, 1)
  await second.follows('[role=status] a')
  await looks(second.page, 'recounted')
  assert.match(await second.reads('.note.good'), /Hitungan selesai[\s\S]*2 tenggat bergeser pada 1 laporan/)
})

test('the reporter reads the new date, the decree and every day that counts, and gets a letter about it', async () => {
  await citizen.comesBack()
  await looks(citizen.page, 'moved')
  assert.deepEqual(await citizen.countedDays(), [
    'Rab 12 Agu',
    'Kam 13 Agu',
    'Jum 14 Agu',
    'Rab 19 Agu',
    'Kam 20 Agu',
  ])
  const told = await citizen.reads('.warp')
  assert.match(told, /Tenggat bergeser karena kalender atau aturan berubah/)
  assert.match(
    told,
    /Hari yang ditetapkan: Selasa, 18 Agustus 2026 \(Cuti bersama Hari Kemerdekaan\), menurut SKB 933\/2026/,
  )
  assert.match(told, /Rabu, 19 Agustus 2026 → Kamis, 20 Agustus 2026/)
  assert.match(told, /Rabu, 2 September 2026 → Kamis, 3 September 2026/)
  assert.match((await letters(report)).at(-1)!, /Tenggat bergeser[\s\S]*SKB 933\/2026/)
})

test('anybody recounts it on the public page: the days, the day left out, and the promise that it replaced', async () => {
  const shown = await countsItself()
  assert.match(shown, /Batasnya Kamis, 20 Agustus 2026, pukul 23\.59 WIB/)
  assert.match(
    shown,
    /Semula Rabu, 19 Agustus 2026; sejak Rabu, 12 Agustus 2026 menjadi Kamis, 20 Agustus 2026\. Hari yang ditetapkan: Selasa, 18 Agustus 2026/,
  )
  assert.match(shown, /dilewati: Cuti bersama Hari Kemerdekaan \(SKB 933\/2026\)/)
  assert.match(shown, /hari ke-5/)
})

test("the officer's list has the new day, and the answer on the old day's morrow is in time", async () => {
  town.clock.set('2026-08-20T02:00:00.000Z') // Thursday: late by the old calendar
  const hands = await officer('officer')
  await looks(hands.page, 'worklist-after')
  assert.match(await hands.reads('.q'), /hari ini/)
  assert.doesNotMatch(await hands.reads('.q'), /terlambat|lewat/)
  await hands.opens(report)
  await looks(hands.page, 'officer')
  await hands.writes('#start-next_step', 'Modul lampu dipesan dan dipasang besok.')
  await hands.writes('#start-reply', 'Kami yang menangani. Modul lampu dipasang besok pagi.')
  assert.match(await hands.sends(), /mulai dikerjakan/)
  const clocks = (await town.seen(report))['clocks'] as { rule: string; state: string; due_on: string }[]
  const first = clocks.find(({ rule }) => rule === 'F1')!
  assert.deepEqual([first.state, first.due_on], ['met', '2026-08-20'])
})
