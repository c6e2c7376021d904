import { sweepThrottles } from '../../platform/http/throttle.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import './tables.ts'

export const tasks: Tasks = {
  /** Removes sessions and counts of wrong guesses that are over: neither is kept longer than it is used. */
  sweep_sessions: async ({ db, now }) => {
    await db.deleteFrom('account_session').where('expires_at', '<', now()).execute()
    await sweepThrottles(db, now())
  },
}

export const crontab: Crontab[] = [{ task: 'sweep_sessions', match: '17 * * * *' }]
