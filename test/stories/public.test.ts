/** What anyone can read and do without an account: the list, one report, its deadlines, feeds, support, agencies. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { assertAccessible, openPage } from '../support/browser.ts'
import { aReportIn, aTown, jayapura, surabaya, type Sent } from '../support/town.ts'

const town = await aTown()
const { url, does } = town
const html = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(url + path, { headers })).text()
const statusOf = async (path: string) => (await fetch(url + path)).status
const titles = (page: string): string[] =>
  [...page.matchAll(/<h3>\s*<a href="[^"]*\/laporan\/[^"]*">([^<]+)</g)].map(([, title]) => title!)

async function published(
  title: string,
  text: string,
  fields: Record<string, unknown> = {},
  agency = surabaya,
): Promise<Sent> {
  const report = await town.submit({ privacy: 'tanpa-nama', ...fields })
  const kind = fields['kind'] === undefined ? { kind: 'complaint_service' } : {}
  await does('verifier', report, 'forward', { agency, ...kind })
  await does(agency === surabaya ? 'admin' : 'admin of Jayapura', report, 'propose_publication', {
    title,
    text,
  })
  await does('moderator', report, 'publish')
  town.clock.later(0.01)
  return report
}

let lamp: Sent
let bridge: Sent
let market: Sent
before(async () => {
  lamp = await published('Lampu jalan padam', 'Lampu jalan di depan balai warga padam sejak Senin.')
  bridge = await published(
    'Papan jembatan lepas',
    'Beberapa papan jembatan gantung terlepas, warga menyeberangi dengan takut.',
    { region: '91.71' },
    jayapura,
  )
  market = await published('Pasar buka Sabtu', 'Mohon pasar dibuka pada hari Sabtu.', { kind: 'aspirasi' })
})

test('the list shows the newest first, and each filter narrows it', async () => {
  assert.deepEqual(titles(await html('/laporan')), [
    'Pasar buka Sabtu',
    'Papan jembatan lepas',
    'Lampu jalan padam',
  ])
  const cases: [filter: string, found: string[]][] = [
    ['kind=aspiration', ['Pasar buka Sabtu']],
    ['kind=complaint', ['Papan jembatan lepas', 'Lampu jalan padam']],
    ['province=91', ['Papan jembatan lepas']],
    ['province=35&regency=35.78', ['Pasar buka Sabtu', 'Lampu jalan padam']],
    ['region=35.78', ['Pasar buka Sabtu', 'Lampu jalan padam']],
    [`agency=${jayapura}`, ['Papan jembatan lepas']],
    ['agency=kota+jayapura', ['Papan jembatan lepas']],
    ['state=answered', []],
    ['from=2026-07-06&to=2026-07-06', ['Pasar buka Sabtu', 'Papan jembatan lepas', 'Lampu jalan padam']],
    ['to=2026-07-05', []],
  ]
  for (const [filter, found] of cases)
    assert.deepEqual(titles(await html(`/laporan?${filter}`)), found, filter)
})

test('words are found in another form than they were written in', async () => {
  const cases: [words: string, found: string[]][] = [
    ['seberang', ['Papan jembatan lepas']],
    ['lepas', ['Papan jembatan lepas']],
    ['lampu -padam', []],
    ['"lampu jalan"', ['Lampu jalan padam']],
    ['pasar OR jembatan', ['Pasar buka Sabtu', 'Papan jembatan lepas']],
    ['tidak-ada-kata-ini', []],
  ]
  for (const [words, found] of cases)
    assert.deepEqual(titles(await html(`/laporan?q=${encodeURIComponent(words)}`)), found, words)
})

test('a filter that makes no sense is left out, and a page that is gone begins anew; nothing is refused', async () => {
  for (const query of [
    'kind=besar',
    'state=1',
    'from=2026-02-31',
    'region=abc',
    'cursor=ZZZZZZZZ',
    'cursor=%00',
    'page=-1',
    'q=%27%22%3C%3E%26',
    'agency=%25',
    'q=' + 'a'.repeat(300),
  ])
    assert.equal(await statusOf(`/laporan?${query}`), 200, query)
})

test('an agency that was typed unclearly is asked for', async () => {
  const page = await html('/laporan?agency=bandung')
  assert.match(page, /Instansi yang mana\?/)
  assert.match(page, /agency=D3273"?[^<]*>Pemerintah Kota Bandung/)
  assert.match(await html('/laporan?agency=tidak+ada+instansi+ini'), /Tidak ada instansi bernama/)
})

test('the list goes on where the page before ended, without a gap or a repeat', async () => {
  const many = await aTown()
  for (let no = 1; no <= 20; no++) {
    const report = await many.submit({ privacy: 'tanpa-nama' })
    await many.does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
    await many.does('admin', report, 'propose_publication', {
      title: `Laporan ke-${no}`,
      text: 'Lampu jalan padam sejak Senin.',
    })
    await many.does('moderator', report, 'publish')
    many.clock.later(0.001)
  }
  const first = await (await fetch(`${many.url}/laporan`)).text()
  const next = /href="([^"]*cursor=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await (await fetch(many.url + next)).text()
  const seen = [...titles(first), ...titles(second)]
  assert.equal(seen.length, 20)
  assert.deepEqual(
    seen,
    Array.from({ length: 20 }, (_, at) => `Laporan ke-${20 - at}`),
  )
})

test('unknown, malformed and unpublished numbers are one and the same page, with a way to track', async () => {
  const secret = await town.submit()
  const answers = await Promise.all(
    [secret.number, 'ZZZZZZZZ', '7K4M-29QX', 'abc', '%27', 'a'.repeat(150)].flatMap((number) =>
      ['', '/tenggat', '/kabar.atom'].map(async (rest) => {
        const answer = await fetch(`${url}/laporan/${number}${rest}`)
        return [answer.status, (await answer.text()).replaceAll(number, 'N')] as const
      }),
    ),
  )
  assert.deepEqual([...new Set(answers.map(([status]) => status))], [404])
  assert.equal(new Set(answers.map(([, text]) => text)).size, 1)
  assert.match(answers[0]![1], /action="\/lacak"/)
})

test('what was taken back or withdrawn is gone from every page at once', async () => {
  const [taken, withdrawn] = [
    await published('Akan ditarik', 'Lampu kuning padam.'),
    await published('Akan dicabut', 'Lampu hijau padam.'),
  ]
  await does('moderator', taken, 'unpublish', { reason: 'Diminta pelapor.' })
  await does('reporter', withdrawn, 'withdraw', { confirm: true })
  for (const { number } of [taken, withdrawn]) {
    assert.equal(await statusOf(`/laporan/${number}`), 404)
    for (const path of [
      '/laporan',
      '/laporan.atom',
      '/api/v1/reports',
      '/instansi/pemerintah-kota-surabaya',
      `/laporan?agency=${surabaya}`,
    ])
      assert.ok(!(await html(path)).includes(number), `${number} on ${path}`)
  }
})

test('one report says what was said, who owes what until when, and both voices', async () => {
  const page = await html(`/laporan/${lamp.number}`)
  // Forwarded on Monday 6 July 2026: the first reply is due on Monday 13 July, five working days later.
  assert.match(page, /harus memberi jawaban pertama\s+paling lambat\s+<b>Senin, 13 Juli<\/b>/)
  assert.match(page, /Belum menjawab/)
  assert.match(page, /Belum menilai/)
  assert.match(page, /Diperiksa dan diteruskan ke Pemerintah Kota Surabaya/)
  assert.match(page, new RegExp(`/laporan/${lamp.number}/tenggat`))
  const english = await html(`/en/laporan/${lamp.number}`)
  assert.match(english, /<html lang="en">/)
  assert.match(english, /must give a first reply\s+by\s+<b>Monday 13 July<\/b>/)
})

test('each deadline can be counted again: rule, basis, every day, weekends and holidays by name', async () => {
  town.clock.set('2026-08-12T02:00:00.000Z')
  const report = await published('Air mati', 'Air mati setiap pagi di dua gang.')
  const page = (await html(`/laporan/${report.number}/tenggat`))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
  // Wednesday 12 August 2026; Monday the 17th is Independence Day; five working days end on Thursday the 20th.
  assert.match(
    page,
    /Jawaban pertama instansi 5 hari kerja\. Mulai Rab 12 Agu 2026, 09\.00 WIB\. Batasnya Kamis, 20 Agustus 2026/,
  )
  assert.match(page, /Sab 15 Agu – Min 16 Agu dilewati: akhir pekan Sen 17 Agu dilewati: [^0-9]*Kemerdekaan/)
  assert.match(page, /Kam 20 Agu hari ke-5/)
  assert.match(page, /Dasar: PermenPANRB 5\/2025/)
})

test('feeds are well formed, carry the filter, and speak both languages', async () => {
  const atom = await fetch(`${url}/laporan.atom?kind=aspiration`)
  assert.match(atom.headers.get('content-type') ?? '', /^application\/atom\+xml/)
  const text = await atom.text()
  assert.equal(text.match(/<entry>/g)?.length, 1)
  assert.match(text, /<title>Pasar buka Sabtu<\/title>/)
  assert.match(await html('/en/laporan.atom?kind=aspiration'), /Public reports of SP4N-LAPOR!/)
  const rss = await html(`/laporan.rss?agency=${jayapura}`)
  assert.match(rss, new RegExp(`<link>[^<]*/laporan/${bridge.number}</link>`))
  assert.match(await html(`/laporan/${market.number}/kabar.atom`), /Laporan tampil di publik/)
  assert.match(await html('/instansi/pemerintah-kota-jayapura.atom'), /Papan jembatan lepas/)
  const page = await openPage()
  for (const path of ['/laporan.atom', '/laporan.rss', `/laporan/${market.number}/kabar.atom`]) {
    const errors = await page.evaluate(
      (xml) => new DOMParser().parseFromString(xml, 'text/xml').querySelectorAll('parsererror').length,
      await html(path),
    )
    assert.equal(errors, 0, path)
  }
})

test('a list that has not changed is not sent twice', async () => {
  const first = await fetch(`${url}/laporan`)
  const etag = first.headers.get('etag')
  assert.ok(etag)
  assert.equal((await fetch(`${url}/laporan`, { headers: { 'if-none-match': etag } })).status, 304)
})

test('a browser supports a report once, sees that it did, and can take it back; without script', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${url}/laporan/${lamp.number}`)
  await page.getByRole('button', { name: 'Saya juga' }).click()
  await page.getByText('Dukungan Anda tercatat.').waitFor()
  assert.match(await page.content(), /<b>1 orang<\/b>/)
  const cookies = await page.context().cookies()
  const sent = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
  await fetch(`${url}/laporan/${lamp.number}/dukung`, {
    method: 'POST',
    headers: sent,
    body: new URLSearchParams(),
    redirect: 'manual',
  })
  assert.match(await html(`/laporan/${lamp.number}`), /<b>1 orang<\/b>/)
  const other = await openPage({ javaScriptEnabled: false })
  await other.goto(`${url}/en/laporan/${lamp.number}`)
  await other.getByRole('button', { name: 'Me too' }).click()
  await other.getByText('2 people').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Batalkan dukungan' }).click()
  await page.getByRole('button', { name: 'Saya juga' }).waitFor()
  assert.match(await html(`/laporan/${lamp.number}`), /<b>1 orang<\/b>/)
})

