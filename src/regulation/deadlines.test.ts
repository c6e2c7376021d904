import assert from 'node:assert/strict'
import test from 'node:test'
import { ClockError } from './clockError.ts'
import {
  deadlineInForce,
  deadlines,
  nameOfRule,
  prepareRules,
  shippedRules,
  type Deadline,
} from './deadlines.ts'
import { legalBasis, ownChoice, sources } from './sources.ts'

const lengths: [id: string, unit: string, n: number, validFrom: string][] = [
  ['V1', 'workingDays', 3, '2019-01-01'],
  ['V2', 'workingDays', 3, '2025-05-01'],
  ['V3', 'workingDays', 1, '2026-01-01'],
  ['V4', 'calendarDays', 14, '2009-07-18'],
  ['V5', 'calendarDays', 30, '2009-07-18'],
  ['F1', 'workingDays', 5, '2019-01-01'],
  ['F2', 'workingDays', 2, '2026-01-01'],
  ['F3', 'workingDays', 3, '2026-01-01'],
  ['F4', 'workingDays', 3, '2026-01-01'],
  ['F5', 'workingDays', 3, '2026-01-01'],
  ['K1', 'workingDays', 5, '2019-01-01'],
  ['K2', 'workingDays', 14, '2019-01-01'],
  ['K3', 'workingDays', 60, '2019-01-01'],
  ['K4', 'workingDays', 14, '2026-01-01'],
  ['K5', 'calendarDays', 60, '2013-01-01'],
  ['K6', 'workingDays', 5, '2014-10-17'],
  ['I1', 'workingDays', 10, '2010-04-30'],
  ['I2', 'workingDays', 17, '2010-04-30'],
  ['I3', 'workingDays', 30, '2010-04-30'],
  ['I4', 'workingDays', 30, '2010-04-30'],
  ['I5', 'workingDays', 14, '2010-04-30'],
  ['R1', 'workingDays', 10, '2019-01-01'],
  ['R2', 'workingDays', 10, '2026-01-01'],
  ['B1', 'workingDays', 10, '2026-01-01'],
  ['B2', 'workingDays', 10, '2026-01-01'],
  ['O1', 'none', 0, '2026-01-01'],
  ['P1', 'hours', 72, '2022-10-17'],
  ['P2', 'hours', 24, '2024-01-01'],
  ['P3', 'hours', 72, '2024-10-17'],
  ['P4', 'workingDays', 1, '2026-01-01'],
]
test('every deadline of the regulation stands in the table with its length and first day, and no other', () => {
  const first = [...shippedRules.values()].map(([row]) => [
    row?.id,
    row?.length.unit,
    row?.length.n,
    row?.validFrom,
  ])
  assert.deepEqual(first, lengths)
})

for (const id of ['V1', 'F1', 'K1', 'K2', 'K3', 'R1']) {
  test(`${id} has a version of 62/2018 and an unconfirmed one of 5/2025 with the same days`, () => {
    const [old, present] = shippedRules.get(id) ?? []
    assert.deepEqual(
      [old?.validTo, present?.validFrom, present?.confirmed],
      ['2025-04-30', '2025-05-01', false],
    )
    assert.deepEqual(old?.length, present?.length)
    assert.equal(deadlineInForce(id, '2025-04-30'), old)
    assert.equal(deadlineInForce(id, '2025-05-01'), present)
  })
}

test('all versions of a rule bear one name, by which pages call it', () => {
  for (const [id, versions] of shippedRules)
    for (const { name } of versions) assert.deepEqual(name, nameOfRule(id), id)
  assert.equal(nameOfRule('Z9'), undefined)
})

test('only a request for information, an aspiration, a completion, a response and a contribution can be extended', () => {
  const extended = new Set(
    (deadlines as readonly Deadline[]).filter(({ extension }) => extension).map(({ id }) => id),
  )
  assert.deepEqual([...extended].sort(), ['F5', 'I1', 'K4', 'R1', 'V5'])
})

test('only verification and the final answer may wait', () => {
  const pausing = (deadlines as readonly Deadline[]).filter(({ pauses }) => pauses.length > 0)
  assert.deepEqual(
    [...new Set(pausing.map(({ id, pauses }) => `${id} ${pauses.join(' ')}`))],
    ['V1 S3 S2', 'V2 S3', 'K1 S7', 'K2 S7', 'K3 S7', 'K4 S7'],
  )
})

const refusal = (code: string) => (problem: unknown) => problem instanceof ClockError && problem.code === code
test('a rule is asked only on days on which it was in force', () => {
  assert.throws(() => deadlineInForce('K4', '2025-12-31'), refusal('rule_not_in_force'))
  assert.throws(() => deadlineInForce('constructor', '2026-01-01'), refusal('unknown_clock'))
})

test('versions that overlap or end before they begin are refused', () => {
  const row: Deadline = { ...deadlineInForce('F2', '2026-01-01') }
  assert.throws(() => prepareRules([row, { ...row, validFrom: '2026-07-01' }]), refusal('invalid_input'))
  assert.throws(() => prepareRules([{ ...row, validTo: '2025-12-31' }]), refusal('invalid_input'))
  assert.throws(() => prepareRules([{ ...row, validFrom: '2026-02-30' }]), refusal('invalid_input'))
  assert.equal(
    prepareRules([
      { ...row, validTo: '2026-06-30' },
      { ...row, validFrom: '2026-07-01' },
    ]).get('F2')?.length,
    2,
  )
})

test('a source says whether it is law, unconfirmed law or our own choice', () => {
  assert.equal(legalBasis(sources.UU25_44_1).id, 'UU 25/2009 tentang Pelayanan Publik, pasal 44 ayat (1)')
  assert.match(legalBasis(sources.PERMENPANRB5).id, /masih dicocokkan/)
  assert.equal(legalBasis(ownChoice('because', 'karena begitu')).en, "The service's own choice")
})
