import { sql } from 'kysely'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { openContact } from './contact.ts'
import type { Identity } from './sealing.ts'
import './tables.ts'

/** How long an opened identity, or an original text, may be looked at (DOMAIN section 5). */
export const openMinutes = 15

type Asking = Pick<Ground, 'db' | 'now'>

/** Until when this account may look at name and contact, or undefined. */
export const openedUntil = (ground: Asking, reportId: string, actor: Actor): Promise<Date | undefined> =>
  grantedUntil(ground, 'X12', reportId, actor)

/** Until when this account may read the text as it was written, or undefined. */
export const originalUntilFor = (ground: Asking, reportId: string, actor: Actor): Promise<Date | undefined> =>
  grantedUntil(ground, 'X13', reportId, actor)

/** Permission is an event of the report and nothing else, so it cannot be given without being seen. */
async function grantedUntil(
  ground: Asking,
  row: 'X12' | 'X13',
  reportId: string,
  actor: Actor,
): Promise<Date | undefined> {
  const since = new Date(ground.now().getTime() - openMinutes * 60_000)
  const { rows } = await sql<{ at: Date }>`
    select at
    from report_event
    where report_id = ${reportId} and at > ${since} and transition = ${row} and audience = 'reporter'
      and coalesce(data ->> 'proposed_by', actor_id) = ${actor.id}
      -- A reporter who hides more ends every opening at once.
      and seq > coalesce((
        select max(hidden.seq) from report_event hidden
        where hidden.report_id = ${reportId} and hidden.transition in ('T41', 'T44', 'X21', 'X22')
      ), 0)
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
  return { ...(await openContact(ground, reportId)), until }
}
