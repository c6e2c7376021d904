/** X12: a name is opened for a reason, with the agreement of a second unit, for fifteen minutes, and never unseen. */
import { verb } from '../casefile/step.ts'

/** Asks, or opens at once where the reporter agreed to be contacted by the handling agency. */
export const openIdentity = verb('open_identity')
/** The custodian agrees. */
export const approveIdentity = verb('approve_identity')
