import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goneAddress } from './undeliverable.ts'

const cases: [reply: string, code: string | undefined][] = [
  ['550 5.1.1 <a@b.id> no such user here', '550 5.1.1'],
  ['550-5.1.1 The email account that you tried to reach does not exist.', '550 5.1.1'],
  ['556 5.1.10 domain does not accept mail', '556 5.1.10'],
  ['550 5.2.1 mailbox disabled', '550 5.2.1'],
  ['550 No such user', '550'],
  ['550 a@b.id: Recipient address rejected: User unknown in local recipient table', '550'],
  ['550 Mailbox not found', '550'],
  // These speak of us, of today, or of nothing in particular.
  ['550 5.7.1 relaying denied', undefined],
  ['554 5.7.1 blocked, see https://example.org', undefined],
  ['552 5.2.2 mailbox full', undefined],
  ['550 5.1.8 sender address has no valid domain', undefined],
  ['550 Relay not permitted', undefined],
  ['550 unknown error', undefined],
  ['451 4.1.1 user unknown, try later', undefined],
  ['', undefined],
]
for (const [reply, code] of cases)
  test(`${reply === '' ? 'silence' : reply}: ${code === undefined ? 'the address may be good' : 'nobody is there'}`, () =>
    assert.equal(goneAddress(reply), code))
