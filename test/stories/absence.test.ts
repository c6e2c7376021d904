/** Somebody is away: the substitute finds that one's reports, acts on their behalf, and it is over by itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccount, createToken } from '../../src/directory/accounts/create.ts'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aReportIn, aTown, surabaya } from '../support/town.ts'

const town = await aTown()
const { signedIn, openReport, stateOf } = deskPeople(town)
const owner = await town.database.as('lapor_owner')
const now = new Date('2026-07-06T00:00:00Z')
const account = async (name: string, role: 'unit_officer' | 'approver', unit?: string) => {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@contoh.example`
  const { id } = await createAccount(
    owner,
    { email, name, roles: [role], password: 'kopi pagi di teras', agency: surabaya, ...(unit && { unit }) },
    now,
  )
  return { id, token: { authorization: `Bearer ${await createToken(owner, email, now)}` } }
}
// In another unit than the officer whose reports are handled meanwhile.
const rina = await account('Rina Dewi', 'unit_officer', `${surabaya}.dinas-sosial`)
const second = await account('Approver Kedua', 'approver')
const officerId = (
  await town.database.db
    .selectFrom('account')
    .select('id')
    .where('name', '=', 'officer')
    .executeTakeFirstOrThrow()
).id

const enter = async (
  who: string,
  fields: { who?: string; from: string; to: string; substitute?: string },
) => {
  const page = await signedIn(who, { javaScriptEnabled: false })
  await page.goto(`${town.url}/meja/ketidakhadiran`)
  if (fields.who) await page.selectOption('[name=account]', fields.who)
  await page.fill('[name=from]', fields.from)
  await page.fill('[name=to]', fields.to)
  if (fields.substitute) await page.selectOption('[name=substitute]', fields.substitute)
  await page.click('main form.sheet button')
  return page
}
const listOf = async (token: Record<string, string>, queue: string) => {
  const { json } = await town.call('GET', `/desk/reports?queue=${queue}`, { headers: token })
  return (json['items'] as { id: string }[] | undefined)?.map(({ id }) => id)
}

const held = await aReportIn(town, 'in_progress', { title: 'Rambu jatuh di simpang' })

test('before and without an absence nobody of another unit sees the report', async () => {
  const { status } = await town.call('GET', `/desk/reports/${held.id}`, { headers: rina.token })
  assert.equal(status, 404)
})

test('days in the wrong order, a substitute without the same powers, and shared days are refused by name', async () => {
  const page = await enter('officer', { from: '2026-07-10', to: '2026-07-08' })
  assert.match((await page.textContent('[role=alert]'))!, /mendahului hari pertama/)
  assert.equal(await page.inputValue('[name=from]'), '2026-07-10')
  await page.close()
  const wrong = await enter('officer', { from: '2026-07-08', to: '2026-07-10', substitute: second.id })
  assert.match((await wrong.textContent('[role=alert]'))!, /wewenang yang sama/)
  await wrong.close()
  const good = await enter('officer', { from: '2026-07-08', to: '2026-07-10', substitute: rina.id })
  assert.match((await good.textContent('main'))!, /officer[\s\S]*Rina Dewi/)
  await good.close()
  const twice = await enter('officer', { from: '2026-07-10', to: '2026-07-12' })
  assert.match(
    (await twice.textContent('[role=alert]'))!,
    /Sudah ada ketidakhadiran 2026-07-08 sampai 2026-07-10/,
  )
  await twice.close()
})

test('on its days the substitute has the list under its own heading and acts on behalf of who is away', async () => {
  town.clock.set('2026-07-08T02:00:00.000Z')
  assert.deepEqual(await listOf(rina.token, `p-${officerId}`), [held.id])
  // The own lists stay the own ones.
  assert.deepEqual(await listOf(rina.token, 'kerja'), [])
  const page = await signedIn('Rina Dewi')
  assert.match((await page.textContent('main table'))!, /Menggantikan officer/)
  await page.goto(`${town.url}/meja?antrean=p-${officerId}`)
  assert.match((await page.textContent('.queue h1'))!, /Menggantikan officer/)
  await page.click('.queue a:has-text("Rambu jatuh")')
  await page.fill('#propose_answer-text', 'Rambu sudah dipasang lagi oleh regu Dishub pagi ini.')
  await page.selectOption('#propose_answer-outcome', 'repaired')
  await page.click('#f-propose_answer [data-submit]')
  await page.waitForSelector('.note.good')
  assert.equal(await stateOf(held), 'answer_proposed')
  await openReport(page, held)
  assert.match((await page.textContent('.warp'))!, /Rina Dewi, atas nama officer/)
  await assertAccessible(page)
  await page.close()
  const { parts } = await town.database.db
    .selectFrom('report')
    .select('parts')
    .where('report_id', '=', held.id)
    .executeTakeFirstOrThrow()
  assert.equal(parts[0]!.officer, officerId, 'it stays with whoever is away')
  const told = await town.database.db
    .selectFrom('report_event')
    .select(['actor_name', 'data'])
    .where('report_id', '=', held.id)
    .where('action', '=', 'propose_answer')
    .executeTakeFirstOrThrow()
  assert.equal(told.actor_name, 'Rina Dewi')
  assert.equal(told.data['on_behalf_of_name'], 'officer')
  // Another person than the drafter approves, as always.
  assert.equal((await town.act('approver', held, 'approve')).status, 200)
})

test('a report that the absent one has not started stays theirs when the substitute starts it, and news reach the substitute', async () => {
  const waiting = await aReportIn(town, 'at_unit', { title: 'Zebra cross pudar' })
  await town.does('admin', waiting, 'assign', { officer: officerId })
  const started = await town.call('POST', `/desk/reports/${waiting.id}/actions/start`, {
    body: { next_step: 'Regu mengecat ulang malam ini.' },
    headers: rina.token,
  })
  assert.equal(started.status, 200, JSON.stringify(started.json))
  const row = await town.database.db
    .selectFrom('agency_inbox')
    .select('officer_id')
    .where('report_id', '=', waiting.id)
    .where('part_no', '>', 0)
    .executeTakeFirstOrThrow()
  assert.equal(row.officer_id, officerId)
  await town.does('reporter', waiting, 'reply', { text: 'Terima kasih, ditunggu.' })
  const told = await town.database.db
    .selectFrom('staff_notice')
    .select('account_id')
    .where('report_id', '=', waiting.id)
    .where('news', '=', 'reporter')
    .execute()
  assert.deepEqual(told.map(({ account_id }) => account_id).toSorted(), [officerId, rina.id].toSorted())
})

test('the desk says who is away, where somebody is chosen and where somebody has it', async () => {
  const report = await aReportIn(town, 'at_unit')
  await town.does('admin', report, 'assign', { officer: officerId })
  const page = await signedIn('admin')
  await openReport(page, report, '?buka=assign')
  assert.match((await page.textContent('#assign select'))!, /officer, tidak masuk sampai 10 Jul/)
  assert.match(
    (await page.textContent('.facts'))!,
    /officer\s*Tidak masuk sampai Jum 10 Jul, digantikan Rina Dewi/,
  )
  await page.goto(`${town.url}/meja/ketidakhadiran`)
  await assertAccessible(page)
  await page.close()
})

test('after the last day it is over by itself; an admin may end one earlier, and a colleague may not', async () => {
  town.clock.set('2026-07-10T16:59:00.000Z')
  assert.equal((await town.call('GET', `/desk/reports/${held.id}`, { headers: rina.token })).status, 200)
  town.clock.set('2026-07-10T17:00:00.000Z')
  assert.equal((await town.call('GET', `/desk/reports/${held.id}`, { headers: rina.token })).status, 404)
  const lists = await listOf(rina.token, `p-${officerId}`)
  assert.deepEqual(lists, [], 'an unknown list is the first one')
  const made = await enter('admin', {
    who: officerId,
    from: '2026-07-13',
    to: '2026-07-17',
    substitute: rina.id,
  })
  assert.match((await made.textContent('main'))!, /13 Jul/)
  town.clock.set('2026-07-13T02:00:00.000Z')
  const { id } = await town.database.db
    .selectFrom('absence')
    .select('id')
    .where('ended_at', 'is', null)
    .where('from_day', '=', '2026-07-13')
    .executeTakeFirstOrThrow()
  const colleague = await signedIn('Rina Dewi', { javaScriptEnabled: false })
  await colleague.goto(`${town.url}/meja/ketidakhadiran`)
  assert.equal(await colleague.locator('form[action$="/akhiri"]').count(), 0)
  const csrf = await colleague.inputValue('main [name=csrf] >> nth=0')
  const refused = await colleague.request.post(`${town.url}/meja/ketidakhadiran/${id}/akhiri`, {
    form: { csrf },
    headers: { accept: 'text/html' },
  })
  assert.equal(refused.status(), 403)
  await colleague.close()
  const admin = await signedIn('admin', { javaScriptEnabled: false })
  await admin.goto(`${town.url}/meja/ketidakhadiran`)
  await admin.click('button:has-text("Sudah kembali")')
  assert.equal((await town.call('GET', `/desk/reports/${held.id}`, { headers: rina.token })).status, 404)
  for (const page of [made, admin]) await page.close()
})

test('the absence of another agency is not found, roles without an agency have no page, and a stranger is no officer', async () => {
  const stranger = await signedIn('verifier')
  assert.equal((await stranger.goto(`${town.url}/meja/ketidakhadiran`))!.status(), 403)
  await stranger.close()
  const report = await aReportIn(town, 'at_unit')
  const { id } = await town.database.db
    .selectFrom('account')
    .select('id')
    .where('name', '=', 'officer of Jayapura')
    .executeTakeFirstOrThrow()
  const refused = await town.act('admin', report, 'assign', { officer: id })
  assert.deepEqual([refused.status, refused.json['code']], [422, 'officer_unknown'])
})
