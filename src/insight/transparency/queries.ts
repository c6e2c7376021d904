/** Is what was promised still there? The first event of a report against the receipt that its sender holds. */
import type { Keys } from '../../platform/crypto/keys.ts'
import type { Db } from '../../platform/db/database.ts'
import { eventHash } from '../../reports/casefile/events.ts'
import type { EventRow } from '../../reports/casefile/tables.ts'
import { readReceipt } from '../../reports/intake/receipt.ts'

export type Verdict =
  | { result: 'not_ours' }
  /** Signed by us, but the event is gone: this must never happen. */
  | { result: 'missing'; number: string; at: string }
  /** The event stands, but says something else than when the receipt was given: this must never happen. */
  | { result: 'changed'; number: string; at: string }
  | { result: 'unchanged'; number: string; at: string; hash: Buffer }

/** Checks the signature, finds the event and computes its hash again from what is stored. */
export async function checkReceipt(db: Db, keys: Pick<Keys, 'receipt'>, receipt: string): Promise<Verdict> {
  const said = readReceipt(keys, receipt)
  if (!said) return { result: 'not_ours' }
  const event = (await db
    .selectFrom('tracking_number')
    .innerJoin('report_event', 'report_event.report_id', 'tracking_number.report_id')
    .selectAll('report_event')
    .where('tracking_number.number', '=', said.number)
    .where('report_event.seq', '=', 1)
    .executeTakeFirst()) as EventRow | undefined
  const facts = { number: said.number, at: said.at }
  if (!event) return { result: 'missing', ...facts }
  const { hash, ...row } = event
  const isSame = hash.toString('base64url') === said.hash && eventHash(row).equals(hash)
  return isSame ? { result: 'unchanged', ...facts, hash } : { result: 'changed', ...facts }
}
