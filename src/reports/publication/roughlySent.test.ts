import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayIn } from '../../web/say.ts'
import { reportCard } from '../../web/parts/reportCard.ts'
import { roughlySent } from './level.ts'

const id = sayIn('id')

test('a card tells the sending as roughly as the page of the report: a day, a week, a month', () => {
  const of = (level: 'open' | 'name_hidden', say = id) =>
    roughlySent({ level, submitted_day: '2026-11-16' }, say, '2026-11-25') // Mon
  assert.equal(of('open'), undefined)
  assert.equal(of('name_hidden'), 'pekan 16 Nov')
  assert.equal(of('name_hidden', sayIn('en')), 'week of 16 Nov')
})

test('a week is not shown as if it were a day', () => {
  const card = {
    number: '7K4M29QX',
    kind: 'complaint',
    title: 'Lampu padam',
    where: 'Kota Surabaya',
    submittedOn: '2026-11-16',
  } as const
  assert.match(reportCard({ ...card, sent: 'pekan 16 Nov' }, id, '2026-11-25').text, />\s*pekan 16 Nov\s*</)
  assert.match(reportCard(card, id, '2026-11-25').text, />\s*16 Nov\s*</)
})
