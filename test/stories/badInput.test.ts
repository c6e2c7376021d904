/** What goes wrong at a desk: every refusal says what to do instead, and leaves the report as it was. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../support/browser.ts'
import { aStory } from '../support/story.ts'
import {
  aReportIn,
  aTown,
  jayapura,
  surabaya,
  transportOffice,
  type Answer,
  type Sent,
} from '../support/town.ts'

const town = await aTown() // Monday 6 July 2026
const { act, does, own, seen, submit: send } = town
const { officer, looks, stateOf } = aStory(town, 'bad-input')
const owner = await town.database.as('lapor_owner')
const balikpapan = 'D6471'
const bandung = 'D3273'
await town.hires('admin of Bandung', 'agency_admin', bandung)

/** Agencies close and open again without anybody at a desk being asked. */
const closes = (agency: string, active = false): Promise<unknown> =>
  owner.updateTable('agency').set({ active }).where('code', '=', agency).execute()

/** Nothing of a refused step stays: neither a state nor an event, and nobody is told of it. */
async function refuses(
  report: Sent,
  step: () => Promise<Answer>,
  code: string,
  instead: RegExp,
): Promise<Answer> {
  const before = await seen(report)
  const refused = await step()
  assert.equal(refused.json['code'], code, JSON.stringify(refused.json))
  assert.match(refused.json['detail'], instead)
  const after = await seen(report)
  assert.deepEqual([after['state'], after['version']], [before['state'], before['version']])
  return refused
}

test('a step out of order names the steps that are possible now', async () => {
  const report = await aReportIn(town, 'forwarded')
  const early = await refuses(
    report,
    () =>
      act('officer', report, 'propose_answer', {
        text: 'Lampu sudah diganti kemarin sore.',
        outcome: 'repaired',
      }),
    'not_found',
    /./,
  )
  assert.equal(early.status, 404, 'whoever does not have it does not even learn of it')
  await does('admin', report, 'forward', { agency: surabaya, unit: transportOffice })
  const refused = await refuses(
    report,
    () =>
      act('officer', report, 'propose_answer', {
        text: 'Lampu sudah diganti kemarin sore.',
        outcome: 'repaired',
      }),
    'action_not_allowed',
    /Muat ulang laporan dan pilih langkah yang tersedia/,
  )
  assert.equal(refused.status, 409)
  assert.ok(refused.json['allowed'].includes('start'))
  await refuses(
    report,
    () => own(report, 'accept', { rating: 5 }),
    'action_not_allowed',
    /Muat ulang laporan dan pilih langkah yang tersedia/,
  )
})

test('a step on an old version is refused, and says that what was written is not lost', async () => {
  const report = await aReportIn(town, 'in_progress')
  const { version } = await seen(report)
  await does('officer', report, 'interim_reply', {
    text: 'Regu berangkat ke lokasi besok pagi pukul delapan.',
  })
  const refused = await refuses(
    report,
    () => act('officer', report, 'ask_reporter', { text: 'Lampu yang mana?', version }),
    'stale_version',
    /Tulisan Anda tidak hilang; periksa perubahannya, lalu putuskan lagi/,
  )
  assert.equal(refused.status, 409)
})

test('nobody approves an answer that they wrote themselves', async () => {
  await town.hires('writer who approves', 'approver', surabaya, transportOffice)
  const both = await owner
    .selectFrom('account')
    .select('id')
    .where('name', '=', 'writer who approves')
    .executeTakeFirstOrThrow()
  await owner
    .insertInto('account_role')
    .values({ account_id: both.id, role: 'unit_officer' } as never)
    .execute()
  const report = await aReportIn(town, 'in_progress')
  await does('writer who approves', report, 'propose_answer', {
    text: 'Lampu sudah diganti oleh petugas lapangan kemarin.',
    outcome: 'repaired',
  })
  await refuses(
    report,
    () => act('writer who approves', report, 'approve'),
    'second_person_needed',
    /harus disahkan orang lain/,
  )
  assert.equal((await does('approver', report, 'approve'))['state'], 'answered')
})

test('T9 a report is not forwarded to an agency that has closed', async () => {
  const report = await send()
  await closes(balikpapan)
  await refuses(
    report,
    () => act('verifier', report, 'forward', { agency: balikpapan, kind: 'complaint_service' }),
    'agency_unknown',
    /sudah tidak aktif\. Pilih instansi dari daftar/,
  )
  await closes(balikpapan, true)
})

