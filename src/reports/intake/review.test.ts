/** What the reporter is told before sending, and what they allow with it. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { aTown } from '../../../test/support/town.ts'
import { fileBySecret } from '../casefile/reading.ts'

const { url, ground, database } = await aTown()

const text = 'Lampu jalan di depan balai warga padam sejak hari Senin.'
type Fields = Record<string, string>

const post = (path: string, fields: Fields, accept = 'text/html') =>
  fetch(url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: url, accept },
    redirect: 'manual',
  })
const asProgram = (fields: Fields) => post('/lapor', fields, 'application/json')
const keysOf = async (sent: Response): Promise<[string, string]> => {
  const { number, secret } = (await sent.json()) as Record<'number' | 'secret', string>
  return [number, secret]
}

test('"Periksa dulu" points at numbers of other people and says that the text is published, and stops nobody', async () => {
  const withNumbers = `${text} Hubungi tetangga saya di 081234567890, NIK 3578014507890001.`
  const html = await (await post('/lapor/periksa', { kind: 'pengaduan', text: withNumbers })).text()
  assert.match(html, /Di tulisan Anda ada nomor HP dan NIK\. Publik tidak melihatnya/)
  assert.match(html, /Dengan mengirim, Anda setuju isinya tampil di publik/)
  assert.match(html, /Kirim laporan/)
  const secret = await (await post('/lapor/periksa', { kind: 'pengaduan', text, privacy: 'rahasia' })).text()
  assert.doesNotMatch(secret, /Di tulisan Anda ada|Anda setuju isinya tampil/)
})

test('the agency may see the contact only if the reporter ticks it, and never without a contact', async () => {
  const consents = async (fields: Fields): Promise<boolean> => {
    const sent = await asProgram({ kind: 'pengaduan', text, idempotency_key: randomUUID(), ...fields })
    assert.equal(sent.status, 201)
    return (await fileBySecret(ground, ...(await keysOf(sent)))).contactConsent
  }
  const email = 'warga@contoh.example'
  assert.equal(await consents({ email, contact_consent: 'true' }), true)
  assert.equal(await consents({ email }), false)
  assert.equal(await consents({ contact_consent: 'true' }), false)
  assert.equal(await consents({ email, contact_consent: 'true', privacy: 'anonim' }), false)
})

test('a title is asked for in a quiet place, is kept, and is what the desk calls the report', async () => {
  const empty = await (await fetch(`${url}/lapor`)).text()
  assert.match(empty, /<details class="more"\s*>\s*<summary>[^\n]*Judul<\/summary>/)
  const fields = { kind: 'pengaduan', text, title: 'Jembatan Kali Contoh', idempotency_key: 'kunci-judul' }
  assert.match(await (await post('/lapor/periksa', fields)).text(), /<b>Jembatan Kali Contoh<\/b>/)
  assert.match(
    await (await post('/lapor/mulai', fields)).text(),
    /name="title"\s[^>]*value="Jembatan Kali Contoh"/,
  )
  assert.equal((await post('/lapor', fields)).status, 303)
  const row = await database.db
    .selectFrom('agency_inbox')
    .select('title')
    .where('title', '=', fields.title)
    .execute()
  assert.equal(row.length, 1)
})

const bribe = 'Kepala dinas di Kota Surabaya minta uang dua juta supaya izin usaha saya keluar.'

test('where the words speak of a bribe the form names the safe door and suggests no office', async () => {
  const form = await (await post('/lapor/mulai', { kind: 'pengaduan', text: bribe })).text()
  assert.match(form, /data-suggest="officers"\s*>/)
  assert.match(form, /Pilih Rahasia; yang memeriksa inspektorat, bukan kantor itu\./)
  assert.doesNotMatch(form, /name="agency"\s+value="\w+"/)
  const other = await (
    await post('/lapor/mulai', { kind: 'pengaduan', text: `${text} Kota Surabaya.` })
  ).text()
  assert.match(other, /data-suggest="officers"\s+hidden/)
  assert.match(other, /name="agency"\s+value="D3578"/)
})

test('"Periksa dulu" names the safe door too, until the choice is made', async () => {
  const asked = await (await post('/lapor/periksa', { kind: 'pengaduan', text: bribe })).text()
  assert.match(asked, /Pilih Rahasia; yang memeriksa inspektorat/)
  const chosen = { kind: 'pengaduan', text: bribe, privacy: 'rahasia' }
  const named = await (await post('/lapor/periksa', { ...chosen, agency: 'D3578' })).text()
  assert.match(named, /Pemerintah Kota Surabaya; dibaca dulu oleh petugas nasional/)
  assert.doesNotMatch(await (await post('/lapor/periksa', chosen)).text(), /Pilih Rahasia; yang memeriksa/)
})

test('"Periksa dulu" says that a place is missing, and which agency reads it first', async () => {
  const bare = await (await post('/lapor/periksa', { kind: 'pengaduan', text })).text()
  assert.match(bare, /belum ditulis\s+·\s+<button[\s\S]{0,200}Ubah/)
  assert.match(bare, /Dipilihkan petugas nasional, yang membacanya dulu/)
  const named = { kind: 'pengaduan', text, place: 'Jalan Melati', agency: 'D3578' }
  const full = await (await post('/lapor/periksa', named)).text()
  assert.doesNotMatch(full, /belum ditulis/)
  assert.match(full, /Pemerintah Kota Surabaya; dibaca dulu oleh instansi ini/)
})

test('the page after sending promises no news to a telephone, and says why a secret report asks for its key', async () => {
  const after = async (fields: Fields) => {
    const sent = await post('/lapor', { kind: 'pengaduan', text, idempotency_key: randomUUID(), ...fields })
    const cookie = sent.headers.getSetCookie().find((line) => line.startsWith('lapor_terkirim='))!
    return (await fetch(`${url}/lapor/terkirim`, { headers: { cookie: cookie.split(';')[0]! } })).text()
  }
  const byPhone = await after({ phone: '081234567890', privacy: 'rahasia' })
  assert.match(byPhone, /Kabar lewat SMS belum tersedia, jadi semua kabar ada di halaman lacak/)
  assert.doesNotMatch(byPhone, /Setiap kabar kami kirim/)
  assert.match(byPhone, /Karena laporan ini rahasia, ponsel tidak menyimpannya/)
  const byEmail = await after({ email: 'siti@contoh.example' })
  assert.match(byEmail, /Setiap kabar kami kirim ke surel Anda/)
  assert.doesNotMatch(byEmail, /ponsel tidak menyimpannya/)
})
