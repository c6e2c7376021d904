/**
 * Sends what the case file has to say to reporters. A notice is claimed by one worker, marked as `sending` before
 * the other side sees it, and marked again afterwards: it can be late, it can fail visibly, it is never sent twice.
 * Why in this order stands in docs/decisions/outbox.md.
 */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { pause } from '../../platform/jobs/loops.ts'
import { pauseAfter } from './backOff.ts'
import type { Delivery, Gateway, Outgoing, Sender } from './gateway.ts'
import { messageFor } from './messages.ts'

type Claimed = { report_id: string; seq: number; channel: 'email' | 'sms'; attempts: number }
type Key = Pick<Claimed, 'report_id' | 'seq' | 'channel'>

const batch = 20
/** A burst of reports comes first; the letters about them follow, some forty a second, three million a day. */
const restMs = 400
/** Longer than a batch can take over a slow connection; after it the worker that claimed is taken for dead. */
export const leaseMs = 10 * 60_000

export type Round = { sent: number; again: number; failed: number }

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
  for (const gateway of gateways) {
    await releaseLeases(db, gateway, ground.now())
    while (!signal?.aborted) {
      const claimed = await claim(db, gateway.channel, ground.now())
      if (claimed.length === 0) break
      await sendClaimed(ground, db, gateway, claimed, round, signal)
      if (claimed.length === batch && signal) await pause(restMs, signal)
    }
  }
  return round
}

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

/** Rows of a worker that died: what it had not begun to send waits again, what it had begun nobody can tell. */
async function releaseLeases(db: Db, gateway: Gateway, now: Date): Promise<void> {
  await sql`
    update notice set state = 'waiting', next_at = ${now}
    where channel = ${gateway.channel} and next_at < ${now}
      and (state = 'claimed' or (state = 'sending' and ${gateway.isRepeatable ?? false}))`.execute(db)
  await sql`
    update notice set state = 'failed', last_error = 'interrupted'
    where channel = ${gateway.channel} and next_at < ${now} and state = 'sending'`.execute(db)
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

async function sendClaimed(
  ground: Ground,
  db: Db,
  gateway: Gateway,
  claimed: Claimed[],
  round: Round,
  signal: AbortSignal | undefined,
): Promise<void> {
  const sender = await gateway.open().catch((error: { code?: string }): string => error.code ?? 'ESMTP')
  if (typeof sender === 'string') {
    ground.log.warn({ channel: gateway.channel, code: sender }, 'messages wait: the gateway does not answer')
    for (const one of claimed) await settle(db, one, { done: 'not_now', reason: sender }, ground.now(), round)
    return
  }
  try {
    const waiting = [...claimed]
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      if (signal?.aborted) await giveBack(db, one, ground.now())
      else await sendOne(ground, db, sender, one, round)
    }
  } finally {
    await sender.close()
  }
}

async function sendOne(ground: Ground, db: Db, sender: Sender, one: Claimed, round: Round): Promise<void> {
  let message: Outgoing | string
  try {
    message = await messageFor(ground, db, one)
  } catch (error) {
    // The letter could not be written, so nobody has it: like a gateway that does not answer.
    ground.log.error({ err: error, report: one.report_id, seq: one.seq }, 'a message could not be written')
    return settle(db, one, { done: 'not_now', reason: 'not_written' }, ground.now(), round)
  }
  if (message === 'stopped') return update(db, one, { state: 'held', last_error: message })
  if (typeof message === 'string')
    return settle(db, one, { done: 'refused', reason: message }, ground.now(), round)
  if (!(await markSending(db, one, ground.now()))) return
  const delivery = await sender
    .send(message)
    .catch((error: { code?: string }): Delivery => ({ done: 'unclear', reason: error.code ?? 'error' }))
  await settle(db, one, delivery, ground.now(), round)
}

/** False when the lease was lost in between: then another worker has it. */
async function markSending(db: Db, one: Claimed, now: Date): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update notice set state = 'sending', next_at = ${new Date(now.getTime() + leaseMs)}
    where report_id = ${one.report_id} and seq = ${one.seq} and channel = ${one.channel}
      and state = 'claimed' and attempts = ${one.attempts}`.execute(db)
  return numAffectedRows === 1n
}

async function settle(db: Db, one: Claimed, delivery: Delivery, now: Date, round: Round): Promise<void> {
  const pause = delivery.done === 'not_now' ? pauseAfter(one.attempts) : undefined
  if (delivery.done === 'sent') {
    round.sent++
    return update(db, one, { state: 'sent', sent_at: now, last_error: null })
  }
  if (pause !== undefined) {
    round.again++
    return update(db, one, {
      state: 'waiting',
      next_at: new Date(now.getTime() + pause),
      last_error: delivery.reason,
    })
  }
  round.failed++
  return update(db, one, {
    state: 'failed',
    last_error: delivery.done === 'unclear' ? `unclear ${delivery.reason}` : delivery.reason,
  })
}

const giveBack = (db: Db, one: Claimed, now: Date): Promise<void> =>
  update(db, one, { state: 'waiting', attempts: one.attempts - 1, next_at: now })

type Change = {
  state: 'sent' | 'waiting' | 'failed' | 'held'
  sent_at?: Date
  next_at?: Date
  attempts?: number
  last_error?: string | null
}

async function update(db: Db, { report_id, seq, channel }: Key, change: Change): Promise<void> {
  await db
    .updateTable('notice')
    .set(change)
    .where('report_id', '=', report_id)
    .where('seq', '=', seq)
    .where('channel', '=', channel)
    .execute()
}

/** An operator's word: send this one again although it failed, or although nobody knows whether it arrived. */
export async function sendAgain(db: Db, { report_id, seq, channel }: Key, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notice')
    .set({ state: 'waiting', attempts: 0, next_at: now, last_error: null })
    .where('report_id', '=', report_id)
    .where('seq', '=', seq)
    .where('channel', '=', channel)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
