/** T4: a report from the counter, a letter or the phone is entered by an officer, and the reporter takes home a slip. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { indexNewReports } from '../../src/reports/casefile/searchIndex.ts'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aTown, surabaya, type Sent } from '../support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-counter-'))
after(() => rmSync(folder, { recursive: true, force: true }))
// A Wednesday morning, 09.10 in Jakarta.
const wednesday = '2026-07-08T02:10:00.000Z'
const town = await aTown(wednesday, { DATA_DIR: folder })
const { signedIn } = deskPeople(town)
const { db } = town.database

/** An officer with a session of the browser, sending forms as a browser without script does. */
async function officerWho(who: string) {
  const page = await fetch(`${town.url}/masuk`)
  const cookies = new Map<string, string>()
  const keep = (answer: Response): Response => {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  keep(page)
  const cookie = () => [...cookies].map((pair) => pair.join('=')).join('; ')
  const csrfIn = (text: string): string => /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const go = async (path: string, body?: FormData | URLSearchParams): Promise<Response> =>
    keep(
      await fetch(town.url + path, {
        redirect: 'manual',
        headers: { cookie: cookie(), accept: 'text/html' },
        ...(body && { method: 'POST', body }),
      }),
    )
  const sign = new URLSearchParams({
    csrf: csrfIn(await page.text()),
    email: `${who}@contoh.example`,
    password: 'kopi pagi di teras',
  })
  assert.equal((await go('/masuk', sign)).status, 303)
  return {
    go,
    /** The form as it is shown, filled in and sent. */
    enter: async (fields: Record<string, string>, files: File[] = [], key?: string): Promise<Response> => {
      const form = await (await go('/meja/catat')).text()
      const body = new FormData()
      body.set('csrf', csrfIn(form))
      body.set('idempotency_key', key ?? /name="idempotency_key" value="([^"]+)"/.exec(form)![1]!)
      for (const [name, value] of Object.entries({ ...letter, ...fields })) body.set(name, value)
      for (const file of files) body.append('files', file)
      return go('/meja/catat', body)
    },
  }
}

const letter = {
  source: 'letter',
  received_on: '2026-07-06', // Monday
  paper_number: '045/VII/2026',
  kind: 'pengaduan',
  text: 'Jembatan kayu di belakang pasar desa sudah lapuk.',
  privacy: 'tanpa-nama',
  name: 'Siti Contoh',
  read_back: 'ya',
}

const reportOf = async (slip: string): Promise<Sent & Record<string, any>> => {
  const [, number] = /class="secret">([0-9A-Z]{4}-[0-9A-Z]{4})</.exec(slip)!
  const [, secret] = /class="secret">(\d{4} \d{4} \d{4} \d{4})</.exec(slip)!
  const row = await db
    .selectFrom('report')
    .selectAll()
    .where('number', '=', number!.replace('-', ''))
    .executeTakeFirstOrThrow()
  return { ...row, number: number!, secret: secret!.replaceAll(' ', ''), id: row.report_id }
}

test('a letter of Monday entered on Wednesday counts from Monday, is marked late, and its slip is shown once', async () => {
  const verifier = await officerWho('verifier')
  const answer = await verifier.enter({})
  assert.equal(answer.status, 303, await answer.text())
  assert.equal(answer.headers.get('location'), '/meja/catat/lembar')
  const slip = await (await verifier.go('/meja/catat/lembar')).text()
  // V1 is three working days: Mon 6 → Thu 9.
  assert.match(slip, /Kamis, 9 Juli 2026/)
  assert.match(slip, /Senin, 6 Juli 2026, lewat surat/)
  assert.match(slip, /045\/VII\/2026/)
  assert.match(slip, /\/lacak</)
  assert.match(slip, /lebih dari satu hari kerja/)
  const report = await reportOf(slip)
  assert.equal(report['channel'], 'counter')
  assert.equal(report['submitted_at'].toISOString(), '2026-07-06T02:00:00.000Z')
  const [first] = await db.selectFrom('report_event').selectAll().where('report_id', '=', report.id).execute()
  assert.deepEqual(
    [first!.action, first!.transition, first!.actor_kind, first!.actor_name],
    ['submit_for_reporter', 'T4', 'staff', 'verifier'],
  )
  assert.deepEqual(first!.data, {
    source: 'letter',
    received_on: '2026-07-06',
    paper_number: '045/VII/2026',
    late_entry: true,
  })
  assert.match(JSON.stringify(await town.seen(report)), /Laporan dicatat petugas \(surat\)/)
  const again = await (await verifier.go('/meja/catat/lembar')).text()
  assert.doesNotMatch(again, /class="secret"/)
  assert.match(again, /hanya tampil sekali/)
  const desk = await (await verifier.go(`/meja/laporan/${report.id}`)).text()
  assert.match(desk, /Dicatat terlambat/)
  assert.match(desk, /045\/VII\/2026/)
})

