/** Rules act within seconds of an arrival; a round that was cut short is made up by the next one. */
import type { Loop } from '../../platform/jobs/loops.ts'
import { handOutArrivals } from './arrivals.ts'

export const loops: Loop[] = [
  {
    name: 'hand_out_arrivals',
    everyMs: 3_000,
    run: async (ground, signal) => {
      await handOutArrivals(ground, signal)
    },
  },
]
