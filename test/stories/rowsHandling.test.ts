/** The state table, row by row, on the running program: T19 to T47. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeUnanswered } from '../../src/reports/closing/actions.ts'
import { expireQuestion } from '../../src/reports/handling/actions.ts'
import { aReportIn, aTown, jayapura, surabaya, type Sent } from '../support/town.ts'

const town = await aTown()
const { does, act, own, seen, submit: send } = town
const clockOf = (report: Record<string, any>, rule: string) =>
  report['clocks'].filter((clock: { rule: string }) => clock.rule === rule)
const stateOf = (report: Record<string, any>, rule: string): string[] =>
  clockOf(report, rule).map((clock: { state: string }) => clock.state)
const answer = { text: 'Lampu diganti lagi oleh petugas lapangan hari Kamis.', outcome: 'repaired' }
const rejectedTwice = async (): Promise<Sent> => {
  const report = await aReportIn(town, 'answered')
  await does('reporter', report, 'reject', { reason: 'Masih padam.' })
  await does('officer', report, 'propose_answer', answer)
  await does('approver', report, 'approve')
  await does('reporter', report, 'reject', { reason: 'Tetap padam.' })
  return report
}

test('T19 a liaison takes the case and names the next step; only a reply meets F1', async () => {
  const silent = await aReportIn(town, 'at_unit')
  assert.deepEqual(stateOf(await does('officer', silent, 'start', { next_step: 'Memeriksa.' }), 'F1'), [
    'running',
  ])
  const told = await aReportIn(town, 'at_unit')
  const after = await does('officer', told, 'start', {
    next_step: 'Memeriksa lokasi.',
    reply: 'Petugas kami datang besok pagi.',
  })
  assert.deepEqual([after['state'], stateOf(after, 'F1')], ['in_progress', ['met']])
})

test('T20 the reporter is kept informed; "being coordinated" alone is refused', async () => {
  const report = await aReportIn(town, 'in_progress')
  assert.equal(
    (await act('officer', report, 'interim_reply', { text: 'Sedang dikoordinasikan.' })).json['code'],
    'answer_too_thin',
  )
  const after = await does('officer', report, 'interim_reply', {
    text: 'Suku cadang dipesan dan tiba hari Jumat.',
    expected_on: '2026-07-17',
  })
  assert.deepEqual([after['state'], stateOf(after, 'F1')], ['in_progress', ['met']])
  assert.match(JSON.stringify((await seen(report))['events']), /Suku cadang dipesan/)
})

test('T21, T22 a question stops the clock and the reply starts it again', async () => {
  const report = await aReportIn(town, 'in_progress')
  assert.deepEqual(
    stateOf(await does('officer', report, 'ask_reporter', { text: 'Nomor tiangnya berapa?' }), 'K2'),
    ['paused'],
  )
  const after = await does('reporter', report, 'reply', { text: 'Nomor 17.' })
  assert.deepEqual(
    [after['state'], stateOf(after, 'K2'), stateOf(after, 'R2')],
    ['in_progress', ['running'], ['met']],
  )
})

test('T23 ten working days without a reply, and the clock runs by itself', async () => {
  const report = await aReportIn(town, 'in_progress')
  await does('officer', report, 'ask_reporter', { text: 'Nomor tiangnya berapa?' })
  town.clock.later(20)
  await town.passes(report, expireQuestion)
  assert.equal((await seen(report))['state'], 'in_progress')
})

test('T24 a suggestion may be extended once; a complaint never', async () => {
  const complaint = await aReportIn(town, 'in_progress')
  assert.equal(
    (await act('approver', complaint, 'extend', { days: 5, reason: 'Banyak pekerjaan.' })).json['code'],
    'extension_not_possible',
  )
  const wish = await send({ kind: 'aspirasi' })
  await does('verifier', wish, 'forward', { agency: surabaya })
  const before = clockOf(await seen(wish), 'K4')[0].due_on
  const after = await does('approver', wish, 'extend', { days: 5, reason: 'Menunggu rapat anggaran.' })
  assert.ok(clockOf(after, 'K4')[0].due_on > before)
  assert.equal(
    (await act('approver', wish, 'extend', { days: 5, reason: 'Sekali lagi.' })).json['code'],
    'extension_not_possible',
  )
})

test('T25, T26, T27 an answer is proposed, returned, proposed again and approved by another person', async () => {
  const report = await aReportIn(town, 'answer_proposed')
  assert.ok(!JSON.stringify(await seen(report)).includes('Lampu sudah diganti'), 'the draft is not told')
  assert.equal(
    (await does('approver', report, 'return_answer', { comment: 'Sebutkan tanggalnya.' }))['state'],
    'in_progress',
  )
  await does('officer', report, 'propose_answer', answer)
  assert.equal((await act('officer', report, 'approve')).status, 403)
  const after = await does('approver', report, 'approve')
  assert.deepEqual(
    [after['state'], stateOf(after, 'K2'), stateOf(after, 'K5'), stateOf(after, 'R1')],
    ['answered', ['met'], ['met'], ['running']],
  )
})

test('T27 a joint answer waits for every contributor, and names its part', async () => {
  const report = await aReportIn(town, 'in_progress')
  await does('verifier', report, 'split', {
    parts: [
      { agency: surabaya, lead: true, task: 'Lampu' },
      { agency: jayapura, lead: false, task: 'Jaringan' },
    ],
  })
  await does('officer', report, 'start', { next_step: 'Melanjutkan.' })
  assert.equal((await act('officer', report, 'propose_answer', answer)).json['code'], 'parts_not_answered')
  await does('admin of Jayapura', report, 'start', { next_step: 'Memeriksa jaringan.' })
  await does('admin of Jayapura', report, 'propose_answer', {
    text: 'Jaringan sudah diperiksa dan normal.',
    outcome: 'explained',
  })
  await does('approver of Jayapura', report, 'approve')
  await does('officer', report, 'propose_answer', answer)
  assert.equal((await does('approver', report, 'approve'))['state'], 'answered')
  assert.match(JSON.stringify((await seen(report))['events']), /Jaringan sudah diperiksa/)
})

test('T28 the reporter says it is solved, and both words stand apart', async () => {
  const after = await does('reporter', await aReportIn(town, 'answered'), 'accept', {
    rating: 5,
    comment: 'Terima kasih.',
  })
  assert.equal(after['state'], 'closed_solved')
  assert.deepEqual(
    [after['outcome'].agency.outcome, after['outcome'].reporter.verdict],
    ['repaired', 'solved'],
  )
})

test('T29 the first objection goes back to the office with half the time', async () => {
  const after = await does('reporter', await aReportIn(town, 'answered'), 'reject', {
    reason: 'Masih padam.',
  })
  assert.deepEqual([after['state'], stateOf(after, 'K2')], ['in_progress', ['met', 'running']])
  assert.equal(clockOf(after, 'K2')[1].counted_days.length, 7)
})

test('T30 the second objection goes to a higher officer', async () => {
  const report = await seen(await rejectedTwice())
  assert.deepEqual([report['state'], stateOf(report, 'B2')], ['appealed', ['running']])
})

test("T31 ten working days of silence close the report on the agency's word, and an appeal stays open", async () => {
  const report = await aReportIn(town, 'answered')
  await assert.rejects(town.passes(report, closeUnanswered), { code: 'action_not_allowed' })
  town.clock.later(20)
  await town.passes(report, closeUnanswered)
  const after = await seen(report)
  assert.deepEqual(
    [after['state'], after['outcome'].reporter, stateOf(after, 'B1')],
    ['closed_by_agency', null, ['running']],
  )
})

test('T32 damage that comes back reopens the report', async () => {
  const report = await aReportIn(town, 'answered')
  await does('reporter', report, 'accept', {})
  assert.equal((await does('reporter', report, 'reopen', { reason: 'Padam lagi.' }))['state'], 'in_progress')
})

test('T33 a text is published by two persons, and never with a telephone number in it', async () => {
  const report = await aReportIn(town, 'at_unit', { privacy: 'tanpa-nama' })
  assert.equal(
    (await act('officer', report, 'propose_publication', { text: 'Hubungi saya di 081200004321.' })).json[
      'code'
    ],
    'personal_data_left',
  )
  assert.equal(
    (await does('officer', report, 'propose_publication', { text: 'Lampu jalan padam sejak Senin.' }))[
      'publication'
    ],
    'proposed',
  )
  assert.equal((await act('officer', report, 'publish')).status, 403)
  assert.equal((await does('moderator', report, 'publish'))['publication'], 'published')
  assert.equal(
    (await town.call('GET', `/reports/${report.number}`)).json['text'],
    'Lampu jalan padam sejak Senin.',
  )
})

test('T34, T35 what is public is masked further, and taken back', async () => {
  const report = await aReportIn(town, 'at_unit', { privacy: 'tanpa-nama' })
  await does('officer', report, 'propose_publication', { text: 'Lampu jalan di depan rumah Bu Tini padam.' })
  await does('moderator', report, 'publish')
  await does('moderator', report, 'mask', { text: 'Lampu jalan di depan [alamat] padam.' })
  assert.equal(
    (await town.call('GET', `/reports/${report.number}`)).json['text'],
    'Lampu jalan di depan [alamat] padam.',
  )
  await does('moderator', report, 'unpublish', { reason: 'Pelapor meminta.' })
  assert.equal((await town.call('GET', `/reports/${report.number}`)).status, 404)
})

test('T36 an archived report may be appealed within ten working days, not later', async () => {
  const report = await aReportIn(town, 'forwarded')
  await does('admin', report, 'archive', {
    reason_code: 'court_pending',
    reason: 'Sedang disidangkan di pengadilan.',
  })
  await does('approver', report, 'confirm_archive')
  const late = await aReportIn(town, 'forwarded')
  await does('admin', late, 'archive', {
    reason_code: 'court_pending',
    reason: 'Sedang disidangkan di pengadilan.',
  })
  await does('approver', late, 'confirm_archive')
  assert.equal(
    (await does('reporter', report, 'appeal', { reason: 'Tidak ada perkara.' }))['state'],
    'appealed',
  )
  town.clock.later(20)
  assert.equal((await own(late, 'appeal', { reason: 'Tidak ada perkara.' })).json['code'], 'too_late')
})

test('T37 an appeal is granted by somebody without an earlier hand, with a task', async () => {
  const report = await rejectedTwice()
  assert.equal(
    (await act('verifier', report, 'grant_appeal', { task: 'Ganti tiangnya.' })).json['code'],
    'earlier_hand',
  )
  const after = await does('ministry', report, 'grant_appeal', { task: 'Ganti tiangnya.' })
  assert.deepEqual([after['state'], stateOf(after, 'B2')], ['in_progress', ['met']])
})

test('T38 a refused appeal says why and leaves the report closed', async () => {
  const after = await does('ministry', await rejectedTwice(), 'refuse_appeal', {
    reasons: 'Tiang itu milik PLN; hubungi PLN atau Ombudsman.',
  })
  assert.equal(after['state'], 'closed_by_agency')
})

test('T39, T40 the Ombudsman takes a case over with consent, and hands it back', async () => {
  const report = await aReportIn(town, 'in_progress')
  const office = { office: 'Ombudsman RI perwakilan Jawa Timur' }
  assert.equal((await act('ombudsman', report, 'take_over', office)).json['code'], 'reporter_must_agree')
  await does('reporter', report, 'ask_ombudsman')
  assert.equal((await does('ombudsman', report, 'take_over', office))['state'], 'with_ombudsman')
  assert.equal(
    (
      await does('ombudsman', report, 'ombudsman_result', {
        text: 'Instansi diminta melanjutkan.',
        to: 'in_progress',
      })
    )['state'],
    'in_progress',
  )
})

test('T41 the reporter withdraws, everything stops, and can change their mind', async () => {
  const report = await aReportIn(town, 'forwarded')
  assert.equal((await own(report, 'withdraw', { confirm: false })).status, 422)
  const after = await does('reporter', report, 'withdraw', { confirm: true })
  assert.deepEqual([after['state'], stateOf(after, 'K2')], ['withdrawn', ['ended']])
  assert.equal((await does('reporter', report, 'revoke_withdrawal'))['state'], 'received')
})

test('T42 nobody archives alone, and never as "not our authority"', async () => {
  const report = await aReportIn(town, 'forwarded')
  assert.equal(
    (
      await act('admin', report, 'archive', {
        reason_code: 'not_our_authority',
        reason: 'Bukan wewenang kami.',
      })
    ).status,
    422,
  )
  assert.equal(
    (
      await does('admin', report, 'archive', {
        reason_code: 'court_pending',
        reason: 'Sedang disidangkan di pengadilan.',
      })
    )['state'],
    'forwarded',
  )
  assert.equal((await act('admin', report, 'confirm_archive')).json['code'], 'second_person_needed')
  assert.equal((await does('approver', report, 'confirm_archive'))['state'], 'archived')
})

test('T43 a longer clock needs a second person and counts from the same start', async () => {
  const report = await aReportIn(town, 'forwarded')
  const { started_at: start } = clockOf(await seen(report), 'K2')[0]
  const input = { kind: 'complaint_oversight', reason: 'Ada dugaan pungutan liar.' }
  assert.deepEqual(stateOf(await does('verifier', report, 'reclassify', input), 'K2'), ['running'])
  const after = await does('admin', report, 'reclassify', input)
  assert.equal(clockOf(after, 'K3')[0].started_at, start)
  assert.equal((await seen(report))['level'], 'secret')
})

test('T44, T45 anyone who handles it raises secrecy at once; only the reporter lowers it', async () => {
  const report = await aReportIn(town, 'at_unit', { privacy: 'tanpa-nama' })
  assert.equal((await does('officer', report, 'raise_secrecy', { level: 'rahasia' }))['level'], 'secret')
  assert.equal(
    (await act('officer', report, 'raise_secrecy', { level: 'terbuka' })).json['code'],
    'secrecy_not_higher',
  )
  assert.equal((await does('reporter', report, 'lower_secrecy', { level: 'terbuka' }))['level'], 'open')
})

test('T46 an urgent report is marked, and the reporter gets the emergency number', async () => {
  const report = await send()
  assert.equal((await does('verifier', report, 'mark_urgent'))['urgent'], true)
  assert.match(JSON.stringify((await seen(report))['events']), /112/)
})

test('T47 our own error is mended by two persons, and V1 counts from the first receipt', async () => {
  const report = await send()
  await does('verifier', report, 'hold', { rule: 'Ancaman.' })
  await does('verifier', report, 'archive', { reason_code: 'abuse', reason: 'Isinya ancaman kepada orang.' })
  await does('verifier2', report, 'confirm_archive')
  await does('verifier', report, 'correct_error', { reason: 'Kami salah membaca.' })
  const after = await does('verifier2', report, 'correct_error', { reason: 'Kami salah membaca.' })
  assert.equal(after['state'], 'received')
  assert.equal(clockOf(after, 'V1').at(-1).started_at, (await seen(report))['submitted_at'])
})
