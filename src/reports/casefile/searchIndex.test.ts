import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase } from '../../../test/support/database.ts'
import { aGround } from '../../../test/support/ground.ts'
import { submit } from '../intake/actions.ts'
import { indexNewReports } from './searchIndex.ts'

const database = await createTestDatabase()
let now = new Date('2026-07-06T02:10:00Z')
const ground = aGround(database, { now: () => now })
const worker = await database.as('lapor_worker')
const aReport = (text: string, region?: string) =>
  submit(
    ground,
    { kind: 'pengaduan', text, ...(region !== undefined && { region }) },
    { channel: 'web', language: 'id', shortestText: 1 },
  )
const found = async (words: string) =>
  (
    await sql<{
      regency: string | null
    }>`select regency from report_search where search @@ websearch_to_tsquery('indonesian', ${words})`.execute(
      worker,
    )
  ).rows

test('a new report is found by its words, in any form of the word, with its regency', async () => {
  await aReport('Lampu jalan belum diperbaiki sejak Senin.', '35.78')
  assert.equal(await indexNewReports(worker), 1)
  assert.deepEqual(await found('perbaikan'), [{ regency: '35.78' }])
  assert.equal(await indexNewReports(worker), 0, 'and is indexed once')
})

test('a submit that commits after a later one is not missed', async () => {
  now = new Date('2026-07-06T02:20:00Z')
  await aReport('Pohon tumbang.')
  assert.equal(await indexNewReports(worker), 1)
  now = new Date('2026-07-06T02:15:00Z') // began earlier, was slower
  await aReport('Sampah menumpuk.')
  assert.equal(await indexNewReports(worker), 1)
  assert.equal((await found('sampah')).length, 1)
})

test('reports of a clock that was set back are found when all are looked at', async () => {
  now = new Date('2026-01-05T02:00:00Z')
  await aReport('Air keruh.')
  assert.equal(await indexNewReports(worker), 0)
  assert.equal(await indexNewReports(worker, { everything: true }), 1)
})

test('thousands are caught up in batches, by two workers at once, each once', async () => {
  const owner = await database.as('lapor_owner')
  await sql`
    insert into report
    select (json_populate_record(one.r, json_build_object('report_id', gen_random_uuid()))).*
    from (select report as r from report limit 1) one, generate_series(1, 5000)`.execute(owner)
  const counts = await Promise.all([
    indexNewReports(worker, { everything: true }),
    indexNewReports(database.db, { everything: true }),
  ])
  assert.ok(counts.every((count) => count <= 5000))
  const { rows } = await sql<{ reports: number; indexed: number }>`
    select (select count(*)::int from report) as reports, (select count(*)::int from report_search) as indexed`.execute(
    worker,
  )
  assert.deepEqual(rows, [{ reports: 5004, indexed: 5004 }])
})
