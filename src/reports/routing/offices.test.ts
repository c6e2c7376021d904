import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isElsewhere, kindOfOffice, officeAt, placeOf, type DecidedOffice } from './offices.ts'

const surabaya = { agency: 'D3578', agencyType: 'city', agencyRegion: '35.78' } as const
const village = '35.78.07.1003'
const governments = { regency: 'D3578', province: 'P35' }

const kinds: [why: string, office: DecidedOffice, kind: string][] = [
  ['an office of a city', { ...surabaya, unit: 'D3578.dinas-sosial' }, 'local.dinas-sosial'],
  ['the city as a whole', surabaya, 'local'],
  ['a kecamatan', { ...surabaya, unit: 'D3578.kec-35.78.07' }, '@district'],
  ['a kelurahan', { ...surabaya, unit: 'D3578.kel-35.78.07.1003' }, '@village'],
  [
    'a desa',
    { agency: 'D3303', agencyType: 'regency', agencyRegion: '33.03', unit: 'D3303.desa-33.03.01.2001' },
    '@village',
  ],
  [
    'an office of a province',
    { agency: 'P35', agencyType: 'province', agencyRegion: '35', unit: 'P35.dinas-kehutanan' },
    'province.dinas-kehutanan',
  ],
  ['a ministry', { agency: 'K21', agencyType: 'ministry', agencyRegion: null }, 'K21'],
  [
    'a unit of a ministry',
    { agency: 'K21', agencyType: 'ministry', agencyRegion: null, unit: 'K21.inspektorat' },
    'K21.inspektorat',
  ],
]
for (const [why, office, kind] of kinds) {
  test(`the kind of office is learnt, not the place: ${why}`, () => assert.equal(kindOfOffice(office), kind))
  test(`the place fills the same office in again: ${why}`, () => {
    if (office.agency === 'D3303') return
    const filled = officeAt(kind, village, governments)
    assert.deepEqual(filled, { agency: office.agency, ...(office.unit && { unit: office.unit }) })
  })
}

test('a desa is told from a kelurahan by its code', () =>
  assert.deepEqual(officeAt('@village', '33.03.01.2001', { regency: 'D3303' }), {
    agency: 'D3303',
    unit: 'D3303.desa-33.03.01.2001',
  }))

test('with only the city known, the village office is the city, and the place is asked for', () =>
  assert.deepEqual(officeAt('@village', '35.78', governments), { agency: 'D3578', isInPart: true }))

test('without a place no local office can be named, a ministry can', () => {
  assert.equal(officeAt('local.dinas-sosial', undefined, {}), undefined)
  assert.equal(officeAt('@district', undefined, {}), undefined)
  assert.deepEqual(officeAt('K21', undefined, {}), { agency: 'K21' })
})

test('an office of another place than the report’s cannot be told from the place', () => {
  assert.equal(isElsewhere({ ...surabaya, unit: 'D3578.kel-35.78.07.1004' }, village), true)
  assert.equal(isElsewhere({ ...surabaya, unit: 'D3578.kel-35.78.07.1003' }, village), false)
  assert.equal(isElsewhere({ ...surabaya, unit: 'D3578.dinas-sosial' }, '35.79'), true)
  assert.equal(isElsewhere({ ...surabaya, unit: 'D3578.dinas-sosial' }, null), true)
  assert.equal(isElsewhere({ agency: 'K21', agencyType: 'ministry', agencyRegion: null }, null), false)
})

test('a place is known as far down as its code goes', () => {
  assert.deepEqual(placeOf(village), { regency: '35.78', district: '35.78.07', village })
  assert.deepEqual(placeOf('35'), {})
  assert.deepEqual(placeOf(undefined), {})
})
