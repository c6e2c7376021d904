/** Who may know a name: only for a reason, for a while, with a second unit, and never without the reporter seeing it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aReportIn, aTown, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown()
const { signedIn, openReport } = deskPeople(town)
const { does, act, seen } = town
const named = { name: 'Kenari Uji', email: 'kenari-uji@contoh.example' }
const identity = (who: string, report: Sent) =>
  town.call('GET', `/desk/reports/${report.id}/identity`, { headers: town.token(who) })
const reason = { reason: 'Perlu menelepon untuk janji temu di lokasi.' }

test('a name is locked until somebody opens it with a reason', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'tanpa-nama' })
  assert.equal((await identity('officer', report)).json['code'], 'identity_locked')
  assert.equal((await act('officer', report, 'open_identity', {})).status, 422)
})

test('where the name is hidden, nobody opens it past the reporter, not with a second unit either', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'tanpa-nama' })
  assert.equal((await act('officer', report, 'open_identity', reason)).json['code'], 'reporter_must_agree')
  await does('reporter', report, 'consent_contact', { on: true })
  await does('officer', report, 'open_identity', reason)
  assert.equal((await identity('officer', report)).json['name'], 'Kenari Uji')
})

test('of a secret report the custodian decides, and only the one who asked may look', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'rahasia' })
  const asked = await does('officer', report, 'open_identity', reason)
  assert.equal(asked['pending'].action, 'open_identity')
  assert.equal((await identity('officer', report)).status, 403)
  assert.equal((await act('admin', report, 'approve_identity')).status, 403)
  await does('custodian', report, 'approve_identity')
  assert.equal((await identity('officer', report)).json['name'], 'Kenari Uji')
  assert.equal((await identity('admin', report)).status, 403)
})

test('the custodian sees that somebody asks, and not a word of the report', async () => {
  const report = await aReportIn(town, 'at_unit', {
    ...named,
    privacy: 'rahasia',
    text: 'Kata rahasia yang tidak boleh tampil di meja lain.',
  })
  const list = () => town.call('GET', '/desk/reports', { headers: town.token('custodian') })
  assert.ok(!JSON.stringify((await list()).json).includes(report.number))
  await does('officer', report, 'open_identity', reason)
  assert.ok(JSON.stringify((await list()).json).includes(report.number))
  const opened = await town.call('GET', `/desk/reports/${report.id}`, { headers: town.token('custodian') })
  assert.ok(!JSON.stringify(opened.json).includes('Kata rahasia'))
})

test('with consent the handling agency opens it at once, and the reporter reads who and why', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'terbuka' })
  await does('officer', report, 'open_identity', reason)
  assert.equal((await identity('officer', report)).json['email'], named.email)
  assert.match(JSON.stringify((await seen(report))['events']), /menelepon untuk janji temu/)
})

test('the reporter reads who looked, of which office, also where the custodian had to agree', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'rahasia' })
  await does('officer', report, 'open_identity', reason)
  assert.deepEqual((await seen(report))['looked'], [])
  await does('custodian', report, 'approve_identity')
  const [looked, ...others] = (await seen(report))['looked']
  assert.deepEqual(others, [])
  assert.deepEqual(
    [looked.what, looked.name, looked.place, looked.reason],
    ['identity', 'officer', transportOffice, reason.reason],
  )
})

test('the custodian may refuse, and refuses nothing else', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'rahasia' })
  await does('verifier', report, 'archive', {
    reason_code: 'not_public_service',
    reason: 'Perkara antara dua warga, bukan layanan publik.',
  })
  await does('officer', report, 'open_identity', reason)
  const comment = 'Alamat lokasi cukup untuk bekerja.'
  assert.equal((await act('custodian', report, 'decline', { action: 'archive', comment })).status, 403)
  assert.equal((await act('custodian', report, 'decline', { comment })).status, 403)
  await does('custodian', report, 'decline', { action: 'open_identity', comment })
  assert.equal((await identity('officer', report)).status, 403)
  const opened = await town.call('GET', `/desk/reports/${report.id}`, { headers: town.token('officer') })
  assert.equal(opened.json['pending'].action, 'archive')
})

test('after fifteen minutes it is locked again', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'terbuka' })
  await does('officer', report, 'open_identity', reason)
  town.clock.later(16 / 1440)
  assert.equal((await identity('officer', report)).json['code'], 'identity_locked')
})

test('the national desk opens no name without the custodian, not even of an open report', async () => {
  const report = await town.submit({ ...named, privacy: 'terbuka' })
  assert.equal((await does('verifier', report, 'open_identity', reason))['pending'].action, 'open_identity')
})

test('a fully anonymous report has nothing to open', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'anonim' })
  assert.equal((await act('officer', report, 'open_identity', reason)).json['code'], 'no_identity')
})

test('oversight reads a secret report as number, agency and dates', async () => {
  const report = await aReportIn(town, 'in_progress', {
    privacy: 'rahasia',
    text: 'Kata rahasia yang tidak boleh tampil di meja lain.',
  })
  await does('officer', report, 'interim_reply', {
    text: 'Kami memeriksa Kata rahasia itu besok pagi di kantor.',
  })
  for (const who of ['ministry', 'province', 'auditor', 'evaluator', 'ombudsman']) {
    const opened = await town.call('GET', `/desk/reports/${report.id}`, { headers: town.token(who) })
    assert.equal(opened.status, 200, who)
    assert.ok(!JSON.stringify(opened.json).includes('Kata rahasia'), who)
  }
})

const withPhone = 'Petugas loket meminta uang. Hubungi saya di 0812 3456 7890 malam hari.'
const textFor = async (who: string, report: Sent): Promise<string> =>
  (await town.call('GET', `/desk/reports/${report.id}`, { headers: town.token(who) })).json['text']
const need = { reason: 'Nomor loket tertutup dalam naskah ini.' }

for (const privacy of ['tanpa-nama', 'rahasia'])
  test(`the agency reads a report of level ${privacy} masked, and the original for a reason and fifteen minutes`, async () => {
    const report = await aReportIn(town, 'at_unit', { ...named, privacy, text: withPhone })
    assert.doesNotMatch(await textFor('officer', report), /3456/)
    assert.equal((await act('officer', report, 'read_original', {})).status, 422)
    await does('officer', report, 'read_original', need)
    assert.equal(await textFor('officer', report), withPhone)
    // Whoever did not say why, reads on what was masked.
    assert.doesNotMatch(await textFor('approver', report), /3456/)
    assert.doesNotMatch((await textFor('ministry', report)) ?? '', /3456/)
    town.clock.later(16 / 1440)
    assert.doesNotMatch(await textFor('officer', report), /3456/)
    const { looked, events } = await seen(report)
    assert.deepEqual(
      [looked[0].what, looked[0].place, looked[0].reason],
      ['original_text', transportOffice, need.reason],
    )
    assert.match(JSON.stringify(events), /Nomor loket tertutup/)
  })

test('the original opens no name and no contact', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'tanpa-nama', text: withPhone })
  await does('officer', report, 'read_original', need)
  assert.equal((await identity('officer', report)).json['code'], 'identity_locked')
})

test('where nothing is masked there is nothing to open; other desks and other agencies cannot', async () => {
  for (const privacy of ['terbuka', 'anonim']) {
    const report = await aReportIn(town, 'at_unit', { privacy, text: withPhone })
    assert.equal(await textFor('officer', report), withPhone)
    assert.equal((await act('officer', report, 'read_original', need)).json['code'], 'action_not_allowed')
  }
  const report = await aReportIn(town, 'at_unit', { privacy: 'tanpa-nama', text: withPhone })
  assert.equal((await act('officer of Jayapura', report, 'read_original', need)).status, 404)
  for (const who of ['verifier', 'ministry', 'ombudsman', 'moderator', 'auditor'])
    assert.equal((await act(who, report, 'read_original', need)).json['code'], 'not_permitted', who)
})

test('at the desk: the original is one link and one reason away, and says until when it stands there', async () => {
  const report = await aReportIn(town, 'at_unit', { privacy: 'tanpa-nama', text: withPhone })
  const page = await signedIn('officer')
  await openReport(page, report)
  assert.doesNotMatch((await page.textContent('.said'))!, /3456/)
  await page.click('a:has-text("Baca naskah asli")')
  await page.fill('#read_original-reason', need.reason)
  await page.click('#f-read_original [data-submit]')
  await page.waitForSelector('.note.good')
  assert.match((await page.textContent('.said'))!, /0812 3456 7890/)
  assert.match((await page.textContent('.case'))!, /terbuka untuk Anda sampai \d\d\.\d\d/)
  await assertAccessible(page)
  town.clock.later(0.02)
  await openReport(page, report)
  assert.doesNotMatch((await page.textContent('.said'))!, /3456/)
  await page.close()
})

test('at the desk: the custodian reads the reason and not a word of the report, and may refuse', async () => {
  const report = await aReportIn(town, 'answer_proposed', {
    ...named,
    privacy: 'rahasia',
    text: 'Kata rahasia yang tidak boleh tampil di meja lain.',
    occurred: 'sejak Kata rahasia itu',
  })
  await does('reporter', report, 'reply', { text: 'Kata rahasia sekali lagi.' })
  await does('officer', report, 'open_identity', reason)
  const page = await signedIn('custodian')
  await openReport(page, report)
  const shown = (await page.textContent('main'))!
  assert.match(shown, /janji temu di lokasi/)
  for (const hidden of [/Kata rahasia/, /Lampu sudah diganti/]) assert.doesNotMatch(shown, hidden)
  await assertAccessible(page)
  await page.click('summary:has-text("Tolak")')
  await page.fill('#decline-comment', 'Alamat lokasi cukup untuk bekerja.')
  await page.click('#f-decline [data-submit]')
  await page.waitForURL(/selesai=decline/)
  assert.equal((await identity('officer', report)).status, 403)
  const ministry = await signedIn('ministry')
  await openReport(ministry, report)
  for (const hidden of [/Kata rahasia/, /Lampu sudah diganti/])
    assert.doesNotMatch((await ministry.textContent('main'))!, hidden)
  await page.close()
  await ministry.close()
})

test('a reporter who hides more is hidden from the agency at once, also from whoever was just looking', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'terbuka' })
  await does('officer', report, 'open_identity', reason)
  assert.equal((await identity('officer', report)).status, 200)
  town.clock.later(1 / 1440)
  await does('reporter', report, 'raise_secrecy', { level: 'rahasia' })
  assert.equal((await identity('officer', report)).json['code'], 'identity_locked')
  assert.equal((await does('officer', report, 'open_identity', reason))['pending'].action, 'open_identity')
})

test('a reporter who becomes anonymous leaves no name and no address, and cannot be opened later either', async () => {
  const report = await aReportIn(town, 'at_unit', { ...named, privacy: 'terbuka' })
  assert.equal(
    (await act('officer', report, 'raise_secrecy', { level: 'anonim' })).json['code'],
    'reporter_must_agree',
  )
  await does('reporter', report, 'raise_secrecy', { level: 'anonim' })
  const vault = await town.database.as('lapor_vault')
  assert.equal(
    (
      await vault
        .selectFrom('vault.identity')
        .select('report_id')
        .where('report_id', '=', report.id)
        .execute()
    ).length,
    0,
  )
  await does('reporter', report, 'lower_secrecy', { level: 'rahasia' })
  assert.equal((await act('officer', report, 'open_identity', reason)).json['code'], 'no_identity')
})
