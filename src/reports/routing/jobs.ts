import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { trainFromDecisions } from './learn.ts'

export const routingTasks: Tasks = {
  /** Offices change what they take; the model follows the decisions of the last weeks. */
  train_routing: async (ground) => {
    const { reports, measured } = await trainFromDecisions(ground.db, ground.now())
    if (measured) {
      const { random, time } = measured
      ground.log.info({ reports, random: random.office, time: time.office }, 'suggestions trained')
    } else ground.log.info({ reports }, 'too few decided reports to train suggestions')
  },
}

/** Sunday night in Indonesia (UTC+7 to +9), when the desks are empty. */
export const routingCrontab: Crontab[] = [{ task: 'train_routing', match: '0 17 * * 0' }]
