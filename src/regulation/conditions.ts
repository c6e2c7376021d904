/**
 * The conditions and choices of the state table (DOMAIN section 4, column "Guard"). Each is one sentence; the
 * table refers to them by value, so a typo does not compile. Inputs were already checked for shape.
 */
import { answerClocks, archiveReasons, levels, type Kind, type Level } from './kinds.ts'
import { localDay } from './clocks.ts'
import { deadlineInForce } from './deadlines.ts'
import { gateOf, isInside, needsInspection } from './inspection.ts'
import type { CaseClock, CaseFile, Facts, Part } from './facts.ts'
import type { Choice, Condition } from './transition.ts'

const text = (facts: Facts, field: string): string =>
  typeof facts.input[field] === 'string' ? (facts.input[field] as string).trim() : ''

const openClock = (facts: Facts, rule: string): CaseClock | undefined =>
  facts.file.clocks.find((clock) => clock.rule === rule && clock.ended === undefined)

/** T9, T15, T16–T18: an agency that exists and takes reports. */
export const agencyKnown: Condition = ({ input, agencies }) => {
  const code = input['agency'] ?? input['proposed_agency']
  return typeof code === 'string' && agencies.get(code)?.active ? undefined : 'agency_unknown'
}

export const everyPartAgencyKnown: Condition = ({ input, agencies }) =>
  (input['parts'] as { agency: string }[]).every((part) => agencies.get(part.agency)?.active)
    ? undefined
    : 'agency_unknown'

/** T14: a unit that is named for a part belongs to the agency of that part. */
export const everyUnitOfItsAgency: Condition = ({ input, units }) =>
  (input['parts'] as { agency: string; unit?: string }[]).every(
    ({ agency, unit }) => unit === undefined || units.get(unit) === agency,
  )
    ? undefined
    : 'unit_outside_agency'

/** T14: one lead with the clock of the answer, each agency once; whoever splits keeps the lead, or bounces (T16). */
export const oneLeadAmongThem: Condition = ({ input, actor }) => {
  const parts = input['parts'] as { agency: string; lead: boolean }[]
  const leads = parts.filter((part) => part.lead)
  const isTwice = new Set(parts.map((part) => part.agency)).size < parts.length
  const leaves = actor.agency !== undefined && leads[0]?.agency !== actor.agency
  return leads.length !== 1 || isTwice || leaves ? 'split_not_possible' : undefined
}

/** T9, T14, T16, T18, T37, T43: what needs an inspection goes to an agency whose inspectorate we know. */
export const inspectorateKnown: Condition = ({ file, input, agencies }) => {
  const named = [input['agency'], input['proposed_agency']].filter((one) => typeof one === 'string')
  const parts = (input['parts'] as { agency: string }[] | undefined) ?? []
  const standing = named.length + parts.length > 0 ? [] : file.parts.filter(({ state }) => state !== 'closed')
  const codes = [...named, ...[...parts, ...standing].map(({ agency }) => agency)]
  return needsInspection(kindAfter(file, input)) &&
    codes.some((code) => agencies.get(code)?.inspectorate === undefined)
    ? 'inspectorate_unknown'
    : undefined
}
const kindAfter = (file: CaseFile, input: Record<string, unknown>): Kind =>
  (input['kind'] as Kind | undefined) ?? file.kind

/** T15, X18: an inspection stays in, or goes to, the inspectorate; no unit that it may be about gets to read it. */
export const staysInside: Condition = ({ file, part, input, agencies }) => {
  if (!part || !needsInspection(file.kind) || input['unit'] === undefined) return undefined
  const home = part.unit ?? agencies.get(part.agency)?.inspectorate
  return home !== undefined && input['unit'] !== home ? 'inspection_stays' : undefined
}

/** T42: what needs an inspection is not laid aside by the agency that it is about alone. */
export const isInspection: Choice = ({ file }) => needsInspection(file.kind)
export const isNoInspection: Choice = ({ file }) => !needsInspection(file.kind)

