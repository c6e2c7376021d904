import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { CompiledQuery } from 'kysely'
import { createTestDatabase } from '../../../test/support/database.ts'
import { togetherOf } from './together.ts'

const { db } = await createTestDatabase()
const together = togetherOf(db)!
const rows = async (): Promise<{ number: string; xid: string }[]> =>
  (
    await db.executeQuery<{ number: string; xid: string }>(
      CompiledQuery.raw('select number, xmin::text as xid from tracking_number order by number'),
    )
  ).rows
const insert = (number: string): CompiledQuery =>
  CompiledQuery.raw('insert into tracking_number (number, report_id) values ($1, $2)', [number, randomUUID()])
const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${letter}${String(at).padStart(7, '0')}`)

test('what comes at the same moment is committed together, all of it', async () => {
  const numbers = numbered('A', 40)
  await Promise.all(numbers.map((number) => together.write(insert(number))))
  const written = await rows()
  assert.deepEqual(
    written.map(({ number }) => number),
    numbers,
  )
  assert.ok(new Set(written.map(({ xid }) => xid)).size < 20, 'fewer transactions than statements')
})

test('the fault of one is told to that one, and the others are written', async () => {
  const numbers = [...numbered('B', 10), 'A0000003', ...numbered('C', 10)]
  const ended = await Promise.allSettled(numbers.map((number) => together.write(insert(number))))
  const failed = ended.flatMap((one, at) =>
    one.status === 'rejected' ? [[numbers[at], one.reason.code]] : [],
  )
  assert.deepEqual(failed, [['A0000003', '23505']])
  assert.equal((await rows()).length, 60)
})

test('inside a transaction nothing is taken out of it', async () => {
  await db.transaction().execute(async (trx) => assert.equal(togetherOf(trx), undefined))
})
