/** What the national desk does with a report before and beside its handling (T6–T12, T14, T43, T46, T47). */
import { verb } from '../casefile/step.ts'
import { templatedVerb } from '../templates/sending.ts'

/** T6: a short check, no accusation. */
export const hold = verb('hold')
/** T7. */
export const release = verb('release')
/** T9 from a new report; T15 where an agency hands it down to a unit. The table tells them apart by the state. */
export const forward = verb('forward')
/** X17: within minutes, before the office has begun. */
export const recall = verb('recall')
/** T10. */
export const askCompletion = templatedVerb('ask_completion')
/** T14. */
export const split = verb('split')
/** T43: a longer clock waits for a second person. */
export const reclassify = verb('reclassify')
/** T46. */
export const markUrgent = verb('mark_urgent')
/** T47: two persons put a wrong hold or archive right. */
export const correctError = verb('correct_error')
/** T12: the completion period is over; only the passing of V5 allows it. */
export const expireCompletion = verb('expire_completion')
