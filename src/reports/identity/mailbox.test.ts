import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looksLikeEmail } from '../intake/checks.ts'
import { mailboxOf } from './mailbox.ts'

const same: string[][] = [
  [
    'korban@gmail.com',
    'Korban@Gmail.com',
    'korban+0@gmail.com',
    'k.or.ban@gmail.com',
    'kor.ban+x+y@googlemail.com',
  ],
  ['dewi@contoh.id', ' DEWI@contoh.ID ', 'dewi+lapor@contoh.id', 'dewi+@contoh.id'],
  ['budi@bücher.example', 'budi@xn--bcher-kva.example'],
]
for (const [first, ...others] of same)
  test(`these reach one mailbox: ${[first, ...others].join(', ')}`, () => {
    for (const other of others) assert.equal(mailboxOf(other), mailboxOf(first!))
  })

const apart: [string, string][] = [
  ['d.ewi@contoh.id', 'dewi@contoh.id'], // elsewhere a dot is a letter like any other
  ['dewi@contoh.id', 'dewi@contoh.example'],
  ['+1@contoh.id', '+2@contoh.id'],
]
for (const [one, other] of apart)
  test(`these are two mailboxes: ${one}, ${other}`, () => assert.notEqual(mailboxOf(one), mailboxOf(other)))

test('an address names its domain: a number in its place is refused', () => {
  for (const refused of [
    'korban@[1.2.3.4]',
    'korban@[IPv6:2001.db8]',
    'korban@1.2.3.44',
    'korban@[contoh.id]',
  ])
    assert.ok(!looksLikeEmail(refused), refused)
  for (const taken of [
    'korban@contoh.id',
    'kor.ban+7@mail.contoh.co.id',
    'a@4.contoh.id',
    'a@contoh.xn--p1ai',
  ])
    assert.ok(looksLikeEmail(taken), taken)
})
