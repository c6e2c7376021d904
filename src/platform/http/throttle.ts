import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '../../errors.ts'
import type { Db } from '../db/database.ts'

/** How many failures are borne within a window, for one thing that can be guessed at. */
export interface Throttle {
  name: string
  failures: number
  windowSeconds: number
}

interface ThrottleTable {
  key: string
  window_started_at: Date
  failures: number
}
declare module '../db/database.ts' {
  interface Tables {
    throttle: ThrottleTable
  }
}

/** What is guessed at (a number, an address) is stored only hashed: this table is no list of people. */
const keyOf = (throttle: Throttle, subject: string): string =>
  createHash('sha256').update(`${throttle.name}\n${subject}`).digest('base64url')

/**
 * Stops guessing at one subject, over all processes. Only failures count, so who knows the secret is slowed
 * only while somebody else guesses; and it never stands before sending a report.
 * @throws too_many_attempts with `retryAfterSeconds` until the window is over
 */
export async function refuseIfThrottled(
  db: Db,
  throttle: Throttle,
  subject: string,
  now: Date,
): Promise<void> {
  const secondsLeft = await secondsThrottled(db, throttle, subject, now)
  if (secondsLeft > 0) throw refuse('too_many_attempts', { retryAfterSeconds: Math.ceil(secondsLeft) })
}

/** The same as a question, for what is left out rather than refused. */
export const isThrottled = async (db: Db, throttle: Throttle, subject: string, now: Date): Promise<boolean> =>
  (await secondsThrottled(db, throttle, subject, now)) > 0

async function secondsThrottled(db: Db, throttle: Throttle, subject: string, now: Date): Promise<number> {
  const row = await db
    .selectFrom('throttle')
    .select(['window_started_at', 'failures'])
    .where('key', '=', keyOf(throttle, subject))
    .executeTakeFirst()
  if (!row || row.failures < throttle.failures) return 0
  return throttle.windowSeconds - (now.getTime() - row.window_started_at.getTime()) / 1_000
}

/**
 * Counts one failure; a window that is over starts anew. Counted before the secret is looked at (and forgotten if it
 * was right), many guesses at one moment are many.
 * @returns how many there are now, this one included, and the seconds until the window is over
 */
export async function countFailure(
  db: Db,
  throttle: Throttle,
  subject: string,
  now: Date,
  by = 1,
): Promise<{ failures: number; secondsLeft: number }> {
  const oldest = new Date(now.getTime() - throttle.windowSeconds * 1_000)
  const { rows } = await sql<Pick<ThrottleTable, 'failures' | 'window_started_at'>>`
    insert into throttle as t (key, window_started_at, failures)
    values (${keyOf(throttle, subject)}, ${now}, ${by})
    on conflict (key) do update set
      failures = case when t.window_started_at < ${oldest} then excluded.failures else t.failures + excluded.failures end,
      window_started_at = case when t.window_started_at < ${oldest} then excluded.window_started_at else t.window_started_at end
    returning failures, window_started_at
  `.execute(db)
  const { failures, window_started_at: startedAt } = rows[0]!
  const goneSeconds = (now.getTime() - startedAt.getTime()) / 1_000
  return { failures, secondsLeft: Math.max(1, Math.ceil(throttle.windowSeconds - goneSeconds)) }
}

/** Forgets the failures of a subject that has proved itself. */
export async function forgetFailures(db: Db, throttle: Throttle, subject: string): Promise<void> {
  await db.deleteFrom('throttle').where('key', '=', keyOf(throttle, subject)).execute()
}

/** Removes windows older than a day; a job calls it. */
export async function sweepThrottles(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('throttle')
    .where('window_started_at', '<', new Date(now.getTime() - 86_400_000))
    .execute()
}

/** The network that an address belongs to: itself, or the /64 that one IPv6 household or office has. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [head = [], tail] = address.split('::').map((part) => part.split(':'))
  const zeros = tail ? Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0') : []
  return [...head, ...zeros, ...(tail ?? [])].slice(0, 4).join(':')
}
