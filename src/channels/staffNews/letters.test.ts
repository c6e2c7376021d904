/** Letters to staff over a real mail server: as wished, when it is not quiet, once, and saying no more than they may. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { aMailServer, readable } from '../../../test/support/mailServer.ts'
import { aReportIn, aTown, type Sent } from '../../../test/support/town.ts'
import type { Ground } from '../../platform/ground.ts'
import type { MailWish, NewsKind } from '../../regulation/staffNews.ts'
import { mailSettings } from '../email/letter.ts'
import { smtpGateway } from '../email/smtp.ts'
import { leaseMs } from '../notifications/sending.ts'
import { claimMail, sendMailAgain, sendStaffMail } from './mailQueue.ts'
import { planLetters, planMorning } from './plan.ts'
import { saveWishes, usualWishes } from './wishes.ts'

const peer = await aMailServer()
const town = await aTown('2026-07-06T02:10:00.000Z', {
  BASE_URL: 'https://lapor.example',
  MAIL_FROM: 'LAPOR! <kabar@lapor.example>',
})
const { db } = town.database
const worker = await town.database.as('lapor_worker')
const owner = await town.database.as('lapor_owner')
const ground: Ground = { ...town.ground, db: worker }

const round = async (): Promise<void> => {
  await planLetters(ground, worker)
  await sendStaffMail(ground, worker, [smtpGateway(peer.url, mailSettings(ground.config))])
}
const idOf = async (name: string): Promise<string> =>
  (await db.selectFrom('account').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
const wishes = async (name: string, news: Partial<Record<NewsKind, MailWish>>, more = {}): Promise<void> =>
  saveWishes(
    town.ground,
    { kind: 'staff', id: await idOf(name), name, roles: [] },
    { ...usualWishes, ...more, news: { ...usualWishes.news, ...news } },
  )
const lettersTo = (who: string): string[] =>
  peer.letters
    .filter(({ to }) => to[0] === `${who.toLowerCase().replaceAll(' ', '.')}@contoh.example`)
    .map(({ raw }) => readable(raw))
const shown = ({ number }: Sent): string => `${number.slice(0, 4)}-${number.slice(4)}`

/** Each test has a week of its own; no holiday lies in the autumn of 2026. Times are those of Jakarta. */
let monday = Date.UTC(2026, 7, 31)
const at = (dayOfWeek: 'Monday' | 'Tuesday' | 'Friday' | 'Saturday' | 'next Monday', time: string): void => {
  const days = { Monday: 0, Tuesday: 1, Friday: 4, Saturday: 5, 'next Monday': 7 }[dayOfWeek]
  const [hours = 0, minutes = 0] = time.split('.').map(Number)
  town.clock.set(
    new Date(monday + days * 86_400_000 + (hours - 7) * 3_600_000 + minutes * 60_000).toISOString(),
  )
}
const aFreshMonday = async (): Promise<void> => {
  peer.fresh()
  await worker.deleteFrom('staff_notice').execute()
  await worker.deleteFrom('staff_mail').execute()
  await owner.deleteFrom('staff_settings').execute()
  monday += 7 * 86_400_000
  at('Monday', '09.10')
}
beforeEach(aFreshMonday)

test('new work comes at once in office hours, with number, masked title and the way to it', async () => {
  const report = await aReportIn(town, 'at_unit', { title: 'Lampu mati, hubungi Pak Slamet 081234567890' })
  await round()
  const [letter = '', ...others] = lettersTo('officer')
  assert.equal(others.length, 0)
  assert.match(letter, new RegExp(`Subject: ${shown(report)}: Diteruskan ke Dinas Perhubungan`))
  assert.match(letter, /Tugas baru: Diteruskan ke Dinas Perhubungan/)
  assert.match(letter, new RegExp(`https://lapor.example/meja/laporan/${report.id}`))
  assert.match(letter, /https:\/\/lapor\.example\/meja\/pengaturan/)
  assert.match(letter, /List-Unsubscribe: <https:\/\/lapor\.example\/meja\/pengaturan>/)
  assert.doesNotMatch(letter, /Slamet|081234567890|padam sejak hari Senin/)
})

