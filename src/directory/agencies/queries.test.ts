import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import {
  agenciesAbove,
  agenciesByCode,
  agencyByCode,
  agencyBySlug,
  agencyOfRegion,
  agencyTreeOf,
  inspectorateOf,
  listAgencies,
  unitByCode,
  unitsOf,
} from './queries.ts'

const { db } = await createTestDatabase()

test('an agency is found by its code and by its address', async () => {
  assert.equal((await agencyByCode(db, 'D3578'))?.name, 'Pemerintah Kota Surabaya')
  assert.equal((await agencyBySlug(db, 'pemerintah-kota-surabaya'))?.code, 'D3578')
  assert.equal((await agencyByCode(db, 'N'))?.type, 'national_desk')
  assert.equal(await agencyByCode(db, 'X'), undefined)
  assert.deepEqual([...(await agenciesByCode(db, ['K09', 'X', 'K09'])).keys()], ['K09'])
})

test('agencies are listed by type, region and part of a name, page by page', async () => {
  assert.equal((await listAgencies(db, { type: 'ministry' }, { limit: 100 })).length, 49)
  assert.equal((await listAgencies(db, { region: '34' })).length, 6)
  assert.deepEqual(
    (await listAgencies(db, { q: 'kemenkes' })).map(({ code }) => code),
    ['K20'],
  )
  assert.deepEqual(await listAgencies(db, { q: '100%' }), [])
  const [first, second] = await listAgencies(db, { type: 'province' }, { limit: 2 })
  const next = await listAgencies(
    db,
    { type: 'province' },
    { after: { name: first!.name, code: first!.code }, limit: 1 },
  )
  assert.equal(next[0]?.code, second?.code)
})

test('the offices of the government itself stand before those of its kecamatan', async () => {
  const units = await unitsOf(db, 'D3578', '', { limit: 200 })
  assert.equal(units[0]?.kind === 'kecamatan', false)
  assert.equal(units.filter(({ kind }) => kind === 'kecamatan').length, 31)
  assert.deepEqual(
    (await unitsOf(db, 'D3578', 'putat gede')).map(({ code }) => code),
    ['D3578.kel-35.78.27.1004'],
  )
  assert.equal((await unitByCode(db, 'D3578.dinas-sosial'))?.name, 'Dinas Sosial Kota Surabaya')
})

test('a complaint about an agency goes to its own inspectorate', async () => {
  assert.equal((await inspectorateOf(db, 'D3578'))?.name, 'Inspektorat Daerah Kota Surabaya')
  assert.equal((await inspectorateOf(db, 'K20'))?.name, 'Inspektorat Jenderal')
})

test('the tiers: a city stands under its province, a province under home affairs, a ministry under its coordinator', async () => {
  const above = async (code: string) => (await agenciesAbove(db, code)).map((agency) => agency.code)
  assert.deepEqual(await above('D3578'), ['P35', 'K09', 'K01'])
  assert.deepEqual(await above('K27'), ['K05'])
  const tree = await agencyTreeOf(db, 'P34')
  assert.equal(tree[0]?.code, 'P34')
  assert.equal(tree.length, 6)
})

test('who governs a village is its regency or city', async () => {
  assert.equal((await agencyOfRegion(db, '35.78.27.1004'))?.code, 'D3578')
  assert.equal((await agencyOfRegion(db, '35'))?.code, 'P35')
})
