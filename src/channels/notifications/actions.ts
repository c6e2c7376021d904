import type { Ground } from '../../platform/ground.ts'
import './tables.ts'

/** No more messages about this report; notices that wait are held when their turn comes. Doing it twice is once. */
export async function stopMessages(ground: Ground, reportId: string): Promise<void> {
  await ground.db
    .insertInto('notice_stop')
    .values({ report_id: reportId, created_at: ground.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