test('of a secret report a letter says the number and the way to it; of an anonymous one not even that', async () => {
  const secret = await aReportIn(town, 'at_unit', { privacy: 'rahasia', title: 'Pungutan di terminal' })
  await round()
  const [letter = ''] = lettersTo('officer')
  assert.match(letter, new RegExp(`Subject: Pemberitahuan untuk nomor ${shown(secret)}`))
  assert.match(letter, new RegExp(`Ada kabar untuk nomor ${shown(secret)}`))
  assert.doesNotMatch(letter, /Pungutan|Diteruskan|Perhubungan/)
  await aFreshMonday()
  const anonymous = await aReportIn(town, 'at_unit', { privacy: 'anonim', title: 'Pungutan di loket' })
  await round()
  const [silent = ''] = lettersTo('officer')
  assert.match(silent, /satu laporan tertutup/)
  assert.doesNotMatch(silent, new RegExp(`${shown(anonymous)}|${anonymous.id}|Pungutan`))
})

test('letters are in the language of the desk of their reader', async () => {
  await db.updateTable('account').set({ language: 'en' }).where('name', '=', 'officer').execute()
  await aReportIn(town, 'at_unit')
  await round()
  await db.updateTable('account').set({ language: 'id' }).where('name', '=', 'officer').execute()
  assert.match(lettersTo('officer')[0]!, /New work: Passed on to[\s\S]*https:\/\/lapor\.example\/en\/meja/)
})

test('a hundred reports in a burst are one letter, and the next one follows a quarter of an hour later', async () => {
  const reports = [await aReportIn(town, 'at_unit'), await aReportIn(town, 'at_unit')]
  await round()
  const third = await aReportIn(town, 'at_unit')
  await round()
  assert.equal(lettersTo('officer').length, 1)
  assert.match(lettersTo('officer')[0]!, /Subject: LAPOR!: 2 kabar untuk Anda/)
  for (const report of reports) assert.ok(lettersTo('officer')[0]!.includes(shown(report)))
  town.clock.later(15 / 1440)
  await round()
  assert.equal(lettersTo('officer').length, 2)
  assert.ok(lettersTo('officer')[1]!.includes(shown(third)))
})

