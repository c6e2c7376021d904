import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stemOf, tokensOf } from './tokens.ts'

const words = (text: string) => tokensOf(text).map(({ word }) => word)

test('what people shorten on a phone is written out', () =>
  assert.deepEqual(words('Mhn lampu jln yg mati'), ['mohon', 'lampu', 'jalan', 'yang', 'mati']))

test('"tidak" and "belum" are kept: they tell a complaint from a question', () =>
  assert.deepEqual(words('air tdk keluar, blm diperbaiki'), [
    'air',
    'tidak',
    'keluar',
    'belum',
    'diperbaiki',
  ]))

test('a number is only as long as it is, so that no NIK or telephone can be learnt', () =>
  assert.deepEqual(words('RT 05 nomor 081234567890'), ['rt', '#2', 'nomor', '#5']))

test('letters that are held down count once', () => assert.deepEqual(words('tolooong'), ['tolong']))

test('what was masked is nobody’s word', () => assert.deepEqual(words('kata [nama] di [no]'), ['kata', 'di']))

test('the word is shown as the reporter wrote it', () =>
  assert.deepEqual(tokensOf('Jln')[0], { written: 'jln', word: 'jalan', stem: 'jalan' }))

test('forms of one word have one stem', () => {
  for (const word of ['diperbaiki', 'memperbaiki', 'diperbaikinya']) assert.equal(stemOf(word), 'baik')
})

test('a text without words has no tokens', () => assert.deepEqual(tokensOf('!!! 😀'), []))
