/**
 * What each action brings along beside stage and clocks: the fields it sets, the part it opens. One entry per
 * action that has something of its own; the inputs have the shape of `inputs.ts`.
 */
import {
  answerClocks,
  type AgencyOutcome,
  type ArchiveReason,
  type Kind,
  type Level,
  type Publication,
} from '../../regulation/kinds.ts'
import { sharesIn } from '../../regulation/disclosure.ts'
import { localDay } from '../../regulation/clocks.ts'
import { deadlineInForce, type RuleId } from '../../regulation/deadlines.ts'
import type { CaseClock, Facts, Part } from '../../regulation/facts.ts'
import { pledgedDays } from '../../regulation/law.ts'
import { unitFor } from '../../regulation/inspection.ts'
import { present } from '../../platform/present.ts'
import { heldFor } from './deciding.ts'
import { bounced, decided } from './competence.ts'
import type { Effect } from './effects.ts'
import { jointAnswer } from './jointAnswer.ts'
import { splitEffects } from './splitting.ts'
import { recallEffects } from './recalling.ts'

type Particulars = {
  effects?: Effect[]
  /** The kind from now on, so that the right answer clock starts. */
  kind?: Kind
  /** The part that new clocks belong to. */
  newPart?: Part
  /** Clocks that count from an earlier instant than this event (T47). */
  startedAt?: string
}

type SetFields = (Effect & { do: 'set' })['fields']
const set = (fields: SetFields): Effect => ({ do: 'set', fields })
const setPart = (no: number, fields: (Effect & { do: 'set_part' })['fields']): Effect => ({
  do: 'set_part',
  no,
  fields,
})
const words = (facts: Facts, field: string): string => String(facts.input[field] ?? '').trim()
const nextPartNo = (facts: Facts): number => Math.max(0, ...facts.file.parts.map((part) => part.no)) + 1

const openedAt = (facts: Facts, agency: string, more: Partial<Part> = {}): Part => ({
  no: nextPartNo(facts),
  agency,
  lead: true,
  state: 'forwarded',
  ...more,
})

/** A complaint without a word about abuse is a matter of service; oversight must be said (DOMAIN 2.2). */
const kindOf = (facts: Facts): Kind => {
  const given = facts.input['kind'] as Kind | undefined
  return given ?? (facts.file.kind === 'complaint' ? 'complaint_service' : facts.file.kind)
}

const closeOthers = (facts: Facts): Effect[] =>
  facts.file.parts
    .filter((part) => part.state !== 'closed')
    .map((part) => setPart(part.no, { state: 'closed' }))

const leadOf = (facts: Facts): Part | undefined =>
  facts.file.parts.find((part) => part.lead && part.state !== 'closed')

/** Back to work: the lead takes it up again, the contributors' answers stand. */
const backToWork = (facts: Facts): Effect[] => {
  const lead = leadOf(facts) ?? facts.file.parts.findLast((part) => part.lead)
  return lead ? [setPart(lead.no, { state: 'in_progress', proposal: null })] : []
}
/** T40: nobody owes a part any more; what is left is the reporter's verdict. */
const allAnswered = (facts: Facts): Effect[] =>
  facts.file.parts
    .filter((part) => part.state !== 'closed')
    .map((part) => setPart(part.no, { state: 'answered', proposal: null }))

const resumedPart = (facts: Facts): Part | undefined =>
  leadOf(facts) ?? facts.file.parts.findLast((part) => part.lead)

/** What a rule chose stays marked until a person has touched it. */
const ruleMark = ({ actor, part }: Facts): { byRule?: true | null } =>
  actor.kind === 'system' ? { byRule: true } : part?.byRule ? { byRule: null } : {}

function forward(facts: Facts): Particulars {
  const unit = facts.input['unit'] as string | undefined
  if (facts.file.stage === 'handling' && facts.part)
    return {
      effects: [setPart(facts.part.no, { unit: unit ?? null, officer: null, ...ruleMark(facts) })],
      newPart: facts.part,
    }
  const kind = kindOf(facts)
  const agency = words(facts, 'agency')
  const part = openedAt(facts, agency, present({ unit: unitFor(facts, agency, kind, unit) }))
  const category = facts.input['category'] as string | undefined
  return {
    kind,
    newPart: part,
    effects: [
      set({ kind, ...(category !== undefined && { category }), ...secrecyOfKind(facts, kind) }),
      { do: 'open_part', part },
    ],
  }
}

