/** Keys of submits: kept for two days, in which a lost answer can be asked for again (decision 10). */
import type { Db } from '../../platform/db/database.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { keptHours } from './idempotency.ts'

/** @returns how many were forgotten */
export async function sweepKeys(db: Db, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('submission_key')
    .where('created_at', '<', new Date(now.getTime() - keptHours * 3_600_000))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export const tasks: Tasks = {
  sweep_keys: async (ground) => {
    await sweepKeys(ground.db, ground.now())
  },
}
export const crontab: Crontab[] = [{ task: 'sweep_keys', match: '31 * * * *' }]
