import type { Db } from '../../platform/db/database.ts'
import type { StaffRole } from '../../regulation/permissions.ts'
import './tables.ts'

export interface Colleague {
  id: string
  name: string
  email: string
  agency: string
  unit?: string
}

/** Who in an agency holds a role today, by name; `unit` narrows to one unit. */
export async function accountsOf(
  db: Db,
  agency: string,
  role: StaffRole,
  options: { unit?: string; today: string; limit?: number },
): Promise<Colleague[]> {
  let query = db
    .selectFrom('account as a')
    .innerJoin('account_role as r', 'r.account_id', 'a.id')
    .select(['a.id', 'a.name', 'a.email', 'a.agency_code', 'a.unit_code'])
    .where('a.agency_code', '=', agency)
    .where('a.active', '=', true)
    .where('r.role', '=', role)
    .where((where) => where.or([where('r.last_day', 'is', null), where('r.last_day', '>=', options.today)]))
  if (options.unit !== undefined) query = query.where('a.unit_code', '=', options.unit)
  const rows = await query
    .orderBy('a.name')
    .orderBy('a.id')
    .limit(options.limit ?? 200)
    .execute()
  return rows.map(({ agency_code, unit_code, ...row }) => ({
    ...row,
    agency: agency_code!,
    ...(unit_code !== null && { unit: unit_code }),
  }))
}

export interface AccountSettings {
  email: string
  name: string
  language: 'id' | 'en'
  shortcutsOff: boolean
  agencyName: string | null
  unitName: string | null
}

/** What the desk needs to know of whoever is signed in, beside their roles. */
export async function settingsOf(db: Db, id: string): Promise<AccountSettings | undefined> {
  const row = await db
    .selectFrom('account as a')
    .leftJoin('agency as g', 'g.code', 'a.agency_code')
    .leftJoin('unit as u', 'u.code', 'a.unit_code')
    .select([
      'a.email',
      'a.name',
      'a.language',
      'a.shortcuts_off',
      'g.name as agency_name',
      'u.name as unit_name',
    ])
    .where('a.id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      email: row.email,
      name: row.name,
      language: row.language,
      shortcutsOff: row.shortcuts_off,
      agencyName: row.agency_name,
      unitName: row.unit_name,
    }
  )
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Names of accounts for timelines and lists; ids that are no account (`system`, `reporter`) are left out. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const accounts = [...new Set(ids)].filter((id) => isUuid.test(id))
  if (accounts.length === 0) return new Map()
  const rows = await db.selectFrom('account').select(['id', 'name']).where('id', 'in', accounts).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
