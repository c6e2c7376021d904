/** A complaint about an office is looked into by its inspectorate, and nobody else of the agency reads or ends it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seenIn } from '../../src/channels/live/scope.ts'
import { listHints } from '../../src/reports/casefile/listHints.ts'
import { nationalDesk } from '../../src/reports/casefile/projections.ts'
import { aReportIn, aTown, jayapura, surabaya, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown()
const { does, act, own, seen, call, token, submit } = town
const inspectorate = `${surabaya}.inspektorat`
await town.hires('chief inspector', 'approver', surabaya, inspectorate)

const inspection = async (fields: Record<string, unknown> = {}): Promise<Sent> => {
  const report = await submit({
    text: 'Petugas loket meminta uang supaya berkas saya didahulukan.',
    ...fields,
  })
  await does('verifier', report, 'forward', {
    agency: surabaya,
    unit: transportOffice,
    kind: 'complaint_oversight',
  })
  return report
}
const opens = async (who: string, report: Sent): Promise<number> =>
  (await call('GET', `/desk/reports/${report.id}`, { headers: token(who) })).status
const lists = async (who: string): Promise<string> =>
  JSON.stringify((await call('GET', '/desk/reports?queue=semua&limit=100', { headers: token(who) })).json)
const newsOf = async (who: string, report: Sent): Promise<number> => {
  const rows = await town.database.db
    .selectFrom('staff_notice as n')
    .innerJoin('account as a', 'a.id', 'n.account_id')
    .select('n.about')
    .where('a.email', '=', `${who}@contoh.example`)
    .where('n.report_id', '=', report.id)
    .execute()
  return rows.length
}
const codeOf = async (who: string, report: Sent, action: string, input: Record<string, unknown>) =>
  (await act(who, report, action, input)).json['code']

test('T9 whatever unit is named, the inspectorate gets it, and nobody else of the agency learns of it', async () => {
  const report = await inspection()
  assert.deepEqual(
    (await seen(report))['parts'].map((part: { unit: string }) => part.unit),
    [inspectorate],
  )
  for (const who of ['admin', 'approver', 'officer']) {
    assert.equal(await opens(who, report), 404, who)
    assert.ok(!(await lists(who)).includes(report.number), who)
    assert.equal(await newsOf(who, report), 0, who)
  }
  assert.equal(await newsOf('inspector', report), 1)
  assert.equal(await opens('inspector', report), 200)
  assert.ok((await lists('inspector')).includes(report.number))
  assert.ok((await lists('chief inspector')).includes(report.number))
})

test('T27 the inspectorate answers by itself: one of it proposes, another one approves', async () => {
  const report = await inspection()
  await does('inspector', report, 'start', { next_step: 'Memeriksa catatan loket.' })
  await does('inspector', report, 'propose_answer', {
    text: 'Petugas loket itu dijatuhi sanksi, dan berkas Anda sudah selesai.',
    outcome: 'sanction',
  })
  assert.equal(await opens('approver', report), 404)
  assert.equal((await does('chief inspector', report, 'approve'))['state'], 'answered')
})

test('T15, X3 it is handed to no other unit and to no officer of another one', async () => {
  const report = await inspection()
  await town.hires('inspectorate admin', 'agency_admin', surabaya, inspectorate)
  const away = { agency: surabaya, unit: transportOffice }
  assert.equal(await codeOf('inspectorate admin', report, 'forward', away), 'inspection_stays')
  const { id } = await town.database.db
    .selectFrom('account')
    .select('id')
    .where('email', '=', 'officer@contoh.example')
    .executeTakeFirstOrThrow()
  await does('inspector', report, 'start', { next_step: 'Memeriksa.' })
  assert.equal(await codeOf('inspector', report, 'assign', { officer: id }), 'officer_unknown')
})

test('T42 it is laid aside only with somebody of the national desk', async () => {
  const report = await inspection()
  await does('chief inspector', report, 'archive', {
    reason_code: 'court_pending',
    reason: 'Perkara ini sedang disidangkan.',
  })
  await town.hires('inspectorate approver', 'approver', surabaya, inspectorate)
  assert.equal(await codeOf('inspectorate approver', report, 'confirm_archive', {}), 'not_permitted')
  assert.equal((await does('verifier2', report, 'confirm_archive'))['state'], 'archived')
})

test('T43 what turns out to need an inspection leaves the desk of whoever it may be about', async () => {
  const report = await aReportIn(town, 'in_progress')
  const input = { kind: 'complaint_oversight', reason: 'Ada dugaan pungutan.' }
  await does('verifier', report, 'reclassify', input)
  await does('admin', report, 'reclassify', input)
  assert.equal(await opens('officer', report), 404)
  assert.equal(await opens('admin', report), 404)
  assert.equal(await opens('inspector', report), 200)
})

test('T43 no agency takes a report out of an inspection or out of the legal clocks by itself', async () => {
  const report = await aReportIn(town, 'forwarded')
  await town.hires('second admin', 'agency_admin', surabaya)
  const wish = { kind: 'aspiration', reason: 'Ini lebih berupa harapan.' }
  assert.equal((await does('admin', report, 'reclassify', wish))['kind'], 'complaint_service')
  assert.equal(await codeOf('second admin', report, 'reclassify', wish), 'not_permitted')
  assert.equal((await does('verifier', report, 'reclassify', wish))['kind'], 'aspiration')
})

test('T43 while it waits at the gate of the agency that the reporter named, an inspection leaves that gate', async () => {
  const report = await submit({ agency: surabaya })
  assert.equal(await opens('admin', report), 200)
  const input = { kind: 'complaint_oversight', reason: 'Ini tentang kepala kantornya.' }
  await does('verifier', report, 'reclassify', input)
  await does('verifier2', report, 'reclassify', input)
  assert.equal(await opens('admin', report), 404)
  assert.ok(!(await lists('admin')).includes(report.number))
})

test('what speaks of an officer’s deed is read by the national desk first, also where it names that agency', async () => {
  const report = await submit({
    agency: surabaya,
    text: 'Di loket itu saya dimintai uang rokok oleh petugasnya.',
  })
  assert.deepEqual(
    (await seen(report))['clocks'].map(({ rule }: { rule: string }) => rule),
    ['V1', 'V4'],
  )
  assert.equal(await opens('admin', report), 404)
  assert.equal(await newsOf('admin', report), 0)
  assert.equal(await opens('verifier', report), 200)
})

test('T9 at its own gate an agency does not turn a complaint into a wish, nor merge it away', async () => {
  const report = await submit({ agency: surabaya })
  const main = await aReportIn(town, 'in_progress')
  const wish = { agency: surabaya, kind: 'aspiration' }
  assert.equal(await codeOf('admin', report, 'forward', wish), 'kind_leaves_law')
  assert.equal(await codeOf('admin', report, 'merge', { into: main.number }), 'not_permitted')
  assert.equal((await does('admin', report, 'forward', { agency: surabaya }))['kind'], 'complaint_service')
})

test('T13 an inspection is not buried in a case of the office that it is about', async () => {
  const report = await inspection()
  const main = await aReportIn(town, 'in_progress', { privacy: 'rahasia' })
  assert.equal(await codeOf('verifier', report, 'merge', { into: main.number }), 'merge_not_possible')
})

test('T16 wherever it is passed to, it comes to the inspectorate there', async () => {
  const report = await inspection()
  await town.hires('gate of the inspectorate', 'agency_admin', surabaya, inspectorate)
  await does('gate of the inspectorate', report, 'bounce', {
    proposed_agency: jayapura,
    reason: 'Kejadiannya di kota lain.',
  })
  const after = await does('verifier', report, 'confirm_bounce')
  assert.equal(after['parts'].at(-1).unit, `${jayapura}.inspektorat`)
  assert.equal(await opens('admin of Jayapura', report), 404)
})

test('T9 an agency without an inspectorate is no place for it, and the refusal says where to go', async () => {
  const owner = await town.database.as('lapor_owner')
  await owner
    .updateTable('unit')
    .set({ active: false })
    .where('code', '=', `${jayapura}.inspektorat`)
    .execute()
  const refused = await act('verifier', await submit(), 'forward', {
    agency: jayapura,
    kind: 'complaint_oversight',
  })
  assert.deepEqual([refused.status, refused.json['code']], [409, 'inspectorate_unknown'])
  assert.match(refused.json['detail'], /instansi di atasnya/)
  await owner
    .updateTable('unit')
    .set({ active: true })
    .where('code', '=', `${jayapura}.inspektorat`)
    .execute()
})

test('T41 after a withdrawal an inspection may go on ex officio, and the identity stays closed for good', async () => {
  const report = await inspection({ name: 'Kenari Uji', privacy: 'rahasia' })
  await does('reporter', report, 'withdraw', { confirm: true })
  assert.equal(
    await codeOf('inspector', report, 'open_identity', { reason: 'Ingin tahu siapa pelapornya.' }),
    'action_not_allowed',
  )
  await does('inspector', report, 'go_on_ex_officio', { reason: 'Dugaannya cukup untuk diperiksa sendiri.' })
  assert.match(JSON.stringify((await seen(report))['events']), /tanpa identitas pelapor/)
  const other = await aReportIn(town, 'in_progress')
  await does('reporter', other, 'withdraw', { confirm: true })
  assert.equal(
    await codeOf('officer', other, 'go_on_ex_officio', { reason: 'Ingin melanjutkan.' }),
    'action_not_allowed',
  )
})

test('X8, T13 a withdrawal and a merge are undone within thirty days, not later', async () => {
  const [withdrawn, merged, main] = [await submit(), await submit(), await aReportIn(town, 'in_progress')]
  await does('reporter', withdrawn, 'withdraw', { confirm: true })
  await does('verifier', merged, 'merge', { into: main.number })
  town.clock.later(31)
  const late = await own(withdrawn, 'revoke_withdrawal')
  assert.deepEqual([late.status, late.json['code']], [409, 'too_late'])
  assert.equal(
    await codeOf('verifier', merged, 'unmerge', { reason: 'Ternyata lain tempat.' }),
    'unmerge_too_late',
  )
})

test('X7 the time to judge is extended once', async () => {
  const report = await aReportIn(town, 'answered')
  const clock = async () =>
    (await seen(report))['clocks'].find((one: { rule: string }) => one.rule === 'R1').due_on
  const first = await clock()
  await does('reporter', report, 'extend_response')
  const second = await clock()
  assert.notEqual(first, second)
  assert.equal((await own(report, 'extend_response')).json['code'], 'extension_not_possible')
  assert.equal(await clock(), second)
})

test('T42 "not completed" is no reason for whoever was never asked', async () => {
  const report = await submit()
  const refused = await act('verifier', report, 'archive', {
    reason_code: 'not_completed',
    reason: 'Laporan ini tidak dilengkapi.',
  })
  assert.equal(refused.status, 422)
  assert.match(JSON.stringify(refused.json['errors'] ?? refused.json), /30 hari/)
})

test('T39, T40 the Ombudsman takes over on the word of the reporter, reads what was let go, and judges nothing for them', async () => {
  const report = await aReportIn(town, 'in_progress', { name: 'Kenari Uji', privacy: 'tanpa-nama' })
  const office = { office: 'Ombudsman RI perwakilan Jawa Timur' }
  assert.equal(await codeOf('ombudsman', report, 'take_over', office), 'reporter_must_agree')
  await does('reporter', report, 'ask_ombudsman', { share_text: true })
  assert.match(JSON.stringify((await seen(report))['events']), /Boleh dibaca Ombudsman/)
  const asked = await call('GET', '/desk/reports?queue=diminta', { headers: token('ombudsman') })
  assert.ok(JSON.stringify(asked.json).includes(report.number))
  assert.equal((await does('ombudsman', report, 'take_over', office))['state'], 'with_ombudsman')
  const read = await call('GET', `/desk/reports/${report.id}`, { headers: token('ombudsman') })
  assert.match(read.json['text'], /Lampu jalan/)
  const why = { reason: 'Perlu menghubungi pelapor.' }
  assert.equal(await codeOf('ombudsman', report, 'open_identity', why), 'reporter_must_agree')

  const result = { text: 'Instansi sudah memperbaiki lampunya.', to: 'answered' }
  assert.equal((await act('ombudsman', report, 'ombudsman_result', result)).status, 422, 'no document')
  const after = await does('ombudsman', report, 'ombudsman_result', {
    ...result,
    document: 'LHP 12/2026, 3 Agustus',
  })
  assert.equal(after['state'], 'answered')
  assert.equal(after['outcome']?.reporter ?? null, null)
  assert.equal((await does('reporter', report, 'accept'))['state'], 'closed_solved')
})

test('X21, X22 what was let go is opened only once the Ombudsman has it, ends with the word of the reporter, and is spent', async () => {
  const report = await aReportIn(town, 'in_progress', { name: 'Kenari Uji', privacy: 'tanpa-nama' })
  await does('officer', report, 'note', { text: 'Pelapor ternyata tetangga kepala dinas.' })
  const why = { reason: 'Perlu menghubungi pelapor.' }
  await does('reporter', report, 'ask_ombudsman', { share_identity: true })
  assert.equal(await codeOf('ombudsman', report, 'open_identity', why), 'reporter_must_agree')
  await does('reporter', report, 'take_back_ombudsman')
  const office = { office: 'Ombudsman RI perwakilan Jawa Timur' }
  assert.equal(await codeOf('ombudsman', report, 'take_over', office), 'reporter_must_agree')

  await does('reporter', report, 'ask_ombudsman', { share_identity: true, share_text: true })
  await does('ombudsman', report, 'take_over', office)
  await does('ombudsman', report, 'open_identity', why)
  const asOmbudsman = (path: string) =>
    call('GET', `/desk/reports/${report.id}${path}`, { headers: token('ombudsman') })
  assert.equal((await asOmbudsman('/identity')).json['name'], 'Kenari Uji')
  assert.ok(!JSON.stringify((await asOmbudsman('')).json).includes('tetangga kepala dinas'))
  await does('ombudsman', report, 'ombudsman_result', {
    text: 'Instansi diminta melanjutkan.',
    to: 'in_progress',
  })
  assert.equal(await codeOf('ombudsman', report, 'take_over', office), 'reporter_must_agree')
})

test('T43 nobody of the agency is warned that the national desk wants an inspection, or stops it', async () => {
  for (const report of [await submit({ agency: surabaya }), await aReportIn(town, 'forwarded')]) {
    const before = await newsOf('admin', report)
    await does('verifier', report, 'reclassify', {
      kind: 'complaint_oversight',
      reason: 'Diduga ada pungutan.',
    })
    const view = await call('GET', `/desk/reports/${report.id}`, { headers: token('admin') })
    assert.equal(view.json['pending'], undefined)
    assert.ok(!JSON.stringify(view.json).includes('pungutan'))
    assert.ok(!view.json['allowed'].includes('decline'))
    const page = await fetch(`${town.url}/meja/laporan/${report.id}`, { headers: token('admin') })
    assert.doesNotMatch(await page.text(), /Diduga ada pungutan|Diusulkan/)
    assert.equal(await newsOf('admin', report), before)
    assert.equal(
      await codeOf('admin', report, 'decline', { action: 'reclassify', comment: 'Tidak perlu diperiksa.' }),
      'not_permitted',
    )
    assert.equal(
      (await does('verifier2', report, 'reclassify', { kind: 'complaint_oversight', reason: 'Setuju.' }))[
        'kind'
      ],
      'complaint_oversight',
    )
  }
})

test('once it is sealed at its gate, the agency that the reporter named hears nothing more of it', async () => {
  const report = await submit({ agency: surabaya })
  const input = { kind: 'complaint_oversight', reason: 'Ini tentang kepala kantornya.' }
  await does('verifier', report, 'reclassify', input)
  await does('verifier2', report, 'reclassify', input)
  const before = await newsOf('admin', report)
  await does('reporter', report, 'reply', { text: 'Kepala kantornya sendiri yang meminta.' })
  await does('verifier', report, 'mark_urgent')
  assert.equal(await newsOf('admin', report), before)
  const page = await fetch(`${town.url}/meja/kabar`, { headers: token('admin') })
  assert.ok(
    !(await page.text()).replaceAll('-', '').includes(report.number),
    'nor reads what was told before',
  )
})

test('no count and no stream tells an agency that an inspection has come', async () => {
  const load = async (): Promise<string> =>
    (await (await fetch(`${town.url}/instansi/pemerintah-kota-surabaya`)).text()).match(
      /\d+ laporan terbuka/,
    )?.[0] ?? ''
  const before = await load()
  await inspection()
  assert.equal(await load(), before)

  const row = { agency_code: surabaya, unit_code: inspectorate, officer_id: null, open: true }
  const hint = { lists: listHints([], [{ ...row, kind: 'complaint_oversight' }]) }
  const desks = new Set([surabaya])
  assert.equal(seenIn({ desks, inside: '' }, hint), undefined)
  assert.equal(seenIn({ desks, inside: inspectorate }, hint), 'new')
  assert.equal(
    seenIn(
      { desks: new Set([nationalDesk]) },
      { lists: listHints([], [{ ...row, agency_code: nationalDesk, kind: 'complaint_oversight' }]) },
    ),
    'new',
  )
})

test('an oversight office does not read inspections of its own house', async () => {
  const report = await submit({ region: '35.78' })
  await town.hires('inspector of the province', 'unit_officer', 'P35', 'P35.inspektorat')
  await does('verifier', report, 'forward', { agency: 'P35', kind: 'complaint_oversight' })
  assert.equal(await opens('province', report), 404)
  assert.ok(!(await lists('province')).includes(report.number))
  const other = await inspection()
  assert.equal(await opens('province', other), 200)
})
