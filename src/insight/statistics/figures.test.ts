/** Home, statistics and open data say the same of the same figures. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aTown, jayapura, surabaya } from '../../../test/support/town.ts'
import { lastYear } from './period.ts'
import { liveFigures, punctualAgencies } from './figures.ts'
import { rankedAgencies } from '../agencies/queries.ts'
import { noCounts, type Counts } from './shares.ts'

const town = await aTown()
const { db } = town.database
const owner = await town.database.as('lapor_owner')
const counted = async (agency_code: string, day: string, counts: Partial<Counts>): Promise<void> => {
  await owner
    .insertInto('stat_daily')
    .values({
      ...noCounts,
      ...counts,
      agency_code,
      day,
      formula: 2,
      calendar_version: 1,
      computed_at: new Date('2026-07-06T01:00:00Z'),
    })
    .execute()
}
const textOf = async (path: string): Promise<string> =>
  (await (await fetch(town.url + path)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

await counted(surabaya, '2026-06-01', {
  first_due: 30,
  first_on_time: 30,
  answer_due: 13,
  answer_on_time: 10,
})
await counted(jayapura, '2026-06-01', {
  first_due: 29,
  first_on_time: 29,
  answer_due: 20,
  answer_on_time: 20,
})
await counted('D3273', '2026-06-01', { first_due: 40, first_on_time: 20, answer_due: 40, answer_on_time: 36 })
await counted('N', '2026-06-30', { solved: 8, closed_by_agency: 3, with_ombudsman: 2 })
await counted('N', '2026-07-06', { solved: 2, with_ombudsman: 1 })

test('an agency with 29 first replies due is ranked nowhere, however punctual; home and statistics rank the same', async () => {
  const ranked = await rankedAgencies(db, lastYear(town.ground.now()))
  assert.deepEqual(
    ranked.map(({ code }) => code),
    ['D3273', surabaya],
  )
  assert.deepEqual(
    (await punctualAgencies(db, town.ground.now())).map(({ due, onTime }) => [due, onTime]),
    [
      [40, 0.9],
      [13, 10 / 13],
    ],
  )
  assert.match(await textOf('/'), /Tenggat jawaban akhir .*Bandung 40 90% .*Surabaya 13 77%/)
})

test('the share solved of a year counts who is with the Ombudsman now, and not who was', async () => {
  // 10 solved, 3 closed otherwise, 1 there.
  assert.equal((await liveFigures(db, '2026-07-06')).solvedByReporter, 10 / 14)
})

test('the quarters of the statistics add up: solved, closed otherwise, with the Ombudsman', async () => {
  const page = await textOf('/statistik')
  assert.match(page, /Dari laporan yang ditutup atau di Ombudsman/)
  // The second quarter: 8, 3 and 2, of which 8 in 13 are 62 %; small cells are hidden.
  assert.match(page, /2026 T2 8 &lt; 5 &lt; 5 62%/)
  // The picture: the square stands at what is closed, 11 of 13.
  assert.match(page, /62% 85%/)
  assert.doesNotMatch(page, /semuanya selesai menurut instansi/)
})

test('the open data name their licence, their formula and calendar, and when they were counted', async () => {
  const page = await textOf('/data')
  assert.match(page, /Creative Commons Atribusi 4\.0 Internasional \(CC BY 4\.0\)/)
  assert.match(page, /Rumus versi 2, kalender hari kerja versi 1, terakhir dihitung/)
  assert.doesNotMatch(page, /Semua angka di halaman statistik dapat dihitung ulang/)
  const csv = await (await fetch(`${town.url}/data/harian.csv`)).text()
  assert.match(csv, /formula,calendar_version,computed_at,licence/)
  assert.match(csv, /2026-07-06,.*,2,1,2026-07-06T01:00:00\.000Z,CC BY 4\.0/)
})
