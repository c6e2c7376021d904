/** Who is competent: a bounce names a better agency, the second one is decided for good (T16–T18). */
import { verb } from '../casefile/step.ts'

/** T16, T17: "not ours" needs another agency and a reason. */
export const bounce = verb('bounce')
/** T16: the verifier agrees, and the report moves. */
export const confirmBounce = verb('confirm_bounce')
/** T16: the verifier does not agree, so the arbiter decides. */
export const referBounce = verb('refer_bounce')
/** T18: binding. */
export const decideAuthority = verb('decide_authority')
