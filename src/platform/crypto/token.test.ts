import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  hashToken,
  isSameHash,
  newSecret,
  newToken,
  newTrackingNumber,
  pepperedHash,
  readSecret,
  readTrackingNumber,
  shownNumber,
  shownSecret,
} from './token.ts'

test('a tracking number is read back however it is typed', () => {
  for (let count = 0; count < 1_000; count++) {
    const number = newTrackingNumber()
    assert.match(number, /^[0-9A-HJKMNP-TV-Z]{8}$/)
    assert.equal(readTrackingNumber(shownNumber(number)), number)
    assert.equal(readTrackingNumber(` ${number.toLowerCase()} `), number)
  }
})

test('letters that look like digits are taken for the digits', () =>
  assert.equal(readTrackingNumber('oil0-29qx'), '011029QX'))

test('what is no number is no number', () => {
  for (const typed of ['', '7K4M', '7K4M-29QX-1', 'UUUU-UUUU', '7K4M 29Q!']) {
    assert.equal(readTrackingNumber(typed), undefined, typed)
  }
})

test('a key has 16 digits and is read back from its groups', () => {
  for (let count = 0; count < 1_000; count++) {
    const secret = newSecret()
    assert.match(shownSecret(secret), /^\d{4} \d{4} \d{4} \d{4}$/)
    assert.equal(readSecret(shownSecret(secret)), secret)
  }
})

test('hashes differ with the pepper, the purpose and the value', () => {
  const pepper = Buffer.alloc(32, 1)
  const hash = pepperedHash(pepper, 'report_secret', '1234567890123456')
  assert.ok(isSameHash(hash, pepperedHash(pepper, 'report_secret', '1234567890123456')))
  assert.ok(!isSameHash(hash, pepperedHash(Buffer.alloc(32, 2), 'report_secret', '1234567890123456')))
  assert.ok(!isSameHash(hash, pepperedHash(pepper, 'phone', '1234567890123456')))
  assert.ok(!isSameHash(hash, pepperedHash(pepper, 'report_secret', '1234567890123457')))
})

test('no typed text breaks the readers', () =>
  fc.assert(
    fc.property(fc.string(), (typed) => {
      assert.doesNotThrow(() => readTrackingNumber(typed))
      assert.doesNotThrow(() => readSecret(typed))
    }),
  ))

test('tokens are long and their hash is stable', () => {
  const token = newToken()
  assert.equal(token.length, 43)
  assert.deepEqual(hashToken(token), hashToken(token))
})
