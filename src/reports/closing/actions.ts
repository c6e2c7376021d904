/** How a report ends: the reporter's word, silence, withdrawal, archive with a reason (T28–T32, T41, T42). */
import { verb } from '../casefile/step.ts'

/** T28. */
export const accept = verb('accept')
/** T29, T30: the first objection goes back to the office, the second goes up. */
export const reject = verb('reject')
/** T31: ten working days of silence, with its own wording. */
export const closeUnanswered = verb('close_unanswered')
/** X10: one of the two reminders before silence counts. */
export const remind = verb('remind')
/** T32. */
export const reopen = verb('reopen')
/** T41. */
export const withdraw = verb('withdraw')
/** T41: undone within thirty days. */
export const revokeWithdrawal = verb('revoke_withdrawal')
/** T8, T42: never alone, never without a reason of the list. */
export const archive = verb('archive')
export const confirmArchive = verb('confirm_archive')
/** X5. */
export const rate = verb('rate')
/** X7. */
export const extendResponse = verb('extend_response')
