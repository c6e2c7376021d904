/**
 * Sends what waits in a queue of letters: claimed by one worker, marked as `sending` before the other side sees it,
 * and marked again afterwards. A letter can be late and can fail visibly; it is never sent twice. Why in this order
 * stands in docs/decisions/outbox.md. Letters to reporters and to staff are two queues with the same promise.
 */
import type { Ground } from '../../platform/ground.ts'
import { pause } from '../../platform/jobs/loops.ts'
import { pauseAfter } from './backOff.ts'
import type { Delivery, Gateway, Outgoing, Sender } from './gateway.ts'

/** A row that this worker has claimed. */
export type Claimed = { attempts: number }

/** Why a claimed row is not sent at all: it says so in its state. */
export type Unsent = { state: 'held' | 'failed' | 'empty'; reason: string | null }

export type Change = {
  state: 'sent' | 'waiting' | 'failed' | 'held' | 'empty'
  sent_at?: Date
  next_at?: Date
  attempts?: number
  last_error?: string | null
}

/** A table of letters on their way out. */
export type Queue<Item extends Claimed> = {
  /** Rows of a worker that died: what it had not begun to send waits again, what it had begun nobody can tell. */
  release: (now: Date, isRepeatable: boolean) => Promise<void>
  /** At most a batch; rows that another worker is just claiming are passed over. */
  claim: (now: Date) => Promise<Item[]>
  /** False when the lease was lost in between: then another worker has it. */
  markSending: (item: Item, until: Date) => Promise<boolean>
  update: (item: Item, change: Change) => Promise<void>
  letter: (item: Item) => Promise<Outgoing | Unsent>
  /** No letter to this address will arrive: it is marked, so that none is written any more. */
  gone: (item: Item, to: string, code: string, now: Date) => Promise<void>
  /** What may stand in a log line. */
  name: (item: Item) => Record<string, unknown>
}

export const batch = 20
/** A burst of reports comes first; the letters about them follow, some forty a second, three million a day. */
const restMs = 400
/** Longer than a batch can take over a slow connection; after it the worker that claimed is taken for dead. */
export const leaseMs = 10 * 60_000

export type Round = { sent: number; again: number; failed: number }

/** One round over one gateway: everything that is due now. @param signal stops between two letters */
export async function sendQueue<Item extends Claimed>(
  ground: Ground,
  queue: Queue<Item>,
  gateway: Gateway,
  round: Round,
  signal?: AbortSignal,
): Promise<void> {
  await queue.release(ground.now(), gateway.isRepeatable ?? false)
  while (!signal?.aborted) {
    const claimed = await queue.claim(ground.now())
    if (claimed.length === 0) break
    await sendClaimed(ground, queue, gateway, claimed, round, signal)
    if (claimed.length === batch && signal) await pause(restMs, signal)
  }
}

async function sendClaimed<Item extends Claimed>(
  ground: Ground,
  queue: Queue<Item>,
  gateway: Gateway,
  claimed: Item[],
  round: Round,
  signal: AbortSignal | undefined,
): Promise<void> {
  const sender = await gateway.open().catch((error: { code?: string }): string => error.code ?? 'ESMTP')
  if (typeof sender === 'string') {
    ground.log.warn({ channel: gateway.channel, code: sender }, 'messages wait: the gateway does not answer')
    for (const one of claimed)
      await settle(queue, one, { done: 'not_now', reason: sender }, ground.now(), round)
    return
  }
  try {
    const waiting = [...claimed]
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      if (signal?.aborted) await giveBack(queue, one, ground.now())
      else await sendOne(ground, queue, sender, one, round)
    }
  } finally {
    await sender.close()
  }
}

async function sendOne<Item extends Claimed>(
  ground: Ground,
  queue: Queue<Item>,
  sender: Sender,
  one: Item,
  round: Round,
): Promise<void> {
  let letter: Outgoing | Unsent
  try {
    letter = await queue.letter(one)
  } catch (error) {
    // The letter could not be written, so nobody has it: like a gateway that does not answer.
    ground.log.error({ err: error, ...queue.name(one) }, 'a message could not be written')
    return settle(queue, one, { done: 'not_now', reason: 'not_written' }, ground.now(), round)
  }
  if ('state' in letter) {
    if (letter.state === 'failed') round.failed++
    return queue.update(one, { state: letter.state, last_error: letter.reason })
  }
  if (!(await queue.markSending(one, new Date(ground.now().getTime() + leaseMs)))) return
  const delivery = await sender
    .send(letter)
    .catch((error: { code?: string }): Delivery => ({ done: 'unclear', reason: error.code ?? 'error' }))
  if (delivery.done === 'refused' && delivery.gone !== undefined)
    await queue.gone(one, letter.address, delivery.gone, ground.now())
  await settle(queue, one, delivery, ground.now(), round)
}

async function settle<Item extends Claimed>(
  queue: Queue<Item>,
  one: Item,
  delivery: Delivery,
  now: Date,
  round: Round,
): Promise<void> {
  if (delivery.done === 'sent') {
    round.sent++
    return queue.update(one, { state: 'sent', sent_at: now, last_error: null })
  }
  const wait = delivery.done === 'not_now' ? pauseAfter(one.attempts) : undefined
  if (wait !== undefined) {
    round.again++
    return queue.update(one, {
      state: 'waiting',
      next_at: new Date(now.getTime() + wait),
      last_error: delivery.reason,
    })
  }
  round.failed++
  await queue.update(one, {
    state: 'failed',
    last_error: delivery.done === 'unclear' ? `unclear ${delivery.reason}` : delivery.reason,
  })
}

const giveBack = <Item extends Claimed>(queue: Queue<Item>, one: Item, now: Date): Promise<void> =>
  queue.update(one, { state: 'waiting', attempts: one.attempts - 1, next_at: now })
