import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase } from '../../../test/support/database.ts'
import type { Db } from './database.ts'
import { within } from './within.ts'

const database = await createTestDatabase({ seeded: false })
const owner = await database.as('lapor_owner')
await sql`create table kept (n integer primary key)`.execute(owner)
const add = (db: Db, n: number) => sql`insert into kept values (${n})`.execute(db)
/** A step as rooms write them: it asks for a transaction of its own. */
const step = (db: Db, n: number, fails = false) =>
  db.transaction().execute(async (trx) => {
    await add(trx as Db, n)
    if (fails) throw new Error(`step ${n} was refused`)
  })
const all = async () =>
  (await sql<{ n: number }>`select n from kept order by n`.execute(owner)).rows.map(({ n }) => n)

test('a step that is refused leaves the rest of the transaction standing', async () => {
  await owner.transaction().execute(async (trx) => {
    const inside = within(trx as Db)
    await add(inside, 1)
    await assert.rejects(step(inside, 2, true), /step 2 was refused/)
    await step(inside, 3)
  })
  assert.deepEqual(await all(), [1, 3])
})

test('a step that succeeded is lost with the transaction around it', async () => {
  await assert.rejects(
    owner.transaction().execute(async (trx) => {
      await step(within(trx as Db), 4)
      throw new Error('changed my mind')
    }),
    /changed my mind/,
  )
  assert.deepEqual(await all(), [1, 3])
})

test('an error of the database is undone with its step', async () => {
  await owner.transaction().execute(async (trx) => {
    const inside = within(trx as Db)
    await assert.rejects(step(inside, 1), /duplicate key/)
    await step(inside, 5)
  })
  assert.deepEqual(await all(), [1, 3, 5])
})
