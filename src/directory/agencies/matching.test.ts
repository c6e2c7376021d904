import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regionMatcher } from '../regions/matching.ts'
import { agencyMatcher, type NamedAgency } from './matching.ts'

const regions = regionMatcher([
  { code: '33', name: 'Jawa Tengah', level: 'provinsi' },
  { code: '33.03', name: 'Kabupaten Purbalingga', level: 'kabupaten' },
  { code: '33.74', name: 'Kota Semarang', level: 'kota' },
  { code: '33.74.13', name: 'Semarang Barat', level: 'kecamatan' },
  { code: '33.74.13.1001', name: 'Kembangarum', level: 'kelurahan' },
])

const agencies: NamedAgency[] = [
  { code: 'K12', name: 'Kementerian Agama', short_name: 'Kemenag', type: 'ministry', region_code: null },
  { code: 'K13', name: 'Kementerian Hukum', short_name: 'Kemenkum', type: 'ministry', region_code: null },
  { code: 'K21', name: 'Kementerian Sosial', short_name: 'Kemensos', type: 'ministry', region_code: null },
  {
    code: 'K36',
    name: 'Kementerian Agraria dan Tata Ruang/Badan Pertanahan Nasional',
    short_name: 'ATR/BPN',
    type: 'ministry',
    region_code: null,
  },
  {
    code: 'L20',
    name: 'Badan Penyelenggara Jaminan Sosial Kesehatan',
    short_name: 'BPJS Kesehatan',
    type: 'institution',
    region_code: null,
  },
  {
    code: 'P33',
    name: 'Pemerintah Provinsi Jawa Tengah',
    short_name: 'Pemprov Jawa Tengah',
    type: 'province',
    region_code: '33',
  },
  {
    code: 'D3303',
    name: 'Pemerintah Kabupaten Purbalingga',
    short_name: 'Pemkab Purbalingga',
    type: 'regency',
    region_code: '33.03',
  },
  {
    code: 'D3374',
    name: 'Pemerintah Kota Semarang',
    short_name: 'Pemkot Semarang',
    type: 'city',
    region_code: '33.74',
  },
]
const usual: [slug: string, name: string, short: string][] = [
  ['dinas-sosial', 'Dinas Sosial', 'Dinsos'],
  ['dinas-perhubungan', 'Dinas Perhubungan', 'Dishub'],
  ['dinas-pekerjaan-umum', 'Dinas Pekerjaan Umum dan Penataan Ruang', 'DPUPR'],
  ['satpol', 'Satuan Polisi Pamong Praja', 'Satpol PP'],
  ['tenaga-kerja', 'Dinas Tenaga Kerja', 'Disnaker'],
  ['perindustrian', 'Dinas Perindustrian', 'Disperin'],
  ['rsud', 'Rumah Sakit Umum Daerah', 'RSUD'],
]
const offices = agencies
  .filter(({ region_code }) => region_code !== null)
  .flatMap(({ code, name }) =>
    usual.map(([slug, office, short]) => ({
      code: `${code}.${slug}`,
      agency_code: code,
      name: `${office} ${name.replace('Pemerintah ', '')}`,
      short_name: short,
    })),
  )
const match = agencyMatcher(
  agencies,
  offices,
  {
    agencies: [
      { code: 'K13', alias: 'Kementerian Hukum dan HAM' },
      { code: 'K36', alias: 'Kantor Pertanahan' },
    ],
    offices: [
      { slug: 'dinas-pekerjaan-umum', alias: 'Dinas PU' },
      { slug: 'dinas-pekerjaan-umum', alias: 'Dinas Bina Marga' },
    ],
  },
  regions,
)

const cases: [text: string, region: string | undefined, agency: string, unit?: string][] = [
  ['Kementerian Sosial', undefined, 'K21'],
  ['kemensos', undefined, 'K21'],
  ['Badan Pertanahan Nasional', undefined, 'K36'],
  ['Kantor Pertanahan Kota Semarang', undefined, 'K36'],
  ['Direktorat Jaminan Sosial Keluarga, Kementerian Sosial', undefined, 'K21'],
  ['BPJS Kesehatan KC Purbalingga', undefined, 'L20'],
  ['Kanwil Kementerian Hukum dan HAM Jawa Tengah', undefined, 'K13'],
  ['Kantor Kementerian Agama Kabupaten Purbalingga', undefined, 'K12'],
  ['Provinsi Jawa Tengah', undefined, 'P33'],
  ['Kabupaten Purbalingga', undefined, 'D3303'],
  ['Bupati Purbalingga', undefined, 'D3303'],
  ['Kantor Walikota Semarang', undefined, 'D3374'],
  ['Pemerintah Kota Semarang - Program Bantuan', undefined, 'D3374'],
  ['Dinas PU Kota Semarang', undefined, 'D3374', 'dinas-pekerjaan-umum'],
  ['Dinas Sumber Daya Air dan Bina Marga', '33.74', 'D3374', 'dinas-pekerjaan-umum'],
  ['Kantor Satuan Polisi Pamong Praja Kota Semarang', undefined, 'D3374', 'satpol'],
  ['Dishub', '33.74.13.1001', 'D3374', 'dinas-perhubungan'],
  ['Dinas Sosial', '33', 'P33', 'dinas-sosial'],
  ['Dinas Perindustrian dan Tenaga Kerja Kab. Purbalingga', undefined, 'D3303', 'perindustrian'],
  ['RSUD dr. Goeteng', '33.03', 'D3303', 'rsud'],
  ['Kecamatan Semarang Barat Kota Semarang', undefined, 'D3374', 'kec-33.74.13'],
  ['Kelurahan Kembangarum', '33.74', 'D3374', 'kel-33.74.13.1001'],
  // An office that has no code of its own: its government is known all the same.
  ['Dinas Pengelolaan Aset Kota Semarang', undefined, 'D3374'],
]
for (const [text, region, agency, unit] of cases) {
  test(`a name leads to its agency: ${text}${region ? ` (report from ${region})` : ''}`, () =>
    assert.deepEqual(match(text, region), unit ? { agency, unit: `${agency}.${unit}` } : { agency }))
}

test('an office of every government is not decided without a place', () =>
  assert.equal(match('Dinas Sosial'), undefined))
test('a company or a university in a city is not its government', () => {
  assert.equal(match('PT Maju Jaya Kota Semarang'), undefined)
  assert.equal(match('Universitas Entah Kota Semarang'), undefined)
})
test('nothing is found in nothing', () => assert.equal(match('', '33.74'), undefined))
