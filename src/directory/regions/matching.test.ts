import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NamedRegion } from './gazetteer.ts'
import { regionMatcher } from './matching.ts'

const regions: NamedRegion[] = [
  { code: '31', name: 'Daerah Khusus Ibukota Jakarta', level: 'provinsi' },
  { code: '31.74', name: 'Kota Administrasi Jakarta Selatan', level: 'kota' },
  { code: '32', name: 'Jawa Barat', level: 'provinsi' },
  { code: '32.04', name: 'Kabupaten Bandung', level: 'kabupaten' },
  { code: '32.73', name: 'Kota Bandung', level: 'kota' },
  { code: '32.73.02', name: 'Coblong', level: 'kecamatan' },
  { code: '35', name: 'Jawa Timur', level: 'provinsi' },
  { code: '35.71', name: 'Kota Kediri', level: 'kota' },
  { code: '35.71.02', name: 'Kota', level: 'kecamatan' },
  { code: '35.78', name: 'Kota Surabaya', level: 'kota' },
  { code: '35.78.01', name: 'Karang Pilang', level: 'kecamatan' },
  { code: '35.78.01.1002', name: 'Kebraon', level: 'kelurahan' },
  { code: '35.78.03', name: 'Rungkut', level: 'kecamatan' },
  { code: '35.78.03.1005', name: 'Wonorejo', level: 'kelurahan' },
  { code: '35.78.05', name: 'Tegalsari', level: 'kecamatan' },
  { code: '35.78.05.1004', name: 'Wonorejo', level: 'kelurahan' },
  { code: '35.78.12', name: 'Pabean Cantian', level: 'kecamatan' },
  { code: '35.78.27', name: 'Sukomanunggal', level: 'kecamatan' },
  { code: '35.78.27.1004', name: 'Putat Gede', level: 'kelurahan' },
  { code: '13.07', name: 'Kabupaten Lima Puluh Kota', level: 'kabupaten' },
  { code: '72.03', name: 'Kabupaten Donggala', level: 'kabupaten' },
  { code: '72.03.08.2001', name: 'Donggala', level: 'desa' },
  { code: '75', name: 'Gorontalo', level: 'provinsi' },
  { code: '75.01', name: 'Kabupaten Gorontalo', level: 'kabupaten' },
  { code: '75.71', name: 'Kota Gorontalo', level: 'kota' },
]
const { match, whole } = regionMatcher(regions)

const cases: [text: string, code: string | undefined][] = [
  ['Kota Surabaya, Kecamatan Sukomanunggal, Kelurahan Putat Gede', '35.78.27.1004'],
  ['Kel. Putat Gede, Kec. Sukomanunggal, Surabaya', '35.78.27.1004'],
  ['kel putat gede kec sukomanunggal surabaya', '35.78.27.1004'],
  ['Kota Surabaya, Kecamatan Karangpilang, Kelurahan Kebraon', '35.78.01.1002'],
  ['Kota Surabaya, Kecamatan Tegalsari, Kelurahan Wonorejo Tegalsari', '35.78.05.1004'],
  ['Kelurahan Wonorejo - Rungkut, Kota Surabaya', '35.78.03.1005'],
  ['Provinsi Jawa Timur', '35'],
  ['Jatim', '35'],
  ['DKI Jakarta', '31'],
  ['Jakarta Selatan', '31.74'],
  ['Kota Adm. Jakarta Selatan', '31.74'],
  ['Kab. Donggala', '72.03'],
  ['Kabupaten Lima Puluh Kota', '13.07'],
  ['Kec. Kota, Kota Kediri', '35.71.02'],
  ['Bandung, Kec. Coblong', '32.73.02'],
]
for (const [text, code] of cases) {
  test(`a place is found as people write it: ${text}`, () => assert.equal(match(text), code))
}

test('a name alone means the regency, also where a village is called so', () =>
  assert.equal(match('Donggala'), '72.03'))
test('a name that the province shares with its regencies means the province', () =>
  assert.equal(match('Gorontalo'), '75'))
test('Bandung may be the city or the regency, so it is not decided', () =>
  assert.equal(match('Bandung'), undefined))
test('two villages of one name are not decided without what they lie in', () =>
  assert.equal(match('Kelurahan Wonorejo'), undefined))
test('a letter too many in the name of a kecamatan is forgiven', () =>
  assert.equal(match('Kota Surabaya, Kecamatan Pabean Cantikan'), '35.78.12'))
test('an unknown village leaves the kecamatan that it lies in', () =>
  assert.equal(match('Kota Surabaya, Kecamatan Rungkut, Kelurahan Entah Mana'), '35.78.03'))
test('a village written under its old kecamatan is found within the city', () =>
  assert.equal(match('Kota Surabaya, Kecamatan Rungkut, Kelurahan Putat Gede'), '35.78.27.1004'))
test('a street is no place', () => assert.equal(match('Jl. Mawar 3'), undefined))
test('nothing is found in nothing', () => assert.equal(match(' , ;'), undefined))
test('what is asked for within a region never lies outside it', () => {
  assert.equal(match('Kelurahan Wonorejo Rungkut', '35.78'), '35.78.03.1005')
  assert.equal(match('Kecamatan Coblong', '35.78'), undefined)
})
test('a whole name leaves no word over', () => {
  assert.equal(whole(['kota', 'surabaya']), '35.78')
  assert.equal(whole(['dinas', 'sosial', 'kota', 'surabaya']), undefined)
})
