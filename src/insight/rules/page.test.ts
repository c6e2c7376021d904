/** The public page of rules says what the program does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deadlines, shippedRules } from '../../regulation/deadlines.ts'
import { sayIn } from '../../web/say.ts'
import { rulesPage } from './page.ts'
import { isStarted, notRun } from './started.ts'

const page = rulesPage(shippedRules, '2026-11-25', sayIn('id'))
const text = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .trim()

/** The rows of the state table with this number, as a reader sees them. */
const rows = (id: string): string[] =>
  page
    .split('<tr')
    .filter((row) => row.includes(`<span class="code sm mut">${id}</span>`))
    .map((row) => text(`<tr${row}`))

const [running = '', waiting = ''] = page
  .slice(page.indexOf('id="tenggat"'), page.indexOf('id="terlambat"'))
  .split('belum dijalankan program')

test('V2 is among the deadlines that run: a report whose reporter named the agency starts with it', () => {
  assert.match(running, /<tr id="V2">/)
  assert.doesNotMatch(waiting, /<tr id="V2">/)
  assert.match(rows('T1')[0]!, /mulai V1, V4; bila pelapor memilih instansi, mulai V2, V4/)
})

test('every deadline that no step starts stands with the reason, and no other does', () => {
  const ids = [...new Set(deadlines.filter((rule) => !isStarted(rule)).map(({ id }) => id))]
  assert.deepEqual(Object.keys(notRun).sort(), ids.sort())
  for (const id of ids) assert.match(waiting, new RegExp(`<tr id="${id}">`), id)
  assert.match(text(waiting), /K6 .*jawaban tampil di halaman lacak pada saat disetujui/)
})

test('rows of one name say when each of them holds', () => {
  const [firstObjection] = rows('T29')
  assert.match(firstObjection!, /Bila keberatan pertama\./)
  assert.match(rows('T42')[0]!, /Bila laporan tidak perlu pemeriksaan\./)
  assert.match(rows('T42')[1]!, /Bila laporan perlu pemeriksaan\./)
  for (const row of rows('T40')) assert.match(row, /Bila Ombudsman/)
})

test('a second person is named with the condition under which one is asked', () => {
  assert.match(
    rows('T43')[0]!,
    /bila tenggat jawabannya menjadi lebih lama, berlaku setelah disetujui orang kedua/,
  )
  assert.match(rows('X12')[0]!, /bila yang meminta bukan Ombudsman, .* berlaku setelah disetujui orang kedua/)
  assert.match(rows('T42')[0]!, /; berlaku setelah disetujui orang kedua/)
})

test('what must hold stands beside the step', () => {
  assert.match(rows('T39')[0]!, /Syarat: pelapor sendiri memintanya/)
  assert.match(rows('T27')[0]!, /Syarat: bukan penulis jawaban itu/)
})

test('the states of a step are those of the table: the Ombudsman takes over closed reports, and none that is not forwarded', () => {
  const [takeOver = ''] = rows('T39')
  assert.doesNotMatch(takeOver, /selama terbuka/)
  assert.match(takeOver, /Selesai menurut pelapor \(TS\)/)
  assert.doesNotMatch(takeOver, /Belum Terverifikasi/)
  assert.match(rows('T41')[0]!, /Cabut laporan T41 selama terbuka Pelapor/)
})

test('held and received are told apart, and so are in progress and waiting for approval', () => {
  assert.match(
    rows('T6')[0]!,
    /Belum Terverifikasi: diterima \(BT\).*Belum Terverifikasi: ditahan sementara \(BT\)/,
  )
  assert.match(rows('T26')[0]!, /menunggu persetujuan \(TP\).*Terdisposisi Sedang Diproses \(TP\)/)
})

test('that a second person sees the answer is our own choice; that it is delivered in five days is the law', () => {
  assert.match(rows('T27')[0]!, /Pilihan pengelola layanan \(jawaban keluar setelah dilihat orang kedua\)/)
  assert.match(text(waiting), /K6 .*UU 30\/2014 tentang Administrasi Pemerintahan, pasal 62 ayat \(2\)/)
})
