/** The seal of an inspection holds where reports are handed on, counted and tried by rules, whoever asks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Db } from '../../src/platform/db/database.ts'
import { system } from '../../src/regulation/permissions.ts'
import { handOutArrivals } from '../../src/reports/assignment/arrivals.ts'
import { carryOut } from '../../src/reports/casefile/step.ts'
import { deskPeople } from '../support/desk.ts'
import { aReportIn, aTown, jayapura, surabaya, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown()
const { does, call, token, submit, hires } = town
const { signedIn } = deskPeople(town)
const inspectorate = `${surabaya}.inspektorat`
await hires('second inspector', 'unit_officer', surabaya, inspectorate)
await hires('inspectorate admin', 'agency_admin', surabaya, inspectorate)
await hires('second admin', 'agency_admin', surabaya)
await hires('traffic officer', 'unit_officer', surabaya, transportOffice)

const idOf = async (who: string): Promise<string> =>
  (
    await town.database.db
      .selectFrom('account')
      .select('id')
      .where('email', '=', `${who.replaceAll(' ', '.')}@contoh.example`)
      .executeTakeFirstOrThrow()
  ).id
/** A complaint that needs an inspection, in the hands of one inspector by name. */
const inspection = async (title: string): Promise<Sent> => {
  const report = await submit({ title, text: 'Petugas loket meminta uang supaya berkas didahulukan.' })
  await does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_oversight' })
  await does('inspector', report, 'assign', { officer: await idOf('inspector') })
  return report
}
const opens = async (who: string, report: Sent): Promise<number> =>
  (await call('GET', `/desk/reports/${report.id}`, { headers: token(who) })).status
const partOf = async (report: Sent) => {
  const { parts } = await town.database.db
    .selectFrom('report')
    .select('parts')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  return parts.find(({ state }) => state !== 'closed')!
}
const desks = new Map<string, Page>()
const deskOf = async (who: string): Promise<Page> => {
  const page = desks.get(who) ?? (await signedIn(who, { javaScriptEnabled: false }))
  desks.set(who, page)
  return page
}
const reads = async (who: string, path: string): Promise<string> => {
  const page = await deskOf(who)
  await page.goto(`${town.url}${path}`)
  return (await page.textContent('main'))!.replace(/\s+/g, ' ')
}
/** A form sent by hand, also one that no page offers. */
const posts = async (who: string, path: string, form: Record<string, string>) => {
  const page = await deskOf(who)
  await page.goto(`${town.url}/meja/pengaturan`)
  const csrf = await page.inputValue('[name=csrf] >> nth=0')
  const answer = await page.request.post(`${town.url}${path}`, {
    form: { csrf, ...form },
    headers: { accept: 'text/html' },
    maxRedirects: 0,
  })
  return { status: answer.status(), text: await answer.text(), to: answer.headers()['location'] ?? '' }
}
const handovers = '/meja/serah-terima'
const offered = async (who: string, form: Record<string, string>): Promise<string> => {
  const answer = await posts(who, handovers, form)
  assert.equal(answer.status, 303, `${who} ${JSON.stringify(form)}`)
  return new URL(answer.to, town.url).pathname
}

test('X18 a handover takes no inspection out of the inspectorate, by whatever way it comes to be carried out', async () => {
  const report = await inspection('Pungutan di loket')
  const from = await idOf('inspector')
  const step = (unit: string) =>
    town.database.db.transaction().execute((trx) =>
      carryOut(trx as unknown as Db, town.ground, {
        reportId: report.id,
        action: 'assign',
        actor: system,
        input: { handover: report.id, from, from_name: 'inspector', accepted_by_name: 'admin', unit },
      }),
    )
  await assert.rejects(step(transportOffice), { code: 'inspection_stays' })
  assert.equal((await partOf(report)).unit, inspectorate)
  await step(inspectorate)
  assert.deepEqual([(await partOf(report)).unit, (await partOf(report)).officer], [inspectorate, undefined])
})

test('an admin offers nobody an inspection that the admin does not see, and finds none in the list of holders', async () => {
  const report = await inspection('Pungutan di gerbang')
  const from = await idOf('inspector')
  assert.ok(!(await reads('admin', handovers)).includes('inspector (1 laporan)'))
  for (const to of [transportOffice, inspectorate, await idOf('admin')]) {
    const refused = await posts('admin', handovers, { from, to })
    assert.equal(refused.status, 422, to)
    assert.match(refused.text, /Tidak ada laporan terbuka atas nama orang ini/)
  }
  assert.match(await reads('inspectorate admin', handovers), /inspector \(1 laporan\)/)
  // Nor does whoever has it give it to somebody outside.
  for (const to of [transportOffice, await idOf('admin'), await idOf('officer')]) {
    const refused = await posts('inspector', handovers, { to })
    assert.equal(refused.status, 422, to)
    assert.match(refused.text, /tetap di inspektorat/)
  }
  assert.equal(await opens('inspector', report), 200)
})

