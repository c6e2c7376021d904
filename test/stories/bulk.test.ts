/** One action over a whole filter: looked at first, each refusal beside its report, done once, undone where that is allowed. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { waitUntil } from '../../src/platform/processes.ts'
import { runsAtWork } from '../../src/reports/bulk/runs.ts'
import { takeTurn, workOnRuns } from '../../src/reports/bulk/jobs.ts'
import type { BulkRow } from '../../src/reports/bulk/tables.ts'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aReportIn, aTown, surabaya, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown()
const { does, submit } = town
const { signedIn, stateOf } = deskPeople(town)
const { db } = town.database
const worker = { ...town.ground, db: await town.database.as('lapor_worker') }
const noScript = { javaScriptEnabled: false }

const rowsOfRun = (path: string): Promise<BulkRow[]> =>
  db
    .selectFrom('bulk_row')
    .selectAll()
    .where('run_id', '=', /massal\/([0-9a-f-]{36})/.exec(path)![1]!)
    .orderBy('place')
    .execute()
const eventsOf = async (report: Sent, action: string): Promise<number> => {
  const rows = await db
    .selectFrom('report_event')
    .select('seq')
    .where('report_id', '=', report.id)
    .where('action', '=', action)
    .execute()
  return rows.length
}
const partOf = async (report: Sent) => {
  const { parts } = await db
    .selectFrom('report')
    .select('parts')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  return parts.find(({ state }) => state !== 'closed')
}
const officerId = async (email: string): Promise<string> =>
  (await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id

test('ticked reports go to one agency after a page that says what will happen, and come back within ten minutes', async () => {
  const reports = [await submit({ title: 'Massal satu' }), await submit({ title: 'Massal dua' })]
  const held = await submit({ title: 'Massal tiga' })
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja`)
  for (const { id } of [...reports, held]) await page.check(`[name=id][value="${id}"]`)
  await does('verifier2', held, 'hold', { rule: 'Iklan atau penipuan' })
  await page.selectOption('[name=tindakan]', 'forward')
  await page.click('button[value=centang]')
  assert.match((await page.textContent('h1'))!, /Teruskan 3 laporan/)
  await page.click('button:has-text("Periksa dulu")')
  assert.equal(await page.locator('.err').count(), 1, 'an office is needed')
  await page.fill('[name=target_q]', 'perhubungan surabaya')
  await page.click('button:has-text("Cari")')
  await page.check(`[data-found] [value="${transportOffice}"]`)
  await page.click('button:has-text("Periksa dulu")')

  assert.match((await page.textContent('h1'))!, /Teruskan 2 laporan\?/)
  const preview = (await page.textContent('main'))!
  assert.match(preview, /1 laporan tidak ikut/)
  assert.match(preview, /Massal tiga[\s\S]*tidak ikut/)
  assert.match(preview, /Dapat dibatalkan 10 menit/)
  assert.deepEqual(
    await Promise.all(reports.map(stateOf)),
    ['received', 'received'],
    'nothing has happened yet',
  )
  await page.click('button:has-text("Teruskan 2 laporan")')
  assert.match((await page.textContent('h1'))!, /2 selesai/)
  assert.deepEqual(await Promise.all([...reports, held].map(stateOf)), ['forwarded', 'forwarded', 'held'])
  assert.match((await page.textContent('main'))!, /Dinas Perhubungan/)

  await does('officer', reports[1]!, 'start', { next_step: 'Petugas memeriksa lokasi.' })
  await page.click('button:has-text("Batalkan 2 laporan")')
  assert.match((await page.textContent('main'))!, /1 laporan tidak dapat dibatalkan/)
  assert.deepEqual(await Promise.all(reports.map(stateOf)), ['received', 'in_progress'])
  assert.equal(await page.locator('button:has-text("Batalkan")').count(), 0)
  await page.close()
})

test('all that a filter leaves is taken, not only the page that is shown', async () => {
  const reports = []
  for (let n = 0; n < 34; n++) reports.push(await submit({ title: `Taman ${n}`, kind: 'aspirasi' }))
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja?jenis=aspiration`)
  await page.selectOption('[name=tindakan]', 'mark_urgent')
  await page.click('button:has-text("Semua 34")')
  assert.match((await page.textContent('h1'))!, /Tandai mendesak 34 laporan\?/)
  assert.match((await page.textContent('main'))!, /tidak dapat dibatalkan/)
  await page.click('button:has-text("Tandai mendesak 34 laporan")')
  await page.waitForSelector('h1:has-text("selesai"), [data-progress]')
  await workOnRuns(worker)
  await page.goto(page.url())
  assert.match((await page.textContent('h1'))!, /34 selesai/)
  for (const report of reports) assert.equal(await eventsOf(report, 'mark_urgent'), 1)
  await page.close()
})

test('a report that moves on between the look and the word is refused by its version, the others are done', async () => {
  const [still, moved] = [
    await submit({ title: 'Tetap', region: '64.71' }),
    await submit({ title: 'Berubah', region: '64.71' }),
  ]
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja?wilayah=64.71`)
  for (const { id } of [still, moved]) await page.check(`[name=id][value="${id}"]`)
  await page.selectOption('[name=tindakan]', 'mark_urgent')
  await page.click('button[value=centang]')
  await does('verifier2', moved, 'note', { text: 'Saya menelepon pelapor.' })
  const second = await signedIn('verifier', noScript)
  await second.goto(page.url())
  await page.click('button:has-text("Tandai mendesak 2 laporan")')
  assert.match((await page.textContent('main'))!, /1 laporan selesai[\s\S]*1 laporan tidak dikerjakan/)
  const rows = await rowsOfRun(page.url())
  assert.deepEqual(rows.map(({ state, why }) => [state, why]).sort(), [
    ['done', null],
    ['refused', 'stale_version'],
  ])
  await second.click('button:has-text("Tandai mendesak 2 laporan")')
  assert.match((await second.textContent('h1'))!, /1 selesai/)
  assert.equal(await eventsOf(still, 'mark_urgent'), 1, 'a second press does nothing')
  await second.close()
  await page.close()
})

test('one message goes to each reporter of a cluster with their own number in it', async () => {
  const reports = [await aReportIn(town, 'in_progress'), await aReportIn(town, 'in_progress')]
  const early = await aReportIn(town, 'at_unit')
  const page = await signedIn('officer', noScript)
  await page.goto(`${town.url}/meja?antrean=semua`)
  for (const { id } of [...reports, early]) await page.check(`[name=id][value="${id}"]`)
  await page.selectOption('[name=tindakan]', 'interim_reply')
  await page.click('button[value=centang]')
  await page.fill('[name=text]', 'Laporan {nomor}: lampu di ruas ini diganti mulai hari Kamis pekan depan.')
  await page.click('button:has-text("Periksa dulu")')
  assert.match((await page.textContent('main'))!, /1 laporan tidak ikut/)
  await page.click('button:has-text("Kabari pelapor 2 laporan")')
  for (const report of reports) {
    const shown = `${report.number.slice(0, 4)}-${report.number.slice(4)}`
    assert.match(JSON.stringify((await town.seen(report))['events']), new RegExp(`Laporan ${shown}: lampu`))
  }
  assert.equal(await eventsOf(early, 'interim_reply'), 0)
  await page.close()
})

test('an assignment is undone to whoever had the report before, or to nobody', async () => {
  const officer = await officerId('officer@contoh.example')
  const [free, taken] = [await aReportIn(town, 'at_unit'), await aReportIn(town, 'in_progress')]
  const page = await signedIn('admin', noScript)
  await page.goto(`${town.url}/meja?antrean=semua`)
  for (const { id } of [free, taken]) await page.check(`[name=id][value="${id}"]`)
  await page.selectOption('[name=tindakan]', 'assign')
  await page.click('button[value=centang]')
  await page.selectOption('[name=officer]', officer)
  await page.click('button:has-text("Periksa dulu")')
  await page.click('button:has-text("Tugaskan 2 laporan")')
  assert.equal((await partOf(free))!.officer, officer)
  await page.click('button:has-text("Batalkan 2 laporan")')
  assert.match((await page.textContent('h1'))!, /2 dibatalkan/)
  assert.equal((await partOf(free))!.officer, undefined)
  assert.equal((await partOf(taken))!.officer, officer)
  await page.close()
})

test('archiving is proposed for all, each waits for a second person, and the proposals can be taken back', async () => {
  const reports = [
    await submit({ title: 'Arsip satu', region: '31.71' }),
    await submit({ title: 'Arsip dua', region: '31.71' }),
  ]
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja?wilayah=31.71`)
  for (const { id } of reports) await page.check(`[name=id][value="${id}"]`)
  await page.selectOption('[name=tindakan]', 'archive')
  await page.click('button[value=centang]')
  await page.check('[name=reason_code][value=not_public_service]')
  await page.fill('[name=reason]', 'Isinya urusan pribadi antara dua warga, bukan layanan publik.')
  await page.click('button:has-text("Periksa dulu")')
  await page.click('button:has-text("Usulkan pengarsipan 2 laporan")')
  const pendingOf = async (report: Sent) =>
    (
      await db
        .selectFrom('report')
        .select('pending')
        .where('report_id', '=', report.id)
        .executeTakeFirstOrThrow()
    ).pending.length
  assert.deepEqual([await stateOf(reports[0]!), await pendingOf(reports[0]!)], ['received', 1])
  await page.click('button:has-text("Batalkan 2 laporan")')
  assert.deepEqual(await Promise.all(reports.map(pendingOf)), [0, 0])
  await page.close()
})

let districts = 0
/** A run of ten reports of a district of Jayapura that was looked at and begun, with nothing done yet. */
async function aRunningRun(): Promise<{ reports: Sent[]; id: string }> {
  const region = `91.71.0${++districts}`
  const reports = []
  for (let n = 0; n < 10; n++) reports.push(await submit({ title: `Kerja ${n}`, region }))
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja?wilayah=${region}`)
  await page.selectOption('[name=tindakan]', 'mark_urgent')
  await page.click('button:has-text("Semua 10")')
  const id = /massal\/([0-9a-f-]{36})/.exec(page.url())![1]!
  await page.close()
  await db
    .updateTable('bulk_run')
    .set({ state: 'running', started_at: town.ground.now() })
    .where('run_id', '=', id)
    .execute()
  return { reports, id }
}

test('a worker killed in the middle of a row has done nothing of it; others go on, and nothing happens twice', async (t) => {
  const { reports, id } = await aRunningRun()
  const rows = await rowsOfRun(`massal/${id}`)
  const owner = await town.database.as('lapor_owner')
  const worker = () => {
    const child = spawn(process.execPath, [
      fileURLToPath(new URL('../support/bulkWorker.ts', import.meta.url)),
      town.database.url,
      town.ground.now().toISOString(),
    ])
    t.after(() => child.kill('SIGKILL'))
    return child
  }
  // The report of the fifth row is held here, so the worker that has taken the row waits in the middle of its step.
  await owner.transaction().execute(async (trx) => {
    await sql`select from report where report_id = ${rows[4]!.report_id}::uuid for update`.execute(trx)
    const killed = worker()
    const gone = once(killed, 'exit')
    const isInHand = async () => {
      const done = (await rowsOfRun(`massal/${id}`)).filter(({ state }) => state === 'done').length
      const { rows: waiting } = await sql`select from pg_locks where not granted`.execute(owner)
      return done === 4 && waiting.length > 0
    }
    assert.ok(await waitUntil(isInHand, 60_000))
    killed.kill('SIGKILL')
    await gone
  })
  worker()
  worker()
  const isOver = async () =>
    (await db.selectFrom('bulk_run').select('state').where('run_id', '=', id).executeTakeFirst())?.state ===
    'done'
  assert.ok(await waitUntil(isOver, 60_000))
  for (const report of reports) assert.equal(await eventsOf(report, 'mark_urgent'), 1, report.number)
  assert.ok((await rowsOfRun(`massal/${id}`)).every(({ state }) => state === 'done'))
})

test('what is left of a run can be stopped; what is done stays', async () => {
  const { reports, id } = await aRunningRun()
  const run = (await runsAtWork(db)).find(({ run_id }) => run_id === id)
  await takeTurn(worker, run!, { rows: 4, untilMs: Infinity })
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja/massal/${id}`)
  assert.match((await page.textContent('[data-progress]'))!, /4 dari 10 laporan/)
  assert.equal(await page.getAttribute('progress', 'value'), '4')
  await page.click('button:has-text("Hentikan sisanya")')
  assert.match(
    (await page.textContent('main'))!,
    /4 laporan selesai[\s\S]*6 laporan tidak dikerjakan karena dihentikan/,
  )
  await workOnRuns(worker)
  const done = await Promise.all(reports.map((report) => eventsOf(report, 'mark_urgent')))
  assert.equal(
    done.reduce((sum, one) => sum + one, 0),
    4,
  )
  await page.close()
})

