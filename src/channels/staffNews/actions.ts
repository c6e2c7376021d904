import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'

/** Marks as read what the page showed: everything up to an instant, or what was told of one report. */
export async function markNewsRead(
  ground: Ground,
  actor: Actor,
  what: { until?: Date; reportId?: string },
): Promise<void> {
  let query = ground.db
    .updateTable('staff_notice')
    .set({ read_at: ground.now() })
    .where('account_id', '=', actor.id)
    .where('read_at', 'is', null)
  if (what.until !== undefined) query = query.where('created_at', '<=', what.until)
  if (what.reportId !== undefined) query = query.where('report_id', '=', what.reportId)
  await query.execute()
}
