/** Letters to followers as a queue of the outbox: the same promise as for letters to reporters. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Gateway } from '../notifications/gateway.ts'
import { batch, leaseMs, sendQueue, type Change, type Queue, type Round } from '../notifications/sending.ts'
import { forget } from './address.ts'
import { letterFor } from './letters.ts'
import './tables.ts'

export type ClaimedLetter = {
  report_id: string
  letter_id: string
  follower_id: string
  seq: number | null
  attempts: number
}

/** One round of letters to followers. `db` acts as `lapor_worker`. */
export async function sendFollowLetters(
  ground: Ground,
  db: Db,
  gateways: readonly Gateway[],
  signal?: AbortSignal,
): Promise<Round> {
  const round: Round = { sent: 0, again: 0, failed: 0 }
  for (const gateway of gateways.filter(({ channel }) => channel === 'email'))
    await sendQueue(ground, letterQueue(ground, db), gateway, round, signal)
  return round
}

const letterQueue = (ground: Ground, db: Db): Queue<ClaimedLetter> => ({
  release: (now, isRepeatable) => release(db, isRepeatable, now),
  claim: (now) => claimLetters(db, now),
  markSending: async ({ report_id, letter_id, attempts }, until) => {
    const { numUpdatedRows } = await db
      .updateTable('follow_letter')
      .set({ state: 'sending', next_at: until })
      .where('report_id', '=', report_id)
      .where('letter_id', '=', letter_id)
      .where('state', '=', 'claimed')
      .where('attempts', '=', attempts)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
  update: (one, change) => update(db, one, change),
  letter: (one) => letterFor(ground, db, one),
  // Nobody is there to follow anything.
  gone: ({ report_id: reportId, follower_id: followerId }) => forget(ground, db, { reportId, followerId }),
  name: ({ letter_id }) => ({ letter: letter_id }),
})

export async function claimLetters(db: Db, now: Date): Promise<ClaimedLetter[]> {
  const { rows } = await sql<ClaimedLetter>`
    with due as (
      select report_id, letter_id
      from follow_letter
      where state = 'waiting' and next_at <= ${now}
      order by next_at
      limit ${batch}
      for update skip locked
    )
    update follow_letter l
    set state = 'claimed', attempts = l.attempts + 1, next_at = ${new Date(now.getTime() + leaseMs)}
    from due
    where l.report_id = due.report_id and l.letter_id = due.letter_id
    returning l.report_id, l.letter_id, l.follower_id, l.seq, l.attempts`.execute(db)
  return rows.sort((one, other) => (one.seq ?? 0) - (other.seq ?? 0))
}

async function release(db: Db, isRepeatable: boolean, now: Date): Promise<void> {
  await sql`
    update follow_letter set state = 'waiting', next_at = ${now}
    where next_at < ${now} and (state = 'claimed' or (state = 'sending' and ${isRepeatable}))`.execute(db)
  await sql`
    update follow_letter set state = 'failed', last_error = 'interrupted'
    where next_at < ${now} and state = 'sending'`.execute(db)
}

async function update(db: Db, { report_id, letter_id }: ClaimedLetter, change: Change): Promise<void> {
  await db
    .updateTable('follow_letter')
    .set(change)
    .where('report_id', '=', report_id)
    .where('letter_id', '=', letter_id)
    .execute()
}

/** An operator's word, as for messages to reporters. */
export async function sendFollowLetterAgain(
  db: Db,
  reportId: string,
  letterId: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('follow_letter')
    .set({ state: 'waiting', attempts: 0, next_at: now, last_error: null })
    .where('report_id', '=', reportId)
    .where('letter_id', '=', letterId)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