test('a call of today counts from now, in time, and for the own agency its admin verifies', async () => {
  const admin = await officerWho('admin')
  const answer = await admin.enter({
    source: 'phone',
    received_on: '2026-07-08',
    agency: surabaya,
    text: 'Air keran mati.',
  })
  assert.equal(answer.status, 303)
  const slip = await (await admin.go('/meja/catat/lembar')).text()
  const report = await reportOf(slip)
  assert.equal(report['submitted_at'].toISOString(), wednesday)
  assert.doesNotMatch(slip, /lebih dari satu hari kerja/)
  const clocks = await db
    .selectFrom('report_clock')
    .select('rule')
    .where('report_id', '=', report.id)
    .execute()
  assert.deepEqual(clocks.map(({ rule }) => rule).sort(), ['V2', 'V4'])
  assert.equal((await admin.go(`/meja/laporan/${report.id}`)).status, 200)
})

test('a refused form says everything that is wrong at once and keeps what was typed, the scan included', async () => {
  const officer = await officerWho('officer')
  const scan = new File(['%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'], 'surat.pdf', {
    type: 'application/pdf',
  })
  const answer = await officer.enter(
    { received_on: '2026-07-09', read_back: '', email: 'siti@', region: '99.99', title: 'Jembatan lapuk' },
    [scan],
  )
  const page = await answer.text()
  assert.equal(answer.status, 422)
  assert.match(page, /Tanggal ini belum terjadi/)
  assert.match(page, /Bacakan laporan kepada pelapor/)
  assert.match(page, /Alamat surel ini belum lengkap/)
  assert.match(page, /Wilayah ini tidak ada/)
  for (const kept of [
    'Jembatan kayu di belakang pasar',
    'Jembatan lapuk',
    '045/VII/2026',
    'Siti Contoh',
    'siti@',
    'surat.pdf',
    'value="2026-07-09"',
  ])
    assert.ok(page.includes(kept), kept)
  const field = (name: string) => new RegExp(`name="${name}"\\s+value="([^"]+)"`).exec(page)![1]!
  const key = field('idempotency_key')
  assert.equal((await officer.enter({ kept_files: field('kept_files') }, [], key)).status, 303)
  const report = await reportOf(await (await officer.go('/meja/catat/lembar')).text())
  const files = await db
    .selectFrom('attachment')
    .select(['name', 'sha256'])
    .where('report_id', '=', report.id)
    .execute()
  assert.deepEqual(
    files.map(({ name, sha256 }) => [name, sha256.length]),
    [['surat.pdf', 64]],
  )
  const early = await (await officer.enter({ received_on: '2018-12-31' })).text()
  assert.match(early, /sebelum tahun 2019/)
  const empty = await officer.enter({ text: '', received_on: '', source: '' })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /Tulis isi laporannya[\s\S]*Isi tanggal laporan diterima/)
})

test('the same form sent twice is one report and the same slip; another text under its key is another report', async () => {
  const officer = await officerWho('officer')
  const key = 'kunci-formulir-loket'
  const text = 'Pagar sekolah roboh ke jalan.'
  await officer.enter({ text }, [], key)
  const one = await reportOf(await (await officer.go('/meja/catat/lembar')).text())
  assert.equal((await officer.enter({ text }, [], key)).status, 303)
  const two = await reportOf(await (await officer.go('/meja/catat/lembar')).text())
  assert.deepEqual([two.number, two.secret], [one.number, one.secret])
  const other = await officer.enter({ text, received_on: '2026-07-07' }, [], key)
  assert.equal(other.status, 409)
  assert.match(await other.text(), /dipakai untuk laporan lain[\s\S]*Pagar sekolah roboh/)
})

