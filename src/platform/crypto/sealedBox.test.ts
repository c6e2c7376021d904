import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { open, seal } from './sealedBox.ts'

const vault = generateKeyPairSync('x25519')
const other = generateKeyPairSync('x25519')

test('the holder of the key reads exactly what was sealed', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string(), (plaintext, context) =>
      assert.deepEqual(
        new Uint8Array(open(vault.privateKey, seal(vault.publicKey, plaintext, context), context)),
        plaintext,
      ),
    ),
  ))

test('nobody else reads it', () =>
  assert.throws(() => open(other.privateKey, seal(vault.publicKey, 'Siti Aminah'))))

test('a box that was put on another report does not open', () =>
  assert.throws(() => open(vault.privateKey, seal(vault.publicKey, 'Siti Aminah', 'report 1'), 'report 2')))

test('a box with any changed byte does not open', () =>
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const box = seal(vault.publicKey, 'Siti Aminah')
      box[place % box.length]! ^= change
      assert.throws(() => open(vault.privateKey, box))
    }),
  ))

test('the same name sealed twice looks different', () =>
  assert.notDeepEqual(seal(vault.publicKey, 'Siti Aminah'), seal(vault.publicKey, 'Siti Aminah')))