/** T14: once. Otherwise a helper could make itself the lead, or drop whoever it does not want. */
export const notSplitYet: Condition = ({ file }) =>
  file.parts.filter((part) => part.state !== 'closed').length > 1 ? 'already_split' : undefined

/** T15: only down inside the agency's own tree. */
export const unitInsideOwnTree: Condition = ({ input, units, part }) => {
  const unit = input['unit']
  if (typeof unit !== 'string') return 'unit_outside_agency'
  return units.get(unit) === part?.agency ? undefined : 'unit_outside_agency'
}

export const unitOfTheAgency: Condition = ({ input, units }) =>
  typeof input['unit'] === 'string' && units.get(input['unit']) !== input['agency']
    ? 'unit_outside_agency'
    : undefined

/** X3: somebody who works for the agency that has it; not whoever left, and nobody of another office. */
export const officerOfTheAgency: Condition = ({ file, input, officers, part }) => {
  if (typeof input['officer'] !== 'string' || officers === undefined) return undefined
  const officer = officers.get(input['officer'])
  const isTheirs = officer?.agency === part?.agency && (!part || isInside(file, part, officer ?? {}))
  return isTheirs ? undefined : 'officer_unknown'
}

/** The agency's own rule acts (the service names it), or somebody takes over what another one held. */
export const byRule: Choice = ({ input }) => typeof input['rule'] === 'object'
export const byHandover: Choice = ({ input }) => typeof input['handover'] === 'string'

/** A rule never overrides a person's word: it hands out only what nobody has. */
export const nobodyHasIt: Condition = ({ part }) =>
  part?.officer === undefined ? undefined : 'already_assigned'
export const noUnitHasIt: Condition = ({ part }) =>
  part?.unit === undefined && part?.officer === undefined ? undefined : 'already_assigned'

/** What somebody else has taken over meanwhile is not handed over with the rest. */
export const stillHeld: Condition = ({ part, input }) =>
  part !== undefined && part.officer === input['from'] ? undefined : 'already_assigned'
export const unitInsideOwnTreeIfNamed: Condition = (facts) =>
  facts.input['unit'] === undefined ? undefined : unitInsideOwnTree(facts)

export const otherUnit: Condition = ({ input, part }) =>
  part && input['unit'] === part.unit ? 'already_there' : undefined

/** A bounce names an agency that does not have the report already; otherwise reports would circle. */
export const otherAgencyProposed: Condition = ({ file, input }) =>
  file.parts.some((part) => part.state !== 'closed' && part.agency === input['proposed_agency'])
    ? 'already_there'
    : undefined

/** T18: what the arbiter decided binds; a third agency could otherwise ask for a third decision. */
export const authorityOpen: Condition = ({ file, part }) =>
  file.clocks.some((clock) => clock.rule === 'F4' && clock.ended === 'met') && !isCalledInLater(file, part)
    ? 'authority_decided'
    : undefined

/** Whom the arbiter named has no window any more; a helper that the one named called in has its own (T14). */
const isCalledInLater = (file: CaseFile, part: Part | undefined): boolean =>
  file.clocks.some((one) => one.rule === 'F3' && one.part === part?.no && one.ended === undefined)

/** T16: inside the bounce window F3. */
export const insideBounceWindow: Condition = (facts) => {
  const clock = facts.file.clocks.find(
    (one) => one.rule === 'F3' && one.ended === undefined && one.part === facts.part?.no,
  )
  const due = clock && facts.dueAt.get(clock.no)
  return due !== undefined && facts.now > due ? 'bounce_too_late' : undefined
}

export const heldOnlyOnce: Condition = ({ file }) => (file.holds > 0 ? 'held_too_often' : undefined)

