import assert from 'node:assert/strict'
import { test } from 'node:test'
import { topicMatcher } from './matching.ts'

const match = topicMatcher(
  [
    { code: 'x1', name: 'Lingkungan Hidup dan Kehutanan', level: 1 },
    { code: 'x2', name: 'Penanggulangan Bencana', level: 2 },
    { code: 'x3', name: 'Penanggulangan Bencana', level: 1 },
    { code: 'x4', name: 'Pendidikan dan Kebudayaan', level: 1 },
    { code: 'x5', name: 'Kekerasan di Satuan Pendidikan', level: 1 },
    { code: '1397', name: 'Jalan Berlubang', level: 3 },
    { code: '1398', name: 'Penerangan Jalan', level: 3 },
    { code: 'x6', name: 'Pemberdayaan Masyarakat, Koperasi, dan UMKM', level: 1 },
    { code: 'x7', name: 'Pemberdayaan Perempuan', level: 1 },
  ],
  [
    { code: '1398', alias: 'PJU' },
    { code: 'gone', alias: 'Sesuatu' },
  ],
)

test('SP4N’s own number decides', () => assert.equal(match('nama yang lain', '1397'), '1397'))
test('an unknown number leaves the name to decide', () =>
  assert.equal(match('jalan berlubang', '99'), '1397'))
test('an abbreviation is known, with and without stops', () => assert.equal(match('P.J.U.'), '1398'))
test('capitals and spaces do not matter', () => assert.equal(match('  pju '), '1398'))
test('of two topics with one name the main one is taken', () =>
  assert.equal(match('penanggulangan bencana'), 'x3'))
test('the beginning of one main topic means it', () => {
  assert.equal(match('lingkungan'), 'x1')
  assert.equal(match('Pendidikan'), 'x4')
})
test('the beginning of two is not decided', () => assert.equal(match('Pemberdayaan'), undefined))
test('a name for a topic that is gone leads nowhere', () => assert.equal(match('Sesuatu'), undefined))
test('nothing is found in nothing', () => {
  assert.equal(match(undefined), undefined)
  assert.equal(match('…'), undefined)
})
