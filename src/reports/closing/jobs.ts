/** Silence of reporters: T31 after two reminders, and T23 where the clock goes on without an answer. */
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { stepWhenPassed } from '../casefile/due.ts'
import { endSilence, remindSilent } from '../casefile/reminders.ts'
import { expireQuestion } from '../handling/actions.ts'
import { closeUnanswered, remind } from './actions.ts'

export const tasks: Tasks = {
  close_unanswered: async (ground) => {
    await endSilence(ground, 'R1', closeUnanswered)
  },
  expire_question: async (ground) => {
    await stepWhenPassed(ground, 'R2', expireQuestion)
  },
  remind_to_judge: async (ground) => {
    await remindSilent(ground, 'R1', remind)
  },
}

export const crontab: Crontab[] = [
  { task: 'close_unanswered', match: '* * * * *' },
  { task: 'expire_question', match: '* * * * *' },
  // In the morning of the capital; whoever was missed is reminded an hour later.
  { task: 'remind_to_judge', match: '7 1-11 * * *' },
]
