import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

/** How many open reports each of these accounts holds by name in an agency. */
export async function heldBy(
  db: Db,
  agency: string,
  accounts: readonly string[],
): Promise<Map<string, number>> {
  if (accounts.length === 0) return new Map()
  const { rows } = await sql<{ officer: string; count: number }>`
    select officer_id as officer, count(*)::int as count
    from agency_inbox
    where agency_code = ${agency} and open and officer_id = any(${accounts}::uuid[])
    group by officer_id`.execute(db)
  return new Map(rows.map(({ officer, count }) => [officer, count]))
}
