/**
 * Which step of the state table is news for whom among the staff (DOMAIN section 4, "who"; who is told is our own
 * choice throughout). One row is one sentence: when this is done, these people hear of it. Whoever did it is never told.
 */
import type { Level } from './kinds.ts'
import type { Words } from './transition.ts'
import type { ActionName } from './transitions.ts'

/** Kinds of news: what a person can want at once, gathered in the morning, or not by e-mail at all. */
export const newsKinds = [
  'new_work',
  'approval',
  'deadline',
  'reporter',
  'result',
  'change',
  'mention',
  'colleague',
] as const
export type NewsKind = (typeof newsKinds)[number]

export const mailWishes = ['at_once', 'digest', 'none'] as const
export type MailWish = (typeof mailWishes)[number]

/** What waits for a person comes at once; the rest is gathered in the morning letter. */
export const usualWish: Record<NewsKind, MailWish> = {
  new_work: 'at_once',
  approval: 'at_once',
  // The morning letter comes half an hour after the reminders of the day.
  deadline: 'digest',
  reporter: 'digest',
  result: 'digest',
  change: 'digest',
  mention: 'at_once',
  colleague: 'digest',
}

export const newsWords: Record<NewsKind, Words> = {
  new_work: { id: 'Tugas baru', en: 'New work' },
  approval: { id: 'Menunggu keputusan Anda', en: 'Waits for your decision' },
  deadline: { id: 'Tenggat', en: 'Deadlines' },
  reporter: { id: 'Kabar dari pelapor', en: 'News from the reporter' },
  result: { id: 'Hasil usulan Anda', en: 'What became of your proposal' },
  change: { id: 'Perubahan pada laporan Anda', en: 'Changes to your reports' },
  mention: { id: 'Anda disebut rekan', en: 'A colleague named you' },
  colleague: { id: 'Catatan rekan', en: "Colleagues' notes" },
}

/** Circles of people around one report. Who is in them is worked out in `casefile/staffCircles.ts`. */
export type Circle =
  /** Whoever has it: the officer by name, else the liaisons of the unit, else the agency's admins. */
  | 'holders'
  /** The holders of parts that this step has brought to an agency or a unit. */
  | 'newcomers'
  /** The holders of the other parts of a split report. */
  | 'partners'
  | 'admins'
  | 'approvers'
  /** Admins of an agency that no longer has it. */
  | 'leavers'
  /** Admins of the agency that the reporter named, while it still waits there (V2). */
  | 'named'
  /** Whoever proposed what was just decided. */
  | 'proposer'
  /** Those who may give the second word: of the agency, or of the small circles of the nation. */
  | 'second_persons'
  /** Staff who had a hand in it and may still see it. */
  | 'handlers'
  /** The Ombudsman's staff who have taken it over. */
  | 'ombudsman'
  /** Verifiers who merged it into another one: nobody else has it in a list any more. */
  | 'mergers'
  /** All of the Ombudsman's staff: none of them has it yet. */
  | 'ombudsmen'
  /** Colleagues who are named in an internal note with `@`. */
  | 'mentioned'
  | 'arbiters'
  | 'custodians'
  /** Oversight of the area, who decide appeals (T37). */
  | 'appeal_officers'

export type StaffNews = {
  action: ActionName
  /** Only this row of the table, where the action has several. */
  row?: string
  /** `proposed`: the first of two persons; `done`: it was carried out. */
  at: 'proposed' | 'done'
  news: NewsKind
  tells: readonly Circle[]
}

const done = (action: ActionName, news: NewsKind, ...tells: Circle[]): StaffNews => ({
  action,
  at: 'done',
  news,
  tells,
})
const proposed = (action: ActionName): StaffNews => ({
  action,
  at: 'proposed',
  news: 'approval',
  tells: ['second_persons'],
})
const ofRow = (row: string, news: StaffNews): StaffNews => ({ ...news, row })

/**
 * The national desk is a pool of hundreds: its verifiers are told by their lists and counts, and by name only of
 * reports that they had a hand in. The circles of the nation that are told (arbiters, custodians) are small.
 */