test('support is counted for public reports only, and not from another site', async () => {
  const hidden = await town.submit()
  const post = (number: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/laporan/${number}/dukung`, {
      method: 'POST',
      body: new URLSearchParams(),
      headers,
      redirect: 'manual',
    })
  assert.equal((await post(hidden.number)).status, 404)
  assert.equal((await post('ZZZZZZZZ')).status, 404)
  assert.equal((await post(lamp.number, { 'sec-fetch-site': 'cross-site' })).status, 403)
  assert.equal((await post(lamp.number, { cookie: 'lapor_dukungan=<script>' })).status, 303)
})

test('supporters are counted again when a report comes back to the public', async () => {
  const report = await published('Kembali tampil', 'Trotoar rusak di depan pasar.')
  await fetch(`${url}/laporan/${report.number}/dukung`, {
    method: 'POST',
    body: new URLSearchParams(),
    redirect: 'manual',
  })
  await does('moderator', report, 'unpublish', { reason: 'Diperiksa lagi.' })
  await does('admin', report, 'propose_publication', {
    title: 'Kembali tampil',
    text: 'Trotoar rusak di depan pasar.',
  })
  await does('moderator', report, 'publish')
  assert.match(await html(`/laporan/${report.number}`), /<b>1 orang<\/b>/)
})

test('an agency page names what is late, what is new, its offices, and who stands above it', async () => {
  const report = await aReportIn(town, 'forwarded', { privacy: 'terbuka' })
  await does('admin', report, 'propose_publication', {
    title: 'Sudah terlalu lama',
    text: 'Lampu merah padam.',
  })
  await does('moderator', report, 'publish')
  town.clock.later(30)
  const page = await html('/instansi/pemerintah-kota-surabaya')
  const late = page.slice(page.indexOf('id="lewat"'), page.indexOf('id="terbaru"'))
  assert.ok(titles(late).includes('Sudah terlalu lama'))
  assert.match(page, /Dinas Perhubungan Kota Surabaya/)
  assert.match(page, /<a href="\/instansi\/pemerintah-provinsi-jawa-timur">/)
  assert.match(page, /Belum cukup data untuk diperingkat/)
  assert.equal(await statusOf('/instansi/tidak-ada'), 404)
  assert.match(await html('/instansi?q=jayapura'), /Pemerintah Kota Jayapura/)
})

test('every public page is usable by everybody, on a small phone and on a desk, in both languages', async () => {
  const paths = [
    '/laporan',
    '/laporan?agency=kota&kind=complaint',
    `/laporan/${lamp.number}`,
    `/en/laporan/${bridge.number}`,
    `/laporan/${lamp.number}/tenggat`,
    '/instansi',
    '/instansi/pemerintah-kota-surabaya',
    '/en/instansi/pemerintah-kota-jayapura',
    '/statistik',
    '/en/statistik',
    '/data',
    '/transparansi/aturan',
  ]
  for (const [width, colorScheme] of [
    [320, 'light'],
    [1280, 'dark'],
  ] as const) {
    const page = await openPage({ viewport: { width, height: 900 }, colorScheme })
    for (const path of paths) {
      await page.goto(url + path)
      await assertAccessible(page)
      assert.ok(
        (await page.evaluate(() => document.documentElement.scrollWidth)) <= width,
        `${path} is wider than ${width} px`,
      )
    }
  }
})