/** T13: same secrecy on both sides, so that a secret report never shows through an open one. */
export const mergeableInto: Condition = ({ file, main, actor }) =>
  !main ||
  // An agency merges into what it handles itself; of other agencies' reports it does not even learn that they exist.
  (actor.agency !== undefined &&
    !main.parts.some((part) => part.agency === actor.agency && part.state !== 'closed')) ||
  main.reportId === file.reportId ||
  main.mergedInto !== undefined ||
  ['merged', 'archived', 'withdrawn', 'closed_solved', 'closed_by_agency'].includes(main.stage) ||
  isSecret(main.level) !== isSecret(file.level) ||
  // An inspection is not buried in a case of the office that it is about.
  needsInspection(main.kind) !== needsInspection(file.kind)
    ? 'merge_not_possible'
    : undefined

/** T13: a merge is undone within thirty days; the service itself frees a report whose main one has ended at any time. */
export const mergedLately: Condition = ({ file, actor, now }) =>
  actor.kind === 'system' ||
  file.mergedAt === undefined ||
  Date.parse(now) - Date.parse(file.mergedAt) <= daysToUnmerge * 86_400_000
    ? undefined
    : 'unmerge_too_late'

const daysToUnmerge = 30

const isSecret = (level: Level): boolean => levels.indexOf(level) >= levels.indexOf('secret')

/** T25: with several agencies there is one joint answer, after every contributor gave its part. */
export const contributorsAnswered: Condition = ({ file, part }) =>
  part?.lead && file.parts.some((other) => !other.lead && !['answered', 'closed'].includes(other.state))
    ? 'parts_not_answered'
    : undefined

/** T27: another person than the drafter. */
export const notTheDrafter: Condition = ({ part, actor }) =>
  part?.proposal?.by === actor.id ? 'second_person_needed' : undefined

/** T21: before the due date and with pauses left (A9: at most two in one report). */
export const pauseLeft: Condition = (facts) => {
  const clock = openClock(facts, answerClocks[facts.file.kind])
  if (!clock) return undefined
  const due = facts.dueAt.get(clock.no)
  const asked = facts.file.clocks.flatMap((one) => one.changes).filter((change) => change.do === 'pause')
  return (due !== undefined && facts.now > due) || asked.length >= 2 ? 'pause_not_possible' : undefined
}

/** T24, A14: only where the rule allows it, once, before the due date. */
export const extensionAllowed: Condition = (facts) => {
  const clock = openClock(facts, answerClocks[facts.file.kind])
  if (!clock) return 'extension_not_possible'
  const rule = deadlineInForce(clock.rule, localDay(clock.startedAt, clock.zone), facts.law?.rules)
  const due = facts.dueAt.get(clock.no)
  const days = facts.input['days']
  const extended = clock.changes.some((change) => change.do === 'extend')
  const allowed = rule.extension && !extended && (due === undefined || facts.now <= due)
  return allowed && (typeof days !== 'number' || days <= rule.extension!.n)
    ? undefined
    : 'extension_not_possible'
}

/** T33: secret and anonymous reports stay closed; the reporter's choice on the form was the agreement. */
export const mayBePublished: Condition = ({ file }) =>
  isSecret(file.level) ? 'publication_not_possible' : undefined

export const withinReopening: Condition = ({ file, now }) => {
  const closedAt = file.reporterWord?.at ?? file.agencyWord?.at ?? file.updatedAt
  return Date.parse(now) - Date.parse(closedAt) > 90 * 86_400_000 ? 'too_late' : undefined
}

/** T36, B1: within ten working days of the closing, and not once it has been decided. Where no dates are known, an open B1 is enough. */
export const withinAppeal: Condition = (facts) => {
  const clock = openClock(facts, 'B1')
  const due = clock && facts.dueAt.get(clock.no)
  return clock === undefined || (due !== undefined && facts.now > due) ? 'too_late' : undefined
}

/**
 * T37, T38: an appeal is decided by somebody who had no earlier hand in the report, neither in person nor by an office
 * that ever held a part of it: nobody judges what their own house has done.
 */
export const noEarlierHand: Condition = ({ file, actor }) =>
  file.handlers.includes(actor.id) || file.parts.some((part) => part.agency === actor.agency)
    ? 'earlier_hand'
    : undefined

