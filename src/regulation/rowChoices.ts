/** Choices between rows of the state table that look at one fact of the file or of what was typed. */
import type { RuleId } from './deadlines.ts'
import type { Choice } from './transition.ts'

const clockPassed =
  (rule: RuleId): Choice =>
  ({ file, dueAt, now }) => {
    const clock = file.clocks.find((one) => one.rule === rule && one.ended === undefined)
    const due = clock && dueAt.get(clock.no)
    return due !== undefined && now > due
  }
/** T12, T23, T31 follow only from the passing of the reporter's own time. */
export const completionTimeOver = clockPassed('V5')
export const replyTimeOver = clockPassed('R2')
export const verdictTimeOver = clockPassed('R1')

/** T12: what was archived for want of details opens again at any time. */
export const wasNotCompleted: Choice = ({ file }) => file.archiveReason === 'not_completed'
/** T16: the verifier has not confirmed the bounce, so the arbiter decides. */
export const bounceProposed: Choice = ({ file }) => file.pending.some((one) => one.action === 'bounce')
export const somethingProposed: Choice = ({ file }) => file.pending.length > 0
/** X22: what was asked of the Ombudsman can be taken back. */
export const ombudsmanAsked: Choice = ({ file }) => file.ombudsmanConsent !== undefined

/** T40: with a result the reporter is asked, unless the Ombudsman ends it or hands it back. */
export const resultToJudge: Choice = ({ input }) =>
  input['to'] !== 'in_progress' && input['to'] !== 'closed_by_agency'
export const resultCloses: Choice = ({ input }) => input['to'] === 'closed_by_agency'
export const handedBack: Choice = ({ input }) => input['to'] === 'in_progress'