export const staffNews: readonly StaffNews[] = [
  // ---- it comes in and is checked ----
  done('submit', 'new_work', 'named'),
  done('submit_by_sms', 'new_work', 'named'),
  done('submit_by_message', 'new_work', 'named'),
  done('submit_for_reporter', 'new_work', 'named'),
  done('submit_by_partner', 'new_work', 'named'),
  done('release', 'new_work', 'named'),
  proposed('archive'),
  done('confirm_archive', 'result', 'proposer'),
  done('confirm_archive', 'change', 'leavers'),
  done('forward', 'new_work', 'newcomers'),
  done('complete', 'reporter', 'handlers', 'named'),
  ofRow('T11', done('reply', 'reporter', 'handlers', 'named')),
  done('expire_completion', 'change', 'handlers'),
  done('revive', 'reporter', 'handlers', 'named'),
  done('merge', 'change', 'leavers'),
  done('unmerge', 'change', 'handlers'),
  done('absorb', 'change', 'holders'),
  done('let_go', 'change', 'holders'),
  // ---- it finds its agency ----
  done('split', 'new_work', 'newcomers'),
  ofRow('T14', done('split', 'change', 'holders')),
  ofRow('T16', proposed('bounce')),
  done('confirm_bounce', 'result', 'leavers'),
  done('confirm_bounce', 'new_work', 'newcomers'),
  done('refer_bounce', 'approval', 'arbiters'),
  done('refer_bounce', 'result', 'proposer'),
  ofRow('T17', done('bounce', 'approval', 'arbiters')),
  done('decide_authority', 'new_work', 'newcomers'),
  done('decide_authority', 'result', 'leavers'),
  // ---- it is handled ----
  ofRow('T22', done('reply', 'reporter', 'holders')),
  done('expire_question', 'change', 'holders'),
  done('extend', 'change', 'holders'),
  done('propose_answer', 'approval', 'approvers'),
  done('return_answer', 'result', 'proposer'),
  done('approve', 'result', 'proposer'),
  done('approve', 'change', 'partners'),
  done('accept', 'reporter', 'holders'),
  ofRow('T29', done('reject', 'new_work', 'holders', 'admins')),
  ofRow('T30', done('reject', 'approval', 'appeal_officers')),
  ofRow('T30', done('reject', 'reporter', 'holders', 'admins')),
  done('close_unanswered', 'change', 'holders'),
  done('reopen', 'new_work', 'holders', 'admins'),
  // ---- around it ----
  proposed('propose_publication'),
  done('publish', 'result', 'proposer'),
  done('unpublish', 'change', 'holders'),
  done('appeal', 'approval', 'appeal_officers'),
  done('appeal', 'reporter', 'holders', 'admins'),
  done('grant_appeal', 'new_work', 'holders', 'admins'),
  done('refuse_appeal', 'change', 'holders', 'admins'),
  done('ask_ombudsman', 'approval', 'ombudsmen'),
  done('take_over', 'change', 'holders', 'admins'),
  done('ombudsman_result', 'change', 'holders', 'admins'),
  done('withdraw', 'reporter', 'leavers', 'handlers'),
  proposed('reclassify'),
  done('reclassify', 'change', 'holders', 'proposer'),
  done('raise_secrecy', 'change', 'holders'),
  done('lower_secrecy', 'change', 'holders'),
  done('mark_urgent', 'deadline', 'holders', 'admins', 'named'),
  proposed('correct_error'),
  done('correct_error', 'result', 'proposer'),
  done('note', 'mention', 'mentioned'),
  done('note', 'colleague', 'holders', 'handlers'),
  ofRow('X2', done('reply', 'reporter', 'holders', 'named', 'ombudsman', 'mergers')),
  done('recall', 'change', 'leavers'),
  done('assign', 'new_work', 'holders'),
  done('decline', 'result', 'proposer'),
  done('rate', 'reporter', 'holders'),
  done('consent_contact', 'reporter', 'holders'),
  done('extend_response', 'change', 'holders'),
  done('revoke_withdrawal', 'change', 'handlers'),
  proposed('open_identity'),
  done('approve_identity', 'result', 'proposer'),
]

/** Steps of which nobody at a desk is told, and why not. */
export const tellsNoStaff: Partial<Record<ActionName, string>> = {
  hold: 'the list of held reports is the desk that decides on them',
  ask_completion: 'whoever asked waits; the answer is told',
  start: 'whoever has it has started it',
  interim_reply: 'told to the reporter by whoever has it',
  ask_reporter: 'told to the reporter by whoever has it',
  mask: 'the moderator is done with it',
  remind: 'a reminder to the reporter',
  main_moved: 'a copy of what was told of the main report',
  escalate: 'it tells by itself whom escalation.ts names',
  offer_ombudsman: 'told to the reporter',
  read_original: 'told to the reporter, whose text it is',
  decline_takeover: 'the agency goes on as before',
  take_back_ombudsman: 'the list of those who ask is what the Ombudsman reads',
  go_on_ex_officio: 'whoever goes on has said so',
}

/** The news of a step; a step that waits for a second person is told as such. */
export const newsOf = (action: string, row: string, isProposal: boolean): StaffNews[] =>
  staffNews.filter(
    (one) =>
      one.action === action &&
      (one.row === undefined || one.row === row) &&
      one.at === (isProposal ? 'proposed' : 'done'),
  )

/**
 * What a letter to an officer may say of a report. A mailbox is read on phones and kept for years, so a closed report
 * shows its number at most, and of an anonymous one, whose reporter has no other protection, not even that.
 * @source ownChoice after DOMAIN section 6, "contact path: neutral subject lines" and "follow page only"
 */
export const mailShows = (level: Level): 'title' | 'number' | 'nothing' =>
  level === 'anonymous' ? 'nothing' : level === 'secret' ? 'number' : 'title'