test('T9 the agency closes between page and click: the page says so, and another one is chosen there', async () => {
  const report = await send({ text: 'Lampu taman kota padam sejak hari Minggu malam.' })
  const verifier = await officer('verifier')
  await verifier.opens(report)
  await verifier.finds('#forward-target', 'pemerintah kota balikpapan', balikpapan)
  await closes(balikpapan)
  assert.match(await verifier.sends(), /sudah tidak aktif[\s\S]*Pilih instansi dari daftar/)
  await looks(verifier.page, 'closed-agency')
  assert.equal(await stateOf(report), 'received')
  // It is no longer found; another one is chosen on the same page.
  await verifier.writes('#forward-target-q', 'pemerintah kota balikpapan')
  await verifier.page.keyboard.press('Enter')
  await verifier.page.waitForSelector(`#forward-target [data-found]:not(:has([value="${balikpapan}"]))`)
  await verifier.page.keyboard.press('Shift+Tab')
  await verifier.finds('#forward-target', 'pemerintah kota surabaya', surabaya)
  assert.match(await verifier.sends(), /diteruskan/)
  await closes(balikpapan, true)
})

test('T1 a reporter who names an agency that has closed meanwhile keeps the text and chooses again', async () => {
  await closes(balikpapan)
  const refused = await town.call('POST', '/reports', {
    body: { kind: 'pengaduan', text: 'Lampu taman kota padam sejak hari Minggu malam.', agency: balikpapan },
    headers: { 'idempotency-key': 'closed-agency-0001' },
  })
  assert.equal(refused.status, 422)
  assert.match(JSON.stringify(refused.json['errors'] ?? refused.json), /agency/)
  await closes(balikpapan, true)
})

test('T14 a split gives no part to an agency that has closed, nor to a unit of another one', async () => {
  const report = await aReportIn(town, 'forwarded')
  const parts = (agency: string, unit?: string) => [
    { agency: surabaya, lead: true, task: 'Memperbaiki lampu' },
    { agency, lead: false, task: 'Menebang pohon', ...(unit !== undefined && { unit }) },
  ]
  await closes(balikpapan)
  await refuses(
    report,
    () => act('verifier', report, 'split', { parts: parts(balikpapan) }),
    'agency_unknown',
    /Pilih instansi dari daftar/,
  )
  await closes(balikpapan, true)
  await refuses(
    report,
    () => act('verifier', report, 'split', { parts: parts(balikpapan, transportOffice) }),
    'unit_outside_agency',
    /Pilih/,
  )
})

test('T14 a report is not split twice, and is never split so that nobody leads', async () => {
  const report = await aReportIn(town, 'forwarded')
  const parts = [
    { agency: surabaya, lead: true, task: 'Memperbaiki lampu' },
    { agency: bandung, lead: false, task: 'Menebang pohon' },
  ]
  await refuses(
    report,
    () => act('verifier', report, 'split', { parts: parts.map((one) => ({ ...one, lead: false })) }),
    'split_not_possible',
    /harus punya satu instansi pemimpin/,
  )
  await does('verifier', report, 'split', { parts })
  for (const who of ['verifier', 'admin', 'admin of Bandung'])
    await refuses(
      report,
      () => act(who, report, 'split', { parts }),
      'already_split',
      /mengembalikannya dengan usulan instansi lain/,
    )
})

test('T16 a bounce to an agency that has closed is refused, also when it closes before the second person agrees', async () => {
  const report = await aReportIn(town, 'forwarded')
  const reason = 'Lampu ini milik kota lain.'
  await closes(balikpapan)
  await refuses(
    report,
    () => act('admin', report, 'bounce', { proposed_agency: balikpapan, reason }),
    'agency_unknown',
    /Pilih instansi dari daftar/,
  )
  await closes(balikpapan, true)
  await does('admin', report, 'bounce', { proposed_agency: balikpapan, reason })
  await closes(balikpapan)
  await refuses(
    report,
    () => act('verifier', report, 'confirm_bounce'),
    'agency_unknown',
    /Pilih instansi dari daftar/,
  )
  // The way out is the arbiter, who names an agency that is there.
  assert.equal(
    (await does('verifier', report, 'refer_bounce', { reason: 'Instansi itu sudah tutup.' }))['state'],
    'authority_dispute',
  )
  await refuses(
    report,
    () => act('arbiter', report, 'decide_authority', { agency: balikpapan, ground: 'Keputusan wali kota.' }),
    'agency_unknown',
    /Pilih instansi dari daftar/,
  )
  assert.equal(
    (
      await does('arbiter', report, 'decide_authority', {
        agency: bandung,
        ground: 'Daftar aset kota Bandung.',
      })
    )['state'],
    'forwarded',
  )
  await closes(balikpapan, true)
})

