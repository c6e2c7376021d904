/** Another address for an account: a slip of the hand, a new domain of the agency, letters that come back. */
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import { emailProblem } from './create.ts'
import './tables.ts'

/**
 * Gives an account another address, with which its owner signs in from now on and which letters go to. Sessions,
 * tokens and the password stay.
 * @throws not_found when no account has the old address, invalid_input when the new one is none or is taken
 */
export async function changeEmail(db: Db, from: string, to: string): Promise<{ email: string }> {
  const old = from.trim().toLowerCase()
  const email = to.trim().toLowerCase()
  if (email === old) return { email }
  const problem = await emailProblem(db, email)
  if (problem) throw refuse('invalid_input', { fields: [problem] })
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ email })
    .where('email', '=', old)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw refuse('not_found')
  return { email }
}
