/** Every list leaves as CSV and as a workbook: the rows of the page's filter, and no more of them than the page shows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aReportIn, aTown, surabaya, type Sent } from '../support/town.ts'
import { readCsv, readWorkbook } from '../support/workbook.ts'

const town = await aTown()
const { does, submit, token, url } = town

const file = async (path: string, who?: string): Promise<{ answer: Response; bytes: Buffer }> => {
  const answer = await fetch(url + path, { headers: { accept: 'application/json', ...(who && token(who)) } })
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}
/** The rows of a CSV by the names in its head. */
async function rowsOf(path: string, who?: string): Promise<Record<string, string>[]> {
  const { answer, bytes } = await file(path, who)
  assert.equal(answer.status, 200, path)
  const [head, ...rows] = readCsv(bytes.toString('utf8').replace('\uFEFF', ''))
  return rows.map((row) => Object.fromEntries(head!.map((name, at) => [name, row[at]!])))
}
const shown = ({ number }: Sent) => `${number.slice(0, 4)}-${number.slice(4)}`
const find = (rows: Record<string, string>[], report: Sent) =>
  rows.find(({ Nomor }) => Nomor === shown(report))

const slamet = 'Hubungi Pak Slamet di 081234567890 tentang lampu di Jalan Kenanga'

test('every list of pages has both files, each with its name, and asks what its page asks', async () => {
  const lists: [path: string, who?: string][] = [
    ['/meja', 'verifier'],
    ['/meja/persetujuan', 'verifier'],
    ['/laporan'],
    ['/instansi'],
    ['/statistik'],
    ['/statistik/bulanan'],
    ['/data/bulanan'],
    ['/data/harian'],
    ['/meja/kabar', 'officer'],
    ['/meja/kotak-keluar', 'operator'],
    ['/meja/kotak-keluar/pesan', 'operator'],
    ['/meja/kalender', 'evaluator'],
    ['/meja/aturan', 'evaluator'],
    ['/meja/aturan/janji', 'evaluator'],
  ]
  for (const [path, who] of lists) {
    const table = await file(`${path}.csv`, who)
    assert.equal(table.answer.headers.get('content-type'), 'text/csv; charset=utf-8', path)
    assert.deepEqual([...table.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], path)
    const book = await file(`${path}.xlsx`, who)
    assert.match(
      book.answer.headers.get('content-disposition') ?? '',
      /^attachment; filename="[a-z0-9-]+-2026-07-06\.xlsx"$/,
      path,
    )
    const [sheet] = readWorkbook(book.bytes)
    const heads = readCsv(table.bytes.toString('utf8').replace('\uFEFF', ''))[0]
    assert.deepEqual(
      sheet!.rows[0]!.map((cell) => cell!.value),
      heads,
      path,
    )
    assert.equal((await file(`${path}.csv`)).answer.status, who === undefined ? 200 : 401, path)
  }
  assert.equal((await file('/meja.csv', 'operator')).answer.status, 403, 'the operator reads no reports')
})

test('the file holds the rows of the filter in its address, from the first, whatever page was open', async () => {
  const lamp = await submit({ title: 'Lampu padam', kind: 'pengaduan' })
  const idea = await submit({ title: 'Taman baca', kind: 'aspirasi' })
  const all = await rowsOf('/meja.csv', 'verifier')
  assert.ok(find(all, lamp) && find(all, idea))
  const ideas = await rowsOf('/meja.csv?jenis=aspiration&lanjut=abc', 'verifier')
  assert.ok(!find(ideas, lamp) && find(ideas, idea))
  assert.deepEqual(find(ideas, idea)!['Jenis'], 'Aspirasi')
  assert.deepEqual(await rowsOf('/meja.csv?antrean=ditahan', 'verifier'), [])
})

test('times name their zone: what reached Surabaya at 02:10 UTC was there at 09:10', async () => {
  const report = await submit({ title: 'Trotoar rusak' })
  const row = find(await rowsOf('/meja.csv', 'verifier'), report)!
  assert.equal(row['Diterima (WIB)'], '2026-07-06 09:10')
  // V1: three working days after Monday 6 July, Thursday 9 July.
  assert.equal(row['Jatuh tempo'], '2026-07-09')
  const jayapura = await submit({ region: '91.71' })
  await does('verifier', jayapura, 'forward', { agency: 'D9171', kind: 'complaint_service' })
  const there = find(await rowsOf('/meja.csv', 'admin of Jayapura'), jayapura)!
  assert.equal(there['Diterima (WIT)'], '2026-07-06 11:10')
  const english = await rowsOf('/en/meja.csv', 'verifier')
  assert.equal(
    english.find(({ Number: number }) => number === shown(report))?.['Received (WIB)'],
    '2026-07-06 09:10',
  )
})