test('T18 the arbiter shares a report out among agencies that exist, and decides only what is in dispute', async () => {
  const report = await aReportIn(town, 'forwarded')
  await refuses(
    report,
    () =>
      act('arbiter', report, 'decide_authority', { agency: bandung, ground: 'Daftar aset kota Bandung.' }),
    'action_not_allowed',
    /Muat ulang/,
  )
  await does('admin', report, 'bounce', { proposed_agency: bandung, reason: 'Ini di Bandung.' })
  await does('verifier', report, 'refer_bounce', { reason: 'Keduanya menolak.' })
  await closes(balikpapan)
  const parts = [
    { agency: bandung, lead: true, task: 'Memperbaiki lampu' },
    { agency: balikpapan, lead: false, task: 'Menebang pohon' },
  ]
  await refuses(
    report,
    () => act('arbiter', report, 'split', { parts }),
    'agency_unknown',
    /Pilih instansi dari daftar/,
  )
  await closes(balikpapan, true)
})

test('a report does not go round in a circle: back to whoever has it, back to whoever gave it away, nor after the decision', async () => {
  const report = await aReportIn(town, 'forwarded')
  await refuses(
    report,
    () => act('admin', report, 'bounce', { proposed_agency: surabaya, reason: 'Bukan wewenang kami.' }),
    'already_there',
    /Pilih tujuan lain/,
  )
  await does('admin', report, 'bounce', { proposed_agency: bandung, reason: 'Lampu ini di Bandung.' })
  await does('verifier', report, 'confirm_bounce')
  // The second office does not hand it back to the first: that is for the arbiter to decide.
  const back = await does('admin of Bandung', report, 'bounce', {
    proposed_agency: surabaya,
    reason: 'Ini di Surabaya.',
  })
  assert.equal(back['state'], 'authority_dispute')
  await does('arbiter', report, 'decide_authority', { agency: bandung, ground: 'Daftar aset kota Bandung.' })
  await refuses(
    report,
    () =>
      act('admin of Bandung', report, 'bounce', {
        proposed_agency: surabaya,
        reason: 'Tetap bukan milik kami.',
      }),
    'authority_decided',
    /putusan itu mengikat\. Kerjakan laporan ini, atau bagi tugasnya/,
  )
})

test('T15 a report is not handed down to the unit that has it, nor to one of another agency', async () => {
  const report = await aReportIn(town, 'at_unit')
  await refuses(
    report,
    () => act('admin', report, 'forward', { agency: surabaya, unit: transportOffice }),
    'already_there',
    /Pilih tujuan lain/,
  )
  await refuses(
    report,
    () => act('admin', report, 'forward', { agency: surabaya, unit: `${jayapura}.dinas-kesehatan` }),
    'unit_outside_agency',
    /Pilih/,
  )
})

test('T13 nothing is merged into itself, into a secret report, into one that has ended, nor in a circle', async () => {
  const [report, open, secret, ended] = [
    await send(),
    await send(),
    await send({ privacy: 'rahasia' }),
    await aReportIn(town, 'answered'),
  ]
  await does('reporter', ended, 'accept')
  const instead = /Pilih laporan utama lain, atau teruskan laporan ini tersendiri/
  for (const into of [report, secret, ended])
    await refuses(
      report,
      () => act('verifier', report, 'merge', { into: into.number }),
      'merge_not_possible',
      instead,
    )
  await refuses(
    secret,
    () => act('verifier', secret, 'merge', { into: open.number }),
    'merge_not_possible',
    instead,
  )
  await does('verifier', open, 'merge', { into: report.number })
  await refuses(
    report,
    () => act('verifier', report, 'merge', { into: open.number }),
    'merge_not_possible',
    instead,
  )
})

test('the same in a browser: the refused merge stands in its form with the number that was typed', async () => {
  const report = await send({ text: 'Saluran air depan pasar tersumbat sejak Sabtu.' })
  const verifier = await officer('verifier')
  await verifier.opens(report)
  await verifier.page.keyboard.press('g')
  await verifier.writes('#merge-into', report.number)
  assert.match(await verifier.sends(), /tidak dapat digabung[\s\S]*Pilih laporan utama lain/)
  await looks(verifier.page, 'merged-into-itself')
  assert.equal(await verifier.page.inputValue('#merge-into'), report.number)
})

test('what the reporter may not do any more is said on the own page, with the way on', async () => {
  const report = await aReportIn(town, 'answered')
  const page = await openPage()
  await page.goto(`${town.url}/lacak`)
  await page.fill('[name=number]', report.number)
  await page.fill('[name=secret]', report.secret)
  await page.click('main form button')
  await page.waitForSelector('#perjalanan')
  await does('reporter', report, 'accept')
  await page.click('summary:has-text("Belum selesai")')
  await page.fill('#reject-reason', 'Lampunya padam lagi.')
  await page.click('form[action$="reject"] button')
  await page.waitForSelector('[role=status], [role=alert]')
  await looks(page, 'reporter-too-late')
  assert.match(await page.innerText('main'), /Lampunya padam lagi/)
  assert.equal(await stateOf(report), 'closed_solved')
  await page.context().close()
})
