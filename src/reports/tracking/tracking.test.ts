/** The reporter's own view over HTTP: who gets in, what it says, and what can be done there without script. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { aPhoto } from '../../../test/support/files.ts'
import { aPhoneAt } from '../../../test/support/phone.ts'
import { aReportIn, aTown } from '../../../test/support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-track-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const town = await aTown(undefined, { DATA_DIR: folder })
const { url } = town

const aPhone = () => aPhoneAt(url)
const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

test('number and key open the report; the key is in no address and in no cookie', async () => {
  const report = await town.submit({ text: 'Lampu jalan <di depan> balai warga padam.' })
  const phone = aPhone()
  const { status, to } = await phone.open(report)
  assert.deepEqual([status, to], [303, `/lacak/${report.number}`])
  assert.ok(![...phone.jar.values()].some((value) => value.includes(report.secret)))
  const html = await phone.page(report)
  assert.match(html, /Lampu jalan &lt;di depan&gt; balai/)
  assert.match(words(html), /Petugas nasional memeriksa dan meneruskan paling lambat Kamis, 9 Juli/)
  assert.match(words(html), /Sel 7 Jul Rab 8 Jul Kam 9 Jul/)
})

test('small slips in number and key do not matter', async () => {
  const report = await town.submit()
  const typed = {
    number: ` ${report.number.toLowerCase().slice(0, 4)}-${report.number.slice(4)} `,
    secret: report.secret.replace(/(\d{4})/g, '$1 '),
  }
  assert.equal((await aPhone().open(typed)).to, `/lacak/${report.number}`)
})

test('a wrong key, an unknown number and no number at all get the same answer', async () => {
  const report = await town.submit()
  const ask = async (number: string) => {
    const { status, html } = await aPhone().open({ number, secret: '0000000000000000' })
    return `${status} ${words(html)}`
  }
  const answers = [await ask(report.number), await ask('00000000'), await ask('???')]
  assert.match(answers[0]!, /^404 .*Nomor dan kunci ini tidak cocok/)
  assert.equal(new Set(answers).size, 1)
})

test('a number alone says nothing about an unpublished report', async () => {
  const report = await town.submit()
  const bare = async (path: string, number: string) => {
    const { status, to, html } = await aPhone().go(path + number)
    return `${status} ${to} ${html}`.replaceAll(number, 'N')
  }
  for (const path of ['/lacak?number=', '/lacak/'])
    assert.equal(await bare(path, report.number), await bare(path, '00000000'))
  const { html } = await aPhone().go(`/lacak?number=${report.number}`)
  assert.match(html, /Masukkan juga kunci 16 angka/)
})

test('after many wrong keys the next ones wait, and the right one opens all the same', async () => {
  const report = await town.submit()
  for (let guess = 0; guess < 10; guess++)
    await aPhone().open({ number: report.number, secret: String(guess).padStart(16, '1') })
  const { status, html, headers } = await aPhone().open({ number: report.number, secret: '0000000000000000' })
  assert.equal(status, 429)
  assert.match(html, /Terlalu banyak percobaan/)
  assert.ok(Number(headers.get('retry-after')) > 0)
  assert.equal((await aPhone().open(report)).status, 303)
})

test('the report closes by itself after twelve hours, and at once with one tap', async () => {
  const report = await town.submit()
  const phone = aPhone()
  await phone.open(report)
  town.clock.later(0.51)
  assert.equal((await phone.go(`/lacak/${report.number}`)).status, 303)
  await phone.open(report)
  const csrf = /name="csrf" value="([^"]+)"/.exec(await phone.page(report))![1]!
  await phone.go('/lacak/tutup', new URLSearchParams({ csrf }))
  assert.equal((await phone.go(`/lacak/${report.number}`)).status, 303)
})

test('what was written on a report that closed meanwhile is shown again', async () => {
  const report = await town.submit()
  const { status, html } = await aPhone().go(
    `/lacak/${report.number}/reply`,
    new URLSearchParams({ text: 'Kabelnya <putus> di tiang ketiga.' }),
  )
  // Without a cookie there is no form token either: what was typed stands on the page in any case.
  assert.ok(status === 401 || status === 403)
  assert.match(html, /Kabelnya &lt;putus&gt; di tiang ketiga/)
})

test('the reporter judges: solved, with a rating, and both words stand apart', async () => {
  const report = await aReportIn(town, 'answered')
  const phone = aPhone()
  await phone.open(report)
  const before = await phone.page(report)
  assert.match(words(before), /Menurut Anda, sudah selesai\?/)
  assert.match(words(before), /Anda dapat menilai sampai/)
  assert.match(
    words(before),
    /“Sudah diperbaiki\. Lampu sudah diganti oleh petugas lapangan pada hari Selasa\.”/,
  )
  const { to } = await phone.act(report, 'accept', { rating: '5', comment: 'Terang lagi.' })
  assert.match(to!, /^\/lacak\/\w+\?ok=accept&v=\d+$/)
  const html = words((await phone.go(to!)).html)
  assert.match(html, /Menurut Anda, .* Sudah selesai “Terang lagi\.” Nilai 5 dari 5/)
  assert.match(html, /Menurut instansi, /)
})

test('a page that waits for the reporter says what happens if they say nothing, and until when', async () => {
  const phone = aPhone()
  const judged = await aReportIn(town, 'answered')
  await phone.open(judged)
  assert.match(
    words(await phone.page(judged)),
    /Kalau Anda tidak menilai sampai \S+, \d+ \S+( \d{4})?, laporan ditutup tanpa penilaian Anda/,
  )
  const asked = await aReportIn(town, 'in_progress')
  await town.does('officer', asked, 'ask_reporter', { text: 'Tiang nomor berapa yang padam?' })
  await phone.open(asked)
  const html = words(await phone.page(asked))
  assert.match(html, /Kalau Anda tidak menjawab sampai .* Laporan tidak ditutup/)
  assert.doesNotMatch(html, /dijawab di hari/)
})

test('what the national desk archived is not called the word of an agency', async () => {
  const report = await town.submit()
  await town.does('verifier', report, 'hold', { rule: 'Ancaman.' })
  await town.does('verifier', report, 'archive', { reason_code: 'abuse', reason: 'Isinya ancaman.' })
  await town.does('moderator', report, 'confirm_archive')
  const phone = aPhone()
  await phone.open(report)
  const html = words(await phone.page(report))
  assert.match(
    html,
    /Diarsipkan: isinya penyalahgunaan\. Isinya ancaman\. Tidak setuju\? Ajukan banding sampai/,
  )
  assert.match(html, /Tidak tampil di publik\./)
  assert.doesNotMatch(html, /Menurut instansi|Belum menilai/)
})

test('a second tap on the same page does the step once', async () => {
  const report = await aReportIn(town, 'answered')
  const phone = aPhone()
  await phone.open(report)
  const seen = await phone.page(report)
  const taps = [
    await phone.act(report, 'reject', { reason: 'Masih padam.' }, seen),
    await phone.act(report, 'reject', { reason: 'Masih padam.' }, seen),
  ]
  assert.deepEqual(
    taps.map(({ status }) => status),
    [303, 303],
  )
  const { events, state } = await town.seen(report)
  assert.equal(state, 'in_progress')
  assert.equal(events.filter(({ action }: { action: string }) => action === 'reject').length, 1)
})

test('a decision on an old page is refused with what changed, and the reason is kept', async () => {
  const report = await aReportIn(town, 'answered')
  const phone = aPhone()
  await phone.open(report)
  const seen = await phone.page(report)
  await town.does('reporter', report, 'accept', {})
  const { status, html } = await phone.act(report, 'reject', { reason: 'Ternyata padam lagi.' }, seen)
  assert.equal(status, 409)
  assert.match(html, /baru saja diubah/)
})

test('an objection without a reason comes back open, with its error', async () => {
  const report = await aReportIn(town, 'answered')
  const phone = aPhone()
  await phone.open(report)
  const { status, html } = await phone.act(report, 'reject', { reason: '' })
  assert.equal(status, 422)
  assert.match(html, /<details class="more"\s+open>[\s\S]{0,200}Belum selesai, ajukan keberatan/)
  assert.match(html, /href="#reject-reason"/)
})

test('a question is answered with a photo, and the clock runs again', async () => {
  const report = await aReportIn(town, 'in_progress')
  await town.does('officer', report, 'ask_reporter', { text: 'Tiang yang mana?' })
  const phone = aPhone()
  await phone.open(report)
  assert.match(words(await phone.page(report)), /Instansi bertanya kepada Anda Tiang yang mana\?/)
  const photo: [Blob, string] = [
    new Blob([new Uint8Array(await aPhoto())], { type: 'image/jpeg' }),
    'tiang.jpg',
  ]
  const { status } = await phone.act(report, 'reply', { text: 'Tiang ketiga dari sekolah.', files: photo })
  assert.equal(status, 303)
  const html = await phone.page(report)
  assert.match(html, /tiang\.jpg/)
  assert.equal((await town.seen(report))['state'], 'in_progress')
  const file = /href="(\/berkas\/[^"]+)"/.exec(html)![1]!
  assert.equal((await phone.go(file)).status, 200)
  assert.equal((await aPhone().go(file)).status, 404)
})

test('a bad file is named and the reply is kept, a good one may come without a word', async () => {
  const report = await town.submit()
  const phone = aPhone()
  await phone.open(report)
  const liar: [Blob, string] = [new Blob(['bukan foto'], { type: 'image/png' }), 'palsu.png']
  const refused = await phone.act(report, 'reply', { text: 'Ini fotonya <lagi>', files: liar })
  assert.equal(refused.status, 422)
  assert.match(refused.html, /palsu\.png/)
  assert.match(refused.html, /Ini fotonya &lt;lagi&gt;/)
  const photo: [Blob, string] = [
    new Blob([new Uint8Array(await aPhoto(80))], { type: 'image/jpeg' }),
    'asli.jpg',
  ]
  assert.equal((await phone.act(report, 'reply', { files: photo })).status, 303)
  assert.match(await phone.page(report), /asli\.jpg/)
})

test('withdrawing is asked twice and can be undone', async () => {
  const report = await town.submit()
  const phone = aPhone()
  await phone.open(report)
  const first = await phone.act(report, 'withdraw', { reason: 'Sudah selesai sendiri.' })
  assert.match(first.html, /Ya, cabut laporan/)
  assert.equal((await town.seen(report))['state'], 'received')
  await phone.act(report, 'withdraw', {}, first.html)
  assert.equal((await town.seen(report))['state'], 'withdrawn')
  await phone.act(report, 'revoke_withdrawal')
  assert.equal((await town.seen(report))['state'], 'received')
})

test('the reporter closes a published report to the public, and opens it again', async () => {
  const report = await aReportIn(town, 'forwarded')
  await town.does('admin', report, 'propose_publication', {
    text: 'Lampu jalan padam.',
    title: 'Lampu padam',
  })
  await town.does('moderator', report, 'publish')
  const phone = aPhone()
  const found = await phone.go(`/lacak?number=${report.number}`)
  assert.match(found.html, /Lampu padam/)
  await phone.open(report)
  assert.match(words(await phone.page(report)), /Laporan ini tampil di publik/)
  await phone.act(report, 'raise_secrecy', { level: 'rahasia' })
  assert.equal((await town.seen(report))['level'], 'secret')
  assert.doesNotMatch((await aPhone().go(`/lacak?number=${report.number}`)).html, /Lampu padam/)
  await phone.act(report, 'lower_secrecy', { level: 'tanpa-nama' })
  assert.equal((await town.seen(report))['level'], 'name_hidden')
})

test('another site cannot act in the name of an open report', async () => {
  const report = await aReportIn(town, 'answered')
  const phone = aPhone()
  await phone.open(report)
  const { status } = await phone.go(`/lacak/${report.number}/accept`, new URLSearchParams({ rating: '1' }))
  assert.equal(status, 403)
  assert.equal((await town.seen(report))['state'], 'answered')
})

test('files follow a report by the API: with the key, once, and named when they cannot be taken', async () => {
  const report = await town.submit()
  const send = async (secret: string, content: string | Uint8Array<ArrayBuffer>, name: string) => {
    const body = new FormData()
    body.append('files', new Blob([content]), name)
    const answer = await fetch(`${url}/api/v1/reports/${report.number}/files`, {
      method: 'POST',
      body,
      headers: { 'x-report-secret': secret },
    })
    return { status: answer.status, json: (await answer.json()) as Record<string, any> }
  }
  const photo = new Uint8Array(await aPhoto(90))
  const first = await send(report.secret, photo, 'jalan.jpg')
  assert.deepEqual([first.status, first.json['files'][0].no], [201, 1])
  assert.deepEqual((await send(report.secret, photo, 'jalan.jpg')).json['files'][0].no, 1)
  assert.equal((await send('0000000000000000', photo, 'jalan.jpg')).status, 404)
  const refused = await send(report.secret, 'bukan foto', 'foto.png')
  assert.deepEqual([refused.status, refused.json['code']], [422, 'file_refused'])
})

test('whoever opened name and contact stands on the page with the reason', async () => {
  const report = await aReportIn(town, 'at_unit', { name: 'Siti Contoh', email: 'siti@contoh.example' })
  const phone = aPhone()
  await phone.open(report)
  assert.match(words(await phone.page(report)), /Belum ada yang membukanya/)
  await town.does('officer', report, 'open_identity', { reason: 'Menelepon untuk menanyakan letak tiang.' })
  const html = words(await phone.page(report))
  assert.match(
    html,
    /Nama dan kontak Anda dibuka petugas Dinas Perhubungan Kota Surabaya, .* Alasan: Menelepon untuk menanyakan letak tiang/,
  )
  assert.doesNotMatch(html, /siti@contoh/)
})
