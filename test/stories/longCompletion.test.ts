/** A report that says too little: asked once and in full, reminded twice, archived with the reason told, never lost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tasks } from '../../src/reports/verification/jobs.ts'
import { openPage } from '../support/browser.ts'
import { aStory, type Phone } from '../support/story.ts'
import { aTown, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown() // Monday 6 July 2026, 09.10 WIB
const { officer, phone, writes, looks, stateOf, worker, letters } = aStory(town, 'completion')
const service = await worker()
const works = (task: string): Promise<void> => tasks[task]!(service, undefined as never)

let report: Sent
let citizen: Phone

test('a citizen without script writes one sentence, with an e-mail address', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  report = await writes(page, 'Petugasnya tidak sopan dan antreannya kacau.', async (form) => {
    await form.fill('#email', 'warga@contoh.example')
  })
  citizen = await phone(report, { javaScriptEnabled: false })
  await looks(citizen.page, 'received')
})

test('the desk asks for all that is missing at once: one key opens the form', async () => {
  town.clock.set('2026-07-07T02:00:00Z') // Tuesday
  const verifier = await officer('verifier')
  await verifier.opens(report)
  await verifier.page.keyboard.press('l')
  await verifier.page.waitForFunction(() => document.activeElement?.closest('#f-ask_completion') !== null)
  await looks(verifier.page, 'ask')
  await verifier.presses('#f-ask_completion [name=missing][value^="Kantor atau petugas"]')
  await verifier.presses('#f-ask_completion [name=missing][value^="Kapan terjadi"]')
  await verifier.writes(
    '#ask_completion-text',
    'Terima kasih. Supaya sampai ke kantor yang benar, mohon tulis dua hal ini.',
  )
  assert.match(await verifier.sends(), /diminta melengkapi/)

  await citizen.comesBack()
  await looks(citizen.page, 'asked')
  const main = await citizen.reads()
  assert.match(main, /Mohon lengkapi laporan Anda[\s\S]*Kantor atau petugas yang dimaksud[\s\S]*Terima kasih/)
  assert.match(
    main,
    /Kalau belum dilengkapi sampai Kamis, 6 Agustus, laporan diarsipkan\. Anda bisa membukanya lagi/,
  )
  assert.equal((await citizen.countedDays()).length, 30)
  const [letter] = (await letters(report)).slice(-1)
  assert.match(letter!, /Mohon dilengkapi[\s\S]*• Kapan terjadi[\s\S]*sampai Kamis, 6 Agustus 2026/)
})

test('silence: two reminders, on day 10 and day 20, each with the date', async () => {
  town.clock.set('2026-07-16T03:00:00Z') // day 9
  await works('remind_to_complete')
  assert.equal((await letters(report)).length, 2)
  town.clock.set('2026-07-17T03:00:00Z')
  await works('remind_to_complete')
  town.clock.set('2026-07-27T03:00:00Z')
  await works('remind_to_complete')
  const told = await letters(report)
  assert.equal(told.length, 4)
  assert.match(
    told[3]!,
    /Pengingat: laporan menunggu kelengkapan dari Anda[\s\S]*sampai Kamis, 6 Agustus 2026/,
  )
})

test('after the last day it is archived, and the reason reaches the citizen with the way back', async () => {
  town.clock.set('2026-08-06T16:00:00Z') // 23.00 WIB of the last day
  await works('expire_completion')
  assert.equal(await stateOf(report), 'awaiting_completion')
  town.clock.set('2026-08-06T17:10:00Z')
  await works('expire_completion')
  assert.equal(await stateOf(report), 'archived')
  const [letter] = (await letters(report)).slice(-1)
  assert.match(letter!, /Diarsipkan karena belum dilengkapi[\s\S]*membukanya lagi kapan saja/)
  await citizen.comesBack()
  await looks(citizen.page, 'archived')
  assert.match(
    await citizen.reads(),
    /Diarsipkan karena belum dilengkapi\. Ini bukan penolakan[\s\S]*Buka lagi laporan ini/,
  )
})

test('months later one tap opens it again, and the check has its full days', async () => {
  town.clock.set('2026-11-02T02:00:00Z') // Monday
  await citizen.comesBack()
  await citizen.page.click('#tindakan button')
  await citizen.page.waitForSelector('[role=status]')
  await looks(citizen.page, 'revived')
  assert.equal(await stateOf(report), 'received')
  assert.deepEqual(await citizen.countedDays(), ['Sel 3 Nov', 'Rab 4 Nov', 'Kam 5 Nov'])
  assert.match(await citizen.reads('#tindakan'), /Ini yang masih kurang\s+• Kapan terjadi/)
  await citizen.page.fill('#reply-text', 'Loket 3 Dinas Perhubungan Surabaya, Senin 29 Juni jam 10.')
  await citizen.page.click('#tindakan button:has-text("Kirim")')
  await citizen.page.waitForSelector('[role=status]')
  assert.equal(await citizen.page.locator('#tindakan').count(), 0)
  const verifier = await officer('verifier')
  await verifier.opens(report)
  await looks(verifier.page, 'completed')
  assert.match(await verifier.reads('.case'), /Loket 3 Dinas Perhubungan/)
  await verifier.finds('#forward-target', 'perhubungan surabaya', transportOffice)
  assert.match(await verifier.sends(), /diteruskan/)
})

test('whoever completes it in time loses no days: the check goes on where it stopped', async () => {
  town.clock.set('2026-11-09T02:10:00Z') // Monday
  const other = await town.submit({ text: 'Air di rumah saya keruh sekali, tolong dibantu segera.' })
  town.clock.set('2026-11-10T02:00:00Z') // Tuesday: day 1 of 3 is used
  await town.does('verifier', other, 'ask_completion', {
    missing: ['Tempat kejadian'],
    text: 'Di jalan apa?',
  })
  town.clock.set('2026-11-16T13:15:00Z') // Monday, 20.15: the next working day is day 0
  const neighbour = await phone(other)
  await neighbour.page.fill('#complete-text', 'Jalan Anggrek 5, Surabaya.')
  await neighbour.page.click('#tindakan button:has-text("Kirim")')
  await neighbour.page.waitForSelector('[role=status]')
  await looks(neighbour.page, 'complete')
  assert.match(await neighbour.reads('[role=status]'), /Terima kasih\. Laporan Anda lengkap/)
  assert.deepEqual(await neighbour.countedDays(), ['Sel 10 Nov', 'Rab 18 Nov', 'Kam 19 Nov'])
  assert.match(await neighbour.reads('aside'), /paling lambat Kamis, 19 November/)
})
