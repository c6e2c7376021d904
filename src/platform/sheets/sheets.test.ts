import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCsv, readWorkbook } from '../../../test/support/workbook.ts'
import { csv } from './csv.ts'
import type { Column, Row, Sheet } from './sheet.ts'
import { xlsx } from './xlsx.ts'

const columns: Column[] = [
  { head: 'Judul', kind: 'text' },
  { head: 'Jumlah', kind: 'number' },
  { head: 'Tepat waktu', kind: 'share' },
  { head: 'Tenggat', kind: 'day' },
  { head: 'Diterima (WITA)', kind: 'instant', offsetHours: 8 },
]
const sheet = (...pages: Row[][]): Sheet => ({ name: 'laporan', columns, pages })
const written = async (parts: AsyncGenerator<Buffer | string>): Promise<Buffer> => {
  const all: Buffer[] = []
  for await (const part of parts) all.push(Buffer.from(part))
  return Buffer.concat(all)
}
const book = async (made: Sheet, lines?: number) => readWorkbook(await written(xlsx(made, lines)))
const table = async (made: Sheet) => readCsv((await written(csv(made))).toString().replace('\uFEFF', ''))
const titled = (title: string): Row => [title, 1, 0.5, '2026-07-13', null]

test('a CSV begins with the mark by which Excel knows UTF-8', async () => {
  const bytes = await written(csv(sheet([titled('Jalan')])))
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf])
})

// 02:10 UTC is 10:10 in Makassar. 6 July 2026 is day 46,209 of spreadsheets, which count 1 January 1900 as day 1.
const row: Row = ['Jalan "rusak", dan\nberlubang', 12, 0.86, '2026-07-13', new Date('2026-07-06T02:10:00Z')]

test('a CSV gives days as days and instants as the clock of the zone that its head names', async () => {
  assert.deepEqual(await table(sheet([row])), [
    ['Judul', 'Jumlah', 'Tepat waktu', 'Tenggat', 'Diterima (WITA)'],
    ['Jalan "rusak", dan\nberlubang', '12', '0.86', '2026-07-13', '2026-07-06 10:10'],
  ])
})

test('a workbook opened by another reader holds the same, as numbers, days and times that can be computed with', async () => {
  const [read] = await book(sheet([row]))
  assert.equal(read!.name, 'laporan')
  assert.deepEqual(
    read!.rows[0]!.map((cell) => cell?.value),
    columns.map(({ head }) => head),
  )
  const [title, count, share, day, at] = read!.rows[1]!
  assert.equal(title!.value, 'Jalan "rusak", dan\nberlubang')
  assert.equal(count!.value, 12)
  assert.deepEqual([share!.value, share!.format], [0.86, '9'])
  assert.deepEqual([day!.value, day!.format], [46_216, 'yyyy\\-mm\\-dd'])
  assert.deepEqual([at!.value, at!.format], [46_209.423611, 'yyyy\\-mm\\-dd\\ hh:mm'])
})

for (const formula of ['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\tx', ' =1', '＝1'])
  test(`${JSON.stringify(formula)} is a text and never runs`, async () => {
    const [, ...rows] = await table(sheet([titled(formula)]))
    assert.equal(rows[0]![0], `'${formula}`)
    const [read] = await book(sheet([titled(formula)]))
    assert.deepEqual([read!.rows[1]![0]!.value, read!.rows[1]![0]!.isQuoted], [formula, true])
  })

test('a number below zero is a number', async () => {
  const made = sheet([['Selisih', -3, null, null, null]])
  assert.equal((await table(made))[1]![1], '-3')
  assert.equal((await book(made))[0]!.rows[1]![1]!.value, -3)
})

test('what XML cannot hold is left out, and what Excel would read as another letter stays', async () => {
  const [read] = await book(sheet([titled('a\u0000b\ud800c <b> & "d" _x0041_ 😀')]))
  assert.equal(read!.rows[1]![0]!.value, 'abc <b> & "d" _x005F_x0041_ 😀')
})

test('an empty list is a file with its heads', async () => {
  assert.equal((await table(sheet())).length, 1)
  assert.equal((await book(sheet([])))[0]!.rows.length, 1)
})

test('a list longer than a sheet goes on in the next one, with the heads again', async () => {
  const rows = Array.from({ length: 7 }, (_, at) => titled(`r${at}`))
  const sheets = await book(sheet(rows.slice(0, 5), [], rows.slice(5)), 4)
  assert.deepEqual(
    sheets.map(({ name }) => name),
    ['laporan', 'laporan 2', 'laporan 3'],
  )
  assert.deepEqual(
    sheets.map((one) => one.rows.map(([title]) => title?.value)),
    [
      ['Judul', 'r0', 'r1', 'r2'],
      ['Judul', 'r3', 'r4', 'r5'],
      ['Judul', 'r6'],
    ],
  )
})

test('a page that fails ends the file with its error, and one that is left stops asking', async () => {
  const asked: number[] = []
  let isReleased = false
  async function* pages(failing: boolean) {
    try {
      for (let page = 0; page < 50; page++) {
        asked.push(page)
        if (failing && page === 2) throw new Error('the database is gone')
        yield Array.from({ length: 500 }, () => titled(Math.random().toString(36).repeat(20)))
      }
    } finally {
      isReleased = true
    }
  }
  await assert.rejects(written(xlsx({ ...sheet(), pages: pages(true) })), /the database is gone/)
  assert.ok(isReleased)
  ;[isReleased, asked.length] = [false, 0]
  const parts = xlsx({ ...sheet(), pages: pages(false) })
  for (let part = 0; part < 14; part++) await parts.next()
  await parts.return(undefined)
  assert.ok(isReleased, 'the list was let go')
  assert.ok(asked.length < 50, `${asked.length} pages were asked for`)
})
