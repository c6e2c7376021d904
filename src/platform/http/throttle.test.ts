import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '../../../test/support/bareServer.ts'
import { createTestDatabase } from '../../../test/support/database.ts'
import {
  countFailure,
  forgetFailures,
  networkOf,
  refuseIfThrottled,
  sweepThrottles,
  type Throttle,
} from './throttle.ts'

const { db, as } = await createTestDatabase({ seeded: false })
const secrets: Throttle = { name: 'report_secret', failures: 3, windowSeconds: 600 }
const start = new Date('2026-08-03T04:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const fail = async (subject: string, times: number, at = start) => {
  for (let time = 0; time < times; time++) await countFailure(db, secrets, subject, at)
}
const isThrottled = async (subject: string, at = start) =>
  refuseIfThrottled(db, secrets, subject, at).then(() => false, isRefusal('too_many_attempts'))

test('failures below the limit do no harm; at the limit the subject waits', async () => {
  await fail('7K4M29QX', 2)
  assert.equal(await isThrottled('7K4M29QX'), false)
  await fail('7K4M29QX', 1)
  assert.equal(await isThrottled('7K4M29QX'), true)
})

test('each number is counted alone', async () => {
  await fail('AAAA0000', 9)
  assert.equal(await isThrottled('AAAA0001'), false)
})

test('the wait is told in seconds and ends with the window', async () => {
  await fail('BBBB0000', 3)
  await assert.rejects(
    refuseIfThrottled(db, secrets, 'BBBB0000', after(60)),
    (error: { details?: { retryAfterSeconds?: number } }) => error.details?.retryAfterSeconds === 540,
  )
  assert.equal(await isThrottled('BBBB0000', after(599)), true)
  assert.equal(await isThrottled('BBBB0000', after(600)), false)
})

test('after the window the count starts anew', async () => {
  await fail('CCCC0000', 3)
  await fail('CCCC0000', 1, after(601))
  assert.equal(await isThrottled('CCCC0000', after(602)), false)
})

test('many guesses at one moment are all counted', async () => {
  await Promise.all(Array.from({ length: 8 }, () => countFailure(db, secrets, 'DDDD0000', start)))
  const { total } = await db
    .selectFrom('throttle')
    .select((row) => row.fn.max('failures').as('total'))
    .executeTakeFirstOrThrow()
  assert.ok(Number(total) >= 8)
})

test('whoever proves to know the secret starts without failures', async () => {
  await fail('EEEE0000', 3)
  await forgetFailures(db, secrets, 'EEEE0000')
  assert.equal(await isThrottled('EEEE0000'), false)
})

test('what is guessed at is not stored in clear, and old rows go', async () => {
  const keys = await db.selectFrom('throttle').select('key').execute()
  assert.ok(keys.length > 0 && keys.every(({ key }) => /^[\w-]{43}$/.test(key)))
  await sweepThrottles(await as('lapor_worker'), after(2 * 86_400))
  assert.deepEqual(await db.selectFrom('throttle').select('key').execute(), [])
})

test('an IPv6 network is one guesser, an IPv4 address too', () => {
  assert.equal(networkOf('203.0.113.7'), '203.0.113.7')
  assert.equal(networkOf('::ffff:203.0.113.7'), '::ffff:203.0.113.7')
  assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2')
  assert.equal(networkOf('2001:db8:1:2::9'), '2001:db8:1:2')
  assert.equal(networkOf('2001:db8::1'), networkOf('2001:db8::2'))
})
