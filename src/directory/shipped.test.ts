import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shippedAgencies, shippedUnits } from './agencies/shipped.ts'
import { csvLines, referenceRows } from './csv.ts'
import { shippedRegions } from './regions/shipped.ts'
import { zoneOfRegion } from './regions/zones.ts'
import { shippedTopics } from './topics/shipped.ts'

const regions = await shippedRegions.rows(undefined)
const agencies = await shippedAgencies.rows(undefined)
const units = await shippedUnits.rows(undefined)
const count = (level: string) => regions.filter((region) => region.level === level).length

test('the regions of the decree of 2025 are all there', () => {
  assert.equal(count('provinsi'), 38)
  assert.equal(count('kabupaten'), 416)
  assert.equal(count('kota'), 98)
  assert.equal(count('kecamatan'), 7_285)
  assert.equal(count('kelurahan') + count('desa'), 83_762)
})

test('a village says where it lies', () =>
  assert.equal(
    regions.find(({ code }) => code === '35.78.27.1004')?.path,
    'Kelurahan Putat Gede, Kec. Sukomanunggal, Kota Surabaya, Jawa Timur',
  ))

test('Indonesia has three zones, by province', () => {
  const zones: [province: string, name: string, zone: string][] = [
    ['11', 'Aceh', 'Asia/Jakarta'],
    ['31', 'Jakarta', 'Asia/Jakarta'],
    ['61', 'Kalimantan Barat', 'Asia/Jakarta'],
    ['62', 'Kalimantan Tengah', 'Asia/Jakarta'],
    ['63', 'Kalimantan Selatan', 'Asia/Makassar'],
    ['64', 'Kalimantan Timur', 'Asia/Makassar'],
    ['65', 'Kalimantan Utara', 'Asia/Makassar'],
    ['51', 'Bali', 'Asia/Makassar'],
    ['52', 'NTB', 'Asia/Makassar'],
    ['53', 'NTT', 'Asia/Makassar'],
    ['76', 'Sulawesi Barat', 'Asia/Makassar'],
    ['81', 'Maluku', 'Asia/Jayapura'],
    ['82', 'Maluku Utara', 'Asia/Jayapura'],
    ['96', 'Papua Barat Daya', 'Asia/Jayapura'],
  ]
  for (const [province, name, zone] of zones) assert.equal(zoneOfRegion(`${province}.01`), zone, name)
  const byZone = Map.groupBy(
    regions.filter(({ level }) => level === 'provinsi'),
    ({ zone }) => zone,
  )
  assert.deepEqual(
    [...byZone].map(([zone, provinces]) => [zone, provinces.length]),
    [
      ['Asia/Jakarta', 18],
      ['Asia/Makassar', 12],
      ['Asia/Jayapura', 8],
    ],
  )
})

test('every agency has an address of its own and exactly one inspectorate', () => {
  assert.equal(new Set(agencies.map(({ slug }) => slug)).size, agencies.length)
  const inspectorates = Map.groupBy(
    units.filter(({ kind }) => kind === 'inspectorate'),
    (unit) => unit.agency_code,
  )
  for (const { code } of agencies) assert.equal(inspectorates.get(code)?.length, 1, code)
})

test('every local government has a tier above it, and nobody stands above himself', () => {
  const byCode = new Map(agencies.map((agency) => [agency.code, agency]))
  for (const { code, type, parent_code } of agencies) {
    if (parent_code !== null) assert.ok(byCode.has(parent_code), `${code} → ${parent_code}`)
    if (type === 'regency' || type === 'city') assert.equal(byCode.get(parent_code!)?.type, 'province', code)
  }
  assert.equal(byCode.get('D3578')?.parent_code, 'P35')
  assert.equal(byCode.get('P35')?.parent_code, 'K09')
  assert.equal(byCode.get('K27')?.parent_code, 'K05')
})

test('units are unique, fit their columns, and follow the place that they belong to', () => {
  const byCode = new Map(units.map((unit) => [unit.code, unit]))
  assert.equal(byCode.size, units.length)
  for (const { code, name } of units) assert.ok(code.length <= 100 && name.length <= 200, code)
  assert.equal(byCode.get('D3578.dinas-sosial')?.name, 'Dinas Sosial Kota Surabaya')
  assert.equal(byCode.get('P35.dinas-kehutanan')?.name, 'Dinas Kehutanan Provinsi Jawa Timur')
  assert.equal(byCode.get('D3578.dinas-kehutanan'), undefined)
  assert.equal(byCode.get('D3578.kec-35.78.27')?.name, 'Kecamatan Sukomanunggal')
  assert.equal(byCode.get('D3578.kel-35.78.27.1004')?.parent_unit_code, 'D3578.kec-35.78.27')
})

test('a city of Jakarta is run by the province, so it has no council and no water company', () => {
  const own = units.filter(({ agency_code }) => agency_code === 'D3174').map(({ code }) => code)
  assert.ok(own.includes('D3174.dinas-perhubungan'))
  assert.ok(!own.includes('D3174.sekretariat-dprd') && !own.includes('D3174.perusahaan-daerah-air-minum'))
  const office = units.find(({ code }) => code === 'D3174.dinas-perhubungan')
  assert.equal(office?.name, 'Suku Dinas Perhubungan Kota Administrasi Jakarta Selatan')
})

test('names for matching lead to codes that exist', async () => {
  const codes = new Set([...agencies, ...(await shippedTopics.rows(undefined))].map(({ code }) => code))
  const slugs = new Set(units.map(({ code }) => code.slice(code.indexOf('.') + 1)))
  for (const { code, alias } of await referenceRows<'code' | 'alias'>('agency_aliases.csv'))
    assert.ok(codes.has(code), alias)
  for (const { code, alias } of await referenceRows<'code' | 'alias'>('category_aliases.csv'))
    assert.ok(codes.has(code), alias)
  for (const { slug, alias } of await referenceRows<'slug' | 'alias'>('office_aliases.csv'))
    assert.ok(slugs.has(slug), alias)
})

test('a comma inside quotes is part of the field', () =>
  assert.deepEqual(csvLines('a,"b, c","say ""yes"""\n,,\n'), [
    ['a', 'b, c', 'say "yes"'],
    ['', '', ''],
  ]))