/** Oversight complaints start at rahasia (DOMAIN section 6); only the reporter may open them again. */
const secrecyOfKind = (facts: Facts, kind: Kind): SetFields =>
  kind === 'complaint_oversight' && ['open', 'name_hidden'].includes(facts.file.level)
    ? fieldsOfLevel(facts, 'secret')
    : {}

/** The pledge of the agency for the new kind's clock; the one for the old kind says nothing about it. */
function pledgedLength(clock: CaseClock, to: RuleId, facts: Facts): { length?: number } {
  const length = facts.law && pledgedDays(facts.law, to, clock.agency, localDay(clock.startedAt, clock.zone))
  return length === undefined ? {} : { length }
}

function reclassified(facts: Facts): Particulars {
  const kind = facts.input['kind'] as Kind
  const from = answerClocks[facts.file.kind]
  const to = answerClocks[kind]
  const moved = facts.file.clocks
    .filter((clock) => clock.ended === undefined && clock.rule === from && from !== to)
    .map((clock): Effect => ({
      do: 'change_clock',
      no: clock.no,
      change: { at: facts.now, do: 'reclassify', to, ...pledgedLength(clock, to, facts) },
    }))
  return { effects: [...moved, set({ kind, ...secrecyOfKind(facts, kind) }), ...toInspectorate(facts, kind)] }
}

/** What turns out to need an inspection leaves the desk of whoever it may be about. */
const toInspectorate = (facts: Facts, kind: Kind): Effect[] =>
  facts.file.parts
    .filter((part) => part.state !== 'closed')
    .flatMap((part) => {
      const unit = unitFor(facts, part.agency, kind, part.unit)
      return unit === part.unit ? [] : [setPart(part.no, { unit: unit ?? null, officer: null, byRule: null })]
    })

/** T46: verified the same day, first reply within one working day. The rules say which clocks, and how many days. */
const urgent = (facts: Facts): Particulars => ({
  effects: [
    set({ urgent: true }),
    ...facts.file.clocks.flatMap((clock): Effect[] => {
      const { urgentDays } = deadlineInForce(
        clock.rule,
        localDay(clock.startedAt, clock.zone),
        facts.law?.rules,
      )
      if (clock.ended !== undefined || urgentDays === undefined) return []
      return [
        { do: 'change_clock', no: clock.no, change: { at: facts.now, do: 'shorten', days: urgentDays } },
      ]
    }),
  ],
})

function archived(facts: Facts): Particulars {
  const reason = (facts.input['reason_code'] as ArchiveReason | undefined) ?? 'not_completed'
  return {
    effects: [
      set({
        archiveReason: reason,
        agencyWord: { outcome: 'archived', at: facts.now, text: words(facts, 'reason') },
      }),
    ],
  }
}

function approved(facts: Facts): Particulars {
  const proposal = facts.part?.proposal
  if (!proposal) return {}
  const text = jointAnswer(facts.file, proposal.text, (agency) => facts.agencies.get(agency)?.name ?? agency)
  const word = { outcome: proposal.outcome as AgencyOutcome, at: facts.now, text }
  return { effects: facts.part?.lead ? [set({ agencyWord: word })] : [] }
}

/** The order goes to the agency that had it; a report that no agency ever had gets one now. */
function granted(facts: Facts): Particulars {
  const part = resumedPart(facts)
  if (part) return { effects: backToWork(facts), newPart: part }
  const agency = words(facts, 'agency')
  const opened = openedAt(facts, agency, {
    state: 'in_progress',
    task: words(facts, 'task'),
    ...present({ unit: unitFor(facts, agency, facts.file.kind) }),
  })
  return { newPart: opened, effects: [{ do: 'open_part', part: opened }] }
}

const extended = (facts: Facts, rule: string): Effect[] => {
  const days = facts.input['days'] as number | undefined
  return facts.file.clocks
    .filter((clock) => clock.ended === undefined && clock.rule === rule)
    .map((clock) => ({
      do: 'change_clock',
      no: clock.no,
      change: { at: facts.now, do: 'extend', ...(days !== undefined && { days }) },
    }))
}

