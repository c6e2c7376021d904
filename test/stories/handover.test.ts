/** Everything that one officer holds goes to another: offered with a packet, read, accepted, carried out once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeAccount } from '../../src/directory/accounts/close.ts'
import { createAccount, createToken } from '../../src/directory/accounts/create.ts'
import { carryAccepted } from '../../src/reports/handover/carrying.ts'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aReportIn, aTown, surabaya, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown()
const { signedIn } = deskPeople(town)
const owner = await town.database.as('lapor_owner')
const worker = { ...town.ground, db: await town.database.as('lapor_worker') }
const began = new Date('2026-07-06T00:00:00Z')
const officer = async (name: string, unit: string) => {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@contoh.example`
  const { id } = await createAccount(
    owner,
    { email, name, roles: ['unit_officer'], password: 'kopi pagi di teras', agency: surabaya, unit },
    began,
  )
  return { id, email, headers: { authorization: `Bearer ${await createToken(owner, email, began)}` } }
}
// Works in another unit: what is handed over by name goes along.
const rina = await officer('Rina Dewi', `${surabaya}.dinas-sosial`)
const budi = await officer('Budi Santoso', transportOffice)
const idOf = async (name: string) =>
  (
    await town.database.db
      .selectFrom('account')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
  ).id
const officerId = await idOf('officer')

const holderOf = async (report: Sent) => {
  const { parts } = await town.database.db
    .selectFrom('report')
    .select('parts')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  const part = parts.find(({ state }) => state !== 'closed')!
  return [part.officer, part.unit, part.state]
}
const assignsOf = async (report: Sent) =>
  (
    await town.database.db
      .selectFrom('report_event')
      .select(['data', 'actor_kind'])
      .where('report_id', '=', report.id)
      .where('action', '=', 'assign')
      .where('transition', '=', 'X18')
      .execute()
  ).map(({ data }) => data)
const sees = async (headers: Record<string, string>, report: Sent) =>
  (await town.call('GET', `/desk/reports/${report.id}`, { headers })).status

const started = await aReportIn(town, 'in_progress', { title: 'Rambu miring di simpang' })
const asked = await aReportIn(town, 'in_progress', { title: 'Halte gelap', privacy: 'tanpa-nama' })
const proposed = await aReportIn(town, 'answer_proposed', { title: 'Zebra cross pudar' })
await town.does('officer', started, 'interim_reply', {
  text: 'Rambu baru sedang dibuat di bengkel.',
  expected_on: '2026-07-15',
})
await town.does('officer', asked, 'ask_reporter', { text: 'Halte yang mana, utara atau selatan?' })
const draftPage = await signedIn('officer', { javaScriptEnabled: false })
await draftPage.goto(`${town.url}/meja/laporan/${started.id}`)
await draftPage.fill('#propose_answer-text', 'Rambu sudah tegak lagi sejak Rabu pagi.')
await draftPage.click('button:has-text("Simpan draf")')
await draftPage.close()

const offer = async (who: string, fields: { from?: string; to: string; note?: string }) => {
  const page = await signedIn(who, { javaScriptEnabled: false })
  await page.goto(`${town.url}/meja/serah-terima`)
  if (fields.from) await page.selectOption('[name=from]', fields.from)
  await page.selectOption('[name=to]', fields.to)
  if (fields.note) await page.fill('[name=note]', fields.note)
  await page.click('#tawarkan button')
  return page
}

test('an officer offers what is in the own name; the packet says what is open, why, by when, what was promised and written', async () => {
  const page = await offer('officer', { to: rina.id, note: 'Bengkel rambu: hubungi Pak Slamet.' })
  await page.waitForURL(/serah-terima\//)
  const packet = (await page.textContent('main'))!.replace(/\s+/g, ' ')
  assert.match(packet, /Menunggu jawaban penerima.*Dari officer Kepada Rina Dewi/)
  assert.match(
    packet,
    /3 laporan terbuka ?1 menunggu pelapor ?1 menunggu persetujuan ?1 draf jawaban ?1 janji kepada pelapor/,
  )
  assert.match(packet, /Bengkel rambu: hubungi Pak Slamet/)
  const box = async (title: string) =>
    (await page.textContent(`li.sheet:has-text("${title}")`))!.replace(/\s+/g, ' ')
  assert.match(
    await box('Rambu miring'),
    /Sedang dikerjakan; jawaban akhir belum diajukan.*Janji: pelapor diberi tahu perkiraan selesai Rabu, 15 Juli.*Langkah terakhir.*Rambu baru sedang dibuat.*Draf jawaban.*Rambu sudah tegak lagi/,
  )
  assert.match(await box('Halte gelap'), /Menunggu jawaban pelapor sampai .*; waktu jawaban berhenti/)
  assert.match(await box('Zebra cross'), /Jawaban officer menunggu persetujuan/)
  // Nothing has moved, and a second offer is refused while this one waits.
  assert.equal((await holderOf(started))[0], officerId)
  await page.close()
  const twice = await offer('officer', { to: budi.id })
  assert.match((await twice.textContent('[role=alert]'))!, /Sudah ada serah terima yang menunggu jawaban/)
  assert.equal(await twice.inputValue('[name=to]'), budi.id)
  await twice.close()
})

test('nobody but those concerned sees the packet, and nobody but the receiver accepts', async () => {
  const { id } = await town.database.db.selectFrom('handover').select('id').executeTakeFirstOrThrow()
  const path = `${town.url}/meja/serah-terima/${id}`
  for (const [who, status] of [
    ['Budi Santoso', 404],
    ['admin of Jayapura', 404],
    ['verifier', 403],
    ['approver', 403],
  ] as const) {
    const page = await signedIn(who)
    assert.equal((await page.goto(path))!.status(), status, who)
    await page.close()
  }
  const giver = await signedIn('officer', { javaScriptEnabled: false })
  await giver.goto(path)
  assert.equal(await giver.locator('button:has-text("Terima semuanya")').count(), 0)
  const csrf = await giver.inputValue('main [name=csrf] >> nth=0')
  const refused = await giver.request.post(`${path}/terima`, {
    form: { csrf },
    headers: { accept: 'text/html' },
  })
  assert.equal(refused.status(), 403)
  await giver.close()
})

test('the receiver finds the offer on the desk, accepts, and has everything by name across units; done twice it is done once', async () => {
  assert.equal(await sees(rina.headers, started), 404)
  // While it waits, somebody else takes one over: that one stays where it is.
  await town.does('admin', proposed, 'assign', { officer: budi.id })
  const page = await signedIn('Rina Dewi')
  await page.click('a:has-text("officer menyerahkan 3 laporan kepada Anda")')
  await assertAccessible(page)
  await page.click('button:has-text("Terima semuanya")')
  await page.waitForSelector('.note.good')
  assert.match((await page.textContent('main'))!, /2 laporan sudah berpindah, 1 tetap di tempatnya/)
  // What stayed is somebody else's: the receiver no longer reads it here, the admin does.
  assert.equal(await page.locator('li.sheet:has-text("Zebra cross")').count(), 0)
  const admin = await signedIn('admin', { javaScriptEnabled: false })
  await admin.goto(page.url())
  assert.match(
    (await admin.textContent('li.sheet:has-text("Zebra cross")'))!,
    /Tetap di tempat[\s\S]*sudah dipegang orang lain/,
  )
  await admin.close()
  assert.deepEqual(await holderOf(started), [rina.id, transportOffice, 'in_progress'])
  assert.deepEqual(await holderOf(asked), [rina.id, transportOffice, 'awaiting_reporter'])
  assert.equal((await holderOf(proposed))[0], budi.id)
  assert.equal(await sees(rina.headers, started), 200)
  const [said, ...more] = await assignsOf(started)
  assert.deepEqual(more, [])
  assert.deepEqual(
    [said!['from_name'], said!['officer_name'], said!['accepted_by_name']],
    ['officer', 'Rina Dewi', 'Rina Dewi'],
  )
  const id = page.url().split('/').at(-1)!
  const csrf = await page.inputValue('form [name=csrf] >> nth=0')
  const again = await page.request.post(`${town.url}/meja/serah-terima/${id}/terima`, {
    form: { csrf },
    headers: { accept: 'text/html' },
    maxRedirects: 0,
  })
  assert.equal(again.status(), 303)
  assert.equal((await assignsOf(started)).length, 1)
  const mine = await town.call('GET', '/desk/reports?queue=saya', { headers: rina.headers })
  assert.deepEqual(
    mine.json['items'].map((item: { id: string }) => item.id).toSorted(),
    [started.id, asked.id].toSorted(),
  )
  await page.goto(`${town.url}/meja/laporan/${started.id}`)
  assert.match(
    (await page.textContent('.warp'))!,
    /Serah terima dari officer kepada Rina Dewi[\s\S]*Diterima Rina Dewi/,
  )
  await page.close()
})

test('an acceptance whose process ended is carried on by the worker, each report once', async () => {
  const reports = [
    await aReportIn(town, 'in_progress'),
    await aReportIn(town, 'in_progress'),
    await aReportIn(town, 'in_progress'),
  ]
  await (await offer('officer', { to: budi.id })).close()
  // Accepted, and killed before the first report.
  await town.database.db
    .updateTable('handover')
    .set({ state: 'accepted', decided_by: budi.id, decided_at: town.ground.now() })
    .where('state', '=', 'offered')
    .execute()
  let calls = 0
  await carryAccepted({
    ...worker,
    now: () => {
      if (++calls === 5) throw new Error('killed')
      return town.ground.now()
    },
  })
  await Promise.all([
    carryAccepted(worker),
    carryAccepted({ ...worker, db: await town.database.as('lapor_worker') }),
  ])
  for (const report of reports) {
    assert.equal((await holderOf(report))[0], budi.id)
    assert.equal((await assignsOf(report)).length, 1)
  }
  assert.equal(await carryAccepted(worker), 0)
})

test('a closed account signs in no more; its reports are without a holder and go to a unit, which then has them', async () => {
  const { headers } = budi
  const closed = await closeAccount(town.database.db, 'BUDI.santoso@contoh.example', town.ground.now())
  assert.deepEqual([closed.id, closed.agency, closed.wasOpen], [budi.id, surabaya, true])
  assert.equal(await sees(headers, proposed), 401)
  const lost = await town.call('GET', '/desk/reports?queue=tanpa-pemegang', { headers: town.token('admin') })
  assert.equal(lost.json['items'].length, 4)
  assert.equal(
    (await town.call('GET', '/desk/reports?queue=tanpa-pemegang', { headers: town.token('officer') })).json[
      'queue'
    ],
    'kerja',
  )
  const admin = await signedIn('admin')
  assert.match(
    (await admin.textContent('.case'))!,
    /4 laporan masih atas nama orang yang tidak lagi bertugas/,
  )
  await admin.click('a:has-text("Serahkan kepada orang lain")')
  await admin.click('a:has-text("Serahkan laporan Budi Santoso")')
  assert.equal(await admin.inputValue('[name=from]'), budi.id)
  await assertAccessible(admin)
  await admin.selectOption('[name=to]', transportOffice)
  await admin.click('#tawarkan button')
  await admin.waitForURL(/serah-terima\/[0-9a-f]/)
  await admin.close()
  const page = await signedIn('officer', { javaScriptEnabled: false })
  await page.click('a:has-text("Budi Santoso menyerahkan 4 laporan")')
  await page.click('button:has-text("Terima semuanya")')
  assert.match((await page.textContent('main'))!, /4 laporan sudah berpindah/)
  assert.deepEqual(await holderOf(proposed), [undefined, transportOffice, 'answer_proposed'])
  const after = await town.call('GET', '/desk/reports?queue=tanpa-pemegang', { headers: town.token('admin') })
  assert.deepEqual(after.json['items'], [])
  await page.close()
})

test('an appointment that has ended leaves reports without a holder too', async () => {
  const short = await officer('Dewi Singkat', transportOffice)
  const report = await aReportIn(town, 'at_unit')
  await town.does('admin', report, 'assign', { officer: short.id })
  await town.database.db
    .updateTable('account_role')
    .set({ last_day: '2026-07-06' })
    .where('account_id', '=', short.id)
    .execute()
  const items = async () =>
    (await town.call('GET', '/desk/reports?queue=tanpa-pemegang', { headers: town.token('admin') })).json[
      'items'
    ]
  assert.deepEqual(await items(), [])
  town.clock.later(1)
  assert.deepEqual(
    (await items()).map((item: { id: string }) => item.id),
    [report.id],
  )
})

test('declining needs a reason, which whoever offered it reads; an offer is taken back; an officer offers only the own', async () => {
  const page = await offer('admin', { from: rina.id, to: officerId })
  await page.waitForURL(/serah-terima\//)
  const path = new URL(page.url()).pathname
  const receiver = await signedIn('officer', { javaScriptEnabled: false })
  await receiver.goto(`${town.url}${path}`)
  const csrf = await receiver.inputValue('main [name=csrf] >> nth=0')
  const empty = await receiver.request.post(`${town.url}${path}/tolak`, {
    form: { csrf },
    headers: { accept: 'text/html' },
  })
  assert.equal(empty.status(), 422)
  await receiver.click('summary:has-text("Tidak menerima")')
  await receiver.fill('[name=answer]', 'Saya cuti mulai Senin depan.')
  await receiver.click('button:has-text("Kirim alasan")')
  await page.goto(`${town.url}${path}`)
  assert.match((await page.textContent('main'))!, /Tidak diterima[\s\S]*Alasan: Saya cuti mulai Senin depan/)
  const late = await receiver.request.post(`${town.url}${path}/terima`, {
    form: { csrf },
    headers: { accept: 'text/html' },
  })
  assert.equal(late.status(), 409)
  assert.match(await late.text(), /sudah dijawab atau ditarik kembali/)
  assert.equal((await holderOf(started))[0], rina.id)
  const next = await offer('admin', { from: rina.id, to: officerId })
  await next.click('button:has-text("Tarik kembali tawaran ini")')
  assert.match((await next.textContent('main'))!, /Ditarik kembali/)
  const foreign = await receiver.request.post(`${town.url}/meja/serah-terima`, {
    form: { csrf, from: rina.id, to: officerId },
    headers: { accept: 'text/html' },
  })
  assert.equal(foreign.status(), 403)
  for (const one of [page, receiver, next]) await one.close()
})

test('the pages are usable at 320 px, and the packet prints without its buttons', async () => {
  const page = await signedIn('admin', { viewport: { width: 320, height: 700 } })
  const { id } = await town.database.db.selectFrom('handover').select('id').limit(1).executeTakeFirstOrThrow()
  for (const path of ['/meja/serah-terima', `/meja/serah-terima/${id}`, '/meja/ketidakhadiran']) {
    await page.goto(`${town.url}${path}`)
    await assertAccessible(page)
    assert.equal(
      await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
      false,
      path,
    )
  }
  await page.goto(`${town.url}/meja/serah-terima/${id}`)
  assert.ok(await page.isVisible('[data-print]'))
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.isVisible('[data-print]'), false)
  assert.ok(await page.isVisible('li.sheet >> nth=0'))
  await page.close()
})
