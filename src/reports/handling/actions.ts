/** The agency's work: take it up, keep the reporter informed, answer with a second person's approval (T19–T27). */
import { verb } from '../casefile/step.ts'
import { templatedVerb } from '../templates/sending.ts'

/** T19. */
export const start = verb('start')
/** T20. */
export const interimReply = templatedVerb('interim_reply')
/** T21: the clock waits for the reporter. */
export const askReporter = templatedVerb('ask_reporter')
/** T23: nobody answered in time; the clock runs again. */
export const expireQuestion = verb('expire_question')
/** T24. */
export const extend = verb('extend')
/** T25. */
export const proposeAnswer = templatedVerb('propose_answer')
/** T26. */
export const returnAnswer = verb('return_answer')
/** T27: another person than the drafter. */
export const approve = verb('approve')
/** X1: for colleagues only. */
export const note = verb('note')
/** X3. */
export const assign = verb('assign')
/** X4: a proposal is refused, or taken back by whoever made it. */
export const decline = verb('decline')
/** X20, T41: an inspection does not end with the complaint. */
export const goOnExOfficio = verb('go_on_ex_officio')
