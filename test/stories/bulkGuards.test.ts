/** What many at once may not do, and for whom it is done: the rules of single reports hold for each of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccount } from '../../src/directory/accounts/create.ts'
import { deskPeople } from '../support/desk.ts'
import { aReportIn, aTown, jayapura, surabaya } from '../support/town.ts'

const town = await aTown()
const { does, submit } = town
const { signedIn, stateOf } = deskPeople(town)
const { db } = town.database
const noScript = { javaScriptEnabled: false }

const rowsOfRun = (path: string) =>
  db
    .selectFrom('bulk_row')
    .selectAll()
    .where('run_id', '=', /massal\/([0-9a-f-]{36})/.exec(path)![1]!)
    .orderBy('place')
    .execute()
const officerId = async (email: string): Promise<string> =>
  (await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id

test('a report with a proposal of somebody else is left out: many at once never agree to what one person proposed', async () => {
  const [free, proposed] = [
    await submit({ title: 'Bebas', region: '33.74' }),
    await submit({ title: 'Diusulkan', region: '33.74' }),
  ]
  const archive = {
    reason_code: 'not_public_service',
    reason: 'Isinya urusan pribadi antara dua warga, bukan layanan publik.',
  }
  await does('verifier2', proposed, 'archive', archive)
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja?wilayah=33.74`)
  await page.selectOption('[name=tindakan]', 'archive')
  await page.click('button:has-text("Semua 2")')
  await page.check(`[name=reason_code][value=${archive.reason_code}]`)
  await page.fill('[name=reason]', archive.reason)
  await page.click('button:has-text("Periksa dulu")')
  assert.match((await page.textContent('h1'))!, /Usulkan pengarsipan 1 laporan\?/)
  const outcomes = new Map((await rowsOfRun(page.url())).map((row) => [row.report_id, [row.state, row.why]]))
  assert.deepEqual(outcomes.get(free.id), ['able', null])
  assert.deepEqual(outcomes.get(proposed.id), ['barred', 'already_pending'])
  assert.equal(await stateOf(proposed), 'received')
  await page.close()
})

test('a substitute tells the reporters of whoever is away, and each report says on whose behalf', async () => {
  const held = await aReportIn(town, 'in_progress')
  const owner = await town.database.as('lapor_owner')
  const { id: rina } = await createAccount(
    owner,
    {
      email: 'rina.dewi@contoh.example',
      name: 'Rina Dewi',
      roles: ['unit_officer'],
      password: 'kopi pagi di teras',
      agency: surabaya,
      unit: `${surabaya}.dinas-sosial`,
    },
    town.ground.now(),
  )
  const officer = await officerId('officer@contoh.example')
  await db
    .insertInto('absence')
    .values({
      id: '00000000-0000-7000-8000-000000000001',
      account_id: officer,
      substitute_id: rina,
      agency_code: surabaya,
      from_day: '2026-07-06',
      to_day: '2026-07-10',
      set_by: officer,
      created_at: town.ground.now(),
      ended_at: null,
      ended_by: null,
    })
    .execute()
  const page = await signedIn('Rina Dewi', noScript)
  await page.goto(`${town.url}/meja?antrean=p-${officer}`)
  await page.check(`[name=id][value="${held.id}"]`)
  await page.selectOption('[name=tindakan]', 'interim_reply')
  await page.click('button[value=centang]')
  await page.fill('[name=text]', 'Lampu di ruas ini diganti mulai hari Kamis pekan depan.')
  await page.click('button:has-text("Periksa dulu")')
  await page.click('button:has-text("Kabari pelapor 1 laporan")')
  assert.match((await page.textContent('h1'))!, /1 selesai/)
  const { data, actor_name } = await db
    .selectFrom('report_event')
    .select(['data', 'actor_name'])
    .where('report_id', '=', held.id)
    .where('action', '=', 'interim_reply')
    .executeTakeFirstOrThrow()
  assert.deepEqual([actor_name, data['on_behalf_of_name']], ['Rina Dewi', 'officer'])
  await page.close()
})

test('each report goes to the office that is suggested for it, not all to one', async () => {
  const reports = [
    await submit({ title: 'Usulan satu', region: '35.78' }),
    await submit({ title: 'Usulan dua', region: '91.71' }),
  ]
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja`)
  for (const { id } of reports) await page.check(`[name=id][value="${id}"]`)
  await page.selectOption('[name=tindakan]', 'forward_first')
  await page.click('button[value=centang]')
  assert.match((await page.textContent('h1'))!, /Teruskan 2 laporan\?/)
  await page.click('button:has-text("Teruskan 2 laporan")')
  assert.match((await page.textContent('h1'))!, /2 selesai/)
  const offices = new Map(
    (
      await db
        .selectFrom('agency_inbox')
        .select(['report_id', 'agency_code'])
        .where('part_no', '>', 0)
        .where(
          'report_id',
          'in',
          reports.map(({ id }) => id),
        )
        .execute()
    ).map((row) => [row.report_id, row.agency_code]),
  )
  assert.deepEqual(
    reports.map(({ id }) => offices.get(id)),
    [surabaya, jayapura],
  )
  await page.close()
})