/** T37: the order needs an agency; where none ever had the report, the decision names one. */
export const someAgencyHasIt: Condition = (facts) =>
  facts.file.parts.some((part) => part.lead) ? undefined : agencyKnown(facts)

/** T39: the reporter's own act (X21), and not a tick of whoever takes over. */
export const reporterConsents: Condition = ({ file }) =>
  file.ombudsmanConsent ? undefined : 'reporter_must_agree'

/** T40: a result is a document with a number and a date, and not a sentence. */
export const documentNamed: Condition = (facts) =>
  text(facts, 'document') === '' ? { code: 'invalid_input', fields: [documentMissing] } : undefined
const documentMissing = {
  field: 'document',
  code: 'required',
  id: 'Tulis nomor dan tanggal dokumen hasilnya.',
  en: 'Write number and date of the document with the result.',
}

const daysSince = (at: string, now: string): number => (Date.parse(now) - Date.parse(at)) / 86_400_000

/** T41: a withdrawal, which ends every clock, is undone within thirty days. */
export const withdrawnLately: Condition = ({ file, now }) => {
  const endedAt = file.clocks
    .map((clock) => clock.endedAt ?? '')
    .sort()
    .at(-1)
  return endedAt && daysSince(endedAt, now) > 30 ? 'too_late' : undefined
}

/** X7, A25: R1 is extended once. */
export const notExtendedYet: Condition = (facts) =>
  openClock(facts, 'R1')?.changes.some((change) => change.do === 'extend')
    ? 'extension_not_possible'
    : undefined

/** A fully anonymous reporter left no identity that could be opened (DOMAIN section 6). */
export const someIdentity: Condition = ({ file }) =>
  file.level === 'anonymous' || file.identityErased ? 'no_identity' : undefined
/** T44: becoming anonymous destroys name and contact for good, so only the reporter chooses it. */
export const anonymousByReporterOnly: Condition = ({ input, actor }) =>
  input['level'] === 'anonymous' && actor.kind !== 'reporter' ? 'reporter_must_agree' : undefined
/** Name and contact open without a second unit only to whom the reporter agreed: the handling agency, the Ombudsman. */
export const withoutConsent: Choice = ({ file, actor }) =>
  !actor.roles.includes('ombudsman') && !(file.contactConsent && actor.agency !== undefined)

/**
 * X12: where the name is hidden, the handling agency opens it by the reporter's consent and not past it; a second unit
 * may open that of a secret report (DOMAIN section 6, rows "name, contact").
 */
export const consentOrSecret: Condition = ({ file, actor }) =>
  actor.agency !== undefined && file.level === 'name_hidden' && !file.contactConsent
    ? 'reporter_must_agree'
    : undefined

/** X12: the Ombudsman opens what the reporter let go, once the case is there, and nothing else (DOMAIN section 5, "c"). */
export const letGoToOmbudsman: Condition = ({ file, actor }) =>
  !actor.roles.includes('ombudsman') ||
  (file.stage === 'with_ombudsman' && file.ombudsmanConsent?.share.includes('identity'))
    ? undefined
    : 'reporter_must_agree'

/** X4: an agency takes back or refuses what its own people proposed; what the national desk proposed stands. */
export const ownProposal: Condition = ({ file, input, actor }) => {
  if (actor.agency === undefined) return undefined
  const asked = file.pending.filter(({ action }) => action === (input['action'] ?? action))
  return asked.every(({ byAgency }) => byAgency === actor.agency) ? undefined : 'not_permitted'
}

/** The custodian sees nothing else of a report, so nothing else can be refused from there. */
export const identityAskedFor: Choice = ({ file }) =>
  file.pending.some((one) => one.action === 'open_identity')
export const onlyTheIdentity: Condition = ({ input }) =>
  input['action'] === 'open_identity' ? undefined : 'not_permitted'

/** The handling agency reads what an open report says as it was written, and every other one masked (DOMAIN section 6). */
export const agencyReadsMasked: Choice = ({ file }) => file.level === 'name_hidden' || file.level === 'secret'

