import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromAnother, fromPostfix } from '../../../test/support/deliveryReports.ts'
import { readDeliveryReport } from './deliveryReport.ts'

const about = { messageId: '019f3530-84c0-7ce3-8c64-dcb353dfb625-3@lapor.example', to: 'sari@contoh.id' }

test('a report says which letter came back, from whom, why, and that nobody is there', () => {
  const told = { messageId: about.messageId, recipient: 'sari@contoh.id', status: '5.1.1', gone: '550 5.1.1' }
  assert.deepEqual(readDeliveryReport(fromPostfix(about)), told)
  assert.deepEqual(readDeliveryReport(fromAnother(about)), told)
})

test('a full mailbox and a policy are no proof that nobody is there', () => {
  for (const [status, said] of [
    ['5.2.2', '552 5.2.2 mailbox full'],
    ['5.7.1', '550 5.7.1 blocked'],
  ] as const) {
    const read = readDeliveryReport(fromPostfix({ ...about, status, said }))
    assert.deepEqual([read?.status, read?.gone], [status, undefined])
  }
})

test('a general status with clear words counts as the words say', () =>
  assert.equal(
    readDeliveryReport(fromPostfix({ ...about, status: '5.0.0', said: '550 No such user' }))?.gone,
    '550',
  ))

test('what was delayed, delivered or written by a person is no report of a failure', () => {
  assert.equal(readDeliveryReport(fromPostfix({ ...about, action: 'delayed', status: '4.4.1' })), undefined)
  assert.equal(readDeliveryReport(fromPostfix({ ...about, action: 'delivered', status: '2.0.0' })), undefined)
  assert.equal(
    readDeliveryReport('From: Sari\nSubject: Re: Laporan\n\nStatus: 5.1.1\nAction: failed\n'),
    undefined,
  )
  assert.equal(readDeliveryReport(''), undefined)
})

test('no message, however broken, makes it fail', () =>
  fc.assert(
    fc.property(fc.string(), fc.nat(2_000), (junk, at) => {
      const whole = fromPostfix(about)
      readDeliveryReport(whole.slice(0, at) + junk + whole.slice(at + junk.length))
      readDeliveryReport(`Content-Type: multipart/report; boundary="${junk}"\n\n${junk}`)
    }),
    { numRuns: 200 },
  ))
