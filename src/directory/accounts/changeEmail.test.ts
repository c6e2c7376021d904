import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { changeEmail } from './changeEmail.ts'
import { createAccount } from './create.ts'

const { db } = await createTestDatabase()
const make = (email: string) => createAccount(db, { email, roles: ['national_verifier'] }, new Date())
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  )

test('an account gets another address and stays the same account', async () => {
  const { id } = await make('sari@contoh.exmaple')
  assert.deepEqual(await changeEmail(db, 'Sari@contoh.exmaple', ' Sari@contoh.example'), {
    email: 'sari@contoh.example',
  })
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', 'sari@contoh.example')
    .executeTakeFirst()
  assert.equal(row?.id, id)
})

test('an address that another account has, none at all, or an unknown account is refused', async () => {
  await make('dewi@contoh.example')
  await make('budi@contoh.example')
  assert.equal(await codeOf(changeEmail(db, 'dewi@contoh.example', 'budi@contoh.example')), 'invalid_input')
  assert.equal(await codeOf(changeEmail(db, 'dewi@contoh.example', 'dewi')), 'invalid_input')
  assert.equal(await codeOf(changeEmail(db, 'tidak@ada.example', 'baru@contoh.example')), 'not_found')
})
