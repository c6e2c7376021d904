/** The state table, row by row, on the running program: T1 to T18. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expireCompletion } from '../../src/reports/verification/actions.ts'
import { submit } from '../../src/reports/intake/actions.ts'
import { aReportIn, aTown, jayapura, surabaya, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown()
const { does, act, seen, submit: send } = town
const clockOf = (report: Record<string, any>, rule: string) =>
  report['clocks'].filter((clock: { rule: string }) => clock.rule === rule)
const stateOf = (report: Record<string, any>, rule: string): string[] =>
  clockOf(report, rule).map((clock: { state: string }) => clock.state)

const viaDoor = async (
  action: 'submit_by_sms' | 'submit_by_message' | 'submit_for_reporter',
  receivedAt?: Date,
): Promise<Sent> => {
  const { answer, reportId } = await submit(
    town.ground,
    { kind: 'pengaduan', text: 'Air mati.' },
    { channel: 'manual', language: 'id', action, shortestText: 1, ...(receivedAt && { receivedAt }) },
  )
  return { number: answer.number, secret: answer.secret, id: reportId! }
}

test('T1 a citizen sends a report and it is received, with V1 and V4 running', async () => {
  const report = await seen(await send())
  assert.equal(report['state'], 'received')
  assert.deepEqual([stateOf(report, 'V1'), stateOf(report, 'V4')], [['running'], ['running']])
})

test('T1 a report that names its agency is verified there, under V2', async () =>
  assert.deepEqual(stateOf(await seen(await send({ agency: surabaya })), 'V2'), ['running']))

for (const [row, action] of [
  ['T2', 'submit_by_sms'],
  ['T3', 'submit_by_message'],
] as const)
  test(`${row} the same report comes in by another door, with any text`, async () =>
    assert.equal((await seen(await viaDoor(action)))['state'], 'received'))

test('T5 a linked application sends with its token, in any words; the report says that it came from there', async () => {
  await town.hires('linked application', 'api_client')
  const sent = await town.call('POST', '/reports', {
    body: { kind: 'pengaduan', text: 'Air mati.' },
    headers: { ...town.token('linked application'), 'idempotency-key': 'aplikasi-terhubung-1' },
  })
  assert.equal(sent.status, 201)
  const { number, secret } = sent.json as { number: string; secret: string }
  const report = await seen({ number, secret, id: '' })
  assert.equal(report['state'], 'received')
  assert.equal(report['events'][0].title, 'Laporan masuk dari aplikasi lain')
  const { channel } = await town.database.db
    .selectFrom('report')
    .select('channel')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  assert.equal(channel, 'partner')
})

for (const [door, row] of [
  ['sms', 'T2'],
  ['whatsapp', 'T3'],
  ['email', 'T3'],
] as const)
  test(`${row} over the API: a gateway with its token says that the words came by ${door}; nobody else can`, async () => {
    const sender = `gateway of ${door}`
    await town.hires(sender, 'api_client')
    const cameBy = async (headers: Record<string, string>) => {
      const { status, json } = await town.call('POST', '/reports', {
        body: { kind: 'pengaduan', text: 'Air mati sejak pagi di gang kami.' },
        headers: {
          ...headers,
          'x-door': door,
          'idempotency-key': `gateway-${door}-${Object.keys(headers).length}`,
        },
      })
      assert.equal(status, 201)
      return town.database.db
        .selectFrom('report as r')
        .innerJoin('report_event as e', 'e.report_id', 'r.report_id')
        .select(['r.channel', 'e.transition'])
        .where('r.number', '=', json['number'])
        .executeTakeFirstOrThrow()
    }
    assert.deepEqual(await cameBy(town.token(sender)), { channel: door, transition: row })
    assert.deepEqual(await cameBy({}), { channel: 'api', transition: 'T1' })
  })

test('T4 a letter is entered by an officer, and V1 counts from the day the desk got it', async () => {
  const report = await seen(await viaDoor('submit_for_reporter', new Date('2026-07-02T03:00:00Z'))) // Thursday
  assert.equal(clockOf(report, 'V1')[0].due_on, '2026-07-07') // Tuesday
})

test('T6, T7 a report is held for a short check and released, and V1 goes on', async () => {
  const report = await send()
  const held = await does('verifier', report, 'hold', { rule: 'Menyebut nama orang dengan kata kasar.' })
  assert.deepEqual(
    [held['state'], stateOf(held, 'V1'), stateOf(held, 'V3')],
    ['held', ['paused'], ['running']],
  )
  const released = await does('verifier', report, 'release')
  assert.deepEqual(
    [released['state'], stateOf(released, 'V1'), stateOf(released, 'V3')],
    ['received', ['running'], ['met']],
  )
  assert.equal(
    (await act('verifier', report, 'hold', { rule: 'Sekali lagi.' })).json['code'],
    'held_too_often',
  )
})

test('T8 abuse is archived by two persons with a reason, and the reporter may appeal', async () => {
  const report = await send()
  await does('verifier', report, 'hold', { rule: 'Ancaman.' })
  const first = await does('verifier', report, 'archive', {
    reason_code: 'abuse',
    reason: 'Isinya ancaman kepada orang.',
  })
  assert.deepEqual([first['state'], first['pending'].action], ['held', 'archive'])
  assert.equal((await act('verifier', report, 'confirm_archive')).json['code'], 'second_person_needed')
  const second = await does('moderator', report, 'confirm_archive')
  assert.deepEqual([second['state'], stateOf(second, 'B1')], ['archived', ['running']])
  assert.match(JSON.stringify((await seen(report))['events']), /Isinya ancaman/)
})

test('T9 the verifier forwards: V1 met, F1, K2 and K5 run, and the reporter is told who has it', async () => {
  const report = await send()
  const after = await does('verifier', report, 'forward', {
    agency: surabaya,
    kind: 'complaint_service',
    category: '1397',
  })
  assert.deepEqual(
    ['V1', 'V4', 'F1', 'K2', 'K5'].map((rule) => stateOf(after, rule)),
    [['met'], ['met'], ['running'], ['running'], ['running']],
  )
  assert.match(JSON.stringify((await seen(report))['events']), /Pemerintah Kota Surabaya/)
})

test('T9 what a reporter sent to an agency stands in the list of its admin, and in no other', async () => {
  const { number } = await send({ agency: surabaya })
  const listOf = async (who: string) =>
    JSON.stringify((await town.call('GET', '/desk/reports?queue=ke-kami', { headers: town.token(who) })).json)
  assert.ok((await listOf('admin')).includes(number))
  assert.ok(!(await listOf('admin of Jayapura')).includes(number))
  assert.ok(!(await listOf('officer')).includes(number))
})

test('T9 an agency admin verifies only what the reporter sent to that agency', async () => {
  const theirs = await send({ agency: surabaya })
  assert.equal(
    (await does('admin', theirs, 'forward', { agency: surabaya, kind: 'complaint_service' }))['state'],
    'forwarded',
  )
  assert.equal((await act('admin of Jayapura', await send(), 'forward', { agency: jayapura })).status, 404)
})

test('T10, T11 what is missing is asked once, V1 waits, and any reply brings the report back', async () => {
  const report = await send()
  const asked = await does('verifier', report, 'ask_completion', {
    missing: ['Nama jalan'],
    text: 'Mohon sebutkan nama jalannya.',
  })
  assert.deepEqual(
    [asked['state'], stateOf(asked, 'V1'), stateOf(asked, 'V5')],
    ['awaiting_completion', ['paused'], ['running']],
  )
  const back = await does('reporter', report, 'complete', { text: 'Jalan Melati.' })
  assert.deepEqual(
    [back['state'], stateOf(back, 'V1'), stateOf(back, 'V5')],
    ['received', ['running'], ['met']],
  )
})

test('T12 thirty days without completion archive with a reason, and one tap opens the report again', async () => {
  const report = await send()
  await does('verifier', report, 'ask_completion', {
    missing: ['Nama jalan'],
    text: 'Mohon sebutkan nama jalannya.',
  })
  await assert.rejects(town.passes(report, expireCompletion), { code: 'action_not_allowed' })
  town.clock.later(33)
  await town.passes(report, expireCompletion)
  assert.equal((await seen(report))['state'], 'archived')
  assert.equal((await does('reporter', report, 'revive'))['state'], 'received')
})

test('T13 a duplicate joins the main report, hears its number, and can be taken out again', async () => {
  const [main, double] = [await aReportIn(town, 'forwarded'), await send()]
  assert.equal((await does('verifier', double, 'merge', { into: main.number }))['state'], 'merged')
  assert.match(JSON.stringify(await seen(double)), new RegExp(main.number))
  assert.equal(
    (await does('verifier', double, 'unmerge', { reason: 'Ternyata lain tempat.' }))['state'],
    'received',
  )
  assert.equal(
    (await act('verifier', main, 'merge', { into: main.number })).json['code'],
    'merge_not_possible',
  )
})

test('T13 whoever was merged still hears of each step of the main report', async () => {
  const [main, double] = [await aReportIn(town, 'forwarded'), await send()]
  await does('verifier', double, 'merge', { into: main.number })
  await does('admin', main, 'start', { next_step: 'Memeriksa lokasi.' })
  const told = (await seen(double))['events'].filter(
    (event: { action: string }) => event.action === 'main_moved',
  )
  assert.equal(told.length, 1)
  assert.match(told[0].title, new RegExp(`${main.number.slice(0, 4)}-${main.number.slice(4)}`))
})

test('T13 a secret report is never merged into an open one', async () => {
  const [open, secret] = [await send(), await send({ privacy: 'rahasia' })]
  assert.equal(
    (await act('verifier', secret, 'merge', { into: open.number })).json['code'],
    'merge_not_possible',
  )
})

test('T14 several agencies share a report: one leads and keeps the clock, the other gets F5', async () => {
  const report = await aReportIn(town, 'forwarded')
  const parts = [
    { agency: surabaya, lead: true, task: 'Memperbaiki lampu' },
    { agency: jayapura, lead: false, task: 'Memastikan jaringan' },
  ]
  const after = await does('verifier', report, 'split', { parts })
  assert.deepEqual(
    after['parts'].map((part: { agency: string; lead: boolean }) => [part.agency, part.lead]),
    [
      [surabaya, true],
      [jayapura, false],
    ],
  )
  assert.deepEqual([stateOf(after, 'K2'), stateOf(after, 'F5')], [['running'], ['running']])
})

test('T15 the agency hands the report down to a unit of its own, and to no other', async () => {
  const report = await aReportIn(town, 'forwarded')
  assert.deepEqual(
    stateOf(await town.seen(report), 'F2'),
    ['running'],
    'the agency has two days to hand it down',
  )
  assert.equal(
    (await act('admin', report, 'forward', { agency: surabaya, unit: `${jayapura}.dinas-kesehatan` })).json[
      'code'
    ],
    'unit_outside_agency',
  )
  const after = await does('admin', report, 'forward', { agency: surabaya, unit: transportOffice })
  assert.deepEqual(
    [after['parts'][0].unit, stateOf(after, 'F2'), stateOf(after, 'K2')],
    [transportOffice, ['met'], ['running']],
  )
})

test('T16 "not ours" needs another agency; the verifier confirms, and the new agency has fresh clocks', async () => {
  const report = await aReportIn(town, 'forwarded')
  assert.equal((await act('admin', report, 'bounce', { reason: 'Jalan ini jalan nasional.' })).status, 422)
  assert.equal(
    (await act('admin', report, 'bounce', { proposed_agency: surabaya, reason: 'Bukan wewenang kami.' }))
      .json['code'],
    'already_there',
  )
  assert.equal(
    (
      await does('admin', report, 'bounce', {
        proposed_agency: jayapura,
        reason: 'Jalan ini jalan nasional.',
      })
    )['state'],
    'forwarded',
  )
  const moved = await does('verifier', report, 'confirm_bounce')
  assert.deepEqual(
    [
      moved['parts'].map((part: { agency: string }) => part.agency),
      stateOf(moved, 'F1'),
      stateOf(moved, 'K5'),
    ],
    [[jayapura], ['ended', 'running'], ['running']],
  )
  assert.equal((await act('admin', report, 'note', { text: 'Sudah bukan punya kami.' })).status, 404)
})

test('T16 a bounce after three working days comes too late', async () => {
  const report = await aReportIn(town, 'forwarded')
  town.clock.later(8)
  assert.equal(
    (await act('admin', report, 'bounce', { proposed_agency: jayapura, reason: 'Bukan wewenang kami.' }))
      .json['code'],
    'bounce_too_late',
  )
})

test('T17, T18 the second bounce goes to the arbiter, whose decision binds', async () => {
  const report = await aReportIn(town, 'forwarded')
  await does('admin', report, 'bounce', { proposed_agency: jayapura, reason: 'Jalan ini jalan nasional.' })
  await does('verifier', report, 'confirm_bounce')
  const disputed = await does('admin of Jayapura', report, 'bounce', {
    proposed_agency: surabaya,
    reason: 'Jalan ini jalan kota.',
  })
  assert.deepEqual([disputed['state'], stateOf(disputed, 'F4')], ['authority_dispute', ['running']])
  const decided = await does('arbiter', report, 'decide_authority', {
    agency: surabaya,
    ground: 'Daftar ruas jalan kota 2025.',
  })
  assert.deepEqual([decided['state'], stateOf(decided, 'F4')], ['forwarded', ['met']])
  assert.equal(decided['parts'].length, 1)
})

test('T13 a report is not buried by merging it into one that is then withdrawn', async () => {
  const [main, victim] = [await aReportIn(town, 'forwarded'), await aReportIn(town, 'forwarded')]
  await does('admin', victim, 'merge', { into: main.number })
  await does('reporter', main, 'withdraw', { confirm: true })
  const after = await seen(victim)
  assert.equal(after['state'], 'received')
  assert.match(JSON.stringify(after['events']), /diperiksa lagi tersendiri/)
})

test('T13 an agency merges only into a report that it handles, and learns nothing of others', async () => {
  const [mine, theirs] = [await aReportIn(town, 'forwarded'), await send({ region: '91.71' })]
  await does('verifier', theirs, 'forward', { agency: jayapura, kind: 'complaint_service' })
  const known = await act('admin', mine, 'merge', { into: theirs.number })
  const unknown = await act('admin', mine, 'merge', { into: 'ZZZZZZZZ' })
  assert.deepEqual([known.status, known.json['code']], [unknown.status, unknown.json['code']])
})

test('T14 no agency splits itself out of a report, and there is always one lead', async () => {
  const report = await aReportIn(town, 'forwarded')
  const without = [
    { agency: jayapura, lead: true, task: 'x' },
    { agency: 'D6471', lead: false, task: 'y' },
  ]
  const noLead = [
    { agency: surabaya, lead: false, task: 'x' },
    { agency: jayapura, lead: false, task: 'y' },
  ]
  for (const parts of [without, noLead])
    assert.equal((await act('admin', report, 'split', { parts })).json['code'], 'split_not_possible')
})

test('T9 a report that turns out to be about abuse hides its reporter from the accused agency', async () => {
  const report = await send({ name: 'Kenari Uji', privacy: 'terbuka' })
  await does('verifier', report, 'forward', {
    agency: surabaya,
    unit: transportOffice,
    kind: 'complaint_oversight',
  })
  const asked = await does('inspector', report, 'open_identity', { reason: 'Ingin tahu siapa pelapornya.' })
  assert.equal(asked['pending'].action, 'open_identity')
})

test('T43 a second person who asks for another kind does not agree to the first', async () => {
  const report = await aReportIn(town, 'forwarded')
  await does('admin', report, 'reclassify', { kind: 'complaint_oversight', reason: 'Ada dugaan pungutan.' })
  const other = await act('verifier', report, 'reclassify', {
    kind: 'information',
    reason: 'Ini pertanyaan.',
  })
  assert.equal(other.json['code'], 'already_pending')
})

test('T9 the agency that the reporter named accepts the report, and does not send it to another one', async () => {
  const report = await town.submit({ agency: surabaya })
  const away = await act('admin', report, 'forward', { agency: jayapura, kind: 'complaint_service' })
  assert.deepEqual([away.status, away.json['code']], [403, 'not_permitted'])
  const taken = await does('admin', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
  assert.equal(taken['parts'][0].agency, surabaya)
})
