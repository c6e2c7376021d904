/** Letters to staff as a queue of the outbox: the same promise as for letters to reporters. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Gateway } from '../notifications/gateway.ts'
import { batch, leaseMs, sendQueue, type Change, type Queue, type Round } from '../notifications/sending.ts'
import { letterFor } from './letters.ts'
import './tables.ts'
import { markStaffAddress, trustAddressAgain } from './undeliverable.ts'

export type ClaimedMail = {
  id: string
  account_id: string
  kind: 'news' | 'morning'
  slot: string
  attempts: number
}

/** One round of letters to staff. `db` acts as `lapor_worker`. */
export async function sendStaffMail(
  ground: Ground,
  db: Db,
  gateways: readonly Gateway[],
  signal?: AbortSignal,
): Promise<Round> {
  const round: Round = { sent: 0, again: 0, failed: 0 }
  for (const gateway of gateways.filter(({ channel }) => channel === 'email'))
    await sendQueue(ground, staffMailQueue(ground, db), gateway, round, signal)
  return round
}

const staffMailQueue = (ground: Ground, db: Db): Queue<ClaimedMail> => ({
  release: (now, isRepeatable) => release(db, isRepeatable, now),
  claim: (now) => claimMail(db, now),
  markSending: async ({ id, attempts }, until) => {
    const { numUpdatedRows } = await db
      .updateTable('staff_mail')
      .set({ state: 'sending', next_at: until })
      .where('id', '=', id)
      .where('state', '=', 'claimed')
      .where('attempts', '=', attempts)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
  update: (one, change) => update(db, one.id, change),
  letter: (one) => letterFor(ground, db, one),
  gone: ({ account_id: account }, to, code, now) => markStaffAddress(db, account, to, code, now),
  name: ({ id, kind }) => ({ mail: id, kind }),
})

export async function claimMail(db: Db, now: Date): Promise<ClaimedMail[]> {
  const { rows } = await sql<ClaimedMail>`
    with due as (
      select id
      from staff_mail
      where state = 'waiting' and next_at <= ${now}
      order by next_at
      limit ${batch}
      for update skip locked
    )
    update staff_mail m
    set state = 'claimed', attempts = m.attempts + 1, next_at = ${new Date(now.getTime() + leaseMs)}
    from due
    where m.id = due.id
    returning m.id, m.account_id, m.kind, m.slot, m.attempts`.execute(db)
  return rows
}

async function release(db: Db, isRepeatable: boolean, now: Date): Promise<void> {
  await sql`
    update staff_mail set state = 'waiting', next_at = ${now}
    where next_at < ${now} and (state = 'claimed' or (state = 'sending' and ${isRepeatable}))`.execute(db)
  await sql`
    update staff_mail set state = 'failed', last_error = 'interrupted'
    where next_at < ${now} and state = 'sending'`.execute(db)
}

async function update(db: Db, id: string, change: Change): Promise<void> {
  await db.updateTable('staff_mail').set(change).where('id', '=', id).execute()
}

/** An operator's word, as for messages to reporters; a mark on the address is lifted with it. */
export async function sendMailAgain(db: Db, id: string, now: Date): Promise<boolean> {
  const again = await db
    .updateTable('staff_mail')
    .set({ state: 'waiting', attempts: 0, next_at: now, last_error: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .returning('account_id')
    .executeTakeFirst()
  if (again) await trustAddressAgain(db, again.account_id)
  return again !== undefined
}
