/** T12: reports that wait for what is missing, after two reminders. Nothing is deleted; one tap opens it again. */
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { endSilence, remindSilent } from '../casefile/reminders.ts'
import { remind } from '../closing/actions.ts'
import { expireCompletion } from './actions.ts'

export const tasks: Tasks = {
  expire_completion: async (ground) => {
    await endSilence(ground, 'V5', expireCompletion)
  },
  remind_to_complete: async (ground) => {
    await remindSilent(ground, 'V5', remind)
  },
}

export const crontab: Crontab[] = [
  { task: 'expire_completion', match: '* * * * *' },
  { task: 'remind_to_complete', match: '9 1-11 * * *' },
]
