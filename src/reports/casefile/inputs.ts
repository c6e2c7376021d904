/** The shape of each action's input: one for the form, the API and OpenAPI. Text bounds are those of a page. */
import { Type, type TObject } from 'typebox'
import { agencyOutcomes, archiveReasons, kinds, levels } from '../../regulation/kinds.ts'

const words = (maxLength = 5000, minLength = 1) => Type.String({ minLength, maxLength })
/** One press spends one of two objections or the one appeal, so it takes more than spaces or "xx". */
const sentence = Type.String({ minLength: 10, maxLength: 5000, pattern: '\\S[\\s\\S]{8,}\\S' })
const optional = Type.Optional
const oneOf = <T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values] })
const code = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const agency = code(20)
const unit = code(100)
const files = Type.Array(Type.Integer({ minimum: 1, maximum: 1000 }), { maxItems: 20 })
const day = Type.Unsafe<string>({ type: 'string', format: 'date' })
const levelCodes = [...levels, 'terbuka', 'tanpa-nama', 'rahasia', 'anonim'] as const

/** What every staff action also takes: the version that was seen, a note for colleagues, the part it is about. */
const staffFields = {
  version: optional(Type.Integer({ minimum: 1 })),
  note: optional(words(5000, 0)),
  part: optional(Type.Integer({ minimum: 1 })),
}

/** The template that the text was filled from, if any: its use is counted, and the approver is told. */
const template = optional(Type.String({ format: 'uuid' }))

const staff = (fields: Parameters<typeof Type.Object>[0]) =>
  Type.Object({ ...fields, ...staffFields }, { additionalProperties: false })
const own = (fields: Parameters<typeof Type.Object>[0]) =>
  Type.Object(fields, { additionalProperties: false })

export const staffInputs = {
  hold: staff({ rule: words(300, 3) }),
  release: staff({}),
  forward: staff({
    agency,
    unit: optional(unit),
    category: optional(code(20)),
    kind: optional(oneOf(kinds.filter((kind) => kind !== 'complaint'))),
  }),
  ask_completion: staff({
    missing: Type.Array(words(200), { minItems: 1, maxItems: 20 }),
    text: words(),
    template,
  }),
  merge: staff({ into: code(20) }),
  unmerge: staff({ reason: words() }),
  recall: staff({}),
  split: staff({
    parts: Type.Array(
      Type.Object(
        { agency, unit: optional(unit), lead: Type.Boolean(), task: words(1000) },
        { additionalProperties: false },
      ),
      { minItems: 2, maxItems: 10 },
    ),
  }),
  bounce: staff({ proposed_agency: agency, reason: words(5000, 10) }),
  confirm_bounce: staff({}),
  refer_bounce: staff({ reason: words() }),
  decide_authority: staff({ agency, ground: words(5000, 10) }),
  start: staff({ next_step: words(1000), reply: optional(words(5000, 0)) }),
  interim_reply: staff({ text: words(5000, 10), expected_on: optional(day), template }),
  ask_reporter: staff({ text: words(), template }),
  extend: staff({ days: optional(Type.Integer({ minimum: 1, maximum: 60 })), reason: words() }),
  propose_answer: staff({
    text: words(10_000, 10),
    outcome: oneOf(agencyOutcomes),
    files: optional(files),
    template,
  }),
  return_answer: staff({ comment: words() }),
  approve: staff({}),
  propose_publication: staff({
    text: words(20_000),
    title: optional(words(200, 0)),
    photos: optional(files),
  }),
  publish: staff({}),
  unpublish: staff({ reason: words() }),
  mask: staff({ text: words(20_000), title: optional(words(200, 0)) }),
  archive: staff({ reason_code: oneOf(archiveReasons), reason: words(5000, 10) }),
  confirm_archive: staff({}),
  reclassify: staff({ kind: oneOf(kinds.filter((kind) => kind !== 'complaint')), reason: words() }),
  raise_secrecy: staff({ level: oneOf(levelCodes) }),
  mark_urgent: staff({}),
  grant_appeal: staff({ task: words(), agency: optional(agency) }),
  refuse_appeal: staff({ reasons: words() }),
  take_over: staff({ office: words(200), outside_number: optional(words(60, 0)) }),
  ombudsman_result: staff({
    text: words(),
    document: optional(words(200, 0)),
    to: optional(oneOf(['answered', 'closed_by_agency', 'in_progress'] as const)),
  }),
  decline_takeover: staff({ reason: words() }),
  go_on_ex_officio: staff({ reason: words() }),
  correct_error: staff({ reason: words() }),
  open_identity: staff({ reason: words(1000, 10) }),
  approve_identity: staff({}),
  read_original: staff({ reason: words(1000, 10) }),
  decline: staff({ action: optional(code(40)), comment: words() }),
  note: staff({ text: words() }),
  assign: staff({ officer: Type.String({ format: 'uuid' }) }),
} as const satisfies Record<string, TObject>
export type StaffAction = keyof typeof staffInputs

export const reporterInputs = {
  complete: own({ text: words() }),
  reply: own({ text: words() }),
  accept: own({
    rating: optional(Type.Integer({ minimum: 1, maximum: 5 })),
    comment: optional(words(2000, 0)),
  }),
  reject: own({ reason: sentence }),
  reopen: own({ reason: words() }),
  revive: own({}),
  appeal: own({ reason: sentence }),
  unmerge: own({ reason: words() }),
  withdraw: own({ confirm: Type.Literal(true), reason: optional(words(2000, 0)) }),
  revoke_withdrawal: own({}),
  rate: own({ rating: Type.Integer({ minimum: 1, maximum: 5 }), comment: optional(words(2000, 0)) }),
  lower_secrecy: own({ level: oneOf(levelCodes) }),
  raise_secrecy: own({ level: oneOf(levelCodes) }),
  consent_contact: own({ on: Type.Boolean() }),
  take_back_ombudsman: own({}),
  ask_ombudsman: own({ share_text: optional(Type.Boolean()), share_identity: optional(Type.Boolean()) }),
  extend_response: own({}),
} as const satisfies Record<string, TObject>
export type ReporterAction = keyof typeof reporterInputs
