/**
 * Anybody can write anybody's address on a report. The report is taken in any case; its first letter waits for nobody's
 * proof, so that a reporter hears at once, but one mailbox gets only so many of them a day.
 */
import { pepperedHash } from '../../platform/crypto/token.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { countFailure, type Throttle } from '../../platform/http/throttle.ts'
import { addressGivenAt } from '../../reports/identity/contact.ts'
import { mailboxOf } from '../../reports/identity/mailbox.ts'

/** Enough for somebody who sends for a whole street; a flood of ten letters is none. */
export const firstLetters: Throttle = { name: 'first_letters', failures: 10, windowSeconds: 86_400 }

type Letter = { report_id: string; attempts: number }

/**
 * Whether a report's first letter to this address is one too many; it is counted here, once and not at each attempt.
 * Later letters of a report go where one has gone before. Nothing is lost: the page of the report says it all.
 */
export async function isOneTooMany(
  ground: Ground,
  db: Db,
  { report_id: reportId, attempts }: Letter,
  address: string,
): Promise<boolean> {
  if (attempts > 1 || (await hasGoneBefore(ground, db, reportId))) return false
  const subject = pepperedHash(ground.keys.pepper, 'first_letters', mailboxOf(address)).toString('base64url')
  const { failures } = await countFailure(db, firstLetters, subject, ground.now())
  return failures > firstLetters.failures
}

/** A letter to this address, not to the one that the reporter gave before it. */
async function hasGoneBefore(ground: Ground, db: Db, reportId: string): Promise<boolean> {
  const sent = await db
    .selectFrom('notice')
    .select('sent_at')
    .where('report_id', '=', reportId)
    .where('channel', '=', 'email')
    .where('state', '=', 'sent')
    .orderBy('sent_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!sent?.sent_at) return false
  const givenAt = await addressGivenAt(ground, reportId)
  return givenAt === undefined || sent.sent_at > givenAt
}
