import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase } from '../../test/support/database.ts'
import { openDatabase } from '../platform/db/database.ts'
import { seedReference } from './seed.ts'

const { url } = await createTestDatabase({ seeded: false })
const { db, pool, close } = await openDatabase({ url, role: 'lapor_owner', statementTimeoutMs: 0 })
after(close)

const both = { within: ['35.78', '64.71'] }
const one = { within: ['35.78'] }
const unit = async (code: string) =>
  (
    await sql<{ name: string; active: boolean }>`select name, active from unit where code = ${code}`.execute(
      db,
    )
  ).rows[0]

test('the first start loads every list, the next one nothing', async () => {
  const seeded = await seedReference(pool, both)
  assert.deepEqual(
    seeded.map(({ list }) => list),
    ['regions', 'agencies', 'units', 'topics', 'calendar'],
  )
  assert.deepEqual(await seedReference(pool, both), [])
})

test('two processes that start at once load a list once', async () => {
  await sql`update reference_version set checksum = '' where list = 'topics'`.execute(db)
  const seeded = await Promise.all([seedReference(pool, both), seedReference(pool, both)])
  assert.deepEqual(
    seeded.flat().map(({ list, changed }) => [list, changed]),
    [['topics', 0]],
  )
})

test('what a new list no longer names becomes inactive and keeps its row; it comes back with the list', async () => {
  await seedReference(pool, one)
  assert.deepEqual(await unit('D6471.dinas-sosial'), { name: 'Dinas Sosial Kota Balikpapan', active: false })
  await seedReference(pool, both)
  assert.equal((await unit('D6471.dinas-sosial'))?.active, true)
})

test('what an administrator added or closed stays so', async () => {
  await sql`
    insert into unit (code, agency_code, name, kind)
    values ('D3578.dinas-baru', 'D3578', 'Dinas Baru Kota Surabaya', 'opd')`.execute(db)
  await sql`update unit set active = false where code = 'D3578.dinas-sosial'`.execute(db)
  await seedReference(pool, { ...both, force: true })
  assert.equal((await unit('D3578.dinas-baru'))?.active, true)
  assert.equal((await unit('D3578.dinas-sosial'))?.active, false)
})

test('a name that was changed by hand is that of the list again', async () => {
  await sql`update unit set name = 'Salah ketik' where code = 'D3578.dinas-kesehatan'`.execute(db)
  const seeded = await seedReference(pool, { ...both, force: true })
  assert.equal(seeded.find(({ list }) => list === 'units')?.changed, 1)
  assert.equal((await unit('D3578.dinas-kesehatan'))?.name, 'Dinas Kesehatan Kota Surabaya')
})

test('every load gives the list a new version, by which processes notice it', async () => {
  const version = async () =>
    (
      await sql<{ version: number }>`select version from reference_version where list = 'calendar'`.execute(
        db,
      )
    ).rows[0]!.version
  const before = await version()
  await seedReference(pool, { ...both, force: true })
  assert.equal(await version(), before + 1)
  const { rows } = await sql<{
    calendar_version: number
  }>`select distinct calendar_version from calendar_row`.execute(db)
  assert.deepEqual(rows, [{ calendar_version: 1 }])
})
