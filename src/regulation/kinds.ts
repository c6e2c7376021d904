/**
 * The codes that are stored and sent: states, kinds, levels, publication, channels, outcomes.
 * Codes are those of the settled words; official names and labels stand in words.ts.
 */

/** S1–S16, in the order of the state table. */
export const states = [
  'received',
  'held',
  'awaiting_completion',
  'forwarded',
  'authority_dispute',
  'in_progress',
  'awaiting_reporter',
  'answer_proposed',
  'answered',
  'closed_solved',
  'closed_by_agency',
  'appealed',
  'with_ombudsman',
  'archived',
  'withdrawn',
  'merged',
] as const
export type State = (typeof states)[number]

/**
 * The states that stand on an assignment (a part), least advanced first: the state of a report that several
 * agencies handle is that of its least advanced part.
 */
export const partStates = [
  'authority_dispute',
  'forwarded',
  'in_progress',
  'awaiting_reporter',
  'answer_proposed',
  'answered',
] as const
export type PartState = (typeof partStates)[number] | 'closed'

/** Where the report itself stands; while agencies handle it, the state is derived from its parts. */
export type Stage = Exclude<State, (typeof partStates)[number]> | 'handling'

export const kinds = [
  'complaint',
  'complaint_service',
  'complaint_oversight',
  'aspiration',
  'information',
] as const
export type Kind = (typeof kinds)[number]

/** The kinds as the reporter chooses them on the form, and what they mean inside. */
export const formKinds = {
  pengaduan: 'complaint',
  aspirasi: 'aspiration',
  informasi: 'information',
} as const satisfies Record<string, Kind>
export type FormKind = keyof typeof formKinds

/** Least secret first (DOMAIN section 6). */
export const levels = ['open', 'name_hidden', 'secret', 'anonymous'] as const
export type Level = (typeof levels)[number]

export const formLevels = {
  terbuka: 'open',
  'tanpa-nama': 'name_hidden',
  rahasia: 'secret',
  anonim: 'anonymous',
} as const satisfies Record<string, Level>
export type FormLevel = keyof typeof formLevels

export type Publication = 'private' | 'proposed' | 'published' | 'unpublished'

/** The doors of this program: the form, programs, linked applications (T5), the desk's form (T4), files of old reports. */
const openDoors = ['web', 'api', 'partner', 'counter', 'manual'] as const
/** Doors that a gateway opens with its token (T2, T3), and such that old reports came through. */
const doorsElsewhere = ['sms', 'whatsapp', 'telegram', 'email', 'open311'] as const
export const channels = [...openDoors, ...doorsElsewhere] as const
export type Channel = (typeof channels)[number]

/** How a report came to the desk that entered it (T4). */
export const deskSources = ['counter', 'letter', 'phone'] as const
export type DeskSource = (typeof deskSources)[number]

/** What an agency says it did; action taken is what the mission counts. */
export const agencyOutcomes = [
  'repaired',
  'process_changed',
  'sanction',
  'explained',
  'not_possible',
] as const
export type AgencyOutcome = (typeof agencyOutcomes)[number]

/** The closed list of reasons to archive (T42). "Not our authority" is no reason. */
export const archiveReasons = [
  'abuse',
  'not_public_service',
  'court_pending',
  'same_fact',
  'not_completed',
] as const
export type ArchiveReason = (typeof archiveReasons)[number]

/** What a reporter lets the Ombudsman read beside number, dates and the masked text (T39: the exact data set). */
export const ombudsmanShares = ['text', 'identity'] as const
export type OmbudsmanShare = (typeof ombudsmanShares)[number]

/** The clock of the final answer, by kind (K1–K4). A complaint is service until a verifier says oversight. */
export const answerClocks = {
  complaint: 'K2',
  complaint_service: 'K2',
  complaint_oversight: 'K3',
  aspiration: 'K4',
  information: 'K1',
} as const satisfies Record<Kind, string>