test('in the evening letters wait for the next working day, and what was read meanwhile is not in them', async () => {
  at('Friday', '18.30')
  const read = await aReportIn(town, 'at_unit')
  const unread = await aReportIn(town, 'at_unit')
  await round()
  assert.deepEqual(lettersTo('officer'), [])
  await town.does('officer', read, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  at('Saturday', '10.00')
  await round()
  assert.deepEqual(lettersTo('officer'), [])
  at('next Monday', '06.59')
  await round()
  assert.deepEqual(lettersTo('officer'), [])
  at('next Monday', '07.00')
  await round()
  assert.equal(lettersTo('officer').length, 1)
  assert.ok(lettersTo('officer')[0]!.includes(shown(unread)))
  assert.ok(!lettersTo('officer')[0]!.includes(shown(read)))
})

test('what somebody wants gathered comes in the morning letter, what they do not want never comes', async () => {
  await wishes('officer', { new_work: 'digest', colleague: 'none' })
  const report = await aReportIn(town, 'at_unit')
  await town.does('admin', report, 'note', { text: 'Tolong hubungi PLN dulu.' })
  await round()
  assert.deepEqual(lettersTo('officer'), [])
  at('Tuesday', '07.31')
  await planMorning(ground, worker)
  await round()
  const [letter = '', ...others] = lettersTo('officer')
  assert.equal(others.length, 0)
  assert.match(letter, /Kabar sejak surel terakhir[\s\S]*Tugas baru: Diteruskan/)
  assert.doesNotMatch(letter, /Catatan/)
})

test('the morning letter says what is late, what is due today and what waits for a decision, once a day', async () => {
  for (const name of ['officer', 'approver', 'admin'])
    await wishes(name, {
      new_work: 'none',
      approval: 'none',
      deadline: 'none',
      reporter: 'none',
      result: 'none',
      change: 'none',
    })
  await closeAll()
  const late = await aReportIn(town, 'at_unit', { title: 'Rambu roboh' })
  at('next Monday', '09.10')
  monday += 7 * 86_400_000
  const proposed = await aReportIn(town, 'answer_proposed', { title: 'Trotoar berlubang' })
  at('Tuesday', '07.29')
  assert.equal(await planMorning(ground, worker), 4, 'in Jayapura it is 09.29')
  at('Tuesday', '07.30')
  // Two workers at once, and again five minutes later.
  const begun = await Promise.all([planMorning(ground, worker), planMorning(ground, worker)])
  at('Tuesday', '07.35')
  assert.equal(await planMorning(ground, worker), 0)
  await Promise.all([round(), round(), round()])
  assert.ok(begun[0]! + begun[1]! > 3)
  const [officer = '', ...more] = lettersTo('officer')
  assert.equal(more.length, 0)
  assert.match(officer, /Subject: LAPOR!: 1 terlambat/)
  assert.match(
    officer,
    new RegExp(`TERLAMBAT \\(1\\)\\s+${shown(late)} Rambu roboh\\s+Jawaban pertama instansi, tenggat`),
  )
  assert.doesNotMatch(officer, /MENUNGGU KEPUTUSAN/)
  assert.match(
    lettersTo('approver')[0]!,
    new RegExp(`MENUNGGU KEPUTUSAN ANDA \\(1\\)\\s+${shown(proposed)} Trotoar berlubang`),
  )
  assert.deepEqual(lettersTo('officer of Jayapura'), [], 'nothing to do, no letter')
})

test('a day of the deadline is named as such, and whoever stopped the morning letter gets none', async () => {
  await closeAll()
  // F1 is five working days: from Monday to the next Monday.
  const report = await aReportIn(town, 'in_progress')
  await wishes('admin', {}, { morning: false })
  at('next Monday', '07.30')
  await worker.deleteFrom('staff_notice').execute()
  await planMorning(ground, worker)
  await round()
  assert.match(lettersTo('officer')[0]!, new RegExp(`JATUH TEMPO HARI INI \\(1\\)\\s+${shown(report)}`))
  assert.deepEqual(lettersTo('admin'), [])
})

test('two workers at once and a killed one: each letter is sent once', async () => {
  await aReportIn(town, 'at_unit')
  await aReportIn(town, 'at_unit')
  await Promise.all([planLetters(ground, worker), planLetters(ground, worker), planLetters(ground, worker)])
  await claimMail(worker, ground.now()) // and then it is killed
  await Promise.all([round(), round()])
  assert.deepEqual(lettersTo('officer'), [], 'its lease still runs')
  town.clock.later((leaseMs + 1) / 86_400_000)
  await Promise.all([round(), round()])
  assert.equal(lettersTo('officer').length, 1)
  assert.deepEqual(lettersTo('admin'), [], 'the admin has handed both down and knows of them')
})

test("what a killed worker was just sending fails visibly and is sent again on a person's word only", async () => {
  await aReportIn(town, 'at_unit')
  await planLetters(ground, worker)
  await claimMail(worker, ground.now())
  await worker.updateTable('staff_mail').set({ state: 'sending' }).execute() // and then it is killed
  town.clock.later((leaseMs + 1) / 86_400_000)
  await round()
  await round()
  assert.deepEqual(peer.letters, [])
  const failed = await db.selectFrom('staff_mail').select(['id', 'state', 'last_error']).execute()
  assert.ok(
    failed.length > 0 &&
      failed.every(({ state, last_error }) => state === 'failed' && last_error === 'interrupted'),
  )
  for (const { id } of failed) assert.equal(await sendMailAgain(db, id, ground.now()), true)
  await round()
  assert.equal(lettersTo('officer').length, 1)
})

test('a mail server that is busy is asked again, and the letter still says it all', async () => {
  peer.mood = 'busy'
  const report = await aReportIn(town, 'at_unit')
  await round()
  peer.mood = 'takes'
  await round()
  assert.deepEqual(peer.letters, [], 'not before a minute has passed')
  town.clock.later(1 / 1440 + 0.001)
  await round()
  assert.ok(lettersTo('officer')[0]!.includes(shown(report)))
})

test('an account that was switched off gets no letter', async () => {
  await aReportIn(town, 'at_unit')
  await planLetters(ground, worker)
  await db.updateTable('account').set({ active: false }).where('name', '=', 'officer').execute()
  await round()
  await db.updateTable('account').set({ active: true }).where('name', '=', 'officer').execute()
  assert.deepEqual(lettersTo('officer'), [])
})

/** Nothing of the tests before is left to do. */
async function closeAll(): Promise<void> {
  const { rows } = await sql<{ report_id: string }>`
    update agency_inbox set open = false where open returning report_id`.execute(db)
  assert.ok(rows.length >= 0)
}