/** A handover may go to a unit, which then has it without a name; it is a person's word, whoever carries it out. */
function assigned(facts: Facts): Effect[] {
  const { part, input } = facts
  if (!part) return []
  const officer = (input['officer'] as string | undefined) ?? null
  const unit = input['unit'] as string | undefined
  const mark = input['handover'] === undefined ? ruleMark(facts) : part.byRule ? { byRule: null } : {}
  return [setPart(part.no, { officer, ...(unit !== undefined && { unit }), ...mark })]
}

/** T13: nobody waits longer because two reports became one; the earlier start of the answer clock is kept. */
function earlierAnswer({ file, input }: Facts): Effect[] {
  const started = input['answerStartedAt']
  const clock = file.clocks.find((one) => one.ended === undefined && one.rule === answerClocks[file.kind])
  return typeof started === 'string' && clock && started < clock.startedAt
    ? [{ do: 'earlier_start', no: clock.no, startedAt: started }]
    : []
}

const unpublished = (publication: Publication): Effect[] =>
  publication === 'published' ? [set({ publication: 'unpublished' })] : []

const verdict = (facts: Facts, solved: boolean): Effect =>
  set({
    reporterWord: {
      verdict: solved ? 'solved' : 'not_solved',
      at: facts.now,
      ...(words(facts, 'reason') || words(facts, 'comment')
        ? { text: words(facts, 'reason') || words(facts, 'comment') }
        : {}),
      ...(typeof facts.input['rating'] === 'number' && { rating: facts.input['rating'] }),
    },
  })

/**
 * Whoever wants to be hidden is hidden from the handling agency too: the consent to contact ends with it. Choosing
 * to be anonymous later leaves no identity to open and no address to write to (DOMAIN section 6, "none exists").
 */
function fieldsOfLevel(facts: Facts, level: Level): SetFields {
  const unseen = ['secret', 'anonymous'].includes(level) && facts.file.publication === 'published'
  return {
    level,
    ...(level !== 'open' && { contactConsent: false }),
    ...(level === 'anonymous' && {
      identityErased: true as const,
      contactBy: [],
      pending: facts.file.pending.filter((one) => one.action !== 'open_identity'),
    }),
    ...(unseen && { publication: 'unpublished' as const }),
  }
}

type Proposal = NonNullable<Part['proposal']>
const templateOf = ({ input }: Facts): Pick<Proposal, 'template'> => {
  const template = input['template'] as Proposal['template']
  return template ? { template } : {}
}

const reportIds = ({ input }: Facts): string[] =>
  Array.isArray(input['reportIds']) ? input['reportIds'].map(String) : []

