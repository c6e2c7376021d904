/** X12, X13: name and original text are opened for a reason, for fifteen minutes, and never unseen. */
import { verb } from '../casefile/step.ts'

/** Asks, or opens at once where the reporter agreed to be contacted by the handling agency. */
export const openIdentity = verb('open_identity')
/** The custodian agrees. */
export const approveIdentity = verb('approve_identity')
/** X13: the handling agency reads the text as it was written. */
export const readOriginal = verb('read_original')
