/** What the service does by itself when a clock has passed (X15, X16). */
import { verb } from '../casefile/step.ts'

/** X15: it is late, and these people were told. */
export const escalate = verb('escalate')
/** X16: the reporter hears of the way to the Ombudsman (O1). */
export const offerOmbudsman = verb('offer_ombudsman')
