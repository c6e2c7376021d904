import type { Loop } from '../../platform/jobs/loops.ts'
import { carryAccepted } from './carrying.ts'

export const loops: Loop[] = [
  {
    name: 'hand_over',
    everyMs: 5_000,
    run: async (ground, signal) => {
      await carryAccepted(ground, signal)
    },
  },
]
