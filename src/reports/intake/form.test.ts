/** The report form over HTTP, as a browser without script sends it and as a program does. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeApp } from '../../app.ts'
import { refuse } from '../../errors.ts'
import { aPhoto, aPictureBomb } from '../../../test/support/files.ts'
import { aTown } from '../../../test/support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-form-'))
after(() => rmSync(folder, { recursive: true, force: true }))
// Monday 6 July 2026, 09.10 in Jakarta: V1 ends on Thursday 9 July.
const { url, database, ground } = await aTown(undefined, { DATA_DIR: folder })

const text = 'Lampu jalan di depan balai warga padam sejak hari Senin.'
type Fields = Record<string, string | readonly [Blob, string] | readonly (readonly [Blob, string])[]>

function bodyOf(fields: Fields): FormData {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') body.append(name, value)
    else
      for (const [blob, file] of (Array.isArray(value[0]) ? value : [value]) as [Blob, string][])
        body.append(name, blob, file)
  }
  return body
}
const post = (path: string, fields: Fields, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method: 'POST',
    body: bodyOf(fields),
    headers: { origin: url, accept: 'text/html', ...headers },
    redirect: 'manual',
  })
const asProgram = (fields: Fields) => post('/lapor', fields, { accept: 'application/json' })
const cookieOf = (answer: Response, name: string) =>
  answer.headers
    .getSetCookie()
    .find((line) => line.startsWith(`${name}=`))
    ?.split(';')[0]
const reports = async (): Promise<number> =>
  Number(
    (
      await database.db
        .selectFrom('report')
        .select((at) => at.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )
const valueOf = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`name="${name}"\\s+value="([^"]*)"`, 'g'))].map((found) => found[1]!)

test('the form asks for text first, and everything but kind and text may stay empty', async () => {
  const html = await (await fetch(`${url}/lapor`)).text()
  assert.ok(html.indexOf('name="text"') < html.indexOf('name="place"'))
  assert.deepEqual(html.match(/required/g)?.length, 1)
  assert.match(html, /value="tanpa-nama"\s+checked/)
  assert.match(html, /name="agency"\s+value=""\s+checked/)
})

test('every opening of the form has a key of its own, and no cache keeps it', async () => {
  const [one, other] = await Promise.all([fetch(`${url}/lapor`), fetch(`${url}/en/lapor`)])
  assert.equal(one.headers.get('cache-control'), 'private, no-store')
  assert.notDeepEqual(
    valueOf(await one.text(), 'idempotency_key'),
    valueOf(await other.text(), 'idempotency_key'),
  )
})

test('what was written on the front page is in the form, escaped', async () => {
  const html = await (
    await post('/lapor/mulai', { text: '<b>Jalan</b> & "lubang"', kind: 'aspirasi' })
  ).text()
  assert.match(html, /&lt;b&gt;Jalan&lt;\/b&gt; &amp; &quot;lubang&quot;/)
  assert.match(html, /value="aspirasi"\s+checked/)
})

test('a sent report shows number and key for some minutes to this browser alone, never in an address', async () => {
  const sent = await post('/lapor', { kind: 'pengaduan', text, idempotency_key: randomUUID() })
  assert.equal(sent.status, 303)
  assert.equal(sent.headers.get('location'), '/lapor/terkirim')
  const cookie = cookieOf(sent, 'lapor_terkirim')!
  const shown = await fetch(`${url}/lapor/terkirim`, { headers: { cookie } })
  const html = await shown.text()
  assert.match(html, /\d{4} \d{4} \d{4} \d{4}/)
  assert.match(html, /paling lambat\s*<b>Kamis, 9 Juli<\/b>/)
  assert.match(html, /Sel 7 Jul[\s\S]*Rab 8 Jul[\s\S]*Kam 9 Jul/)
  const reloaded = await (await fetch(`${url}/lapor/terkirim`, { headers: { cookie } })).text()
  assert.match(reloaded, /\d{4} \d{4} \d{4} \d{4}/)
  const again = await (await fetch(`${url}/lapor/terkirim`)).text()
  assert.doesNotMatch(again, /\d{4} \d{4} \d{4}/)
  assert.match(again, /hanya tampil sekali/)
})

test('after a secret report nothing of it stays in a browser that may be borrowed', async () => {
  const sent = await post('/lapor', {
    kind: 'pengaduan',
    text,
    privacy: 'rahasia',
    idempotency_key: randomUUID(),
  })
  const cookie = cookieOf(sent, 'lapor_terkirim')!
  const shown = await fetch(`${url}/lapor/terkirim`, { headers: { cookie } })
  assert.match(shown.headers.getSetCookie().join(), /lapor_terkirim=;/)
})

test('a changed cookie shows nothing', async () => {
  const answer = await fetch(`${url}/lapor/terkirim`, {
    headers: { cookie: 'lapor_terkirim=YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY3ODkw' },
  })
  assert.match(await answer.text(), /hanya tampil sekali/)
})

test('a second tap on "Kirim laporan" makes no second report and shows the same number', async () => {
  const before = await reports()
  const key = randomUUID()
  const numbers = []
  for (const tap of ['first', 'second']) {
    const sent = await post('/lapor', { kind: 'pengaduan', text, idempotency_key: key })
    const html = await (
      await fetch(`${url}/lapor/terkirim`, { headers: { cookie: cookieOf(sent, 'lapor_terkirim')! } })
    ).text()
    assert.ok(html.includes('Laporan terkirim'), tap)
    numbers.push(/data-number="(\w+)"/.exec(html)![1])
  }
  assert.equal(numbers[0], numbers[1])
  assert.equal(await reports(), before + 1)
})

test('a program gets 201, the same answer with 200 for a repeat, and 409 for another text', async () => {
  const fields = { kind: 'informasi', text, idempotency_key: randomUUID() }
  const first = await asProgram(fields)
  const answer = (await first.json()) as Record<string, string>
  assert.deepEqual([first.status, Object.keys(answer).sort()], [201, ['number', 'receipt', 'secret', 'url']])
  const repeat = await asProgram(fields)
  assert.deepEqual([repeat.status, await repeat.json()], [200, answer])
  const other = await asProgram({ ...fields, text: `${text} Lagi.` })
  assert.deepEqual([other.status, ((await other.json()) as { code: string }).code], [409, 'key_reused'])
})

test('a plain urlencoded form without cookies is taken too, empty fields count as absent', async () => {
  const body = new URLSearchParams({
    kind: 'pengaduan',
    text,
    place: '',
    region: '',
    agency: '',
    email: '',
    occurred_on: '',
    lat: '',
    lng: '',
  })
  const answer = await fetch(`${url}/lapor`, {
    method: 'POST',
    body,
    headers: { accept: 'application/json' },
  })
  assert.equal(answer.status, 201)
})

test('"Back", another text, "Send": the form comes back with a new key and says why', async () => {
  const key = randomUUID()
  await post('/lapor', { kind: 'pengaduan', text, idempotency_key: key })
  const answer = await post('/lapor', {
    kind: 'pengaduan',
    text: 'Sekarang tentang sampah yang tidak diangkut.',
    idempotency_key: key,
  })
  const html = await answer.text()
  assert.equal(answer.status, 409)
  assert.match(html, /laporan itu aman/)
  assert.match(html, /data-new-key/)
  assert.match(html, /Sekarang tentang sampah/)
  assert.notEqual(valueOf(html, 'idempotency_key')[0], key)
})

const wrong: [why: string, fields: Record<string, string>, field: string, says: RegExp][] = [
  ['a text of one word', { text: 'tolong' }, 'text', /Tulis paling sedikit satu kalimat/],
  ['no text at all', { text: '' }, 'text', /Tulis paling sedikit satu kalimat/],
  ['an unknown kind', { kind: 'gosip' }, 'kind', /Pilih salah satu/],
  ['a region that is none', { region: '99.99' }, 'region', /Wilayah ini tidak ada/],
  ['an agency that is none', { agency: "' OR 1=1" }, 'agency', /Instansi ini tidak ada/],
  ['a category that is none', { category: 'abc' }, 'category', /Kategori ini tidak ada/],
  ['a day that has not come', { occurred_on: '2026-07-07' }, 'occurred_on', /belum terjadi/],
  ['a day that does not exist', { occurred_on: '2026-02-30' }, 'occurred_on', /keliru/],
  ['an e-mail that is none', { email: 'siti@rumah' }, 'email', /belum lengkap/],
  ['a telephone number with letters', { phone: 'nol delapan' }, 'phone', /hanya berisi angka/],
  ['half a position', { lat: '-7.2' }, 'place', /lintang dan bujur/],
  ['a place longer than the column', { place: 'a'.repeat(301) }, 'place', /Terlalu panjang/],
  ['an unknown level', { privacy: 'gelap' }, 'privacy', /Pilih salah satu/],
]
for (const [why, fields, field, says] of wrong) {
  test(`${why} comes back as 422 with everything that was typed`, async () => {
    const before = await reports()
    const typed = {
      kind: 'pengaduan',
      text,
      place: 'Simpang <Lima> & "Tugu"',
      name: 'Siti',
      idempotency_key: 'kunci-formulir-1',
      ...fields,
    }
    const answer = await post('/lapor', typed)
    const html = await answer.text()
    assert.equal(answer.status, 422)
    assert.match(html, says)
    assert.match(html, new RegExp(`<a href="#${field}">`))
    assert.match(html, new RegExp(`id="${field}"`))
    if (!('place' in fields)) assert.match(html, /value="Simpang &lt;Lima&gt; &amp; &quot;Tugu&quot;"/)
    assert.match(html, /value="Siti"/)
    assert.deepEqual(valueOf(html, 'idempotency_key'), ['kunci-formulir-1'])
    assert.equal(await reports(), before)
  })
}

test('several wrong fields are named at once, in the language of the page', async () => {
  const html = await (await post('/en/lapor', { kind: 'gosip', text: 'x', email: 'a@b' })).text()
  assert.match(html, /3 things need your attention/)
  for (const words of ['Write at least one sentence', 'e-mail address is not complete', 'Choose one'])
    assert.ok(html.includes(words), words)
})

test('control characters and half letters do no harm', async () => {
  const answer = await asProgram({ kind: 'pengaduan', text: `${text}\u0000\u0007\u202E akhir` })
  assert.equal(answer.status, 201)
})

test('bytes that are no UTF-8 are refused with a clear message', async () => {
  const answer = await fetch(`${url}/lapor`, {
    method: 'POST',
    body: 'kind=pengaduan&text=%ff%fe',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(answer.status, 400)
  assert.match(await answer.text(), /bukan UTF-8/)
})

test('files that came with a wrong field are kept, and are in the report when the field is mended', async () => {
  const key = randomUUID()
  const photo = [new Blob([new Uint8Array(await aPhoto())], { type: 'image/jpeg' }), 'lubang.jpg'] as const
  const refused = await post('/lapor', {
    kind: 'pengaduan',
    text: 'pendek',
    idempotency_key: key,
    files: photo,
  })
  const html = await refused.text()
  assert.equal(refused.status, 422)
  assert.match(html, /lubang\.jpg/)
  const [kept] = valueOf(html, 'kept_files')
  const mended: Fields = { kind: 'pengaduan', text, idempotency_key: key, kept_files: kept! }
  const sent = await asProgram(mended)
  assert.equal(sent.status, 201)
  const { number } = (await sent.json()) as { number: string }
  const files = await filesOf(number)
  assert.deepEqual(files, [{ name: 'lubang.jpg', event_seq: 1 }])
  assert.equal((await asProgram(mended)).status, 200)
  assert.equal((await filesOf(number)).length, 1)
})

const filesOf = (number: string) =>
  database.db
    .selectFrom('attachment')
    .innerJoin('tracking_number', 'tracking_number.report_id', 'attachment.report_id')
    .select(['attachment.name', 'attachment.event_seq'])
    .where('tracking_number.number', '=', number)
    .execute()

test('a file that lies about its type or is a picture bomb is named, and the text and the good files stay', async () => {
  const good = [new Blob([new Uint8Array(await aPhoto())], { type: 'image/jpeg' }), 'baik.jpg'] as const
  const liar = [new Blob(['#!/bin/sh\nrm -rf /'], { type: 'image/png' }), 'foto.png'] as const
  const bomb = [new Blob([new Uint8Array(aPictureBomb())], { type: 'image/png' }), 'bom.png'] as const
  const answer = await post('/lapor', { kind: 'pengaduan', text, files: [good, liar, bomb] })
  const html = await answer.text()
  assert.equal(answer.status, 422)
  for (const words of [/foto\.png/, /bom\.png/, /baik\.jpg/, /Lampu jalan di depan balai/])
    assert.match(html, words)
  assert.equal(valueOf(html, 'kept_files').length, 1)
})

test('of a hundred files the first are kept and the rest is said', async () => {
  const photo = new Blob([new Uint8Array(await aPhoto())], { type: 'image/jpeg' })
  const many = Array.from(
    { length: 100 },
    (_, at) => [new Blob([photo, String(at)]), `foto-${at}.jpg`] as const,
  )
  const html = await (await post('/lapor', { kind: 'pengaduan', text, files: many })).text()
  assert.match(html, /Anda memilih 100 berkas/)
  assert.equal(valueOf(html, 'kept_files').length, ground.config.attachmentCount)
})

test('nothing of a fully anonymous reporter is kept, even if the form sent it', async () => {
  const before = await identities()
  const sent = await asProgram({
    kind: 'pengaduan',
    text,
    privacy: 'anonim',
    name: 'Siti',
    phone: '0812 0000 0000',
  })
  assert.equal(sent.status, 201)
  assert.equal(await identities(), before)
})
async function identities(): Promise<number> {
  const vault = await database.as('lapor_vault')
  const { n } = await vault
    .selectFrom('vault.identity' as never)
    .select((at) => at.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

test('"Periksa dulu" shows what will be sent and stores nothing', async () => {
  const before = await reports()
  const html = await (
    await post('/lapor/periksa', {
      kind: 'aspirasi',
      text,
      region: '35.78',
      name: 'Siti <S>',
      idempotency_key: 'kunci-periksa',
    })
  ).text()
  assert.match(html, /Belum terkirim/)
  assert.match(html, /Kota Surabaya/)
  assert.match(html, /Siti &lt;S&gt;/)
  assert.deepEqual(valueOf(html, 'idempotency_key'), ['kunci-periksa'])
  assert.equal(await reports(), before)
})

test('an agency is found by its name without script, and stays chosen', async () => {
  const html = await (await post('/lapor/mulai', { text, agency_query: 'surabaya', cari: '1' })).text()
  assert.match(html, /value="D3578"/)
  const chosen = await (await post('/lapor/mulai', { text, agency: 'D3578' })).text()
  assert.match(chosen, /value="D3578"\s+checked/)
})

test('a form from another site is refused', async () => {
  const answer = await post('/lapor', { kind: 'pengaduan', text }, { origin: 'https://jahat.example' })
  assert.equal(answer.status, 403)
})

test('while a person writes, office and topic are suggested, and nothing is stored', async () => {
  const answer = await fetch(`${url}/api/v1/suggestions`, {
    method: 'POST',
    body: JSON.stringify({ text: 'Jalan berlubang di Surabaya dekat pasar, banyak motor jatuh.' }),
    headers: { 'content-type': 'application/json' },
  })
  const { agencies, categories, similar } = (await answer.json()) as Record<
    string,
    { code: string; name: string }[]
  >
  assert.equal(answer.status, 200)
  assert.ok(agencies!.some(({ code }) => code === 'D3578'))
  assert.ok(categories!.some(({ name }) => /berlubang/i.test(name)))
  assert.deepEqual(similar, [])
})

test('when the database is gone the form still opens, and a sent text comes back with 503', async () => {
  const gone = {
    get: () => {
      throw refuse('database_unavailable')
    },
  }
  const { app } = await makeApp({ ...ground, db: new Proxy({}, gone) as typeof ground.db })
  const closed = await app.listen({ port: 0, host: '127.0.0.1' })
  try {
    const form = await fetch(`${closed}/lapor`)
    assert.equal(form.status, 200)
    assert.match(await form.text(), /name="text"/)
    const body = bodyOf({
      kind: 'pengaduan',
      text,
      place: 'Gang "Kenari" <7>',
      idempotency_key: 'kunci-saat-padam',
    })
    const answer = await fetch(`${closed}/lapor`, {
      method: 'POST',
      body,
      headers: { origin: closed, accept: 'text/html' },
    })
    const html = await answer.text()
    assert.equal(answer.status, 503)
    assert.ok(Number(answer.headers.get('retry-after')) > 0)
    assert.match(html, /Lampu jalan di depan balai/)
    assert.match(html, /Gang &quot;Kenari&quot; &lt;7&gt;/)
    assert.deepEqual(valueOf(html, 'idempotency_key'), ['kunci-saat-padam'])
  } finally {
    await app.close()
  }
})
