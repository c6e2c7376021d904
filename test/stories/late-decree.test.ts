/** E6 as people live it: a decree comes late, two evaluators enter it on their pages, and every promise moves with it. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createAccount } from '../../src/directory/accounts/create.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { startLoops } from '../../src/platform/jobs/loops.ts'
import { loops } from '../../src/reports/recount/jobs.ts'
import { aReportIn, aTown, surabaya } from '../support/town.ts'

// Tuesday 11 August 2026: F1 is due Wed 19 Aug (17 Aug is off), K2 Wed 2 Sep (25 Aug is off too).
const town = await aTown('2026-08-11T02:00:00.000Z')
const { database, ground, url } = town
const password = 'kopi pagi di teras'
const owner = await database.as('lapor_owner')
for (const name of ['Nirmala', 'Rahmat'])
  await createAccount(
    owner,
    { email: `${name.toLowerCase()}@contoh.example`, name, roles: ['evaluator'], password },
    ground.now(),
  )

const worker = await openDatabase({ url: database.url, role: 'lapor_worker', max: 3 })
const running = startLoops(ground, worker.db, loops)
after(async () => {
  await running.stop()
  await worker.close()
})

type Browser = {
  get: (path: string) => Promise<Page>
  post: (path: string, fields: Record<string, string>) => Promise<Page>
}
type Page = { status: number; text: string; path: string }

/** Somebody at a desk: follows redirects, keeps cookies, sends the token of the form. */
async function signedIn(email: string): Promise<Browser> {
  const jar = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}): Promise<Page> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url + path, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined) jar.set(name, value!)
    }
    const to = answer.headers.get('location')
    if (to !== null) return send(new URL(to, url).pathname + new URL(to, url).search)
    return { status: answer.status, text: await answer.text(), path }
  }
  const tokenOf = (text: string): string => /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
  let csrf = tokenOf((await send('/masuk')).text)
  const page = await send('/masuk', { method: 'POST', body: new URLSearchParams({ csrf, email, password }) })
  csrf = tokenOf(page.text)
  const remember = (shown: Page): Page => {
    csrf = tokenOf(shown.text) || csrf
    return shown
  }
  return {
    get: async (path) => remember(await send(path)),
    post: async (path, fields) =>
      remember(await send(path, { method: 'POST', body: new URLSearchParams({ ...fields, csrf }) })),
  }
}

let nirmala: Browser
let rahmat: Browser
/** Sessions end with the working day, so both sign in again. */
async function onMorning(instant: string): Promise<void> {
  town.clock.set(instant)
  nirmala = await signedIn('nirmala@contoh.example')
  rahmat = await signedIn('rahmat@contoh.example')
}
const report = await aReportIn(town, 'forwarded', { email: 'warga@contoh.example' })
const dueOf = async (rule: string): Promise<string> =>
  ((await town.seen(report))['clocks'] as { rule: string; due_on: string }[]).find(
    (clock) => clock.rule === rule,
  )!.due_on

const waitFor = async (what: () => Promise<boolean>): Promise<void> => {
  const until = Date.now() + 20_000
  while (!(await what())) {
    assert.ok(Date.now() < until, 'waited for 20 s')
    await new Promise((done) => setTimeout(done, 150))
  }
}