export const otherKind: Condition = ({ file, input }) =>
  input['kind'] === file.kind ? 'kind_unchanged' : undefined

const levelOf = (input: Record<string, unknown>): number => levels.indexOf(input['level'] as Level)
export const moreSecret: Condition = ({ file, input }) =>
  levelOf(input) > levels.indexOf(file.level) ? undefined : 'secrecy_not_higher'
export const lessSecret: Condition = ({ file, input }) =>
  levelOf(input) < levels.indexOf(file.level) ? undefined : 'secrecy_not_lower'

/** T42: a reason of the closed list; "not our authority" is none of them. */
export const reasonOfTheList: Condition = ({ file, input }) => {
  const reason = input['reason_code']
  if (!(archiveReasons as readonly unknown[]).includes(reason)) return 'invalid_input'
  // T12, V5: "not completed" is said of whoever was asked and had thirty days.
  const ranOut = file.clocks.some(
    (one) => one.rule === 'V5' && one.ended === 'moot' && daysSince(one.startedAt, one.endedAt!) >= 30,
  )
  return reason === 'not_completed' && !ranOut
    ? { code: 'invalid_input', fields: [completionNotOver] }
    : undefined
}
const completionNotOver = {
  field: 'reason_code',
  code: 'too_early',
  id: 'Minta kelengkapan dulu. Alasan ini berlaku setelah pelapor diberi 30 hari untuk melengkapi.',
  en: 'Ask for completion first. This reason holds once the reporter has had 30 days to complete.',
}

/** A contributor's approved part goes to the lead; the lead's answer goes to the reporter. */
export const leadPart: Choice = ({ part }) => part?.lead !== false
export const contributorPart: Choice = ({ part }) => part?.lead === false
/** T19: taking a case up meets F1 only if a reply to the reporter goes with it. */
export const withReply: Choice = (facts) => text(facts, 'reply') !== ''
export const withoutReply: Choice = (facts) => text(facts, 'reply') === ''
export const firstRejection: Choice = ({ file }) => file.rejections === 0
export const secondRejection: Choice = ({ file }) => file.rejections > 0
export const firstBounce: Choice = ({ file }) => file.bounces === 0
export const laterBounce: Choice = ({ file }) => file.bounces > 0
/** V2: the reporter named this agency, so its own admin verifies (L4). */
export const reporterNamedThisAgency: Choice = ({ file, actor }) => {
  const gate = gateOf(file)
  return gate !== undefined && gate === actor.agency
}

/** T9 at that gate: what was sent as a complaint stays one; out of the law it goes with the national desk (T43). */
export const keepsTheLaw: Condition = (facts) =>
  facts.input['kind'] !== undefined && leavesTheLaw(facts) ? 'kind_leaves_law' : undefined

/** T9 by the agency that the reporter named: it may accept the report, and not send it away past T16. */
export const ownAgency: Condition = ({ input, actor }) =>
  input['agency'] === actor.agency ? undefined : 'not_permitted'

const answerRule = (kind: Kind, { now, law }: Facts) =>
  deadlineInForce(answerClocks[kind], now.slice(0, 10), law?.rules)

/**
 * T43: away from an inspection, or from a clock that binds to one that is only indicative, is a way out of the law,
 * however many days the new clock has.
 */
export const leavesTheLaw: Choice = (facts) => {
  const to = facts.input['kind'] as Kind | undefined
  const from = facts.file.kind
  // A button is offered before anybody has chosen a kind.
  if (to === undefined) return false
  return (
    (needsInspection(from) && !needsInspection(to)) ||
    (answerRule(to, facts).indicative === true && answerRule(from, facts).indicative !== true)
  )
}
export const staysInTheLaw: Choice = (facts) => !leavesTheLaw(facts)
/** T43: a longer clock needs a second person. */
export const clockGetsLonger: Choice = (facts) =>
  answerRule(facts.input['kind'] as Kind, facts).length.n > answerRule(facts.file.kind, facts).length.n