test('an account that is switched off in the middle does no further row', async () => {
  const { id } = await aRunningRun()
  const owner = await town.database.as('lapor_owner')
  await owner
    .updateTable('account')
    .set({ active: false })
    .where('email', '=', 'verifier@contoh.example')
    .execute()
  await workOnRuns(worker)
  const rows = await rowsOfRun(`massal/${id}`)
  assert.deepEqual(
    new Set(rows.map(({ state, why }) => `${state} ${why}`)),
    new Set(['refused not_permitted']),
  )
  await owner
    .updateTable('account')
    .set({ active: true })
    .where('email', '=', 'verifier@contoh.example')
    .execute()
})

test('a run is its owner’s alone, and a list of what was refused leaves as a file', async () => {
  const { id } = await aRunningRun()
  await workOnRuns(worker)
  const get = (who: string, path: string) =>
    fetch(`${town.url}${path}`, { headers: { accept: 'application/json', ...town.token(who) } })
  assert.equal((await get('verifier2', `/meja/massal/${id}`)).status, 404)
  assert.equal((await get('verifier2', `/meja/massal/${id}.csv`)).status, 404)
  assert.equal((await get('auditor', '/meja/massal')).status, 403)
  const file = await (await get('verifier', `/meja/massal/${id}.csv`)).text()
  assert.equal(file.trim().split('\r\n').length, 11)
  assert.match(file, /,selesai,/)
})

