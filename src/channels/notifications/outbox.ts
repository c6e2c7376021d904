/** The queue of what the case file has to say to reporters; how it is sent stands in sending.ts. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { markUndeliverable } from '../../reports/identity/contact.ts'
import { isOneTooMany } from './firstLetters.ts'
import type { Gateway } from './gateway.ts'
import { messageFor } from './messages.ts'
import { errorCode, isRepeatable } from './queries.ts'
import { batch, leaseMs, sendQueue, type Change, type Queue, type Round } from './sending.ts'

type Claimed = { report_id: string; seq: number; channel: 'email' | 'sms'; attempts: number }
type Key = Pick<Claimed, 'report_id' | 'seq' | 'channel'>

/**
 * One round: everything that is due now, over every gateway there is. `db` acts as `lapor_worker`.
 * @param signal stops between two messages
 */
export async function sendDue(
  ground: Ground,
  db: Db,
  gateways: readonly Gateway[],
  signal?: AbortSignal,
): Promise<Round> {
  const round: Round = { sent: 0, again: 0, failed: 0 }
  await holdWithoutGateway(db, gateways)
  for (const gateway of gateways)
    await sendQueue(ground, noticeQueue(ground, db, gateway.channel), gateway, round, signal)
  return round
}

const noticeQueue = (ground: Ground, db: Db, channel: 'email' | 'sms'): Queue<Claimed> => ({
  release: (now, isRepeatable) => releaseLeases(db, channel, isRepeatable, now),
  claim: (now) => claim(db, channel, now),
  markSending: (one, until) => markSending(db, one, until),
  update: (one, change) => update(db, one, change),
  letter: async (one) => {
    const message = await messageFor(ground, db, one)
    if (typeof message !== 'string')
      return channel === 'email' && (await isOneTooMany(ground, db, one, message.address))
        ? { state: 'held', reason: 'too_many_letters' }
        : message
    const isHeld = message === 'stopped' || message === 'undeliverable'
    return { state: isHeld ? 'held' : 'failed', reason: message }
  },
  gone: ({ report_id: reportId }, _to, code, now) => markUndeliverable(db, { reportId, channel }, code, now),
  name: ({ report_id, seq }) => ({ report: report_id, seq }),
})

/** Nobody else sees a claimed row, and rows that another worker is just claiming are passed over. */
export async function claim(db: Db, channel: 'email' | 'sms', now: Date): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as (
      select report_id, seq, channel
      from notice
      where state = 'waiting' and channel = ${channel} and next_at <= ${now}
      order by next_at
      limit ${batch}
      for update skip locked
    )
    update notice n
    set state = 'claimed', attempts = n.attempts + 1, next_at = ${new Date(now.getTime() + leaseMs)}
    from due
    where n.report_id = due.report_id and n.seq = due.seq and n.channel = due.channel
    returning n.report_id, n.seq, n.channel, n.attempts`.execute(db)
  return rows.sort((a, b) =>
    a.report_id === b.report_id ? a.seq - b.seq : a.report_id < b.report_id ? -1 : 1,
  )
}

async function releaseLeases(
  db: Db,
  channel: 'email' | 'sms',
  isRepeatable: boolean,
  now: Date,
): Promise<void> {
  await sql`
    update notice set state = 'waiting', next_at = ${now}
    where channel = ${channel} and next_at < ${now}
      and (state = 'claimed' or (state = 'sending' and ${isRepeatable}))`.execute(db)
  await sql`
    update notice set state = 'failed', last_error = 'interrupted'
    where channel = ${channel} and next_at < ${now} and state = 'sending'`.execute(db)
}

/** A channel that this installation does not have: said openly instead of waiting for ever; released when it comes. */
async function holdWithoutGateway(db: Db, gateways: readonly Gateway[]): Promise<void> {
  const there = gateways.map(({ channel }) => channel as string)
  await sql`
    update notice set state = 'held', last_error = 'no_gateway'
    where state = 'waiting' and not (channel = any(${there}::varchar[]))`.execute(db)
  await sql`
    update notice set state = 'waiting', last_error = null
    where state = 'held' and last_error = 'no_gateway' and channel = any(${there}::varchar[])`.execute(db)
}

async function markSending(db: Db, one: Claimed, until: Date): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update notice set state = 'sending', next_at = ${until}
    where report_id = ${one.report_id} and seq = ${one.seq} and channel = ${one.channel}
      and state = 'claimed' and attempts = ${one.attempts}`.execute(db)
  return numAffectedRows === 1n
}

async function update(db: Db, { report_id, seq, channel }: Key, change: Change): Promise<void> {
  // A message about an event always has something to say.
  const { state, ...rest } = change
  await db
    .updateTable('notice')
    .set({ ...rest, state: state === 'empty' ? 'held' : state })
    .where('report_id', '=', report_id)
    .where('seq', '=', seq)
    .where('channel', '=', channel)
    .execute()
}

/**
 * An operator's word: send this one again although it failed, although nobody knows whether it arrived, or although
 * the address was marked; then the mark is lifted, and comes back if the mail server still knows nobody there.
 */
export async function sendAgain(db: Db, { report_id, seq, channel }: Key, now: Date): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    with again as (
      update notice set state = 'waiting', attempts = 0, next_at = ${now}, last_error = null
      where report_id = ${report_id} and seq = ${seq} and channel = ${channel} and ${isRepeatable}
      returning report_id, channel
    ),
    lifted as (
      delete from notice_undeliverable u using again
      where u.report_id = again.report_id and u.channel = again.channel
    )
    select count(*)::int as count from again`.execute(db)
  return rows[0]!.count === 1
}

/** The same for everything that failed for one reason in the last thirty days. @returns how many */
export async function sendAllAgain(db: Db, error: string, now: Date): Promise<number> {
  const since = new Date(now.getTime() - 30 * 86_400_000)
  const { rows } = await sql<{ count: number }>`
    with notices as (
      update notice set state = 'waiting', attempts = 0, next_at = ${now}, last_error = null
      where ${isRepeatable} and ${errorCode} = ${error} and created_at > ${since}
      returning report_id, channel
    ),
    lifted as (
      delete from notice_undeliverable u using notices
      where u.report_id = notices.report_id and u.channel = notices.channel
    ),
    letters as (
      update staff_mail set state = 'waiting', attempts = 0, next_at = ${now}, last_error = null
      where state = 'failed' and ${errorCode} = ${error} and created_at > ${since}
      returning account_id
    ),
    known as (
      delete from staff_undeliverable u using letters where u.account_id = letters.account_id
    ),
    follow as (
      update follow_letter set state = 'waiting', attempts = 0, next_at = ${now}, last_error = null
      where state = 'failed' and ${errorCode} = ${error} and created_at > ${since}
      returning 1
    )
    select ((select count(*) from notices) + (select count(*) from letters) +
      (select count(*) from follow))::int as count`.execute(db)
  return rows[0]!.count
}
