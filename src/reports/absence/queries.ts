import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { unsealedFor } from '../casefile/sealed.ts'

/** How many open reports each of these accounts of the reader's agency holds by name, as far as the reader may know. */
export async function heldBy(
  db: Db,
  reader: Actor,
  accounts: readonly string[],
): Promise<Map<string, number>> {
  if (accounts.length === 0) return new Map()
  const { rows } = await sql<{ officer: string; count: number }>`
    select officer_id as officer, count(*)::int as count
    from agency_inbox
    where agency_code = ${reader.agency ?? ''} and open and officer_id = any(${accounts}::uuid[])
      and ${unsealedFor(reader)}
    group by officer_id`.execute(db)
  return new Map(rows.map(({ officer, count }) => [officer, count]))
}