let change = ''
test('the decree of 12 August adds Tuesday 18 August; its effect is shown before anything counts', async () => {
  await onMorning('2026-08-12T03:00:00.000Z')
  assert.deepEqual([await dueOf('F1'), await dueOf('K2')], ['2026-08-19', '2026-09-02'])
  const calendar = await nirmala.get('/meja/kalender')
  assert.equal(calendar.status, 200)
  assert.match(calendar.text, /Kalender hari kerja/)
  const shown = await nirmala.post('/meja/kalender', {
    decree: 'SKB 933/2026',
    decree_day: '2026-08-12',
    add: '2026-08-18 Cuti bersama Hari Kemerdekaan',
    type: 'collective_leave',
    effect: 'closes',
  })
  assert.equal(shown.status, 200, shown.text.slice(0, 2_000))
  change = shown.path
  assert.match(change, /^\/meja\/perubahan\//)
  assert.match(shown.text, /2 tenggat berjalan bergeser, pada 1 laporan/)
  assert.match(shown.text, /orang lain harus menyetujuinya/)
  assert.doesNotMatch(shown.text, /Setujui dan hitung ulang/)
  assert.deepEqual([await dueOf('F1'), await dueOf('K2')], ['2026-08-19', '2026-09-02'])
})

test('a slip of the pen comes back with everything typed and the way out', async () => {
  const shown = await nirmala.post('/meja/kalender', {
    decree: 'SKB 934/2026',
    decree_day: '2026-08-12',
    add: '2026-08-10 Hari yang sudah lewat\nbaris tanpa tanggal',
    type: 'national',
    effect: 'closes',
  })
  assert.equal(shown.status, 422)
  assert.match(shown.text, /Baris ini tidak terbaca/)
  assert.match(shown.text, /2026-08-10 Hari yang sudah lewat/)
  const again = await nirmala.post('/meja/kalender', {
    decree: 'SKB 934/2026',
    decree_day: '2026-08-12',
    add: '2026-08-10 Hari yang sudah lewat',
    type: 'election',
    effect: 'closes',
  })
  assert.equal(again.status, 422)
  assert.match(again.text, /berlaku surut/)
  const gap = await nirmala.post('/meja/kalender', {
    decree: 'SKB 935/2026',
    decree_day: '2026-08-12',
    add: '2027-03-09 Nyepi',
    type: 'national',
    effect: 'closes',
  })
  assert.match(gap.text, /Kalender 2027 berlubang/)
})

test('whoever proposed it cannot approve it, even by sending the form', async () => {
  const refused = await nirmala.post(`${change}/setujui`, {})
  assert.equal(refused.status, 403)
  assert.match(refused.text, /disahkan orang lain/)
})

test('the second person approves; the worker moves the dates and the reporter reads why', async () => {
  const page = await rahmat.get(change)
  assert.match(page.text, /Setujui dan hitung ulang/)
  const approved = await rahmat.post(`${change}/setujui`, {})
  assert.equal(approved.status, 200)
  assert.match(approved.text, /segera dimulai|laporan diperiksa/)
  await waitFor(async () => /Hitungan selesai/.test((await rahmat.get(change)).text))
  assert.match((await rahmat.get(change)).text, /2 tenggat bergeser pada 1 laporan/)
  assert.deepEqual([await dueOf('F1'), await dueOf('K2')], ['2026-08-20', '2026-09-03'])
  const seen = await town.seen(report)
  const told = (seen['events'] as { action: string; text: string }[]).find(
    ({ action }) => action === 'clock_moved',
  )
  assert.match(told!.text, /Selasa, 18 Agustus 2026 \(Cuti bersama Hari Kemerdekaan\)/)
  assert.match(told!.text, /Rabu, 19 Agustus 2026 → Kamis, 20 Agustus 2026/)
})

test('the calendar page names the decree and both persons', async () => {
  const { text } = await rahmat.get('/meja/kalender?tahun=2026')
  assert.match(text, /SKB 933\/2026[\s\S]{0,400}Nirmala, Rahmat/)
})

test('everybody at a desk may read the calendar and the deadlines, and nobody else may change them', async () => {
  const officer = await signedIn('officer@contoh.example')
  assert.equal((await officer.get('/meja/kalender')).status, 200)
  assert.doesNotMatch((await officer.get('/meja/aturan')).text, /Usulkan versi baru/)
  assert.equal(
    (await officer.post('/meja/kalender', { decree: 'x', decree_day: '2026-08-12', add: '' })).status,
    403,
  )
})

test('a rule of next year and a pledge hold for what starts under them, and for nothing else', async () => {
  const rule = await nirmala.post('/meja/aturan', {
    rule: 'K2',
    days: '10',
    extension_days: '',
    valid_from: '2027-01-04',
    decree: 'PermenPANRB 7/2026',
    decree_day: '2026-08-10',
    article: 'pasal 12',
  })
  assert.match(rule.path, /^\/meja\/perubahan\//, rule.text.slice(0, 3_000))
  assert.match(rule.text, /0 tenggat berjalan bergeser/)
  await rahmat.post(`${rule.path}/setujui`, {})
  const pledge = await rahmat.post('/meja/aturan/janji', {
    agency: surabaya,
    rule: 'F1',
    days: '2',
    valid_from: '2026-08-14',
    decree: 'Maklumat Pelayanan 3/2026',
    decree_day: '2026-08-10',
  })
  assert.match(pledge.path, /^\/meja\/perubahan\//)
  await nirmala.post(`${pledge.path}/setujui`, {})
  await new Promise((done) => setTimeout(done, 1_100))

  town.clock.set('2026-08-19T02:00:00.000Z')
  const pledged = await aReportIn(town, 'forwarded')
  const first = (await town.seen(pledged))['clocks'].find((clock: { rule: string }) => clock.rule === 'F1')
  assert.equal(first.due_on, '2026-08-21') // Wed + 2
  assert.equal(await dueOf('F1'), '2026-08-20', 'a clock that runs already keeps its length')

  await onMorning('2027-01-11T02:00:00.000Z')
  const next = await aReportIn(town, 'forwarded')
  const answer = (await town.seen(next))['clocks'].find((clock: { rule: string }) => clock.rule === 'K2')
  assert.equal(answer.due_on, '2027-01-25') // Mon + 10
  assert.equal(answer.legal_basis, 'PermenPANRB 7/2026, pasal 12')
  const page = await nirmala.get('/meja/aturan')
  assert.match(page.text, /PermenPANRB 7\/2026, pasal 12/)
  assert.match(page.text, /sampai\s+3 Jan 2027/, 'the version before ends on the day before')
})

test('a refused rule comes back with what to do instead', async () => {
  const shown = await nirmala.post('/meja/aturan', {
    rule: 'K1',
    days: '0',
    valid_from: '2026-01-01',
    decree: 'Perpres 1/2027',
    decree_day: '2026-12-01',
  })
  assert.equal(shown.status, 422)
  assert.match(shown.text, /Aturan tanpa lama tidak dapat menghasilkan tanggal/)
  assert.match(shown.text, /paling cepat besok/)
  assert.match(shown.text, /value="Perpres 1\/2027"/)
})