test('each reader gets a title as their page shows it: the desk whole, the agency masked, oversight of a secret none', async () => {
  const hidden = await aReportIn(town, 'forwarded', { title: slamet, privacy: 'tanpa-nama' })
  const secret = await aReportIn(town, 'forwarded', { title: slamet, privacy: 'rahasia' })
  const at = async (who: string, report: Sent) => find(await rowsOf('/meja.csv?antrean=semua', who), report)!
  assert.equal((await at('verifier', hidden))['Judul'], slamet)
  assert.match((await at('admin', hidden))['Judul']!, /^Hubungi Pak \[nama\] di \[telepon\]/)
  assert.match((await at('auditor', hidden))['Judul']!, /^Hubungi Pak \[nama\] di \[telepon\]/)
  assert.equal((await at('auditor', hidden))['Tempat'], '')
  assert.equal((await at('auditor', secret))['Judul'], 'Isi tertutup')
  assert.equal((await at('auditor', secret))['Bidang'], '')
  assert.equal((await rowsOf('/meja.csv?antrean=semua', 'admin of Jayapura')).length, 1, 'only its own')
})

test('a title that a spreadsheet would run is text in both files', async () => {
  const report = await submit({ title: '=HYPERLINK("http://jahat.example","klik")' })
  const row = find(await rowsOf('/meja.csv', 'verifier'), report)!
  assert.equal(row['Judul'], `'=HYPERLINK("http://jahat.example","klik")`)
  const [sheet] = readWorkbook((await file('/meja.xlsx', 'verifier')).bytes)
  const cell = sheet!.rows.find(([number]) => number?.value === shown(report))![1]!
  assert.deepEqual([cell.value, cell.isQuoted], ['=HYPERLINK("http://jahat.example","klik")', true])
})

test('the public file holds what is published, and tells the day as exactly as the level does', async () => {
  const open = await aReportIn(town, 'forwarded', { title: 'Jalan berlubang', privacy: 'terbuka' })
  const week = await aReportIn(town, 'forwarded', { title: slamet, privacy: 'tanpa-nama' })
  const unseen = await aReportIn(town, 'forwarded', { title: 'Belum tampil' })
  for (const report of [open, week]) {
    await does('verifier', report, 'propose_publication', { text: 'Lubang besar di jalan depan pasar.' })
    await does('moderator', report, 'publish')
  }
  const rows = await rowsOf('/laporan.csv')
  assert.equal(find(rows, unseen), undefined)
  assert.deepEqual(
    [find(rows, open)!['Dikirim'], find(rows, open)!['Ketelitian tanggal kirim']],
    ['2026-07-06', 'hari'],
  )
  assert.equal(find(rows, week)!['Ketelitian tanggal kirim'], 'pekan')
  assert.equal(find(rows, open)!['Instansi'], 'Pemerintah Kota Surabaya')
  assert.doesNotMatch(JSON.stringify(rows), /Slamet|081234567890|Kenanga/)
  assert.deepEqual(await rowsOf('/laporan.csv?state=answered'), [])
  assert.equal((await rowsOf(`/laporan.csv?agency=${surabaya}&q=lubang`)).length, 2)
})

test('agencies come in the order of the page, with its hidden figures hidden', async () => {
  const rows = await rowsOf('/instansi.csv?q=surabaya&sort=name')
  assert.deepEqual(
    rows.map((row) => row['Instansi']),
    ['Pemerintah Kota Surabaya'],
  )
  assert.ok((await rowsOf('/instansi.csv')).length > 500, 'all of them, not one page')
})

test('a list of more than one page of the database is whole and in order', async () => {
  // The inbox alone is enough for a list; these rows belong to no report and nobody opens them. A thousand share each
  // due instant, which is finer than a millisecond.
  await sql`
    insert into agency_inbox (agency_code, report_id, part_no, lead, number, state, open, kind, level, urgent, title,
      objected, due_rule, due_on, due_at, submitted_at, updated_at, version)
    select ${surabaya}, gen_random_uuid(), 1, true, lpad(n::text, 8, '0'), 'answered', true, 'complaint_service', 'open',
      false, 'Laporan ' || n, false, 'R1', date '2026-08-03' + n / 1000,
      timestamptz '2026-08-03T16:59:59.1234567Z' + make_interval(days => n / 1000), now(), now(), 1
    from generate_series(1, 2500) as n`.execute(await town.database.as('lapor_owner'))
  const rows = await rowsOf('/meja.csv?antrean=dijawab', 'admin')
  assert.equal(rows.length, 2_500)
  assert.equal(new Set(rows.map((row) => row['Nomor'])).size, 2_500)
  const due = rows.map((row) => row['Jatuh tempo']!)
  assert.deepEqual(due, due.toSorted())
  const [sheet] = readWorkbook((await file('/meja.xlsx?antrean=dijawab', 'admin')).bytes)
  assert.equal(sheet!.rows.length, 2_501)
})
