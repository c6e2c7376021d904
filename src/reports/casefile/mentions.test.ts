import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mentionsIn, whoIsMeant, type Mentionable } from './mentions.ts'

const aPerson = (name: string, handle = name.toLowerCase().replaceAll(' ', '.')): Mentionable => ({
  id: handle,
  name,
  handle,
  place: null,
})
const people = [
  'Budi Santoso',
  'Budi',
  'Siti Rahma',
  'Siti Aminah',
  "Ja'far Umar",
  'officer of Jayapura',
].map((name) => aPerson(name))
const meant = (text: string): string[][] =>
  mentionsIn(text).map((mention) => whoIsMeant(mention, people).map(({ name }) => name))

const cases: [why: string, text: string, meant: string[][]][] = [
  ['the longest name that stands there', '@Budi Santoso mohon dicek', [['Budi Santoso']]],
  ['a shorter name where the longer one does not stand', '@Budi, mohon dicek', [['Budi']]],
  ['capitals do not matter, and a bracket may stand before it', '(@siti rahma)', [['Siti Rahma']]],
  ['a first name that several have is unclear', '@Siti tolong', [['Siti Rahma', 'Siti Aminah']]],
  ['the name of the mailbox is nobody else', '@siti.aminah tolong', [['Siti Aminah']]],
  ['an apostrophe and a full stop at the end', "Tanya @Ja'far Umar.", [["Ja'far Umar"]]],
  ['several in one note', '@Budi Santoso dan @Siti Rahma', [['Budi Santoso'], ['Siti Rahma']]],
  ['a longer word is another name', '@Budiman', [[]]],
  ['a mail address names nobody', 'kirim ke warga@contoh.example', []],
  ['a lone sign names nobody', 'harga @ 5.000, pukul @ 9', []],
]
for (const [why, text, expected] of cases)
  test(`a mention: ${why}`, () => assert.deepEqual(meant(text), expected))