test('with script a run shows how far it is by itself, and the pages hold at 320 px', async () => {
  const { id } = await aRunningRun()
  const page = await signedIn('verifier', { viewport: { width: 320, height: 700 } })
  await page.goto(`${town.url}/meja/massal/${id}`)
  await assertAccessible(page)
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
  await workOnRuns(worker)
  await page.waitForSelector('h1:has-text("10 selesai")')
  await assertAccessible(page)
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
  await page.goto(`${town.url}/meja?antrean=semua`)
  await page.check('[name=id] >> nth=0')
  await page.waitForSelector('[data-bulk] select')
  await assertAccessible(page)
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
  await page.goto(`${town.url}/meja/massal`)
  await assertAccessible(page)
  await page.close()
})

test('an agency hands a whole list down to a unit, and takes it back', async () => {
  const reports = [await aReportIn(town, 'forwarded'), await aReportIn(town, 'forwarded')]
  const page = await signedIn('admin', noScript)
  await page.goto(`${town.url}/meja?antrean=baru`)
  for (const { id } of reports) await page.check(`[name=id][value="${id}"]`)
  await page.selectOption('[name=tindakan]', 'hand_down')
  await page.click('button[value=centang]')
  await page.fill('[name=target_q]', 'perhubungan')
  await page.click('button:has-text("Cari")')
  await page.check(`[data-found] [value="${transportOffice}"]`)
  await page.click('button:has-text("Periksa dulu")')
  await page.click('button:has-text("Teruskan 2 laporan")')
  assert.equal((await partOf(reports[0]!))!.unit, transportOffice)
  await page.click('button:has-text("Batalkan 2 laporan")')
  assert.equal((await partOf(reports[0]!))!.unit, undefined)
  assert.equal((await partOf(reports[0]!))!.agency, surabaya)
  await page.close()
})
