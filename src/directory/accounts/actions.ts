import { refuse, type FieldProblem } from '../../errors.ts'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import type { Ground } from '../../platform/ground.ts'
import { countFailure, forgetFailures, networkOf, type Throttle } from '../../platform/http/throttle.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { sessionHours } from './authenticate.ts'
import { hashPassword, isPassword, longestPassword, shortestPassword } from './passwords.ts'
import './tables.ts'

// Of one account from one network: whoever guesses from elsewhere does not shut out the officer.
const wrongPasswords: Throttle = { name: 'sign_in', failures: 5, windowSeconds: 15 * 60 }
// Up to here the right password still opens; after it (NIST SP 800-63B 3.2.2) nothing from that network is looked at.
const mostGuesses = 100
// Of one's own account, while signed in: a borrowed session is no place to guess.
const wrongCurrent: Throttle = { name: 'own_password', failures: 5, windowSeconds: 15 * 60 }

/**
 * Opens a session.
 * @returns the token for the cookie; a new one each time, so that a planted cookie is worth nothing
 * @param address where the call comes from; undefined for a direct call from this machine, where nothing but
 * report secrets is slowed down
 * @throws sign_in_failed, the same for an unknown address and a wrong password; too_many_attempts
 */
export async function signIn(
  ground: Ground,
  input: { email: string; password: string },
  address?: string,
): Promise<string> {
  const { db } = ground
  const now = ground.now()
  const email = input.email.trim().toLowerCase()
  const guesser = address === undefined ? undefined : `${email}\n${networkOf(address)}`
  const counted = guesser === undefined ? undefined : await countFailure(db, wrongPasswords, guesser, now)
  const tooMany = () => refuse('too_many_attempts', { retryAfterSeconds: counted!.secondsLeft })
  if (counted && counted.failures > mostGuesses) throw tooMany()
  const account = await db
    .selectFrom('account')
    .select(['id', 'password_hash'])
    .where('email', '=', email)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!(await isPassword(account?.password_hash, input.password)) || !account) {
    throw counted && counted.failures > wrongPasswords.failures ? tooMany() : refuse('sign_in_failed')
  }
  if (guesser !== undefined) await forgetFailures(db, wrongPasswords, guesser)
  const token = newToken()
  await db
    .insertInto('account_session')
    .values({
      token_hash: hashToken(token),
      account_id: account.id,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + sessionHours * 3_600_000),
    })
    .execute()
  return token
}

/** Ends one session; the cookie is then worth nothing wherever it was copied to. */
export async function signOut(ground: Ground, token: string): Promise<void> {
  await ground.db.deleteFrom('account_session').where('token_hash', '=', hashToken(token)).execute()
}

const words = {
  wrongCurrent: { id: 'Kata sandi sekarang tidak cocok.', en: 'The current password does not match.' },
  length: {
    id: `Kata sandi baru harus ${shortestPassword} sampai ${longestPassword} huruf. Beberapa kata yang mudah Anda ingat juga boleh.`,
    en: `The new password needs ${shortestPassword} to ${longestPassword} characters. A few words you remember are fine.`,
  },
  same: { id: 'Kata sandi baru sama dengan yang lama.', en: 'The new password is the old one.' },
  email: {
    id: 'Kata sandi baru memuat alamat surel Anda.',
    en: 'The new password contains your e-mail address.',
  },
} as const

/**
 * Changes one's own password and ends every other session of the account.
 * @throws invalid_input with the field; too_many_attempts after wrong current passwords
 */
export async function changePassword(
  ground: Ground,
  actor: Actor,
  input: { current_password: string; new_password: string },
  keptSession: string | undefined,
): Promise<void> {
  const { db } = ground
  const now = ground.now()
  const account = await db
    .selectFrom('account')
    .select(['email', 'password_hash'])
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  const { failures, secondsLeft } = await countFailure(db, wrongCurrent, actor.id, now)
  if (failures > wrongCurrent.failures) throw refuse('too_many_attempts', { retryAfterSeconds: secondsLeft })
  if (!(await isPassword(account.password_hash, input.current_password))) {
    throw refuse('invalid_input', {
      fields: [{ field: 'current_password', code: 'wrong_password', ...words.wrongCurrent }],
    })
  }
  await forgetFailures(db, wrongCurrent, actor.id)
  const problem = weaknessOf(input.new_password, account.email, input.current_password)
  if (problem) throw refuse('invalid_input', { fields: [problem] })
  const passwordHash = await hashPassword(input.new_password)
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('account')
      .set({ password_hash: passwordHash, password_changed_at: now })
      .where('id', '=', actor.id)
      .execute()
    let others = transaction.deleteFrom('account_session').where('account_id', '=', actor.id)
    if (keptSession !== undefined) others = others.where('token_hash', '!=', hashToken(keptSession))
    await others.execute()
  })
}

function weaknessOf(password: string, email: string, current: string): FieldProblem | undefined {
  const field = 'new_password'
  if (password.length < shortestPassword || password.length > longestPassword) {
    return { field, code: 'wrong_length', ...words.length }
  }
  if (password === current) return { field, code: 'unchanged', ...words.same }
  const mailbox = email.split('@')[0]!
  if (mailbox.length > 3 && password.toLowerCase().includes(mailbox))
    return { field, code: 'guessable', ...words.email }
  return undefined
}

/** Saves how a person wants their desk. */
export async function changePreferences(
  ground: Ground,
  actor: Actor,
  input: { language: 'id' | 'en'; shortcuts: boolean },
): Promise<void> {
  await ground.db
    .updateTable('account')
    .set({ language: input.language, shortcuts_off: !input.shortcuts })
    .where('id', '=', actor.id)
    .execute()
}
