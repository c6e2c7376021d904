import { sql } from 'kysely'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { openIdentity, type Identity } from './sealing.ts'
import './tables.ts'

/** How long an opened identity may be looked at (DOMAIN section 5). */
export const openMinutes = 15

/** Until when this account may look, or undefined: permission is an event of the report and nothing else. */
export async function openedUntil(
  ground: Pick<Ground, 'db' | 'now'>,
  reportId: string,
  actor: Actor,
): Promise<Date | undefined> {
  const since = new Date(ground.now().getTime() - openMinutes * 60_000)
  const { rows } = await sql<{ at: Date }>`
    select at
    from report_event
    where report_id = ${reportId} and at > ${since} and transition = 'X12' and audience = 'reporter'
      and coalesce(data ->> 'proposed_by', actor_id) = ${actor.id}
    order by seq desc
    limit 1
  `.execute(ground.db)
  const at = rows[0]?.at
  return at && new Date(at.getTime() + openMinutes * 60_000)
}

/**
 * The reporter's name and contact, read in the one database role that may.
 * @throws identity_locked unless this account opened it within the last fifteen minutes
 */
export async function identityOf(
  ground: Ground,
  reportId: string,
  actor: Actor,
): Promise<Identity & { until: Date }> {
  const until = await openedUntil(ground, reportId, actor)
  if (!until) throw refuse('identity_locked')
  const vault = await ground.as('lapor_vault')
  const row = await vault
    .selectFrom('vault.identity')
    .select('sealed')
    .where('report_id', '=', reportId)
    .executeTakeFirst()
  return { ...(row ? openIdentity(ground.keys, reportId, row.sealed) : {}), until }
}
