/** What the reporter does with number and secret, beside the verdict: answer, add, choose who may know (T11, T22, T44, T45). */
import { verb } from '../casefile/step.ts'

/** T11. */
export const complete = verb('complete')
/** T11, T22, X2: any reply counts. */
export const reply = verb('reply')
/** T12: one click opens an uncompleted report again. */
export const revive = verb('revive')
/** T44. */
export const raiseSecrecy = verb('raise_secrecy')
/** T45. */
export const lowerSecrecy = verb('lower_secrecy')
/** X6. */
export const consentContact = verb('consent_contact')
