/** What follows from a letter that came back: it failed after all, and an address where nobody is gets no more. */
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { addressGivenAt, markUndeliverable } from '../../reports/identity/contact.ts'
import type { Returned } from '../email/deliveryReport.ts'
import { forget } from '../following/address.ts'
import { markStaffAddress } from '../staffNews/undeliverable.ts'
import '../following/tables.ts'
import '../staffNews/tables.ts'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const ofReporter = new RegExp(`^(${uuid})-(\\d{1,9})@`)
const ofStaff = new RegExp(`^staff-(${uuid})@`)
const ofFollower = new RegExp(`^follow-(${uuid})-(${uuid})@`)

/**
 * Only whoever had a letter knows its Message-ID, so nobody can silence anybody else. Taken twice is once.
 * @returns whether it was a letter of ours that had been sent
 */
export async function takeReturned(ground: Ground, returned: Returned): Promise<boolean> {
  const { messageId } = returned
  const [, report, seq] = ofReporter.exec(messageId) ?? []
  if (report !== undefined) return reporterLetter(ground, report, Number(seq), returned)
  const [, mail] = ofStaff.exec(messageId) ?? []
  if (mail !== undefined) return staffLetter(ground, mail, returned)
  const [, followed, letter] = ofFollower.exec(messageId) ?? []
  return followed !== undefined && letter !== undefined && followerLetter(ground, followed, letter, returned)
}

const failed = ({ status }: Returned) => ({ state: 'failed' as const, last_error: `returned ${status}` })

async function reporterLetter(
  ground: Ground,
  reportId: string,
  seq: number,
  returned: Returned,
): Promise<boolean> {
  const { db } = ground
  const row = await db
    .selectFrom('notice')
    .select('sent_at')
    .where('report_id', '=', reportId)
    .where('seq', '=', seq)
    .where('channel', '=', 'email')
    .where('state', '=', 'sent')
    .executeTakeFirst()
  if (!row) return false
  await db
    .updateTable('notice')
    .set(failed(returned))
    .where('report_id', '=', reportId)
    .where('seq', '=', seq)
    .where('channel', '=', 'email')
    .execute()
  // The letter went to the address before: the reporter has mended it meanwhile.
  const isOld = await gaveAddressAfter(ground, reportId, row.sent_at)
  if (returned.gone !== undefined && !isOld)
    await markUndeliverable(db, { reportId, channel: 'email' }, returned.gone, ground.now())
  return true
}

async function gaveAddressAfter(ground: Ground, reportId: string, sentAt: Date | null): Promise<boolean> {
  const givenAt = await addressGivenAt(ground, reportId)
  return givenAt !== undefined && sentAt !== null && givenAt > sentAt
}

async function staffLetter({ db, now }: Ground, mail: string, returned: Returned): Promise<boolean> {
  const row = await db
    .updateTable('staff_mail')
    .set(failed(returned))
    .where('id', '=', mail)
    .where('state', '=', 'sent')
    .returning('account_id')
    .executeTakeFirst()
  if (!row) return false
  const email = await emailOf(db, row.account_id)
  if (returned.gone !== undefined && email === returned.recipient)
    await markStaffAddress(db, row.account_id, email, returned.gone, now())
  return true
}

const emailOf = async (db: Db, account: string): Promise<string | undefined> =>
  (await db.selectFrom('account').select('email').where('id', '=', account).executeTakeFirst())?.email

async function followerLetter(
  ground: Ground,
  reportId: string,
  letter: string,
  returned: Returned,
): Promise<boolean> {
  const row = await ground.db
    .updateTable('follow_letter')
    .set(failed(returned))
    .where('report_id', '=', reportId)
    .where('letter_id', '=', letter)
    .where('state', '=', 'sent')
    .returning('follower_id')
    .executeTakeFirst()
  if (row && returned.gone !== undefined)
    await forget(ground, ground.db, { reportId, followerId: row.follower_id })
  return row !== undefined
}
