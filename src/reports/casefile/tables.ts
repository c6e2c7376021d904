import type { Generated } from 'kysely'
import type { AgencyWord, CaseClock, CaseFile, Part, Pending, ReporterWord } from '../../regulation/facts.ts'
import type { Channel, Kind, Level, Publication, Stage, State } from '../../regulation/kinds.ts'
import type { NewsKind } from '../../regulation/staffNews.ts'
import type { Effect } from './effects.ts'

/** Rows as PostgreSQL gives them: instants as Date, days as 'YYYY-MM-DD'. Written by `store.ts` alone. */
export type ReportRow = {
  report_id: string
  number: string
  version: number
  channel: Channel
  language: 'id' | 'en'
  kind: Kind
  wished_kind: Kind
  stage: Stage
  state: State
  publication: Publication
  level: Level
  urgent: boolean
  title: string
  text: string
  public_title: string | null
  public_text: string | null
  category: string | null
  region: string | null
  place: string | null
  lat: number | null
  lng: number | null
  occurred: string | null
  occurred_day: string | null
  wished_agency: string | null
  zone: string
  submitted_at: Date
  updated_at: Date
  parts: Part[]
  clocks: CaseClock[]
  pending: Pending[]
  agency_word: AgencyWord | null
  reporter_word: ReporterWord | null
  marks: Marks
  secret_hash: Buffer
}

/** Counters and marks that the conditions of the state table look at. */
export type Marks = {
  mergedInto?: string
  mergedAt?: string
  mergedFrom: string[]
  contactConsent: boolean
  contactBy: ('email' | 'sms')[]
  rejections: number
  bounces: number
  holds: number
  handlers: string[]
  stageBefore?: Stage
  archiveReason?: string
  deskFirst?: true
  ombudsmanConsent?: CaseFile['ombudsmanConsent']
  identityErased?: true
  importedId?: string
}

export type EventRow = {
  report_id: string
  seq: number
  at: Date
  action: string
  transition: string
  audience: 'public' | 'reporter' | 'staff'
  actor_kind: string
  actor_id: string
  actor_name: string
  actor_agency: string | null
  actor_unit: string | null
  part: number | null
  state: State
  data: Record<string, unknown>
  effects: Effect[]
  salt: Buffer
  hash: Buffer
}

export type ClockRow = {
  report_id: string
  clock_no: number
  rule: string
  part: number | null
  agency_code: string | null
  started_at: Date
  due_on: string
  due_at: Date
  state: 'running' | 'paused' | 'met' | 'missed' | 'ended'
  ended_at: Date | null
}

export type InboxRow = {
  agency_code: string
  report_id: string
  part_no: number
  unit_code: string | null
  officer_id: string | null
  lead: boolean
  number: string
  state: State
  open: boolean
  kind: Kind
  level: Level
  urgent: boolean
  title: string
  region: string | null
  category: string | null
  pending: string | null
  objected: boolean
  /** The approver gave the answer back and it lies with its author again. */
  returned: boolean
  due_rule: string | null
  due_on: string | null
  /** 'infinity' where no clock runs: such rows come last. */
  due_at: Date | number
  submitted_at: Date
  updated_at: Date
  version: number
}

export type PublicRow = {
  report_id: string
  number: string
  kind: Kind
  state: State
  level: Level
  title: string
  text: string
  /** More than the reporter's words with parts masked: a summary that two persons agreed on. */
  edited: boolean
  category: string | null
  agency_code: string | null
  unit_code: string | null
  region: string | null
  province: string | null
  regency: string | null
  place: string | null
  submitted_day: string
  sort_at: Date
  updated_at: Date
  due_rule: string | null
  due_on: string | null
  due_at: Date | null
  due_started_at: Date | null
  due_state: string | null
  agency_word: AgencyWord | null
  reporter_word: ReporterWord | null
  supporters: number
  photos: number
  published_at: Date
}

/** What an officer is told: of an event, or of a clock that runs out. Words are made when it is read. */
export type StaffNoticeRow = {
  report_id: string
  account_id: string
  about: string
  news: NewsKind
  seq: number | null
  rule: string | null
  step: string | null
  due_on: string | null
  created_at: Date
  read_at: Date | null
  mail: 'open' | 'none' | 'letter' | 'digest'
  mail_id: string | null
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    staff_notice: StaffNoticeRow
    mention: {
      report_id: string
      seq: number
      account_id: string
      created_at: Date
      read_at: Date | null
    }
    report: ReportRow
    report_event: EventRow
    report_clock: ClockRow
    agency_inbox: InboxRow
    public_report: PublicRow
    tracking_number: { number: string; report_id: string }
    submission_key: {
      key_hash: Buffer
      report_id: string
      body_hash: Buffer
      answer: Buffer
      created_at: Date
    }
    report_support: { report_id: string; supporter_hash: Buffer; created_at: Date }
    report_search: {
      report_id: string
      regency: string | null
      submitted_at: Date
      search: string
      masked: string | null
    }
    notice: {
      report_id: string
      seq: number
      channel: string
      state: 'waiting' | 'claimed' | 'sending' | 'sent' | 'failed' | 'held'
      attempts: number
      next_at: Date
      sent_at: Date | null
      last_error: string | null
      created_at: Date
    }
    imported_row: { row_id: string; report_id: string; content_hash: Buffer; imported_at: Date }
    stat_daily: {
      day: string
      agency_code: string
      received: number
      answer_due: number
      answer_on_time: number
      first_due: number
      first_on_time: number
      solved: number
      closed_by_agency: number
      with_ombudsman: number
      formula: Generated<number>
      calendar_version: Generated<number>
      computed_at: Date
    }
  }
}
