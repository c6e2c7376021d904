/** Addresses of staff that no mail server takes letters for: marked, told to their owner, tried again when mended. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import './tables.ts'

/** Of this very address: a new one is written to again. */
export async function isUndeliverable(db: Db, account: string, email: string): Promise<boolean> {
  const row = await db
    .selectFrom('staff_undeliverable')
    .select('code')
    .where('account_id', '=', account)
    .where('email', '=', email)
    .executeTakeFirst()
  return row !== undefined
}

export async function markStaffAddress(
  db: Db,
  account: string,
  email: string,
  code: string,
  now: Date,
): Promise<void> {
  await trustAddressAgain(db, account)
  await db
    .insertInto('staff_undeliverable')
    .values({ account_id: account, email, code: code.slice(0, 30), created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The owner's or an operator's word; the mark comes back when a mail server still knows nobody there. */
export async function trustAddressAgain(db: Db, account: string): Promise<void> {
  await db.deleteFrom('staff_undeliverable').where('account_id', '=', account).execute()
}

/** Since when letters to somebody's present address come back, or undefined. */
export async function undeliverableSince(db: Db, account: string): Promise<Date | undefined> {
  const { rows } = await sql<{ created_at: Date }>`
    select u.created_at
    from staff_undeliverable u
    join account a on a.id = u.account_id and a.email = u.email
    where u.account_id = ${account}`.execute(db)
  return rows[0]?.created_at
}
