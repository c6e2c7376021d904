import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Keys } from '../../platform/crypto/keys.ts'
import { createTestDatabase } from '../../../test/support/database.ts'
import { isIdentified, openIdentity, sealIdentity } from './sealing.ts'
import './tables.ts'

const keys: Keys = {
  receipt: generateKeyPairSync('ed25519'),
  vault: generateKeyPairSync('x25519'),
  pepper: randomBytes(32),
}
const report = '01890a5d-ac96-774b-bcce-b302099a8057'
const other = '01890a5d-ac96-774b-bcce-b302099a8058'
const person = { name: 'Warga Contoh', email: 'warga@example.id', phone: '081200000000' }

test('what was sealed for a report opens for it, whatever was typed', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (name, email) =>
      assert.deepEqual(openIdentity(keys, report, sealIdentity(keys, report, { name, email })), {
        name,
        email,
      }),
    ),
    { numRuns: 50 },
  ))

test('a sealed identity moved to another report does not open', () =>
  assert.throws(() => openIdentity(keys, other, sealIdentity(keys, report, person))))

test('a changed identity does not open', () => {
  const sealed = sealIdentity(keys, report, person)
  sealed[sealed.length - 1]! ^= 1
  assert.throws(() => openIdentity(keys, report, sealed))
})

test('a process with only the public key can seal and not open', () => {
  const webKeys: Keys = { ...keys, vault: { publicKey: keys.vault.publicKey } }
  const sealed = sealIdentity(webKeys, report, person)
  assert.throws(() => openIdentity(webKeys, report, sealed), /private key/)
  assert.deepEqual(openIdentity(keys, report, sealed), person)
})

test('a sealed identity tells neither the name nor how long it is', () => {
  const short = sealIdentity(keys, report, { name: 'Al' })
  assert.equal(short.length, sealIdentity(keys, report, person).length)
  assert.ok(!sealIdentity(keys, report, person).toString('latin1').includes('Warga'))
})

test('the same identity is sealed differently each time', () =>
  assert.notDeepEqual(sealIdentity(keys, report, person), sealIdentity(keys, report, person)))

test('without name and contact there is nothing to seal', () => {
  assert.equal(isIdentified({}), false)
  assert.equal(isIdentified({ name: '', email: '' }), false)
  assert.equal(isIdentified({ phone: '0812' }), true)
})

test('the web process writes an identity and cannot read it back; the vault can', async () => {
  const database = await createTestDatabase({ seeded: false })
  const sealed = sealIdentity(keys, report, person)
  await database.db
    .insertInto('vault.identity')
    .values({ report_id: report, sealed, created_at: new Date() })
    .execute()
  for (const role of ['lapor_web', 'lapor_worker'] as const) {
    const db = await database.as(role)
    await assert.rejects(db.selectFrom('vault.identity').selectAll().execute(), /permission denied/)
    await assert.rejects(db.deleteFrom('vault.identity').execute(), /permission denied/)
  }
  const vault = await database.as('lapor_vault')
  const row = await vault.selectFrom('vault.identity').selectAll().executeTakeFirstOrThrow()
  assert.deepEqual(openIdentity(keys, row.report_id, row.sealed), person)
})
