/** The Ombudsman takes a case over with the reporter's consent, and says what came of it (T39, T40). */
import { verb } from '../casefile/step.ts'

/** T39. */
export const takeOver = verb('take_over')
/** X21: the reporter's own consent, with what goes along. */
export const askOmbudsman = verb('ask_ombudsman')
/** X22. */
export const takeBackOmbudsman = verb('take_back_ombudsman')
/** X23. */
export const declineTakeover = verb('decline_takeover')
/** T40. */
export const ombudsmanResult = verb('ombudsman_result')
