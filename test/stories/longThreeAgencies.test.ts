/** One flood, three agencies: one leads, each has its own days, and the citizen gets one answer that names each part. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aStory } from '../support/story.ts'
import { aTown, surabaya } from '../support/town.ts'

const eastJava = 'P35'
const ministry = 'K27'
const waterOffice = `${surabaya}.dinas-pekerjaan-umum-dan-penataan-ruang`

const town = await aTown() // Monday 6 July 2026, 09.10 WIB
const { hires, submit, does } = town
const { officer, phone, looks, stateOf } = aStory(town, 'three-agencies')
await hires('water officer', 'unit_officer', surabaya, waterOffice)
for (const [place, agency] of [
  ['East Java', eastJava],
  ['the ministry', ministry],
] as const) {
  await hires(`admin of ${place}`, 'agency_admin', agency)
  await hires(`approver of ${place}`, 'approver', agency)
}
const report = await submit({
  text: 'Kampung kami di tepi Kali Mas Surabaya banjir tiap hujan: pompa mati, tanggul retak, selokan penuh sampah.',
})
await does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
const citizen = await phone(report)

test('the city splits the work with the keyboard: who leads, who helps, and what each has to do', async () => {
  town.clock.set('2026-07-07T02:00:00Z') // Tuesday
  const city = await officer('admin')
  await city.opens(report)
  await city.presses('#split summary')
  await looks(city.page, 'split')
  assert.ok(await city.page.isChecked(`[name=agency_1][value="${surabaya}"]`), 'whoever has it leads')
  await city.writes('#split-task_1', 'Bersihkan selokan dan jawab pelapor')
  await city.finds('#split-agency_2', 'pemerintah provinsi jawa timur', eastJava)
  await city.writes('#split-task_2', 'Perbaiki pompa air')
  await city.finds('#split-agency_3', 'kementerian pekerjaan umum', ministry)
  await city.writes('#split-task_3', 'Periksa tanggul')
  assert.match(await city.sends(), /dibagi ke beberapa instansi/)
  await looks(city.page, 'lead')

  await citizen.comesBack()
  await looks(citizen.page, 'split-told')
  assert.match(
    await citizen.reads('.warp'),
    /Ditangani beberapa instansi[\s\S]*Pemerintah Kota Surabaya \(memimpin\): Bersihkan[\s\S]*Jawa Timur: Perbaiki pompa air[\s\S]*Pekerjaan Umum: Periksa tanggul/,
  )
})

test('each part has its own days, the helpers three working days before the answer', async () => {
  await citizen.page.click('summary:has-text("Semua tenggat")')
  const all = await citizen.reads('aside details.more:last-of-type')
  assert.match(all, /Bagian instansi pendukung, Pemerintah Provinsi Jawa Timur/)
  assert.match(all, /Bagian instansi pendukung, Kementerian Pekerjaan Umum/)
  const clocks = (await town.seen(report))['clocks'] as { rule: string; due_on: string; state: string }[]
  const due = (rule: string) =>
    clocks.filter((one) => one.rule === rule && one.state === 'running').map((one) => one.due_on)
  assert.deepEqual(due('K2'), ['2026-07-24']) // Friday
  assert.deepEqual(due('F5'), ['2026-07-21', '2026-07-21']) // Tuesday
})

test('nobody splits it a second time, and the lead reads why its answer has to wait', async () => {
  const parts = [
    { agency: eastJava, lead: true, task: 'Semua' },
    { agency: surabaya, lead: false, task: 'Tidak ada' },
  ]
  for (const who of ['admin', 'admin of East Java', 'verifier'])
    assert.equal((await town.act(who, report, 'split', { parts })).json['code'], 'already_split', who)

  await does('admin', report, 'forward', { agency: surabaya, unit: waterOffice })
  const lead = await officer('water officer')
  await lead.opens(report)
  assert.doesNotMatch(await lead.reads('.case'), /Bagi ke beberapa instansi/)
  await lead.writes('#start-next_step', 'Selokan dibersihkan mulai Rabu.')
  await lead.writes('#start-reply', 'Kami memimpin tiga instansi untuk kampung Anda.')
  await lead.sends()
  await looks(lead.page, 'lead-waits')
  assert.match(
    await lead.reads('.case'),
    /Jawaban bersama baru dapat diajukan setelah semua bagian ada[\s\S]*Jawa Timur: Perbaiki pompa air\s+belum dijawab, paling lambat Selasa, 21 Juli/,
  )
  await lead.writes('#propose_answer-text', 'Selokan sepanjang 400 meter sudah bersih.')
  await lead.picks('#propose_answer-outcome', 'Sudah diperbaiki')
  await lead.reaches('#propose_answer-text')
  assert.match(await lead.sends(), /Masih ada instansi lain yang belum menjawab bagiannya/)
  assert.equal(
    await lead.page.inputValue('#propose_answer-text'),
    'Selokan sepanjang 400 meter sudah bersih.',
  )
})

test('the helpers answer their parts; the citizen sees them come in and nothing is called solved yet', async () => {
  town.clock.set('2026-07-13T02:00:00Z') // Monday
  for (const [place, text, outcome] of [
    ['East Java', 'Dua pompa menyala lagi sejak Sabtu.', 'Sudah diperbaiki'],
    ['the ministry', 'Tanggul diukur; retaknya di permukaan dan aman.', 'Dijelaskan'],
  ] as const) {
    const helper = await officer(`admin of ${place}`)
    await helper.opens(report)
    await helper.presses('#start summary')
    await helper.writes('#start-next_step', 'Memeriksa lapangan.')
    await helper.sends()
    await helper.writes('#propose_answer-text', text)
    await helper.picks('#propose_answer-outcome', outcome)
    await helper.reaches('#propose_answer-text')
    assert.match(await helper.sends(), /diajukan/)
    if (place === 'East Java') await looks(helper.page, 'helper')
    const approver = await officer(`approver of ${place}`)
    await approver.opens(report)
    await approver.strikes('t')
  }
  assert.equal(await stateOf(report), 'in_progress')
  await citizen.comesBack()
  await looks(citizen.page, 'parts-in')
  assert.deepEqual((await citizen.timeline()).slice(-4), [
    'Mulai dikerjakan',
    'Bagian Pemerintah Provinsi Jawa Timur sudah dijawab',
    'Mulai dikerjakan',
    'Bagian Kementerian Pekerjaan Umum sudah dijawab',
  ])
  assert.equal(await citizen.page.locator('.voices').count(), 0)
})

test('one joint answer names each part, and one verdict ends it', async () => {
  town.clock.set('2026-07-14T02:00:00Z')
  const lead = await officer('water officer')
  await lead.opens(report)
  await looks(lead.page, 'lead-joins')
  assert.match(await lead.reads('.case'), /Semua bagian sudah ada[\s\S]*Dua pompa menyala lagi/)
  await lead.reaches('#propose_answer-text')
  assert.match(await lead.sends(), /diajukan/)
  const approver = await officer('approver')
  await approver.opens(report)
  await looks(approver.page, 'approver')
  assert.match(await approver.reads('.case'), /Dua pompa menyala lagi/)
  await approver.strikes('t')

  await citizen.comesBack()
  await looks(citizen.page, 'joint-answer')
  assert.match(
    await citizen.reads('.voices'),
    /Sudah diperbaiki\s+“Selokan sepanjang 400 meter sudah bersih\.\s+Pemerintah Provinsi Jawa Timur \(sudah diperbaiki\): Dua pompa[\s\S]*Kementerian Pekerjaan Umum \(dijelaskan\): Tanggul/,
  )
  const due = ((await town.seen(report))['clocks'] as { rule: string; due_on: string; state: string }[])
    .filter(({ rule }) => rule === 'F5')
    .map((one) => [one.due_on, one.state])
  await citizen.does('Belum selesai', { '#reject-reason': 'Pompa mati lagi tadi malam.' }, 'Belum selesai')
  assert.deepEqual(
    ((await town.seen(report))['clocks'] as { rule: string; due_on: string; state: string }[])
      .filter(({ rule }) => rule === 'F5')
      .map((one) => [one.due_on, one.state]),
    due,
    'the dates of parts that were given do not move',
  )
})

test('a helper that is not competent passes on its part with the task, and the lead goes on untouched', async () => {
  const other = await submit({ text: 'Jembatan kecil di kampung kami ambrol dan airnya bau sekali.' })
  await does('verifier', other, 'forward', { agency: surabaya, kind: 'complaint_service' })
  await does('verifier', other, 'split', {
    parts: [
      { agency: surabaya, lead: true, task: 'Jembatan' },
      { agency: eastJava, lead: false, task: 'Air berbau' },
    ],
  })
  const bounce = { proposed_agency: ministry, reason: 'Sungai ini diurus balai besar.' }
  await does('admin of East Java', other, 'bounce', bounce)
  const moved = await does('verifier', other, 'confirm_bounce')
  assert.deepEqual(
    moved['parts'].map((one: Record<string, unknown>) => [one['agency'], one['lead'], one['task']]),
    [
      [surabaya, true, 'Jembatan'],
      [ministry, false, 'Air berbau'],
    ],
  )
  const running = (file: Record<string, any>) =>
    file['clocks']
      .filter((one: { state: string }) => one.state === 'running')
      .map((one: { rule: string; part?: number }) => `${one.rule} ${one.part ?? ''}`.trim())
      .sort()
  assert.deepEqual(running(moved), ['F1 1', 'F2 1', 'F3 1', 'F3 3', 'F5 3', 'K2 1', 'K5'])
  await does('admin of the ministry', other, 'bounce', { ...bounce, proposed_agency: eastJava })
  const decided = await does('arbiter', other, 'decide_authority', {
    agency: eastJava,
    ground: 'Bau berasal dari pompa milik provinsi.',
  })
  assert.deepEqual(
    decided['parts'].map((one: Record<string, unknown>) => [one['agency'], one['lead'], one['task']]),
    [
      [surabaya, true, 'Jembatan'],
      [eastJava, false, 'Air berbau'],
    ],
  )
  assert.deepEqual(running(decided), ['F1 1', 'F2 1', 'F3 1', 'F5 4', 'K2 1', 'K5'])
})
