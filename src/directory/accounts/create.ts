import { randomUUID } from 'node:crypto'
import type { Db } from '../../platform/db/database.ts'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import { refuse, type FieldProblem } from '../../errors.ts'
import { isDay } from '../../regulation/days.ts'
import {
  agencyRoles,
  loneRoles,
  staffRoles,
  type Role,
  type StaffRole,
} from '../../regulation/permissions.ts'
import { hashPassword, newPassword } from './passwords.ts'
import './tables.ts'

export interface NewAccount {
  email: string
  roles: readonly StaffRole[]
  name?: string
  agency?: string
  unit?: string
  language?: 'id' | 'en'
  /** Last day of the appointment, 'YYYY-MM-DD'. */
  lastDay?: string
  /** Only for the demo and tests; otherwise one is made and told once. */
  password?: string
}

/**
 * Makes a staff account with its roles.
 * @returns its id and the password, which is stored nowhere in clear
 * @throws invalid_input, agency_unknown, unit_outside_agency
 */
export async function createAccount(
  db: Db,
  account: NewAccount,
  now: Date,
): Promise<{ id: string; email: string; password: string }> {
  const email = account.email.trim().toLowerCase()
  const problems = await problemsOf(db, account, email)
  if (problems.length > 0) throw refuse('invalid_input', { fields: problems })
  await requirePlace(db, account)

  const id = randomUUID()
  const password = account.password ?? newPassword()
  const passwordHash = await hashPassword(password)
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('account')
      .values({
        id,
        email,
        name: account.name ?? email.split('@')[0]!.replaceAll('.', ' ').slice(0, 120),
        password_hash: passwordHash,
        agency_code: account.agency ?? null,
        unit_code: account.unit ?? null,
        active: true,
        language: account.language ?? 'id',
        shortcuts_off: false,
        saved_filters: 0,
        created_at: now,
        password_changed_at: now,
      })
      .execute()
    const roles = account.roles.map((role) => ({ account_id: id, role, last_day: account.lastDay ?? null }))
    await transaction.insertInto('account_role').values(roles).execute()
  })
  return { id, email, password }
}

/** A province that watches nothing in particular would watch the whole country. */
const placedRoles: readonly Role[] = [...agencyRoles, 'oversight_province', 'oversight_ministry']

const wordsOf = {
  email: { id: 'Tulis alamat surel lengkap.', en: 'Write a whole e-mail address.' },
  taken: { id: 'Alamat surel ini sudah punya akun.', en: 'This e-mail address already has an account.' },
  role: {
    id: `Peran harus salah satu dari: ${staffRoles.join(', ')}.`,
    en: `The role must be one of: ${staffRoles.join(', ')}.`,
  },
  name: { id: 'Nama paling banyak 120 huruf.', en: 'The name has at most 120 characters.' },
  lastDay: { id: 'Tulis hari terakhir sebagai 2026-12-31.', en: 'Write the last day as 2026-12-31.' },
  alone: {
    id: 'Pengawas daerah atau kementerian tidak digabung dengan peran lain. Buat dua akun.',
    en: 'Oversight of a province or ministry is not combined with another role. Make two accounts.',
  },
  agency: { id: 'Peran ini perlu kode instansi.', en: 'This role needs the code of an agency.' },
}

/** Why this address, in small letters, cannot be that of a new account. */
export async function emailProblem(db: Db, email: string): Promise<FieldProblem | undefined> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254)
    return { field: 'email', code: 'wrong_form', ...wordsOf.email }
  if (await db.selectFrom('account').select('id').where('email', '=', email).executeTakeFirst())
    return { field: 'email', code: 'taken', ...wordsOf.taken }
  return undefined
}

async function problemsOf(db: Db, account: NewAccount, email: string): Promise<FieldProblem[]> {
  const wrong = await emailProblem(db, email)
  const problems: FieldProblem[] = wrong ? [wrong] : []
  const areKnown = account.roles.length > 0 && account.roles.every((role) => staffRoles.includes(role))
  if (!areKnown) problems.push({ field: 'role', code: 'not_a_choice', ...wordsOf.role })
  if (areKnown && account.roles.length > 1 && account.roles.some((role) => loneRoles.includes(role)))
    problems.push({ field: 'role', code: 'not_a_choice', ...wordsOf.alone })
  if ((account.name?.length ?? 0) > 120) problems.push({ field: 'name', code: 'too_long', ...wordsOf.name })
  if (account.lastDay !== undefined && !isDay(account.lastDay)) {
    problems.push({ field: 'last_day', code: 'wrong_form', ...wordsOf.lastDay })
  }
  const needsAgency = account.roles.some((role) => placedRoles.includes(role))
  if (needsAgency && account.agency === undefined)
    problems.push({ field: 'agency', code: 'required', ...wordsOf.agency })
  return problems
}

async function requirePlace(db: Db, { agency, unit }: NewAccount): Promise<void> {
  if (agency === undefined) {
    if (unit !== undefined) throw refuse('unit_outside_agency')
    return
  }
  const found = await db
    .selectFrom('agency')
    .select('code')
    .where('code', '=', agency)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!found) throw refuse('agency_unknown')
  if (unit === undefined) return
  const inside = await db
    .selectFrom('unit')
    .select('code')
    .where('code', '=', unit)
    .where('agency_code', '=', agency)
    .executeTakeFirst()
  if (!inside) throw refuse('unit_outside_agency')
}

/**
 * Makes a token with which a program acts as this account.
 * @returns the token, which is stored only hashed and cannot be shown again
 * @throws not_found when no active account has this address
 */
export async function createToken(
  db: Db,
  email: string,
  now: Date,
  name = 'lapor token create',
): Promise<string> {
  const account = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', email.trim().toLowerCase())
    .where('active', '=', true)
    .executeTakeFirst()
  if (!account) throw refuse('not_found')
  const token = newToken()
  await db
    .insertInto('account_token')
    .values({
      token_hash: hashToken(token),
      account_id: account.id,
      name,
      created_at: now,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
  return token
}
