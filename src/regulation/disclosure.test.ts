/** The whole table of DOMAIN section 6, cell by cell: a surplus right fails like a missing one. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { audiences, disclosedFields, disclosure, sightOf } from './disclosure.ts'
import { levels } from './kinds.ts'

//                                    terbuka        tanpa nama      rahasia                     anonim penuh
const table: [
  field: string,
  audience: string,
  open: string,
  nameHidden: string,
  secret: string,
  anonymous: string,
][] = [
  ['name', 'public', 'display_name', 'none', 'none', 'not_collected'],
  ['name', 'agency', 'original', 'by_consent', 'by_consent_or_unmasking', 'not_collected'],
  ['name', 'desk', 'sealed', 'sealed', 'sealed', 'not_collected'],
  ['contact', 'public', 'none', 'none', 'none', 'not_collected'],
  ['contact', 'agency', 'original', 'by_consent', 'by_consent_or_unmasking', 'not_collected'],
  ['contact', 'desk', 'sealed', 'sealed', 'sealed', 'not_collected'],
  ['text', 'reporter', 'original', 'original', 'original', 'original'],
  ['text', 'desk', 'original', 'original', 'original', 'original'],
  ['text', 'agency', 'original', 'masked_first', 'masked_first', 'original'],
  ['text', 'public', 'published', 'published', 'none', 'published_on_request'],
  ['text', 'oversight', 'masked', 'masked', 'none', 'none'],
  ['photos', 'public', 'blurred_copy', 'blurred_copy', 'none', 'none'],
  ['original_photos', 'public', 'none', 'none', 'none', 'none'],
  ['original_photos', 'agency', 'original', 'original', 'original', 'original'],
  ['original_photos', 'desk', 'original', 'original', 'original', 'original'],
  ['file_metadata', 'service', 'sealed_if_evidence', 'sealed_if_evidence', 'sealed_if_evidence', 'destroyed'],
  ['place', 'reporter', 'original', 'original', 'original', 'original'],
  ['place', 'public', 'as_chosen', 'village', 'regency', 'none'],
  ['place', 'agency', 'original', 'original', 'original', 'original'],
  ['place', 'desk', 'original', 'original', 'original', 'original'],
  ['place', 'oversight', 'none', 'none', 'none', 'none'],
  ['time', 'public', 'date', 'week', 'month', 'month'],
  ['statistics', 'public', 'counted', 'counted', 'counted_from_five', 'counted_from_five'],
  [
    'contact_path',
    'service',
    'any_channel',
    'through_the_platform',
    'through_the_platform_neutral',
    'follow_page_only',
  ],
  ['network_address', 'service', 'hashed_seven_days', 'hashed_seven_days', 'none', 'none'],
]

test('who sees what at which level is the table of the regulation, and nothing else', () => {
  const written = Object.entries(disclosure).flatMap(([field, row]) =>
    Object.entries(row).map(([audience, cells]) => [field, audience, ...cells]),
  )
  assert.deepEqual(written, table)
})

for (const [field, audience, ...cells] of table)
  for (const [place, level] of levels.entries())
    test(`${audience} sees ${field} of a report that is ${level}: ${cells[place]}`, () =>
      assert.equal(sightOf(field as never, audience as never, level), cells[place]))

test('where the table has no cell, nobody sees anything', () => {
  const written = new Set(table.map(([field, audience]) => `${field} ${audience}`))
  for (const field of disclosedFields)
    for (const audience of audiences)
      if (!written.has(`${field} ${audience}`))
        for (const level of levels) assert.equal(sightOf(field, audience, level), 'none')
})