test('inside the inspectorate an inspection is handed over, and nobody outside learns of the offer', async () => {
  const mark = 'CATATAN-SAKSI-LOKET'
  const report = await inspection('Pungutan di ruang arsip')
  await does('inspector', report, 'note', { text: mark })
  const path = await offered('inspector', { to: await idOf('second inspector') })
  const page = await deskOf('admin')
  assert.equal((await page.goto(`${town.url}${path}`))!.status(), 404)
  assert.doesNotMatch(await reads('admin', handovers), /inspector kepada second inspector/)
  assert.equal((await posts('admin', `${path}/terima`, {})).status, 404)
  assert.match(await reads('second inspector', path), new RegExp(`Pungutan di ruang arsip.*${mark}`))
  assert.equal((await posts('second inspector', `${path}/terima`, {})).status, 303)
  assert.equal((await partOf(report)).officer, await idOf('second inspector'))
})

test('whoever offers reports to a unit does not accept for it; a second person does', async () => {
  const report = await aReportIn(town, 'in_progress')
  const path = await offered('admin', { from: await idOf('officer'), to: `${surabaya}.dinas-sosial` })
  assert.doesNotMatch(await reads('admin', path), /Terima semuanya/)
  assert.equal((await posts('admin', `${path}/terima`, {})).status, 403)
  assert.equal((await partOf(report)).unit, transportOffice)
  assert.equal((await posts('second admin', `${path}/terima`, {})).status, 303)
  assert.equal((await partOf(report)).unit, `${surabaya}.dinas-sosial`)
})

/** As time passes between steps, so that "before" and "after" an answer are told apart. */
const minutesLater = (minutes: number) => town.clock.later(minutes / 1440)

/** One report that becomes an inspection, one that is passed to another agency, one that stays; all of one officer. */
const threeOfTheOfficer = async () => {
  const [sealed, passed, kept] = [
    await aReportIn(town, 'in_progress', { title: 'Bendahara loket' }),
    await aReportIn(town, 'at_unit', { title: 'Halte perbatasan' }),
    await aReportIn(town, 'in_progress', { title: 'Rambu simpang' }),
  ]
  for (const report of [sealed, passed, kept])
    await does('admin', report, 'assign', { officer: await idOf('officer') })
  return { sealed, passed, kept }
}
const moveOn = async (
  { sealed, passed, kept }: Awaited<ReturnType<typeof threeOfTheOfficer>>,
  mark: string,
) => {
  minutesLater(5)
  const inspected = { kind: 'complaint_oversight', reason: 'Isinya tentang pegawai sendiri.' }
  await does('verifier', sealed, 'reclassify', inspected)
  await does('verifier2', sealed, 'reclassify', inspected)
  await does('inspector', sealed, 'note', { text: `PENYELIDIKAN ${mark}` })
  await does('admin', passed, 'bounce', { proposed_agency: jayapura, reason: 'Letaknya di kota lain.' })
  await does('verifier', passed, 'confirm_bounce')
  await does('admin of Jayapura', passed, 'note', { text: `JAYAPURA ${mark}` })
  await does('officer', kept, 'note', { text: `SESUDAHNYA ${mark}` })
}
const decisions: [decision: string, who: string, form: Record<string, string>][] = [
  ['tolak', 'second admin', { answer: 'Saya cuti mulai Senin.' }],
  ['tarik', 'officer', {}],
  ['terima', 'second admin', {}],
]
for (const [decision, who, form] of decisions)
  test(`an answered packet (${decision}) tells nothing that came later, and nothing of reports that have left`, async () => {
    const three = await threeOfTheOfficer()
    minutesLater(5)
    const path = await offered('officer', { to: await idOf('second admin') })
    assert.match(
      await reads('second admin', path),
      /(?=.*Bendahara loket)(?=.*Halte perbatasan)(?=.*Rambu simpang)/,
    )
    assert.equal((await posts(who, `${path}/${decision}`, form)).status, 303)
    await moveOn(three, decision)
    for (const reader of ['officer', 'second admin', 'admin']) {
      const packet = await reads(reader, path)
      assert.doesNotMatch(packet, /PENYELIDIKAN|JAYAPURA|Bendahara|Halte perbatasan|pengawasan/, reader)
      assert.ok(!packet.includes(`SESUDAHNYA ${decision}`), reader)
      assert.match(packet, /Rambu simpang/, reader)
      assert.match(packet, /Langkah terakhir/, reader)
    }
  })

