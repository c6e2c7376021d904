import assert from 'node:assert/strict'
import { test } from 'node:test'
import { states } from './kinds.ts'
import { openStates, permittedActions, startsFrom, transitions } from './transitions.ts'

test('every row T1 to T47 of the state table is there, and no other T row', () => {
  const ids = new Set(transitions.map((row) => row.id).filter((id) => id.startsWith('T')))
  assert.deepEqual(
    [...ids].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
    Array.from({ length: 47 }, (_, index) => `T${index + 1}`),
  )
})

test('a report that waits for somebody can always be moved on by a person', () => {
  for (const state of openStates) {
    const ways = transitions.filter((row) => startsFrom(row, state) && row.to !== 'same' && row.to !== state)
    assert.ok(
      ways.some((row) => row.by.some((role) => role !== 'system')),
      state,
    )
  }
})

test('whatever moves a report is told to the reporter, but for drafts that a second person has not seen', () => {
  const silent = transitions.filter((row) => row.to !== 'same' && row.told === undefined).map((row) => row.id)
  assert.deepEqual([...new Set(silent)], ['T25', 'T26'])
})

test('nobody archives alone, and nothing is published by one person', () => {
  for (const row of transitions.filter((one) => one.action === 'archive' || one.publication === 'published'))
    assert.ok(row.confirm, row.id)
})

test('a unit officer may start nothing with a report that nobody has forwarded', () =>
  assert.deepEqual(permittedActions('received', 'unit_officer').sort(), [
    'decline',
    'note',
    'open_identity',
    'propose_publication',
    'raise_secrecy',
    'read_original',
  ]))

test('only the reporter says that a report is solved, and only the reporter lowers its secrecy', () => {
  for (const row of transitions.filter((one) =>
    ['accept', 'reject', 'lower_secrecy', 'withdraw'].includes(one.action),
  ))
    assert.deepEqual(row.by, ['reporter'], row.id)
})

test('every row names its source, and every state of a row is a state', () => {
  for (const row of transitions) {
    assert.ok(row.source.title, row.id)
    if (Array.isArray(row.from))
      for (const state of row.from) assert.ok(states.includes(state), `${row.id} ${state}`)
  }
})
