/** What the desks leave behind: that a page was open, and drafts that nobody came back to. */
import type { Db } from '../../platform/db/database.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { forgetMentions } from '../casefile/mentions.ts'
import { forgetOldDrafts } from './drafts.ts'
import { forgetPresence } from './presence.ts'

export async function sweepDesk(db: Db, now: Date): Promise<void> {
  await forgetPresence(db, now)
  await forgetOldDrafts(db, now)
  await forgetMentions(db, new Date(now.getTime() - 90 * 86_400_000))
}

export const tasks: Tasks = {
  sweep_desk: async ({ db, now }) => sweepDesk(db, now()),
}
export const crontab: Crontab[] = [{ task: 'sweep_desk', match: '11 18 * * *' }]
