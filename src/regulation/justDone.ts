/** X17: whether a slip of the hand is fresh enough to be put right at once. */
import { isSealed } from './inspection.ts'
import type { Choice } from './transition.ts'

/** X17: how long a forwarding can be taken back. */
export const undoMinutes = 10
const isFresh = (at: string, now: string): boolean => Date.parse(now) - Date.parse(at) <= undoMinutes * 60_000

/** X17: one office has it, by a verifier's word of some minutes ago (V1 ended as F1 began), and nobody there has touched it. */
export const justForwarded: Choice = ({ file, now }) => {
  const [part, ...others] = file.parts.filter(({ state }) => state !== 'closed')
  const first = file.clocks.find((one) => one.rule === 'F1' && one.ended === undefined)
  return (
    part !== undefined &&
    others.length === 0 &&
    part.state === 'forwarded' &&
    (part.officer === undefined || part.byRule === true) &&
    !file.pending.some((one) => one.part === part.no) &&
    (part.byRule === true ||
      !file.clocks.some((one) => one.rule === 'F2' && one.part === part.no && one.ended === 'met')) &&
    first !== undefined &&
    isFresh(first.startedAt, now) &&
    file.clocks.some(({ rule, endedAt }) => rule === 'V1' && endedAt === first.startedAt)
  )
}

/** X17 inside an agency: the unit was named lately and nobody there has taken it up; an inspection stays in its unit. */
export const justHandedDown: Choice = ({ file, part, now }) => {
  // F2 ends as the unit gets it.
  const handedDownAt = file.clocks.findLast((one) => one.rule === 'F2' && one.part === part?.no)?.endedAt
  return (
    part?.unit !== undefined &&
    !isSealed(file, part) &&
    part.state === 'forwarded' &&
    (part.officer === undefined || part.byRule === true) &&
    handedDownAt !== undefined &&
    isFresh(handedDownAt, now)
  )
}
