/** The public log grows every few seconds; all events are looked through when it begins, and once a night. */
import type { Loop } from '../../platform/jobs/loops.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { forgetOldCheckpoints, isLogEmpty, sequenceEverything, sequenceNew } from './sequencer.ts'

let looks = 0
/** With a look every ten seconds a straggler is found within the minute that the receipt promises. */
const longLookEvery = 5

export const loops: Loop[] = [
  {
    name: 'public_log',
    everyMs: 10_000,
    run: async (ground, signal) => {
      if (looks === 0 && (await isLogEmpty(ground.db))) await sequenceEverything(ground, signal)
      await sequenceNew(ground, { signal, lookBack: looks++ % longLookEvery === 0 ? 'long' : 'short' })
    },
  },
]

export const tasks: Tasks = {
  log_everything: async (ground) => {
    await sequenceEverything(ground)
  },
  sweep_checkpoints: async ({ db, now }) => forgetOldCheckpoints(db, now()),
}
export const crontab: Crontab[] = [
  { task: 'log_everything', match: '47 17 * * *' },
  { task: 'sweep_checkpoints', match: '23 18 * * *' },
]