test('a like report is shown with a link before saving, and saving is still possible', async () => {
  const text =
    'Lubang besar di Jalan Kenanga depan sekolah dasar, sudah dua minggu membahayakan pengendara motor.'
  const earlier = await town.submit({ text, title: 'Lubang di Jalan Kenanga', privacy: 'tanpa-nama' })
  await indexNewReports(db)
  const verifier = await officerWho('verifier')
  const shown = await verifier.enter({ text, region: '35.78' })
  assert.equal(shown.status, 200)
  const page = await shown.text()
  assert.match(page, /Belum disimpan/)
  assert.ok(page.includes(`/meja/laporan/${earlier.id}`))
  const saved = await verifier.enter({
    text,
    region: '35.78',
    seen: /name="seen" value="([^"]*)"/.exec(page)![1]!,
  })
  assert.equal(saved.status, 303)
  // An officer of another agency may not see it, and does not learn of it here.
  const stranger = await (
    await officerWho('officer')
  ).enter({ text: `${text} Mohon ditambal.`, region: '35.78' })
  assert.equal(stranger.status, 303)
})

test('nothing of a fully anonymous reporter is stored, even if the officer typed it', async () => {
  const officer = await officerWho('officer')
  await officer.enter({ text: 'Petugas meminta uang di loket nomor tiga.', privacy: 'anonim' })
  const report = await reportOf(await (await officer.go('/meja/catat/lembar')).text())
  const owner = await town.database.as('lapor_owner')
  const rows = await owner
    .selectFrom('vault.identity')
    .select('report_id')
    .where('report_id', '=', report.id)
    .execute()
  assert.deepEqual(rows, [])
})

test('only those who take reports may enter one, and only they find the way to it', async () => {
  for (const who of ['approver', 'arbiter', 'moderator', 'ministry', 'auditor', 'custodian']) {
    const person = await officerWho(who)
    assert.equal((await person.go('/meja/catat')).status, 403, who)
    assert.doesNotMatch(await (await person.go('/meja')).text(), /\/meja\/catat/, who)
  }
  for (const who of ['verifier', 'admin', 'officer'])
    assert.match(await (await (await officerWho(who)).go('/meja')).text(), /href="\/meja\/catat"/, who)
})

/** Tab until the focus is in a field of this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('name'))) === name) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`no way to ${name} by the Tab key`)
}

test('by keyboard alone, from the form to the slip, which prints number and key', async () => {
  const page = await signedIn('officer')
  await page.goto(`${town.url}/meja/catat`)
  await assertAccessible(page)
  await tabTo(page, 'source')
  await page.keyboard.press('ArrowRight')
  assert.ok(await page.isChecked('[name=source][value=letter]'))
  await tabTo(page, 'text')
  await page.keyboard.type('Selokan di Gang Mawar tersumbat sampah.')
  await tabTo(page, 'name')
  await page.keyboard.type('Budi Contoh')
  await tabTo(page, 'read_back')
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/lembar$/)
  await assertAccessible(page)
  assert.match((await page.textContent('#lembar'))!, /Nomor laporan/)
  await page.emulateMedia({ media: 'print' })
  assert.ok(await page.isVisible('.secret >> nth=1'))
  assert.ok(!(await page.isVisible('text=Catat laporan lain')))
  const slip = (await page.innerText('#lembar')).replace(/\s+/g, ' ')
  assert.match(slip, /\/lacak/)
  assert.match(slip, /Diperiksa paling lambat \w+, \d+ Juli 2026/)
  assert.match(slip, /Tentang Selokan di Gang Mawar tersumbat sampah/)
  for (const format of ['A4', 'A5']) {
    const pdf = (await page.pdf({ format })).toString('latin1')
    assert.equal(/\/Count (\d+)/.exec(pdf)?.[1], '1', `pages of ${format}`)
  }
  await page.close()
})

test('the form stands on a phone of 320 px, in the dark, in English, with its errors', async () => {
  const page = await signedIn('admin', { viewport: { width: 320, height: 700 }, colorScheme: 'dark' })
  await page.goto(`${town.url}/en/meja/catat`)
  await page.evaluate(() => document.querySelector('form.counter')!.setAttribute('novalidate', ''))
  await page.fill('[name=received_on]', '2026-07-30')
  await page.click('[data-submit]')
  await page.waitForSelector('#galat')
  await assertAccessible(page)
  assert.match((await page.textContent('#galat'))!, /That day has not come yet/)
  assert.ok(
    await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
  )
  await page.close()
})