test('while an offer waits, what has become an inspection is in it no more', async () => {
  const three = await threeOfTheOfficer()
  minutesLater(5)
  const path = await offered('officer', { to: await idOf('second admin') })
  // Not even that the national desk thinks of it.
  await does('verifier', three.kept, 'reclassify', {
    kind: 'complaint_oversight',
    reason: 'Mungkin ada pungutan.',
  })
  assert.doesNotMatch(await reads('second admin', path), /pengawasan|Diusulkan|pungutan/)
  await does('verifier', three.kept, 'decline', { action: 'reclassify', comment: 'Ternyata keliru.' })
  assert.doesNotMatch(await reads('second admin', path), /ditolak|keliru/)
  const read = await call('GET', `/desk/reports/${three.kept.id}`, { headers: token('officer') })
  assert.doesNotMatch(JSON.stringify(read.json['events']), /decline|reclassify|keliru/)
  await moveOn(three, 'menunggu')
  const packet = await reads('second admin', path)
  assert.doesNotMatch(packet, /PENYELIDIKAN|JAYAPURA|Bendahara|Halte perbatasan|pengawasan/)
  assert.match(packet, /Rambu simpang.*SESUDAHNYA menunggu/)
  assert.equal((await posts('second admin', `${path}/terima`, {})).status, 303)
  assert.equal((await partOf(three.sealed)).unit, inspectorate)
  assert.equal((await partOf(three.sealed)).officer, undefined)
})

const plan = '/meja/pembagian'

test('the trial of rules neither lists an inspection nor tells whether a word is in it; rules hand none out', async () => {
  const report = await inspection('Camat memungut uang bantuan')
  const plain = await aReportIn(town, 'forwarded', {
    title: 'Pohon tumbang',
    text: 'Pohon tumbang di jalan.',
  })
  await posts('admin', `${plan}/rancang`, {})
  const rules: [name: string, words: string][] = [
    ['Uang', 'meminta uang, memungut*'],
    ['Pohon', 'pohon'],
  ]
  for (const [name, words] of rules)
    assert.equal((await posts('admin', `${plan}/aturan`, { name, words, unit: inspectorate })).status, 303)
  assert.equal((await posts('admin', `${plan}/coba`, {})).status, 303)
  const tried = await reads('admin', plan)
  const row = (await (await deskOf('admin')).textContent('tr:has-text("1. Uang")'))!.replace(/\s+/g, ' ')
  assert.match(row, /Surabaya 0 0,?0?\s?%/)
  assert.match(tried, /Pohon tumbang/)
  assert.doesNotMatch(tried, /Camat memungut|Pungutan/)

  // An example of a trial is no example once it has become an inspection.
  const input = { kind: 'complaint_oversight', reason: 'Isinya tentang camat.' }
  await does('verifier', plain, 'reclassify', input)
  await does('verifier2', plain, 'reclassify', input)
  assert.doesNotMatch(await reads('admin', plan), /Pohon tumbang/)

  const version = await (await deskOf('admin')).inputValue('[name=version]')
  assert.equal((await posts('admin', `${plan}/berlakukan`, { version })).status, 303)
  minutesLater(5)
  const next = await submit({ text: 'Petugas meminta uang di loket kecamatan.' })
  await does('verifier', next, 'forward', { agency: surabaya, kind: 'complaint_oversight' })
  const service = await aReportIn(town, 'forwarded', { text: 'Pohon tumbang lagi di jalan yang sama.' })
  const worker = { ...town.ground, db: await town.database.as('lapor_worker') }
  assert.equal(await handOutArrivals(worker), 1)
  assert.deepEqual([(await partOf(next)).officer, (await partOf(service)).unit], [undefined, inspectorate])
  assert.match(await reads('admin', plan), /memuat pohon Inspektorat Daerah Kota Surabaya 1 /)
  await does('verifier', service, 'reclassify', input)
  await does('verifier2', service, 'reclassify', input)
  assert.doesNotMatch(await reads('admin', plan), /memuat pohon Inspektorat Daerah Kota Surabaya 1 /)
  assert.equal(await opens('admin', report), 404)
})

test('the list of absences counts an inspection only for the inspectorate', async () => {
  const report = await inspection('Pungutan di kas')
  const from = new Date(town.ground.now()).toISOString().slice(0, 10)
  const entered = await posts('inspectorate admin', '/meja/ketidakhadiran', {
    account: await idOf('inspector'),
    substitute: await idOf('second inspector'),
    from,
    to: from,
  })
  assert.equal(entered.status, 303)
  const countFor = async (who: string): Promise<number> => {
    const other = await deskOf(who)
    await other.goto(`${town.url}/meja/ketidakhadiran`)
    return Number(await other.textContent('main tbody tr:has-text("inspector") td.n'))
  }
  assert.equal(await countFor('admin'), 0)
  assert.ok((await countFor('inspectorate admin')) > 0)
  assert.equal(await opens('inspector', report), 200)
})

test('X17 an inspection is not taken out of its unit, where the whole agency would read it', async () => {
  const report = await aReportIn(town, 'at_unit')
  const input = { kind: 'complaint_oversight', reason: 'Isinya tentang pegawai sendiri.' }
  await does('verifier', report, 'reclassify', input)
  await does('verifier2', report, 'reclassify', input)
  const refused = await town.act('inspectorate admin', report, 'recall')
  assert.deepEqual([refused.status, refused.json['code']], [409, 'action_not_allowed'])
  assert.equal((await partOf(report)).unit, inspectorate)
  assert.equal(await opens('admin', report), 404)
})
