import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase } from '../../../test/support/database.ts'
import { openDatabase } from './database.ts'
import { isMigrated } from './migrations.ts'
import { isUnavailable } from './unavailable.ts'

const { db, url } = await createTestDatabase({ seeded: false })

test('connections act in the role they were opened for', async () => {
  const { rows } = await sql<{ who: string }>`select current_user as who`.execute(db)
  assert.equal(rows[0]?.who, 'lapor_web')
})

test('days stay text, instants are dates, whole and decimal numbers are numbers', async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select date '2026-08-17' as day, array[date '2026-08-17'] as days, 7::bigint as count, array[7]::bigint[] as counts,
      9007199254740993::bigint as huge, 1.25::numeric as share, timestamptz '2026-08-17 00:00+07' as at`.execute(
    db,
  )
  assert.deepEqual(rows[0], {
    day: '2026-08-17',
    days: ['2026-08-17'],
    count: 7,
    counts: [7],
    huge: 9007199254740993n,
    share: 1.25,
    at: new Date('2026-08-16T17:00:00Z'),
  })
})

test('a statement is prepared once and named', async () => {
  const ask = (at: string) => db.connection().execute((one) => sql`select ${at}::text as at`.execute(one))
  await ask('one')
  await ask('two')
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_prepared_statements where statement like 'select $1::text as at'`.execute(
    db,
  )
  assert.equal(rows[0]?.count, 1)
})

test('a database that does not answer is the refusal database_unavailable', async () => {
  await assert.rejects(openDatabase({ url: 'postgresql:///none?host=/nowhere&user=lapor' }), isUnavailable)
})

test('a statement past its time limit is the refusal database_unavailable', async () => {
  const hurried = await openDatabase({ url, role: 'lapor_web', statementTimeoutMs: 50 })
  await assert.rejects(sql`select pg_sleep(5)`.execute(hurried.db), isUnavailable)
  await hurried.close()
})

test('a role that the server does not have is given up with a warning', async () => {
  const warnings: unknown[] = []
  const log = { warn: (...said: unknown[]) => warnings.push(said) } as never
  const opened = await openDatabase({ url, role: 'lapor_nobody' as 'lapor_web', log })
  await sql`select 1`.execute(opened.db)
  await opened.close()
  assert.equal(warnings.length, 1)
})

test('the database of a test has every migration', async () => assert.equal(await isMigrated(db), true))
