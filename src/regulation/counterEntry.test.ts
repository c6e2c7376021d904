import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendar } from '../../test/support/clocks.ts'
import { entryDueDay, receivedAtOf } from './counterEntry.ts'

const cases: [why: string, received: string, due: string][] = [
  ['a Monday letter is entered by Tuesday', '2026-07-06', '2026-07-07'], // Mon → Tue
  ['a Friday letter is entered by Monday', '2026-07-10', '2026-07-13'], // Fri → Mon
  ['what came on a Saturday counts as of Monday', '2026-07-11', '2026-07-14'], // Sat → Tue
  ['Independence Day is no working day', '2026-08-14', '2026-08-18'], // Fri → Tue
]
for (const [why, received, due] of cases)
  test(`entry is in time: ${why}`, () => assert.equal(entryDueDay(received, calendar), due))

test('a letter of an earlier day counts from the opening of the desk, one of today from now', () => {
  const now = new Date('2026-07-08T02:10:00.000Z')
  assert.equal(receivedAtOf('2026-07-06', '2026-07-08', now).toISOString(), '2026-07-06T02:00:00.000Z')
  assert.equal(receivedAtOf('2026-07-08', '2026-07-08', now), now)
})
