/** Rules that hand out what comes in: drawn up and tried by an admin, carried out by the worker, never over a person. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccount } from '../../src/directory/accounts/create.ts'
import { handOutArrivals } from '../../src/reports/assignment/arrivals.ts'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aReportIn, aTown, surabaya, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown()
const { signedIn } = deskPeople(town)
const owner = await town.database.as('lapor_owner')
const worker = { ...town.ground, db: await town.database.as('lapor_worker') }
const social = `${surabaya}.dinas-sosial`
const officer = async (name: string, unit: string) =>
  (
    await createAccount(
      owner,
      {
        email: `${name.toLowerCase().replaceAll(' ', '.')}@contoh.example`,
        name,
        roles: ['unit_officer'],
        password: 'kopi pagi di teras',
        agency: surabaya,
        unit,
      },
      new Date('2026-07-06T00:00:00Z'),
    )
  ).id
const budi = await officer('Budi Santoso', transportOffice)
const sari = await officer('Sari Wulan', social)
const first = (
  await town.database.db
    .selectFrom('account')
    .select('id')
    .where('name', '=', 'officer')
    .executeTakeFirstOrThrow()
).id

const partOf = async (report: Sent) => {
  const { parts } = await town.database.db
    .selectFrom('report')
    .select('parts')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  return parts.find(({ state }) => state !== 'closed')!
}
const stepsOf = (report: Sent) =>
  town.database.db
    .selectFrom('report_event')
    .select(['action', 'actor_kind', 'data'])
    .where('report_id', '=', report.id)
    .orderBy('seq')
    .execute()
const anAdmin = () => signedIn('admin', { javaScriptEnabled: false })
const forwarded = (fields: Record<string, unknown> = {}) => aReportIn(town, 'forwarded', fields)

const old = await forwarded({ title: 'Lampu lama', text: 'Lampu jalan padam sejak minggu lalu di gang.' })
await aReportIn(town, 'at_unit', { title: 'Lampu sudah di unit' })
await forwarded({ title: 'Bantuan', text: 'Bantuan sosial belum cair sejak bulan lalu.' })
await forwarded({ title: 'Lain', text: 'Petugas loket kurang ramah kepada warga lanjut usia.' })

test('a draft is drawn up rule by rule; one without a target, or with an officer of another unit, comes back with its words', async () => {
  const page = await anAdmin()
  await page.goto(`${town.url}/meja/alat`)
  await page.click('a:has-text("Pembagian laporan")')
  await page.click('button:has-text("Buat rancangan aturan")')
  await page.fill('#baru-name', 'Lampu jalan')
  await page.fill('#baru-words', 'lampu*, pju')
  await page.click('#baru-kirim')
  assert.match((await page.textContent('[role=alert]'))!, /Pilih unit, petugas, atau giliran/)
  assert.equal(await page.inputValue('#baru-words'), 'lampu*, pju')
  await page.selectOption('#baru-unit', transportOffice)
  await page.selectOption('#baru-officer', sari)
  await page.click('#baru-kirim')
  assert.match((await page.textContent('[role=alert]'))!, /bekerja di unit lain/)
  await page.selectOption('#baru-officer', 'bergilir')
  await page.click('#baru-kirim')
  await page.click('summary:has-text("Tambah aturan")')
  await page.fill('#baru-name', 'Bantuan sosial')
  await page.fill('#baru-words', 'bantuan sosial')
  await page.selectOption('#baru-officer', sari)
  await page.click('#baru-kirim')
  assert.match(
    (await page.textContent('ol'))!,
    /Lampu jalan[\s\S]*memuat lampu\*, pju\s*diberikan kepada\s+Dinas Perhubungan Kota Surabaya, bergilir[\s\S]*Bantuan sosial[\s\S]*diberikan kepada\s+Sari Wulan/,
  )
  await page.click('button:has-text("Naikkan")')
  assert.match((await page.textContent('ol'))!, /^\s*Bantuan sosial[\s\S]*Lampu jalan/)
  await page.close()
})

test('it is tried on the reports of the last month before it can be put in force, and again after every change', async () => {
  const page = await anAdmin()
  await page.goto(`${town.url}/meja/pembagian`)
  assert.equal(await page.locator('button:has-text("Berlakukan")').count(), 0)
  await page.click('button:has-text("Coba pada laporan")')
  const lines = await page.locator('section[aria-labelledby=hasil] tbody tr').allTextContents()
  assert.deepEqual(
    lines.map((line) =>
      line
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/ \d+ laporan .*$/, ''),
    ),
    [
      '1. Bantuan sosial Sari Wulan 1 25% –',
      '2. Lampu jalan Dinas Perhubungan Kota Surabaya, bergilir 2 50% 1 dari 1',
      'Tidak ada yang cocok menunggu orang 1 25% –',
    ],
  )
  assert.equal((await partOf(old)).unit, undefined, 'nothing was moved')
  assert.equal(await page.locator(`a[href*="${old.id}"]`).count(), 1)
  town.clock.later(0.01)
  // Another window still shows the draft as it was tried.
  const stale = await anAdmin()
  await stale.goto(`${town.url}/meja/pembagian`)
  await page.click('li:has-text("Bantuan sosial") button:has-text("Turunkan")')
  assert.match((await page.textContent('main'))!, /Aturannya berubah setelah percobaan ini/)
  assert.equal(await page.locator('button:has-text("Berlakukan")').count(), 0)
  await stale.click('button:has-text("Berlakukan")')
  assert.match((await stale.textContent('[role=alert]'))!, /berubah setelah dicoba/)
  await page.click('button:has-text("Coba pada laporan")')
  await page.click('button:has-text("Berlakukan")')
  assert.match(
    (await page.textContent('section[aria-labelledby=berlaku]'))!,
    /Sejak Sen 6 Jul 2026[\s\S]*oleh admin/,
  )
  await stale.close()
  await page.close()
})

test('what comes in is given by the first rule that fits, in turn, with the rule named in each event', async () => {
  town.clock.later(0.01)
  const reports = [
    await forwarded({ text: 'Lampunya mati di depan gang kami.' }),
    await forwarded({ text: 'PJU padam sejak Senin malam.' }),
    await forwarded({ text: 'Lampu kedip terus semalaman.' }),
  ]
  assert.equal(await handOutArrivals(worker), 3)
  assert.deepEqual(
    (await Promise.all(reports.map(partOf))).map(({ unit, officer: who }) => [unit, who]),
    [
      [transportOffice, budi],
      [transportOffice, first],
      [transportOffice, budi],
    ],
  )
  const steps = await stepsOf(reports[0]!)
  assert.deepEqual(
    steps
      .slice(-2)
      .map(({ action, actor_kind, data }) => [action, actor_kind, (data['rule'] as { name: string }).name]),
    [
      ['forward', 'system', 'Lampu jalan'],
      ['assign', 'system', 'Lampu jalan'],
    ],
  )
  const seen = await town.seen(reports[0]!)
  assert.match(JSON.stringify(seen['events']), /Diteruskan ke Dinas Perhubungan/)
  assert.doesNotMatch(JSON.stringify(seen['events']), /Lampu jalan|Budi/)
  const told = await town.database.db
    .selectFrom('staff_notice')
    .select('account_id')
    .where('report_id', '=', reports[0]!.id)
    .where('account_id', '=', budi)
    .execute()
  assert.ok(told.length > 0)
  const page = await signedIn('Budi Santoso')
  await page.goto(`${town.url}/meja/laporan/${reports[0]!.id}`)
  assert.match(
    (await page.textContent('.warp'))!,
    /Aturan 1: Lampu jalan[\s\S]*Ditugaskan kepada Budi Santoso/,
  )
  await page.close()
  assert.equal(await handOutArrivals(worker), 0, 'once and no more')
})

test('whoever is away has no turn; the officer of a rule is replaced by the substitute', async () => {
  await town.database.db
    .insertInto('absence')
    .values(
      [
        { account_id: first, substitute_id: null },
        { account_id: sari, substitute_id: budi },
      ].map((one, at) => ({
        ...one,
        id: `00000000-0000-7000-8000-00000000000${at}`,
        agency_code: surabaya,
        from_day: '2026-07-06',
        to_day: '2026-07-07',
        set_by: first,
        created_at: new Date('2026-07-06T00:00:00Z'),
        ended_at: null,
        ended_by: null,
      })),
    )
    .execute()
  const lamp = await forwarded({ text: 'Lampu taman tidak menyala lagi.' })
  const aid = await forwarded({ text: 'Bantuan sosial untuk ibu saya belum datang.' })
  await handOutArrivals(worker)
  assert.equal((await partOf(lamp)).officer, budi, 'it was the turn of the other one')
  assert.equal((await partOf(aid)).officer, budi)
  const last = (await stepsOf(aid)).at(-1)!
  assert.equal(last.data['instead_of_name'], 'Sari Wulan')
  town.clock.set('2026-07-08T02:00:00.000Z')
})

test('no rule, no touch: it waits for a person; so does everything from before the rules and everything that a person assigned', async () => {
  const none = await forwarded({ text: 'Loket tutup lebih awal dari jadwalnya.' })
  const mine = await aReportIn(town, 'at_unit', { text: 'Lampu lalu lintas rusak di simpang.' })
  await town.does('admin', mine, 'assign', { officer: first })
  await town.does('admin', old, 'note', { text: 'Masih menunggu unit.' })
  assert.equal(await handOutArrivals(worker), 0)
  assert.equal((await partOf(none)).unit, undefined)
  assert.equal((await partOf(mine)).officer, first)
  assert.equal((await partOf(old)).unit, undefined)
})

test('what a person sent to a unit gets its officer there, and no rule moves it to another unit', async () => {
  const lamp = await forwarded({ text: 'Lampu sorot lapangan padam.' })
  await town.does('admin', lamp, 'forward', { agency: surabaya, unit: social })
  const other = await forwarded({ text: 'Lampu halte padam di depan rumah sakit.' })
  await town.does('admin', other, 'forward', { agency: surabaya, unit: transportOffice })
  assert.equal(await handOutArrivals(worker), 1)
  const [kept, given] = [await partOf(lamp), await partOf(other)]
  assert.deepEqual([kept.unit, kept.officer], [social, undefined])
  assert.deepEqual([given.unit, given.officer], [transportOffice, first])
})

test('two workers at once give each report once; one that dies in the middle leaves nothing half done', async () => {
  const reports = []
  for (let at = 0; at < 6; at++)
    reports.push(await forwarded({ text: `Lampu nomor ${at} padam di jalan kami.` }))
  let calls = 0
  const dying = {
    ...worker,
    now: () => {
      if (++calls === 4) throw new Error('killed')
      return town.ground.now()
    },
  }
  await handOutArrivals(dying)
  for (const report of reports) {
    const steps = (await stepsOf(report)).filter(({ actor_kind }) => actor_kind === 'system')
    assert.ok([0, 2].includes(steps.length), `${steps.length} steps`)
  }
  await Promise.all([
    handOutArrivals(worker),
    handOutArrivals({ ...town.ground, db: await town.database.as('lapor_worker') }),
  ])
  for (const report of reports)
    assert.deepEqual(
      (await stepsOf(report)).filter(({ actor_kind }) => actor_kind === 'system').map(({ action }) => action),
      ['forward', 'assign'],
    )
  const officers = (await Promise.all(reports.map(partOf))).map(({ officer: who }) => who)
  assert.equal(officers.filter((who) => who === budi).length, 3)
})

test('words are looked for only in what the agency may read', async () => {
  const page = await anAdmin()
  await page.goto(`${town.url}/meja/pembagian`)
  await page.click('button:has-text("Ubah aturan")')
  await page.click('summary:has-text("Tambah aturan")')
  await page.fill('#baru-name', 'Nama orang')
  await page.fill('#baru-words', 'susilo')
  await page.selectOption('#baru-unit', social)
  await page.click('#baru-kirim')
  await page.click('button:has-text("Coba pada laporan")')
  await page.click('button:has-text("Berlakukan")')
  await page.close()
  town.clock.later(0.01)
  const text = 'Bapak Joko Susilo meminta uang di loket kelurahan.'
  const closed = await forwarded({ text, privacy: 'tanpa-nama' })
  const open = await forwarded({ text, privacy: 'terbuka' })
  await handOutArrivals(worker)
  assert.equal((await partOf(closed)).unit, undefined)
  assert.equal((await partOf(open)).unit, social)
})

test("a rule's choice is nobody's touch: the verifier may still take a wrong forwarding back", async () => {
  const report = await forwarded({ text: 'Lampu padam, tetapi di Jayapura.' })
  await handOutArrivals(worker)
  assert.equal((await partOf(report)).unit, transportOffice)
  await town.does('verifier', report, 'recall')
  const touched = await forwarded({ text: 'Lampu padam lagi di Ketintang.' })
  await handOutArrivals(worker)
  await town.does('officer', touched, 'note', { text: 'Saya lihat besok.' })
  const { officer: who } = await partOf(touched)
  await town.does(who === first ? 'officer' : 'admin', touched, 'assign', { officer: first })
  assert.equal((await town.act('verifier', touched, 'recall')).status, 409)
})

test('only the admin of the agency edits its rules, and sees none of another one', async () => {
  for (const who of ['officer', 'verifier', 'approver']) {
    const page = await signedIn(who)
    assert.equal((await page.goto(`${town.url}/meja/pembagian`))!.status(), 403, who)
    await page.close()
  }
  const stranger = await signedIn('admin of Jayapura', { javaScriptEnabled: false })
  await stranger.goto(`${town.url}/meja/pembagian`)
  assert.match((await stranger.textContent('main'))!, /Belum ada aturan yang berlaku/)
  await stranger.click('button:has-text("Buat rancangan aturan")')
  const { id } = await town.database.db
    .selectFrom('routing_rule')
    .select('id')
    .where('name', '=', 'Lampu jalan')
    .limit(1)
    .executeTakeFirstOrThrow()
  const csrf = await stranger.inputValue('main [name=csrf] >> nth=0')
  const refused = await stranger.request.post(`${town.url}/meja/pembagian/aturan/${id}/hapus`, {
    form: { csrf },
    headers: { accept: 'text/html' },
  })
  assert.equal(refused.status(), 404)
  await stranger.close()
})

test('stopped rules hand out nothing more; the page is usable by everyone at 320 px', async () => {
  const page = await signedIn('admin', { viewport: { width: 320, height: 700 } })
  await page.goto(`${town.url}/meja/pembagian`)
  await page.click('button:has-text("Ubah aturan")')
  await page.click('button:has-text("Coba pada laporan")')
  await assertAccessible(page)
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
    false,
  )
  await page.click('button:has-text("Hentikan pembagian otomatis")')
  const report = await forwarded({ text: 'Lampu padam setelah aturan berhenti.' })
  assert.equal(await handOutArrivals(worker), 0)
  assert.equal((await partOf(report)).officer, undefined)
  await page.close()
})
