/**
 * The case file as the rules see it: what a condition of the state table may look at.
 * Everything here is derived from the events of one report and from nothing else.
 */
import type { ClockChange } from './clocks.ts'
import type { RuleId } from './deadlines.ts'
import type {
  AgencyOutcome,
  Channel,
  Kind,
  Level,
  OmbudsmanShare,
  PartState,
  Publication,
  Stage,
  State,
} from './kinds.ts'
import type { RulesInForce } from './law.ts'
import type { Actor } from './permissions.ts'

/** The share of a report that one agency handles (an assignment). Numbers start at 1 and are never reused. */
export type Part = {
  no: number
  agency: string
  unit?: string
  officer?: string
  /** Unit or officer were chosen by a rule of the agency, and no person has touched it since. */
  byRule?: true
  lead: boolean
  task?: string
  state: PartState
  /** The answer that waits for approval, and who wrote it. */
  proposal?: {
    text: string
    outcome: AgencyOutcome
    by: string
    byName: string
    at: string
    files?: number[]
    /** The template that it was filled from, and whether it was sent word for word (DOMAIN C1). */
    template?: { id: string; name: string; unchanged: boolean }
  }
}

/** One legal clock of a report: the inputs of `computeClock` and how it ended. Due dates are computed. */
export type CaseClock = {
  no: number
  rule: RuleId
  /** The rule it began as, where the kind of the report was changed later (A12). */
  startedAs?: RuleId
  part?: number
  startedAt: string
  zone: string
  region?: string
  agency?: string
  /** Shorter than the rule: half length after a rejection, an agency's pledge. Working days. */
  length?: number
  changes: ClockChange[]
  /** Why it no longer runs: its end event happened, or it became moot (bounce, withdrawal, merge). */
  ended?: 'met' | 'moot'
  endedAt?: string
}

/** A step that waits for a second person. */
export type Pending = {
  action: string
  by: string
  byName: string
  /** The office of whoever proposed it. */
  byAgency?: string
  byUnit?: string
  at: string
  input: Record<string, unknown>
  /** The part that it is about. */
  part?: number
}

export type AgencyWord = {
  outcome: AgencyOutcome | 'closed_without_reply' | 'archived'
  at: string
  text: string
}
export type ReporterWord = { verdict: 'solved' | 'not_solved'; at: string; text?: string; rating?: number }

export type CaseFile = {
  reportId: string
  number: string
  version: number
  channel: Channel
  language: 'id' | 'en'
  kind: Kind
  wishedKind: Kind
  stage: Stage
  state: State
  publication: Publication
  level: Level
  urgent: boolean
  title: string
  text: string
  publicTitle?: string
  publicText?: string
  category?: string
  region?: string
  place?: string
  lat?: number
  lng?: number
  occurred?: string
  occurredDay?: string
  /** The agency that the reporter named on the form, if any (V2). */
  wishedAgency?: string
  /** It speaks of what an officer did, so that the national desk reads it before the agency that it names. */
  deskFirst?: true
  /** IANA zone of the reporter's region; the desk's where unknown. */
  zone: string
  submittedAt: string
  updatedAt: string
  parts: Part[]
  clocks: CaseClock[]
  /** Steps that wait for a second person; at most one of each action. */
  pending: Pending[]
  agencyWord?: AgencyWord
  reporterWord?: ReporterWord
  mergedInto?: string
  mergedAt?: string
  /** Report ids merged into this one; their reporters still get each update. */
  mergedFrom: string[]
  /** Consent to show name and contact to the handling agency (DOMAIN section 6). */
  contactConsent: boolean
  /** How the reporter can be reached; the addresses themselves lie in the vault. */
  contactBy: ('email' | 'sms')[]
  rejections: number
  bounces: number
  holds: number
  /** Whoever handled it before: an appeal is decided by somebody else. */
  handlers: string[]
  stageBefore?: Stage
  archiveReason?: string
  /** The reporter lets the Ombudsman take it over, and says what goes along (X21). */
  ombudsmanConsent?: { at: string; share: OmbudsmanShare[] }
  /** Name and contact were destroyed because the reporter chose to be anonymous later. */
  identityErased?: true
  importedId?: string
}

/** What a condition sees: the file, the part that the actor handles, the input, and what was looked up for it. */
export type Facts = {
  file: CaseFile
  part?: Part
  actor: Actor
  input: Record<string, unknown>
  now: string
  /** Looked up before the decision: names, zones and regions of agencies named in the file or the input. */
  agencies: ReadonlyMap<
    string,
    {
      code: string
      zone: string
      region?: string
      active: boolean
      name?: string
      /** Its internal auditor; looked up where the report needs an inspection. */
      inspectorate?: string
    }
  >
  /** Units named in the input, with the agency they belong to. */
  units: ReadonlyMap<string, string>
  /** The officer named in the input, with the agency and unit of the account, while it works there. */
  officers?: ReadonlyMap<string, { agency: string; unit?: string }>
  /** Due instants of the running clocks, by clock number. */
  dueAt: ReadonlyMap<number, string>
  /** The main report of a merge. */
  main?: CaseFile
  /** Deadlines and pledges in force; without them the shipped ones (tests that walk without a database). */
  law?: RulesInForce
}
