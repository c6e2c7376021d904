import type { StaffRole } from '../../regulation/permissions.ts'

interface AccountTable {
  id: string
  email: string
  name: string
  password_hash: string
  agency_code: string | null
  unit_code: string | null
  active: boolean
  language: 'id' | 'en'
  shortcuts_off: boolean
  /** How many filters of desk lists they have named. */
  saved_filters: number
  created_at: Date
  password_changed_at: Date
}

interface AccountRoleTable {
  account_id: string
  role: StaffRole
  /** 'YYYY-MM-DD', or null for an appointment without an end. */
  last_day: string | null
}

interface AccountSessionTable {
  token_hash: Buffer
  account_id: string
  created_at: Date
  last_seen_at: Date
  expires_at: Date
}

interface AccountTokenTable {
  token_hash: Buffer
  account_id: string
  name: string
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    account: AccountTable
    account_role: AccountRoleTable
    account_session: AccountSessionTable
    account_token: AccountTokenTable
  }
}
