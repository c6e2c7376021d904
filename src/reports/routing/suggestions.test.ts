import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase } from '../../../test/support/database.ts'
import type { Db } from '../../platform/db/database.ts'
import { decidedReports } from './decided.ts'
import { inventedReports } from './invented.ts'
import { trainFromDecisions } from './learn.ts'
import { suggestFor } from './suggestions.ts'

const database = await createTestDatabase()
const worker = await database.as('lapor_worker')
const now = new Date('2026-07-10T03:00:00Z')
const village = '35.78.07.1003'
const lamp = { text: 'Mohon lampu PJU padam di gang kami, jalan gelap' }
let number = 0

type Stored = { text: string; region?: string; category?: string; state?: string; parts: object[]; at?: Date }

/** A report as the case file would have it; only what routing reads says anything. */
async function store(db: Db, reports: Stored[]): Promise<void> {
  for (const { text, region, category, state, parts, at } of reports) {
    await sql`
      insert into report (report_id, number, version, channel, language, kind, wished_kind, stage, state, publication,
        level, urgent, title, text, category, region, zone, submitted_at, updated_at, parts, clocks, pending, marks,
        secret_hash)
      values (${randomUUID()}, ${String(number++).padStart(8, '0')}, 1, 'web', 'id', 'complaint', 'complaint', 'handling',
        ${state ?? 'forwarded'}, 'private', 'open', false, '', ${text}, ${category ?? null}, ${region ?? null},
        'Asia/Jakarta', ${at ?? now}, ${now}, ${JSON.stringify(parts)}::jsonb, '[]', '[]', '{}', '\\x00')`.execute(
      db,
    )
  }
}

const lead = (agency: string, unit?: string) => [
  { no: 1, agency, lead: true, state: 'forwarded', ...(unit && { unit }) },
]

test('before any training, everyday words name the office of the place, without a confidence', async () => {
  const { offices, categories, measured } = await suggestFor(database.db, { ...lamp, region: village })
  assert.equal(offices[0]?.unit, 'D3578.dinas-perhubungan')
  assert.match(offices[0]!.name, /Dinas Perhubungan/)
  assert.equal(offices[0]!.confidence, undefined)
  assert.equal(categories[0]?.code, 'x0211')
  assert.equal(measured, undefined)
})

test('without a place the local office cannot be named, and the place is asked for', async () => {
  const { offices, placeNeeded } = await suggestFor(database.db, lamp)
  assert.deepEqual(offices, [])
  assert.equal(placeNeeded, true)
})

test('without a place, the government that the reporter named tells the office', async () => {
  const { offices } = await suggestFor(database.db, { ...lamp, wishedAgency: 'D3578' })
  assert.equal(offices[0]?.unit, 'D3578.dinas-perhubungan')
})

test('only what a verifier decided, and what still stands, is learnt from', async () => {
  await store(worker, [
    { text: 'satu', region: village, category: '1397', parts: lead('D3578', 'D3578.dinas-sosial') },
    {
      text: 'dua',
      region: village,
      parts: [
        { ...lead('K21')[0], state: 'closed' },
        { ...lead('K12')[0], no: 2 },
      ],
    },
    { text: 'tiga', state: 'received', parts: [] },
    { text: 'empat', state: 'archived', parts: lead('K21') },
    { text: 'lima', region: '35.78', parts: lead('D3578', 'D3578.kel-35.78.07.1003') },
  ])
  const found = new Map((await decidedReports(worker)).map((report) => [report.text, report]))
  assert.deepEqual([...found.keys()].sort(), ['dua', 'lima', 'satu'])
  assert.equal(found.get('satu')?.office, 'local.dinas-sosial')
  assert.equal(found.get('satu')?.category, '1397')
  assert.equal(found.get('dua')?.office, 'K12')
  assert.deepEqual([found.get('lima')?.office, found.get('lima')?.isElsewhere], ['@village', true])
})

test('too few decisions are not enough to train on', async () =>
  assert.deepEqual(await trainFromDecisions(worker, now), { reports: 3 }))

test('what the desks decided is suggested for other places too, with a measured confidence', async () => {
  const decided = inventedReports(320).map(({ text, office, category, decidedAt }) => ({
    text,
    region: village,
    category: category!,
    parts:
      office === '@village'
        ? lead('D3578', `D3578.kel-${village}`)
        : lead('D3578', office.replace('local', 'D3578')),
    at: new Date(decidedAt),
  }))
  await store(worker, decided)
  const { measured } = await trainFromDecisions(worker, now)
  assert.ok(measured!.random.office.first > 0.9)

  const fresh = database.as('lapor_web')
  const {
    offices,
    categories,
    measured: shown,
  } = await suggestFor(await fresh, { ...lamp, region: '64.71.05.1001' })
  assert.equal(offices[0]?.unit, 'D6471.dinas-perhubungan')
  assert.ok(offices[0]!.confidence! > 0.5 && offices[0]!.why.includes('padam'))
  assert.match(offices[0]!.of!, /Balikpapan/)
  assert.equal(categories[0]?.code, '1398')
  assert.ok(shown!.tested > 50)
})
