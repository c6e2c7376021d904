import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailShows, newsOf, staffNews, tellsNoStaff } from './staffNews.ts'
import { transitions } from './transitions.ts'

test('of every step of the state table somebody among the staff is told, or the table says why nobody is', () => {
  const actions = new Set(
    transitions.flatMap((row) => [row.action, ...(row.confirm ? [row.confirm.action] : [])]),
  )
  const undecided = [...actions].filter(
    (action) => !staffNews.some((news) => news.action === action) && !(action in tellsNoStaff),
  )
  assert.deepEqual(undecided, [])
  const twice = staffNews.filter((news) => news.action in tellsNoStaff)
  assert.deepEqual(twice, [])
})

test('whatever waits for a second person is told to the second persons', () => {
  for (const row of transitions.filter(({ confirm }) => confirm))
    assert.ok(
      newsOf(row.action, row.id, true).some(({ tells }) => tells.includes('second_persons')),
      `${row.id} ${row.action}`,
    )
})

test('rows named in the table of news are rows of the state table', () => {
  for (const { row, action } of staffNews.filter((news) => news.row !== undefined))
    assert.ok(
      transitions.some((one) => one.id === row && one.action === action),
      `${row} ${action}`,
    )
})

test('a letter about a secret report shows its number at most, about an anonymous one not even that', () => {
  assert.deepEqual((['open', 'name_hidden', 'secret', 'anonymous'] as const).map(mailShows), [
    'title',
    'title',
    'number',
    'nothing',
  ])
})
