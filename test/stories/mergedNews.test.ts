/** T13: whoever was merged hears of each step of the main report, of its pauses and of dates that a decree moves, once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccount, createToken } from '../../src/directory/accounts/create.ts'
import { expireQuestion } from '../../src/reports/handling/actions.ts'
import { runRecounts } from '../../src/reports/recount/jobs.ts'
import { aReportIn, aTown, type Sent } from '../support/town.ts'

const town = await aTown()
const { does } = town
const worker = { ...town.ground, db: await town.database.as('lapor_worker') }

type News = { title: string; text: string }
/** What the reporter of a merged report reads of the main one, the oldest first. */
const newsOf = async (report: Sent): Promise<News[]> =>
  (await town.seen(report))['events'].filter(({ action }: { action: string }) => action === 'main_moved')
const textsOf = async (report: Sent) => (await newsOf(report)).map(({ text }) => text)

async function merged(fields: Record<string, unknown> = {}, state: 'forwarded' | 'at_unit' = 'at_unit') {
  const main = await aReportIn(town, state, fields)
  const double = await town.submit({ email: 'kembar@contoh.example', ...fields })
  await does('verifier', double, 'merge', { into: main.number })
  return { main, double }
}

test('of a step they hear what was done, and no words that not everybody may read', async () => {
  const { main, double } = await merged()
  await does('officer', main, 'start', { next_step: 'Menghubungi Bu Tini di 081234567890.' })
  assert.deepEqual(await textsOf(double), ['Mulai dikerjakan'])
  const sent = await worker.db
    .selectFrom('notice')
    .select('seq')
    .where('report_id', '=', double.id)
    .where('seq', '>', 2)
    .execute()
  assert.equal(sent.length, 1, 'and a letter of it, once')
})

test('of a pause they hear that the clock waits and that it runs again, never the question or the answer', async () => {
  const { main, double } = await merged()
  await does('officer', main, 'start', { next_step: 'Memeriksa lokasi.' })
  await does('officer', main, 'ask_reporter', { text: 'Apakah rumah Anda yang bercat biru?' })
  await does('reporter', main, 'reply', { text: 'Ya, rumah saya nomor 12.' })
  await does('officer', main, 'ask_reporter', { text: 'Sejak kapan Anda tinggal di sana?' })
  town.clock.later(20)
  await town.passes(main, expireQuestion)
  const texts = await textsOf(double)
  assert.deepEqual(texts.slice(1), [
    'Instansi menunggu jawaban pelapor laporan utama; waktu penanganan berhenti selama itu.',
    'Pelapor laporan utama sudah menjawab; waktu penanganan berjalan lagi.',
    'Instansi menunggu jawaban pelapor laporan utama; waktu penanganan berhenti selama itu.',
    'Waktu penanganan laporan utama berjalan lagi; instansi melanjutkan dengan data yang ada.',
  ])
  assert.doesNotMatch(JSON.stringify(await town.seen(double)), /bercat biru|nomor 12|tinggal di sana/)
})

test('a main report that still waits to be checked tells of its pauses too', async () => {
  const [main, double] = [await town.submit(), await town.submit()]
  await does('verifier', double, 'merge', { into: main.number })
  await does('verifier', main, 'ask_completion', { missing: ['Nama jalan'], text: 'Sebutkan nama jalannya.' })
  await does('reporter', main, 'complete', { text: 'Jalan Melati.' })
  await does('verifier', main, 'hold', { rule: 'Menyebut nama orang.' })
  await does('verifier', main, 'release')
  assert.deepEqual(
    (await textsOf(double)).map((text) => text.split(';')[0]),
    [
      'Laporan utama menunggu kelengkapan dari pelapornya',
      'Laporan utama sudah lengkap',
      'Laporan utama sedang diperiksa sebentar',
      'Pemeriksaan laporan utama selesai',
    ],
  )
})

test('of a secret main report they hear that there is news and of what kind', async () => {
  const { main, double } = await merged({ privacy: 'rahasia' }, 'forwarded')
  await does('admin', main, 'start', { next_step: 'Memeriksa kasir.' })
  assert.deepEqual(await textsOf(double), ['siapa yang menangani dan langkah berikutnya'])
})

test('dates that a decree moves are told to them once, also when the recount runs again', async () => {
  town.clock.set('2026-07-06T02:10:00.000Z')
  const { main, double } = await merged({}, 'forwarded')
  const { email } = await createAccount(
    await town.database.as('lapor_owner'),
    { email: 'second@contoh.example', roles: ['evaluator'], password: 'kopi pagi di teras' },
    town.ground.now(),
  )
  const second = {
    authorization: `Bearer ${await createToken(await town.database.as('lapor_owner'), email, town.ground.now())}`,
  }
  const { json } = await town.call('POST', '/desk/changes/calendar', {
    body: {
      decree: 'SKB 12/2026',
      decree_day: '2026-07-05',
      add: [{ day: '2026-07-10', name: 'Cuti bersama tambahan', type: 'collective_leave' }],
    },
    headers: town.token('evaluator'),
  })
  await town.call('POST', `/desk/changes/${json['id']}/actions/approve`, { body: {}, headers: second })
  await runRecounts(worker, { settleMs: 0 })
  await runRecounts(worker, { settleMs: 0 })
  const texts = await textsOf(double)
  assert.equal(texts.length, 1, texts.join('\n'))
  // K2 goes from Friday 24 to Monday 27 July.
  assert.match(texts[0]!, /Tenggat bergeser[\s\S]*24 Juli 2026 → Senin, 27 Juli 2026/)
  assert.match(
    (await newsOf(double))[0]!.title,
    new RegExp(`${main.number.slice(0, 4)}-${main.number.slice(4)}`),
  )
})
