/** What the case file leaves for later: words for the search. */
import type { Loop } from '../../platform/jobs/loops.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { indexNewReports } from './searchIndex.ts'

// The first round of a process looks at all reports: what came in before it was there, in whatever order.
let hasCaughtUp = false

export const loops: Loop[] = [
  {
    name: 'search_index',
    everyMs: 5_000,
    run: async (ground, signal) => {
      await indexNewReports(ground.db, { everything: !hasCaughtUp, signal })
      hasCaughtUp = true
    },
  },
]

export const tasks: Tasks = {
  index_everything: async (ground) => {
    await indexNewReports(ground.db, { everything: true })
  },
}
export const crontab: Crontab[] = [{ task: 'index_everything', match: '17 * * * *' }]
