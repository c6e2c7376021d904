/** The verb of every action, by the code that forms and the API send. A test holds it against the state table. */
import { appeal, grantAppeal, refuseAppeal } from '../appeals/actions.ts'
import { bounce, confirmBounce, decideAuthority, referBounce } from '../authority/actions.ts'
import * as closing from '../closing/actions.ts'
import { approveIdentity, openIdentity, readOriginal } from '../identity/actions.ts'
import * as handling from '../handling/actions.ts'
import {
  askOmbudsman,
  declineTakeover,
  ombudsmanResult,
  takeBackOmbudsman,
  takeOver,
} from '../ombudsman/actions.ts'
import { mask, proposePublication, publish, unpublish } from '../publication/actions.ts'
import * as tracking from '../tracking/actions.ts'
import * as verification from '../verification/actions.ts'
import { merge, unmerge } from '../verification/merging.ts'
import type { ReporterAction, StaffAction } from '../casefile/inputs.ts'
import type { Verb } from '../casefile/step.ts'

export const staffActs: Record<StaffAction, Verb> = {
  hold: verification.hold,
  release: verification.release,
  forward: verification.forward,
  recall: verification.recall,
  ask_completion: verification.askCompletion,
  merge,
  unmerge,
  split: verification.split,
  reclassify: verification.reclassify,
  mark_urgent: verification.markUrgent,
  correct_error: verification.correctError,
  bounce,
  confirm_bounce: confirmBounce,
  refer_bounce: referBounce,
  decide_authority: decideAuthority,
  start: handling.start,
  interim_reply: handling.interimReply,
  ask_reporter: handling.askReporter,
  extend: handling.extend,
  propose_answer: handling.proposeAnswer,
  return_answer: handling.returnAnswer,
  approve: handling.approve,
  note: handling.note,
  assign: handling.assign,
  decline: handling.decline,
  open_identity: openIdentity,
  approve_identity: approveIdentity,
  read_original: readOriginal,
  archive: closing.archive,
  confirm_archive: closing.confirmArchive,
  propose_publication: proposePublication,
  publish,
  unpublish,
  mask,
  raise_secrecy: tracking.raiseSecrecy,
  grant_appeal: grantAppeal,
  refuse_appeal: refuseAppeal,
  take_over: takeOver,
  ombudsman_result: ombudsmanResult,
  decline_takeover: declineTakeover,
  go_on_ex_officio: handling.goOnExOfficio,
}

export const reporterActs: Record<ReporterAction, Verb> = {
  complete: tracking.complete,
  reply: tracking.reply,
  revive: tracking.revive,
  raise_secrecy: tracking.raiseSecrecy,
  lower_secrecy: tracking.lowerSecrecy,
  consent_contact: tracking.consentContact,
  accept: closing.accept,
  reject: closing.reject,
  reopen: closing.reopen,
  unmerge,
  withdraw: closing.withdraw,
  revoke_withdrawal: closing.revokeWithdrawal,
  rate: closing.rate,
  extend_response: closing.extendResponse,
  appeal,
  ask_ombudsman: askOmbudsman,
  take_back_ombudsman: takeBackOmbudsman,
}
