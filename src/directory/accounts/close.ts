/** Closing an account: nobody signs in with it any more. It stays, because events name it. */
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import './tables.ts'

/**
 * Closes an account and ends its sessions and tokens at once. Reports in its name are then without a holder and come
 * to the desk of the agency's admins. Closing a closed one changes nothing.
 * @throws not_found when no account has this address
 */
export async function closeAccount(
  db: Db,
  email: string,
  now: Date,
): Promise<{ id: string; email: string; agency: string | null; wasOpen: boolean }> {
  return db.transaction().execute(async (trx) => {
    const account = await trx
      .selectFrom('account')
      .select(['id', 'email', 'agency_code', 'active'])
      .where('email', '=', email.trim().toLowerCase())
      .forUpdate()
      .executeTakeFirst()
    if (!account) throw refuse('not_found')
    await trx.updateTable('account').set({ active: false }).where('id', '=', account.id).execute()
    await trx.deleteFrom('account_session').where('account_id', '=', account.id).execute()
    await trx
      .updateTable('account_token')
      .set({ revoked_at: now })
      .where('account_id', '=', account.id)
      .where('revoked_at', 'is', null)
      .execute()
    return { id: account.id, email: account.email, agency: account.agency_code, wasOpen: account.active }
  })
}
