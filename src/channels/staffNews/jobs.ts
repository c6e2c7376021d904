/** Letters to staff in the worker: every few seconds by itself; old notices are swept at night. */
import type { Loop } from '../../platform/jobs/loops.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { gatewaysOf } from '../notifications/jobs.ts'
import { sendStaffMail } from './mailQueue.ts'
import { planLetters, planMorning } from './plan.ts'

export const loops: Loop[] = [
  {
    name: 'staff_mail',
    everyMs: 5_000,
    run: async (ground, signal) => {
      await planLetters(ground, ground.db)
      await sendStaffMail(ground, ground.db, gatewaysOf(ground), signal)
    },
  },
]

/** The list is for what is going on; what was done stands in the report for ever. */
const keptDays = 200

export const tasks: Tasks = {
  morning_letters: async (ground) => {
    await planMorning(ground, ground.db)
  },
  sweep_staff_news: async ({ db, now }) => {
    const before = new Date(now().getTime() - keptDays * 86_400_000)
    await db.deleteFrom('staff_notice').where('created_at', '<', before).execute()
    await db.deleteFrom('staff_mail').where('created_at', '<', before).execute()
  },
}

export const crontab: Crontab[] = [
  // 07.30 is at another minute of UTC in each zone, and in some missions abroad at a half hour.
  { task: 'morning_letters', match: '*/5 * * * *' },
  { task: 'sweep_staff_news', match: '41 18 * * *' },
]