export const particulars: Partial<Record<string, (facts: Facts) => Particulars>> = {
  hold: ({ file }) => ({ effects: [set({ holds: file.holds + 1 })] }),
  forward,
  bounce: bounced,
  decide_authority: decided,
  recall: (facts) => ({ effects: recallEffects(facts) }),
  split: splitEffects,
  archive: archived,
  expire_completion: archived,
  merge: ({ file, main, now }) => ({
    effects: [
      set({ mergedInto: main?.number ?? null, mergedAt: now }),
      ...unpublished(file.publication),
      ...file.parts.map((part) => setPart(part.no, { state: 'closed' })),
    ],
  }),
  absorb: (facts) => ({
    effects: [
      // With those that it had gathered itself: everybody behind it stands behind the main one now.
      set({ mergedFrom: [...new Set([...facts.file.mergedFrom, ...reportIds(facts)])] }),
      ...earlierAnswer(facts),
    ],
  }),
  let_go: (facts) => {
    const gone = reportIds(facts)
    return { effects: [set({ mergedFrom: facts.file.mergedFrom.filter((id) => !gone.includes(id)) })] }
  },
  unmerge: () => ({ effects: [set({ mergedInto: null, mergedAt: null })] }),
  revive: () => ({ effects: [set({ archiveReason: null, agencyWord: null })] }),
  // Who stands in for somebody does the work; the report stays with whoever is away.
  start: (facts) => {
    const { part, actor } = facts
    const officer = heldFor(actor, part)?.id ?? actor.id
    return { effects: part ? [setPart(part.no, { officer, ...ruleMark(facts) })] : [] }
  },
  assign: (facts) => ({ effects: assigned(facts) }),
  propose_answer: (facts) => ({
    effects: facts.part
      ? [
          setPart(facts.part.no, {
            proposal: {
              text: words(facts, 'text'),
              outcome: facts.input['outcome'] as AgencyOutcome,
              by: facts.actor.id,
              byName: facts.actor.name,
              at: facts.now,
              ...(Array.isArray(facts.input['files']) && { files: facts.input['files'] as number[] }),
              ...templateOf(facts),
            },
          }),
        ]
      : [],
  }),
  approve: approved,
  extend: (facts) => ({ effects: extended(facts, answerClocks[facts.file.kind]) }),
  extend_response: (facts) => ({ effects: extended(facts, 'R1') }),
  accept: (facts) => ({ effects: [verdict(facts, true)] }),
  reject: (facts) => ({
    effects: [
      verdict(facts, false),
      set({ rejections: facts.file.rejections + 1 }),
      ...(facts.file.rejections === 0 ? backToWork(facts) : []),
    ],
    ...(resumedPart(facts) && { newPart: resumedPart(facts)! }),
  }),
  rate: (facts) => ({
    effects: [
      set({
        reporterWord: {
          verdict:
            facts.file.reporterWord?.verdict ??
            (facts.file.state === 'closed_solved' ? 'solved' : 'not_solved'),
          at: facts.file.reporterWord?.at ?? facts.now,
          ...(facts.file.reporterWord?.text !== undefined && { text: facts.file.reporterWord.text }),
          rating: facts.input['rating'] as number,
        },
      }),
    ],
  }),
  reopen: (facts) => ({
    effects: [verdict(facts, false), ...backToWork(facts)],
    ...(resumedPart(facts) && { newPart: resumedPart(facts)! }),
  }),
  grant_appeal: granted,
  // What was let go was for this time only.
  ombudsman_result: (facts) => {
    const spent = set({ ombudsmanConsent: null })
    if (facts.input['to'] === 'closed_by_agency') return { effects: [spent] }
    // The old answer of the agency is not what the reporter judges now, nor did they object to this one.
    if (facts.input['to'] !== 'in_progress')
      return { effects: [...allAnswered(facts), spent, set({ agencyWord: null, rejections: 0 })] }
    return {
      effects: [...backToWork(facts), spent],
      ...(resumedPart(facts) && { newPart: resumedPart(facts)! }),
    }
  },
  decline_takeover: () => ({ effects: [set({ ombudsmanConsent: null })] }),
  take_back_ombudsman: () => ({ effects: [set({ ombudsmanConsent: null })] }),
  ask_ombudsman: ({ input, now }) => ({
    effects: [set({ ombudsmanConsent: { at: now, share: sharesIn(input) } })],
  }),
  // The public copy goes with the report that it was made from (T41, T13).
  withdraw: ({ file }) => ({ effects: [...unpublished(file.publication), set({ ombudsmanConsent: null })] }),
  revoke_withdrawal: (facts) => ({ effects: closeOthers(facts) }),
  correct_error: (facts) => ({
    startedAt: facts.file.submittedAt,
    effects: [set({ archiveReason: null, agencyWord: null }), ...closeOthers(facts)],
  }),
  reclassify: reclassified,
  raise_secrecy: (facts) => ({ effects: [set(fieldsOfLevel(facts, facts.input['level'] as Level))] }),
  lower_secrecy: (facts) => ({ effects: [set({ level: facts.input['level'] as Level })] }),
  mark_urgent: urgent,
  consent_contact: ({ input }) => ({ effects: [set({ contactConsent: input['on'] === true })] }),
  propose_publication: (facts) => ({
    effects: [
      set({
        publicTitle: words(facts, 'title') || facts.file.publicTitle || facts.file.title,
        publicText: words(facts, 'text') || facts.file.publicText || facts.file.text,
        publication: 'published',
      }),
    ],
  }),
  unpublish: () => ({ effects: [set({ publication: 'unpublished' })] }),
  mask: (facts) => ({
    effects: [
      set({
        publicText: words(facts, 'text'),
        ...(words(facts, 'title') && { publicTitle: words(facts, 'title') }),
      }),
    ],
  }),
}
