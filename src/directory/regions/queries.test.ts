import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { chainOf, childrenOf, pathOf, pathsOf, regionByCode, searchRegions } from './queries.ts'

const { db } = await createTestDatabase()
const first = async (text: string) => (await searchRegions(db, text))[0]?.code

test('a village is found by its name and by what it lies in', async () => {
  assert.equal(await first('putat gede'), '35.78.27.1004')
  assert.equal(await first('Kel. Putat Gede, Kec. Sukomanunggal'), '35.78.27.1004')
  assert.equal(await first('putat gede surabaya'), '35.78.27.1004')
})

test('the beginning of a word is enough', async () => assert.equal(await first('sukoman'), '35.78.27'))
test('a name may be written in one word', async () => assert.equal(await first('karangpilang'), '35.78.01'))
test('the city comes before what lies in it', async () => assert.equal(await first('surabaya'), '35.78'))
test('a province comes first for the words that its name begins with', async () =>
  assert.equal(await first('jawa t'), '33'))
test('Jakarta is found by what everybody calls it', async () => assert.equal(await first('dki'), '31'))
test('what means something in a search pattern is only a letter', async () => {
  for (const text of ["'", '%', '\\', ':*', "a'b & !c", 'kel.', ''])
    assert.ok(Array.isArray(await searchRegions(db, text)))
})
test('a search within a region stays there', async () => {
  const found = await searchRegions(db, 'wonorejo', { within: '35.78.03' })
  assert.deepEqual(
    found.map(({ code }) => code),
    ['35.78.03.1005'],
  )
})

test('the regions below one stand in the order of their names', async () => {
  const kecamatan = await childrenOf(db, '35.78')
  assert.equal(kecamatan.length, 31)
  assert.equal(kecamatan[0]?.name, 'Asem Rowo')
  const { name, code } = kecamatan[29]!
  assert.deepEqual(
    (await childrenOf(db, '35.78', { after: { name, code } })).map((region) => region.name),
    ['Wonokromo'],
  )
  assert.equal((await childrenOf(db, undefined)).length, 38)
})

test('a region knows its zone, its path and its chain', async () => {
  assert.equal((await regionByCode(db, '91.71'))?.zone, 'Asia/Jayapura')
  assert.equal(
    await pathOf(db, '35.78.27.1004'),
    'Kelurahan Putat Gede, Kec. Sukomanunggal, Kota Surabaya, Jawa Timur',
  )
  assert.deepEqual(
    (await chainOf(db, '35.78.27')).map(({ code }) => code),
    ['35', '35.78', '35.78.27'],
  )
  assert.equal((await pathsOf(db, ['35', '35.78', '99'])).size, 2)
  assert.equal(await regionByCode(db, '99'), undefined)
})
