import assert from 'node:assert/strict'
import { Readable, Writable } from 'node:stream'
import test from 'node:test'
import fc from 'fast-check'
import { clocks } from './clocks.ts'

type Line = { id: unknown; due_on?: string; flags?: string[]; error?: { code: string; message: string } }

async function answers(input: Iterable<string | Buffer>, argv: string[] = []): Promise<Line[]> {
  const chunks: string[] = []
  const output = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk))
      done()
    },
  })
  assert.equal(await clocks(argv, Readable.from(input), output), 0)
  return chunks
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}
const good = { id: 'a', zone: 'Asia/Jakarta', clock: 'K2', start: '2026-05-04T02:00:00Z', changes: [] }
const codeOf = async (line: string): Promise<string | undefined> => (await answers([line]))[0]?.error?.code

test('one line in, one line out, with exactly the fields of the contract', async () => {
  const [line] = await answers([`${JSON.stringify({ ...good, clock: 'V1' })}\n`])
  assert.deepEqual(line, {
    id: 'a',
    day_zero: '2026-05-04',
    due_on: '2026-05-07',
    due_at: '2026-05-07T16:59:59Z', // Mon → Thu
    counted: ['2026-05-05', '2026-05-06', '2026-05-07'],
    flags: [],
  })
})

test('--known-on takes the calendar as decreed by that date', async () => {
  const line = JSON.stringify({ ...good, start: '2025-08-04T02:00:00Z' })
  assert.equal((await answers([line], ['--known-on', '2025-08-06']))[0]?.due_on, '2025-08-22') // Fri
  assert.equal((await answers([line], ['--known-on=2025-08-07']))[0]?.due_on, '2025-08-25') // Mon
  assert.equal((await answers([line]))[0]?.due_on, '2025-08-25')
})

test('blank lines are skipped, a bad line does not stop the run, order is kept', async () => {
  const lines = [
    '\uFEFF',
    JSON.stringify(good),
    '\r\n\n  \n',
    '{broken\n',
    `${JSON.stringify({ ...good, id: 'z' })}`,
  ]
  const seen = await answers(lines)
  assert.deepEqual(
    seen.map(({ id, error }) => error?.code ?? id),
    ['a', 'invalid_json', 'z'],
  )
})

test('characters and lines split over chunks are put together; U+2028 does not end a line', async () => {
  const text = Buffer.from(`${JSON.stringify({ ...good, id: 'é\u2028😀' })}\n`)
  const seen = await answers(Array.from(text, (byte) => Buffer.from([byte])))
  assert.deepEqual(
    seen.map(({ id, due_on }) => [id, due_on]),
    [['é\u2028😀', '2026-05-26']],
  ) // Mon → Tue
})

const unreadable: [why: string, line: unknown, code: string][] = [
  ['a number', 42, 'invalid_input'],
  ['null', null, 'invalid_input'],
  ['a list', [], 'invalid_input'],
  ['no id', { ...good, id: undefined }, 'invalid_input'],
  ['an id that is a list', { ...good, id: [1] }, 'invalid_input'],
  ['no clock', { ...good, clock: undefined }, 'invalid_input'],
  ['an unknown clock', { ...good, clock: 'K99' }, 'unknown_clock'],
  ['a clock named like a built-in', { ...good, clock: '__proto__' }, 'unknown_clock'],
  ['an unknown zone', { ...good, zone: 'Asia/Surabaya' }, 'unknown_zone'],
  ['a start as number', { ...good, start: 1_780_000_000 }, 'invalid_input'],
  ['a start without offset', { ...good, start: '2026-05-04T02:00:00' }, 'invalid_instant'],
  ['a start that does not exist', { ...good, start: '2026-02-30T02:00:00Z' }, 'invalid_instant'],
  ['a start beyond counting', { ...good, start: '9999-12-31T02:00:00Z' }, 'invalid_instant'],
  ['changes that are no list', { ...good, changes: {} }, 'invalid_input'],
  ['a change that is no object', { ...good, changes: ['pause'] }, 'invalid_input'],
  ['an unknown change', { ...good, changes: [{ at: good.start, do: 'sleep' }] }, 'invalid_input'],
  [
    'a reclassification without new clock',
    { ...good, changes: [{ at: good.start, do: 'reclassify' }] },
    'invalid_input',
  ],
  ['days as text', { ...good, changes: [{ at: good.start, do: 'extend', days: 'x' }] }, 'invalid_input'],
  ['a closure that does not exist', { ...good, closures: ['2026-06-31'] }, 'invalid_input'],
  ['hours that do not exist', { ...good, hours: { mon_thu: '25:00', fri: '16:00' } }, 'invalid_input'],
  ['a negative length', { ...good, length: -1 }, 'invalid_input'],
  ['a start before the rule', { ...good, start: '2018-12-31T02:00:00Z' }, 'rule_not_in_force'],
]
for (const [why, line, code] of unreadable) {
  test(`a line is answered with an error: ${why}`, async () =>
    assert.equal(await codeOf(JSON.stringify(line)), code))
}

test('a clock without a rule is told which there are, and from when', async () => {
  const errorOf = async (line: object): Promise<string> =>
    ((await answers([JSON.stringify(line)]))[0] as { error: { message: string } }).error.message
  assert.match(await errorOf({ ...good, clock: 'K99' }), /there is no clock "K99"; there are V1, V2, .*K2/)
  assert.equal(
    await errorOf({ ...good, clock: 'K4', start: '2025-12-31T02:00:00Z' }),
    'rule K4 is not in force on 2025-12-31; its versions are from 2026-01-01',
  )
})

test('NaN is not JSON; a missing list of changes is none', async () => {
  assert.equal(await codeOf('{"id":"a","length":NaN}'), 'invalid_json')
  assert.equal((await answers([JSON.stringify({ ...good, changes: undefined })]))[0]?.due_on, '2026-05-26') // Tue
})

test('whatever a line holds, it is answered and nothing fails inside', async () => {
  const values = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('K2', 'V1', 'P1', 'V5', 'K4', good.start, 'Asia/Jayapura', '2026-07-01T00:00:00Z'),
  )
  const step = fc.record(
    {
      at: values,
      do: fc.constantFrom('pause', 'resume', 'reclassify', 'extend', 'end'),
      to: values,
      days: fc.double(),
    },
    { requiredKeys: ['at', 'do'] },
  )
  const line = fc.record(
    {
      id: values,
      zone: fc.constantFrom('Asia/Jakarta', 'Europe/Berlin', 'x'),
      clock: fc.constantFrom('K2', 'V1', 'P1', 'V5', 'K4', 'F5', 'I1', 'x'),
      start: fc.constantFrom(good.start, '2026-12-30T10:00:00Z'),
      changes: fc.array(step),
      length: values,
      closures: values,
      hours: values,
      lead_due: values,
      region: values,
    },
    { requiredKeys: ['id', 'zone', 'clock', 'start', 'changes'] },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(line, fc.jsonValue()), { maxLength: 20 }), async (lines) => {
      const seen = await answers(lines.map((value) => `${JSON.stringify(value)}\n`))
      assert.equal(seen.length, lines.length)
      assert.ok(seen.every(({ error }) => error?.code !== 'server_error'))
    }),
    { numRuns: 200 },
  )
})

test('bad options end with 2 and say how it is used', async () => {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  for (const argv of [
    ['--known-on', '2025-02-30'],
    ['--known-on'],
    ['--nonsense'],
    ['file.ndjson'],
    ['--calendar', '/nowhere.csv'],
  ])
    assert.equal(await clocks(argv, Readable.from([]), nowhere), 2, argv.join(' '))
})
