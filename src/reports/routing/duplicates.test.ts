import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareReports, type NearReport } from './duplicates.ts'

const day = (text: string) => new Date(`${text}T03:00:00Z`)
const report = {
  title: 'Lampu jalan padam',
  text: 'Lampu jalan di depan pasar Melati padam sejak tiga malam, warga takut lewat.',
  region: '35.78.07.1003',
  submittedAt: day('2026-07-10'),
}
const other = (id: string, changes: Partial<NearReport>): NearReport => ({ id, ...report, ...changes })
const ids = (found: NearReport[]) => compareReports(report, found).map(({ id }) => id)

test('the same text sent again is the same report', () => {
  const [same] = compareReports(report, [other('again', { submittedAt: day('2026-07-11') })])
  assert.equal(same?.isSame, true)
})

test('the same text within a longer one is the same report', () => {
  const longer = `Selamat pagi. ${report.text} Saya sudah menulis dua kali dan belum dijawab siapa pun di kantor.`
  assert.equal(compareReports(report, [other('longer', { text: longer })])[0]?.isSame, true)
})

test('the same lamp in other words is related, a hole in the road is not', () => {
  const lamp = other('lamp', {
    title: 'PJU mati',
    text: 'PJU depan pasar Melati mati, jalan gelap dan warga takut lewat malam.',
  })
  const hole = other('hole', {
    title: 'Lubang',
    text: 'Ada lubang besar di aspal dekat sekolah, motor sering jatuh.',
  })
  assert.deepEqual(ids([hole, lamp]), ['lamp'])
})

test('the nearer in time and place comes first', () =>
  assert.deepEqual(
    ids([
      other('old', { submittedAt: day('2026-06-01') }),
      other('far', { region: '33.74.13.1001' }),
      other('near', { submittedAt: day('2026-07-09') }),
    ]),
    ['near', 'old', 'far'],
  ))

test('two short greetings are not one report', () =>
  assert.deepEqual(
    compareReports({ ...report, title: '', text: 'tolong pak' }, [
      other('short', { title: '', text: 'tolong bu' }),
    ]).filter(({ isSame }) => isSame),
    [],
  ))

test('nothing found is nothing like it', () => assert.deepEqual(compareReports(report, []), []))
