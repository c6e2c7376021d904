/** An import neither loses nor doubles a row, whatever the rows hold and however often it is killed. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import { aGround } from '../../test/support/ground.ts'
import { createAccount } from '../directory/accounts/create.ts'
import { sweepKeys } from '../reports/intake/jobs.ts'
import { importFile, type Summary } from './import.ts'
import type { RefusedRow } from './importing/row.ts'

const base = mkdtempSync(join(tmpdir(), 'lapor-import-'))
after(() => rmSync(base, { recursive: true }))
const database = await createTestDatabase()
let now = new Date('2026-07-06T02:10:00Z')
const ground = aGround(database, { now: () => now })
const { db } = database

let files = 0
async function imported(
  lines: unknown[],
  more: { isDecided?: boolean; zone?: string; limit?: number } = {},
): Promise<{ summary: Summary; refused: RefusedRow[] }> {
  const file = join(base, `${files++}.ndjson`)
  writeFileSync(
    file,
    Buffer.concat(
      lines.map((line) =>
        Buffer.isBuffer(line)
          ? line
          : Buffer.from(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`),
      ),
    ),
  )
  const refused: RefusedRow[] = []
  const { isDecided = false, ...rest } = more
  const summary = await importFile(
    ground,
    file,
    { channel: 'manual', language: 'id', isDecided },
    { ...rest, onRefused: (row) => refused.push(row) },
  )
  return { summary, refused }
}
async function reportOf(id: string) {
  const { report_id } = await db
    .selectFrom('imported_row')
    .select('report_id')
    .where('row_id', '=', id)
    .executeTakeFirstOrThrow()
  const report = await db
    .selectFrom('report')
    .selectAll()
    .where('report_id', '=', report_id)
    .executeTakeFirstOrThrow()
  const events = await db
    .selectFrom('report_event')
    .selectAll()
    .where('report_id', '=', report_id)
    .orderBy('seq')
    .execute()
  return {
    report,
    events,
    note: events.find(({ action }) => action === 'note')?.data['text'] as string | undefined,
  }
}
const count = async () =>
  Number(
    (
      await db
        .selectFrom('report')
        .select((of) => of.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  )

test('a row becomes a report as if somebody had sent it, with names matched to codes and its own date', async () => {
  const { summary } = await imported(
    [
      {
        id: 'a1',
        text: 'Lampu jalan padam.',
        title: 'Lampu',
        region: 'Kota Surabaya',
        agency: 'Dinas Perhubungan',
        date: '2026-06-29T03:38:59',
        kind: 'keluhan',
      },
    ],
    { zone: 'UTC' },
  )
  assert.deepEqual([summary.rows, summary.imported, summary.refused], [1, 1, 0])
  const { report, events, note } = await reportOf('a1')
  assert.deepEqual(
    [
      report.kind,
      report.state,
      report.channel,
      report.region,
      report.wished_agency,
      report.submitted_at.toISOString(),
    ],
    ['complaint', 'received', 'manual', '35.78', 'D3578', '2026-06-29T03:38:59.000Z'],
  )
  assert.equal(events[0]!.action, 'submit_for_reporter')
  // V2 counts from the Monday on which the desk got it: three working days to Thursday 2 July.
  const clock = await db
    .selectFrom('report_clock')
    .select(['rule', 'due_on'])
    .where('report_id', '=', report.report_id)
    .where('rule', '=', 'V2')
    .executeTakeFirstOrThrow()
  assert.equal(clock.due_on, '2026-07-02')
  assert.match(
    note ?? '',
    /Instansi: Dinas Perhubungan/,
    'an office within the agency has no field yet, so the note keeps its name',
  )
})

test('what has no code here is kept as written, in a note that colleagues read', async () => {
  await imported([
    {
      id: 'b1',
      text: 'Sesuatu.',
      region: 'Negeri Antah Berantah',
      agency: 'Dinas Entah Apa',
      category: 'Lain dari yang lain',
      kind: 'respon',
      date: '2017',
      channel: 'Android',
    },
  ])
  const { report, events, note } = await reportOf('b1')
  assert.deepEqual(
    [report.region, report.wished_agency, report.category, report.kind, report.occurred],
    [null, null, null, 'complaint', '2017'],
  )
  assert.equal(report.submitted_at.getTime(), now.getTime(), 'a year alone starts no clock in the past')
  for (const words of [
    'Negeri Antah Berantah',
    'Dinas Entah Apa',
    'Lain dari yang lain',
    'respon',
    'Android',
  ])
    assert.ok(note?.includes(words), words)
  assert.deepEqual(
    events.map(({ seq, audience }) => [seq, audience]),
    [
      [1, 'public'],
      [2, 'staff'],
    ],
  )
  assert.equal(report.version, 2)
})

test('a day alone is the morning of that day where it happened; a title that is too long is kept whole in the note', async () => {
  const title = `Jalan ${'sangat '.repeat(40)}rusak`
  await imported([{ id: 'c1', text: 'Rusak.', region: 'Kota Jayapura', date: '2026-06-30', title }])
  const { report, note } = await reportOf('c1')
  assert.equal(report.submitted_at.toISOString(), '2026-06-29T23:00:00.000Z')
  assert.ok(report.title.length <= 200)
  assert.ok(note?.includes(title))
})

test('rows that cannot be taken are named with their line and the reason, and the others go in', async () => {
  const { summary, refused } = await imported([
    '{"id":"d1", broken',
    { text: 'no id' },
    { id: 'd3', text: '   ' },
    { id: 'd4', text: 'x'.repeat(20_001) },
    { id: 'd5', text: 'besok', date: '2026-07-07' },
    '[]',
    '',
    Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]),
    { id: 'd8', text: `a${'\u0000'}b \ud83d c` },
    'x'.repeat(2_000_000),
    { id: 'd9', text: 'ok' },
  ])
  assert.deepEqual(
    refused.map(({ line, reason }) => [line, reason]),
    [
      [1, 'not_json'],
      [2, 'no_id'],
      [3, 'no_text'],
      [4, 'text_too_long'],
      [5, 'date_in_future'],
      [6, 'not_json'],
      [8, 'not_utf8'],
      [10, 'too_long'],
    ],
  )
  assert.deepEqual([summary.rows, summary.imported, summary.refused], [10, 2, 8])
  assert.ok(!JSON.stringify(refused).includes('xxxx'), 'the report of refusals repeats no text')
})

test('an import that was stopped in the middle and runs again, also after the keys are forgotten, doubles nothing', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({ id: `e${index}`, text: `Laporan ke-${index}` }))
  const before = await count()
  await imported(rows, { limit: 500 })
  now = new Date(now.getTime() + 72 * 3_600_000)
  assert.ok((await sweepKeys(await database.as('lapor_worker'), now)) > 0)
  const [one, two] = await Promise.all([imported(rows), imported(rows)])
  assert.equal(await count(), before + 1000)
  assert.equal(one.summary.imported + two.summary.imported, 500)
  assert.equal(one.summary.refused + two.summary.refused, 0)
  assert.equal((await imported(rows)).summary.already_here, 1000)
})

test('the same id with another content is refused: what was said once is not overwritten', async () => {
  const { summary, refused } = await imported([
    { id: 'f1', text: 'satu' },
    { id: 'f1', text: 'satu' },
    { id: 'f1', text: 'dua' },
  ])
  assert.deepEqual(
    [summary.imported, summary.already_here, refused.map(({ reason }) => reason)],
    [1, 1, ['id_used_before']],
  )
})

test('decided rows go to the office that they name, once', async () => {
  const rows = [
    { id: 'g1', text: 'Lampu lalu lintas mati.', region: 'Kota Surabaya', agency: 'Dinas Perhubungan' },
    { id: 'g2', text: 'Tanpa instansi.' },
    {
      id: 'g3',
      text: 'Pungutan.',
      agency: 'Pemerintah Kota Surabaya',
      kind: 'Pengaduan Berkadar Pengawasan',
    },
  ]
  assert.equal((await imported(rows)).summary.forwarded, 0)
  // An inspection waits at the national desk until the inspectorate has somebody.
  assert.equal((await imported(rows, { isDecided: true })).summary.forwarded, 1)
  const inspector = { email: 'inspektur@contoh.example', roles: ['unit_officer'] as const }
  await createAccount(
    await database.as('lapor_owner'),
    { ...inspector, agency: 'D3578', unit: 'D3578.inspektorat' },
    now,
  )
  assert.equal((await imported(rows, { isDecided: true })).summary.forwarded, 1)
  assert.equal((await imported(rows, { isDecided: true })).summary.forwarded, 0)
  const [one, two, three] = [await reportOf('g1'), await reportOf('g2'), await reportOf('g3')]
  assert.deepEqual(
    one.report.parts.map(({ agency, unit }) => [agency, unit]),
    [['D3578', 'D3578.dinas-perhubungan']],
  )
  assert.deepEqual(
    [two.report.state, three.report.state, three.report.kind, three.report.level],
    ['received', 'forwarded', 'complaint_oversight', 'secret'],
  )
  assert.equal(one.events.filter(({ transition }) => transition === 'T9').length, 1)
})
