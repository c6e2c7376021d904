import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fits, inWords, targetFor, type Officer, type People, type Rule, type Subject } from './rules.ts'

const aRule = (given: Partial<Rule> = {}): Rule => ({
  id: given.name ?? 'rule',
  position: 1,
  name: 'Aturan',
  category: null,
  region: null,
  words: null,
  unit_code: null,
  officer_id: null,
  in_turn: false,
  ...given,
})
const aSubject = (given: Partial<Omit<Subject, 'words'>> & { words?: string } = {}): Subject => ({
  categories: ['03.02', '03'],
  region: '35.78.01.1002',
  ...given,
  words: inWords(given.words ?? 'Lampu jalan padam di depan pasar.'),
})

const cases: [why: string, rule: Partial<Rule>, subject: Parameters<typeof aSubject>[0], fits: boolean][] = [
  ['a rule that asks for nothing fits everything', {}, {}, true],
  ['the category itself', { category: '03.02' }, {}, true],
  ['the category above it', { category: '03' }, {}, true],
  ['another category', { category: '04' }, {}, false],
  [
    'a report without a category fits no rule that asks for one',
    { category: '03' },
    { categories: [] },
    false,
  ],
  ['the region and what lies in it', { region: '35.78' }, {}, true],
  ['a region whose code only begins alike is another one', { region: '35.7' }, {}, false],
  ['a report without a region', { region: '35.78' }, { region: undefined }, false],
  ['one of the words', { words: 'got, lampu' }, {}, true],
  ['capitals and signs do not matter', { words: 'LAMPU-JALAN' }, {}, true],
  ['a word is a whole word', { words: 'lamp' }, {}, false],
  ['a star stands for how a word goes on', { words: 'lamp*' }, {}, true],
  ['two words that stand apart are no phrase', { words: 'lampu pasar' }, {}, false],
  ['all that a rule asks for must hold', { words: 'lampu', region: '91' }, {}, false],
]
for (const [why, rule, subject, expected] of cases)
  test(`a rule fits: ${why}`, () => assert.equal(fits(aRule(rule), aSubject(subject)), expected))

const [ani, budi, citra]: Officer[] = [
  { id: 'ani', name: 'Ani', unit: 'U1' },
  { id: 'budi', name: 'Budi', unit: 'U1' },
  { id: 'citra', name: 'Citra', unit: 'U2' },
] as const as unknown as Officer[]
const people = (given: Partial<People> = {}): People => ({
  officers: [ani!, budi!, citra!],
  away: new Map(),
  lastTurn: new Map(),
  ...given,
})
const shown = (rules: Partial<Rule>[], given: Partial<People> = {}, atUnit?: string) => {
  const target = targetFor(
    rules.map((rule, at) => aRule({ position: at + 1, ...rule })),
    aSubject(),
    people(given),
    atUnit,
  )
  return target && [target.rule.position, target.unit, target.officer?.name, target.insteadOf].filter(Boolean)
}
const away = (id: string, substitute: string | null) =>
  new Map([[id, { substitute, name: id === 'ani' ? 'Ani' : id }]])

test('the first rule that fits decides', () =>
  assert.deepEqual(shown([{ words: 'got', unit_code: 'U2' }, { unit_code: 'U1' }, { unit_code: 'U2' }]), [
    2,
    'U1',
  ]))

test('turns go to whoever waited longest, first in the order of names', () => {
  assert.deepEqual(shown([{ in_turn: true, unit_code: 'U1' }]), [1, 'U1', 'Ani'])
  assert.deepEqual(shown([{ in_turn: true, unit_code: 'U1' }], { lastTurn: new Map([['ani', 7]]) }), [
    1,
    'U1',
    'Budi',
  ])
  const all = new Map([
    ['ani', 7],
    ['budi', 9],
    ['citra', 8],
  ])
  assert.deepEqual(shown([{ in_turn: true, unit_code: 'U1' }], { lastTurn: all }), [1, 'U1', 'Ani'])
  assert.deepEqual(
    shown([{ in_turn: true }], {
      lastTurn: new Map([
        ['ani', 7],
        ['budi', 9],
      ]),
    }),
    [1, 'U2', 'Citra'],
  )
})

test('whoever is away is passed over: in turns, and by name unless somebody stands in', () => {
  assert.deepEqual(shown([{ in_turn: true, unit_code: 'U1' }], { away: away('ani', null) }), [
    1,
    'U1',
    'Budi',
  ])
  assert.deepEqual(shown([{ officer_id: 'ani' }, { unit_code: 'U2' }], { away: away('ani', null) }), [
    2,
    'U2',
  ])
  assert.deepEqual(shown([{ officer_id: 'ani' }], { away: away('ani', 'budi') }), [1, 'U1', 'Budi', 'Ani'])
  const both = new Map([...away('ani', 'budi'), ...away('budi', 'ani')])
  assert.equal(shown([{ officer_id: 'ani' }], { away: both }), undefined)
})

test('an officer who has left is nobody; then the next rule, or a person', () => {
  assert.deepEqual(shown([{ officer_id: 'gone' }, { unit_code: 'U1' }]), [2, 'U1'])
  assert.equal(shown([{ officer_id: 'gone' }]), undefined)
  assert.equal(shown([]), undefined)
})

test('what has come to a unit stays there', () => {
  assert.equal(shown([{ unit_code: 'U2' }], {}, 'U1'), undefined)
  assert.deepEqual(shown([{ unit_code: 'U2', in_turn: true }, { in_turn: true }], {}, 'U1'), [2, 'U1', 'Ani'])
  assert.equal(shown([{ officer_id: 'citra' }], {}, 'U1'), undefined)
  assert.deepEqual(shown([{ unit_code: 'U1' }, { officer_id: 'budi' }], {}, 'U1'), [2, 'U1', 'Budi'])
})
