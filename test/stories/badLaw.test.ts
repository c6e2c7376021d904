/** Calendars with gaps, decrees before their date, rules that overlap or count nothing: refused where they are typed in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aStory, type Officer } from '../support/story.ts'
import { aTown } from '../support/town.ts'

const town = await aTown('2026-07-06T02:10:00.000Z') // Monday
const { officer, looks } = aStory(town, 'bad-law')
await town.hires('evaluator2', 'evaluator')
const evaluator = await officer('evaluator')

const proposals = async (): Promise<number> =>
  (await town.database.db.selectFrom('legal_change').select('change_id').execute()).length

/** Types a change of the calendar with the keyboard alone, and sends it. */
async function proposesDays(decree: string, decreeDay: string, add: string): Promise<string> {
  await evaluator.page.goto(`${town.url}/meja/kalender`)
  await evaluator.presses('#usulan summary')
  await evaluator.writes('#decree', decree)
  await evaluator.dates('#decree_day', decreeDay)
  await evaluator.writes('#add', add)
  await evaluator.follows('#usulan button')
  return evaluator.reads('[role=alert]')
}

type Rule = { rule: string; days: string; from: string; decreeDay: string }
async function proposesRule(by: Officer, { rule, days, from, decreeDay }: Rule): Promise<string> {
  await by.page.goto(`${town.url}/meja/aturan`)
  const form = 'form[action$="/meja/aturan"]'
  await by.presses(`details:has(${form}) summary`)
  await by.picks(`${form} [name=rule]`, rule)
  await by.writes(`${form} [name=days]`, days)
  await by.dates(`${form} [name=valid_from]`, from)
  await by.writes(`${form} [name=decree]`, 'PermenPANRB 7/2026')
  await by.dates(`${form} [name=decree_day]`, decreeDay)
  await by.follows(`${form} button`)
  return by.reads('[role=alert]')
}

test('a decree dated after its day says how to go on: check both days, or state that it is retroactive', async () => {
  const said = await proposesDays('SKB 934/2026', '2026-07-06', '2026-07-03 Hari yang sudah lewat')
  await looks(evaluator.page, 'decree-before-its-date')
  assert.match(said, /sesudah harinya \(2026-07-03\)\. Periksa kedua tanggal pada naskah/)
  assert.match(said, /bila keputusan itu memang berlaku surut, tandai "berlaku surut"/)
  assert.equal(await evaluator.page.inputValue('#add'), '2026-07-03 Hari yang sudah lewat')
  assert.equal(await evaluator.page.inputValue('#decree_day'), '2026-07-06')
})

test('a decree of tomorrow is not entered today', async () => {
  const said = await proposesDays('SKB 935/2026', '2026-07-07', '2026-12-28 Cuti bersama')
  assert.match(said, /bertanggal sesudah hari ini\. Masukkan pada atau sesudah tanggal keputusannya/)
})

test('a new year comes whole: one holiday alone would make all its dates look certain', async () => {
  const said = await proposesDays('SKB 936/2026', '2026-07-06', '2027-03-09 Hari Suci Nyepi')
  await looks(evaluator.page, 'calendar-with-gaps')
  assert.match(said, /Kalender 2027 berlubang: 2027-05-01, .*2027-12-25 belum ada/)
  assert.match(said, /Masukkan seluruh libur nasional tahun itu dalam satu usulan/)
})

test('years come in order', async () => {
  const whole = ['01-01', '05-01', '06-01', '08-17', '12-25'].map((date) => `2028-${date} Libur`).join('\n')
  assert.match(
    await proposesDays('SKB 937/2026', '2026-07-06', whole),
    /Kalender 2027 belum ada\. Masukkan 2027 dulu, baru 2028/,
  )
})

test('a day that stands already is not entered twice', async () => {
  assert.match(
    await proposesDays('SKB 938/2026', '2026-07-06', '2026-08-17 Hari Kemerdekaan'),
    /sudah ada dengan jenis dan wilayah yang sama\. Cabut baris lama dalam usulan yang sama, atau hapus dari usulan ini/,
  )
})

test('a version that begins with another one, or before today, is told the days that are free', async () => {
  const version = { rule: 'F1', days: '4', from: '2027-01-04', decreeDay: '2026-07-06' }
  await proposesRule(evaluator, version)
  assert.match(evaluator.page.url(), /\/meja\/perubahan\//)
  const second = await officer('evaluator2')
  await second.page.goto(evaluator.page.url())
  await second.follows('form[action$="setujui"] button')
  const said = await proposesRule(evaluator, { ...version, days: '3' })
  await looks(evaluator.page, 'rules-overlap')
  assert.match(said, /Bertumpuk dengan versi yang berlaku sejak 2027-01-04\. Pilih tanggal sesudahnya/)
  assert.match(
    await proposesRule(evaluator, { ...version, from: '2026-07-06' }),
    /berlaku paling cepat besok[\s\S]*Bila keputusannya juga mengenai tenggat yang sedang berjalan, tandai pilihan itu/,
  )
})

test('a rule without a length makes no date, and says which lengths there are', async () => {
  const said = await proposesRule(evaluator, {
    rule: 'F1',
    days: '0',
    from: '2027-01-04',
    decreeDay: '2026-07-06',
  })
  assert.match(said, /Isi lama tenggat, 1 sampai \d+\. Aturan tanpa lama tidak dapat menghasilkan tanggal/)
})

test('a clock that no rule knows cannot be proposed by a program either', async () => {
  const { status, json } = await town.call('POST', '/desk/changes/rules', {
    body: {
      rule: 'Z9',
      days: 5,
      valid_from: '2027-01-04',
      decree: 'PermenPANRB 7/2026',
      decree_day: '2026-07-06',
    },
    headers: town.token('evaluator'),
  })
  assert.equal(status, 422, JSON.stringify(json))
  assert.match(JSON.stringify(json), /Tidak ada aturan itu\. Pilih dari daftar/)
})

test('of all this only what was in order was proposed', async () => assert.equal(await proposals(), 1))
