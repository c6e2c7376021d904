import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase } from '../../../test/support/database.ts'
import { migrate, missingOf, shippedMigrations, type Migration } from './migrations.ts'

const { url, db } = await createTestDatabase({ seeded: false })
const shipped = await shippedMigrations()
const next = (name: string, sqlText: string): Migration[] => [
  ...shipped,
  { name, number: Number(name.slice(0, 4)), checksum: 'c'.repeat(64), sql: sqlText },
]
const isThere = async (table: string) => {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(
    db,
  )
  return rows[0]?.there
}

test('a database that is up to date is left as it is', async () => assert.deepEqual(await migrate(url), []))

test('four starts at once run a migration once', async () => {
  const migrations = next('9001-once.sql', 'create table once (id int primary key)')
  const done = await Promise.all(Array.from({ length: 4 }, () => migrate(url, { migrations })))
  assert.deepEqual(done.flat(), ['9001-once.sql'])
})

test('what a migration makes belongs to lapor_owner', async () => {
  const { rows } = await sql<{
    owner: string
  }>`select tableowner as owner from pg_tables where tablename = 'once'`.execute(db)
  assert.equal(rows[0]?.owner, 'lapor_owner')
})

test('a database with a migration that this version does not know is refused, and nothing is run', async () => {
  const migrations = [
    ...shipped,
    ...next('9002-never.sql', 'create table never (id int primary key)').slice(-1),
  ]
  await assert.rejects(migrate(url, { migrations }), /9001-once\.sql.*newer version/s)
  assert.equal(await isThere('public.never'), false)
})

test('a released migration that was edited is refused', () => {
  const [first, ...others] = shipped
  assert.throws(
    () => missingOf([{ ...first!, checksum: 'x' }, ...others], shipped),
    /0001-roles\.sql differs/,
  )
})

test('a migration that fails leaves nothing behind and says where it failed', async () => {
  const known = next('9001-once.sql', '')
  known.push(...next('9003-broken.sql', 'create table half (id int);\nselect nonsense;').slice(-1))
  await assert.rejects(migrate(url, { migrations: known }), /9003-broken\.sql failed \(line 2\)/)
  assert.equal(await isThere('public.half'), false)
})
