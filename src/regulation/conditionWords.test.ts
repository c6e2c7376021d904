import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conditionsOf, conditionWords, wordedConditions } from './conditionWords.ts'
import { transitions } from './transitions.ts'

const used = new Set(transitions.flatMap(conditionsOf))

test('every condition of the state table stands in words, in both languages', () => {
  for (const condition of used) {
    const { id, en } = conditionWords(condition)
    assert.ok(id !== '' && en !== '' && id !== en, condition.name)
  }
})

test('no words are kept for a condition that no row asks', () =>
  assert.deepEqual(
    wordedConditions.filter((condition) => !used.has(condition)).map(({ name }) => name),
    [],
  ))

test('no two conditions say the same', () => {
  const said = [...used].map((condition) => conditionWords(condition).id)
  assert.deepEqual(said.length, new Set(said).size)
})

test('rows of the same action from the same state say when each of them applies, or are for other people', () => {
  for (const [index, row] of transitions.entries())
    for (const other of transitions.slice(index + 1)) {
      if (other.id !== row.id || other.action !== row.action || other.when || row.when) continue
      const shared = row.by.filter((role) => other.by.includes(role))
      const meets = Array.isArray(row.from) ? row.from.filter((state) => other.from.includes(state)) : []
      assert.ok(shared.length === 0 || meets.length === 0, `${row.id} ${row.action}`)
    }
})
