/** Reminders and escalation in the worker: clocks are watched every minute; steps come in the morning of their zone. */
import type { Loop } from '../../platform/jobs/loops.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { giveSteps, watchClocks } from './watch.ts'
import './tables.ts'

export const loops: Loop[] = [
  {
    name: 'deadlines',
    everyMs: 60_000,
    run: async (ground, signal) => {
      await watchClocks(ground, signal)
      await giveSteps(ground, signal)
    },
  },
]

export const tasks: Tasks = {
  /** Clocks that ended before their next step are of no interest any more. */
  sweep_deadline_watch: async ({ db }) => {
    await db
      .deleteFrom('deadline_watch')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('report_clock as c')
              .select('c.clock_no')
              .whereRef('c.report_id', '=', 'deadline_watch.report_id')
              .whereRef('c.clock_no', '=', 'deadline_watch.clock_no')
              .where('c.state', 'in', ['running', 'paused']),
          ),
        ),
      )
      .execute()
  },
}
export const crontab: Crontab[] = [{ task: 'sweep_deadline_watch', match: '37 18 * * *' }]
