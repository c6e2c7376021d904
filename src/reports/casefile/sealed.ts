/** The seal of an inspection (`isSealed`) as a condition of SQL, for whatever lists or counts an agency's rows. */
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../regulation/permissions.ts'

/**
 * Rows of the inbox that this account is on the right side of the seal of. It says nothing else about what the account
 * may see: the agency stands in the query itself.
 * @param row the name under which the query has `agency_inbox`
 */
export const unsealedFor = (
  { unit }: Pick<Actor, 'unit'>,
  row = 'agency_inbox',
): RawBuilder<boolean> => sql<boolean>`(
  ${sql.ref(`${row}.kind`)} <> 'complaint_oversight'
  or ${sql.ref(`${row}.unit_code`)} is null
  or ${sql.ref(`${row}.unit_code`)} = ${unit ?? ''}
)`
