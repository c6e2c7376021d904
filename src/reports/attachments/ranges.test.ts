import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rangeOf } from './ranges.ts'

const cases: [header: string | undefined, answer: ReturnType<typeof rangeOf>][] = [
  [undefined, undefined],
  ['bytes=0-', { from: 0, to: 99 }],
  ['bytes=10-19', { from: 10, to: 19 }],
  ['bytes=90-500', { from: 90, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=-500', { from: 0, to: 99 }],
  ['bytes=100-', 'none'],
  ['bytes=-0', 'none'],
  // Not understood, or more than one: the whole file.
  ['bytes=5-2', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['lines=1-2', undefined],
  ['bytes=1e3-', undefined],
]
for (const [header, answer] of cases) {
  test(`of 100 bytes "${header}" asks for ${JSON.stringify(answer) ?? 'all'}`, () =>
    assert.deepEqual(rangeOf(header, 100), answer))
}
