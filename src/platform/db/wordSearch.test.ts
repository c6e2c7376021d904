import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { createTestDatabase } from '../../../test/support/database.ts'
import { anyOfQuery, wordQuery } from './wordSearch.ts'

const { db } = await createTestDatabase({ seeded: false })

const queryOf = async (typed: string): Promise<string> =>
  (await sql<{ query: string }>`select ${wordQuery(typed)}::text as query`.execute(db)).rows[0]!.query

const cases: [typed: string, query: string][] = [
  ['lampu padam', "'lampu' & 'padam'"],
  ['lampu or padam', "'lampu' | 'padam'"],
  ['lampu -padam', "'lampu' & !'padam'"],
  ['lampu --padam', "'lampu' & !'padam'"],
  ['"lampu padam"', "'lampu' <-> 'padam'"],
  ['-"lampu padam" gang', "!( 'lampu' <-> 'padam' ) & 'gang'"],
  ['"lampu padam', "'lampu' & 'padam'"],
  ['(lampu) & !padam | gang*', "'lampu' & 'padam' & 'gang'"],
  ['lampu - padam -', "'lampu' & 'padam'"],
  ['lampu\u0000padam', "'lampu' & 'padam'"],
  ['- -- !! "" ""-""', ''],
  ['', ''],
]
for (const [typed, query] of cases)
  test(`typed ${JSON.stringify(typed)} looks for ${query || 'nothing'}`, async () =>
    assert.equal(await queryOf(typed), query))

test('sixty dashes, or dashes between other signs, are no error', async () => {
  for (const unit of ['-', '- ', '-!', '-"', '-(', '--a ', '-\t'])
    await assert.doesNotReject(queryOf(unit.repeat(60)), unit)
})

test('twenty words count, and ten that are left out', async () => {
  const many = Array.from({ length: 300 }, (_, index) => `kata${index}x`)
  assert.equal((await queryOf(many.join(' '))).split(' & ').length, 20)
  assert.equal((await queryOf(`"${many.join(' ')}" lampu`)).split(' <-> ').length, 20)
  assert.equal((await queryOf(many.map((word) => `-${word}`).join(' '))).split(' & ').length, 10)
  await assert.doesNotReject(sql`select ${anyOfQuery(many)}`.execute(db))
})

test('whatever is typed makes a query', async () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          '-',
          '--',
          '"',
          ' ',
          '!',
          '(',
          ')',
          '&',
          '|',
          ':',
          '*',
          '\\',
          'or',
          'a',
          'e-KTP',
          '12/2024',
          'a@b.id',
          '\u0000',
          '\n',
          '\ud800',
        ),
        {
          maxLength: 300,
        },
      )
      .map((parts) => parts.join('')),
  )
  await fc.assert(
    fc.asyncProperty(typed, (text) => queryOf(text).then((query) => query.length <= 8 * text.length + 8)),
    { numRuns: 300 },
  )
})
