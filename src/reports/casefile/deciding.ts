/**
 * Which row of the state table an action means for this actor on this file, or the refusal that says what to do
 * instead. Pure: the same answer for a page, the API, a channel or a job.
 */
import { refuse } from '../../errors.ts'
import type { CaseFile, Facts, Part, Pending } from '../../regulation/facts.ts'
import { gateOf, isInside, isSealed } from '../../regulation/inspection.ts'
import { agencyRoles, loneRoles, type Actor, type Role } from '../../regulation/permissions.ts'
import type { Condition, Transition } from '../../regulation/transition.ts'
import {
  completedBy,
  confirmationOf,
  offeredActions,
  startsFrom,
  transitions,
} from '../../regulation/transitions.ts'
import type { State } from '../../regulation/kinds.ts'

export type Decision =
  | { step: 'carry_out'; row: Transition; input: Record<string, unknown>; completes?: Pending }
  | { step: 'propose'; row: Transition }

/** Whether an account handles reports for an agency, rather than watching or serving all. */
export const actsForAgency = (actor: Actor): boolean => actor.roles.some(isAgencyRole)

/** The part an actor acts on: their own agency's (and unit's), else the one named, else the lead. */
export function partOf(file: CaseFile, actor: Actor, partNo?: number): Part | undefined {
  const active = file.parts.filter((part) => part.state !== 'closed')
  if (actsForAgency(actor)) {
    const own = active.filter((part) => part.agency === actor.agency && seesUnit(file, actor, part))
    return own.find((part) => part.no === partNo) ?? own.find((part) => part.lead) ?? own[0]
  }
  return active.find((part) => part.no === partNo) ?? active.find((part) => part.lead) ?? active[0]
}

/**
 * The part that a step is about. A question of competence is about the part that was handed back, whoever answers
 * it and whatever else the agencies of a split are doing.
 */
export function partFor(file: CaseFile, actor: Actor, action: string, partNo?: number): Part | undefined {
  const bounce = file.pending.find((one) => one.action === 'bounce')
  const asked =
    action === 'refer_bounce'
      ? file.parts.find((part) => part.no === bounce?.part)
      : action === 'decide_authority' || action === 'split'
        ? file.parts.find((part) => part.state === 'authority_dispute')
        : undefined
  return asked ?? partOf(file, actor, partNo)
}

/** Whether an agency account has this report in hand: a part of it, or (V2) the reporter named the agency. */
export const hasInHand = (file: CaseFile, actor: Actor): boolean =>
  actsForAgency(actor) &&
  (partOf(file, actor) !== undefined ||
    (actor.roles.includes('agency_admin') && gateOf(file) !== undefined && gateOf(file) === actor.agency))

/**
 * The actor with the roles that count on this file: sight that comes from one role (an auditor's) lends no power to
 * another (an approver's of some other agency; an oversight office's outside its area).
 */
export const actingOn = (file: CaseFile, actor: Actor): Actor => {
  const isOutside = actsForAgency(actor) && !hasInHand(file, actor)
  const isMixed = actor.roles.length > 1
  const roles = actor.roles.filter(
    (role) => !(isOutside && isAgencyRole(role)) && !(isMixed && loneRoles.includes(role)),
  )
  return roles.length === actor.roles.length ? actor : { ...actor, roles }
}

const isAgencyRole = (role: Role): boolean => (agencyRoles as readonly Role[]).includes(role)

/** They follow another step that was permitted, and that may have taken the report out of the agency's hands. */
const followsAStep = new Set(['absorb', 'note'])

/**
 * A liaison handles the own unit's parts, and those held by name; admin and approver the whole agency's. Of an
 * inspection only the inspectorate sees anything.
 */
const seesUnit = (file: CaseFile, actor: Actor, part: Part): boolean =>
  isSealed(file, part)
    ? isInside(file, part, actor)
    : actor.roles.includes('agency_admin') ||
      actor.roles.includes('approver') ||
      part.unit === actor.unit ||
      part.officer === actor.id ||
      heldFor(actor, part) !== undefined

/** The absent colleague who holds this part, if the actor stands in for that one. */
export const heldFor = (actor: Actor, part: Part | undefined): { id: string; name: string } | undefined =>
  part?.officer === undefined ? undefined : actor.standsInFor?.find(({ id }) => id === part.officer)

/** An agency's step starts from the state of its own part; everybody else's from that of the report. */
export const stateFor = (file: CaseFile, actor: Actor, part: Part | undefined): State =>
  part && part.state !== 'closed' && file.stage === 'handling' && actsForAgency(actor)
    ? part.state
    : file.state

/**
 * @throws action_not_allowed (409) or not_permitted (403), both with the actions allowed now;
 *   second_person_needed; already_pending; and whatever a condition of the row says.
 */
export function decide(action: string, given: Facts): Decision {
  const { file, part } = given
  const actor = followsAStep.has(action) ? given.actor : actingOn(file, given.actor)
  const facts = { ...given, actor }
  const state = stateFor(file, actor, part)
  const allowed = offeredActions({ file, actor, now: facts.now, ...(part && { part }) }, state)
  const confirmed = confirmation(action, facts, allowed)
  if (confirmed) return confirmed

  const named = transitions.filter((row) => row.action === action)
  const fromHere = named.filter((row) => startsFrom(row, state))
  if (named.length > 0 && !named.some((row) => permits(row, actor)))
    throw refuse('not_permitted', { allowed })
  const candidates = fromHere.filter((row) => permits(row, actor))
  const row = candidates.find((one) => one.when === undefined || one.when(facts))
  if (!row) {
    if (fromHere.length > 0 && candidates.length === 0) throw refuse('not_permitted', { allowed })
    throw refuse('action_not_allowed', { allowed })
  }
  check(row, facts)
  const needsSecond = row.confirm && (row.confirm.when === undefined || row.confirm.when(facts))
  if (!needsSecond) return { step: 'carry_out', row, input: facts.input }
  // A new proposal of a public text replaces the old one; every other proposal waits for its answer.
  if (file.pending.some((one) => one.action === action) && action !== 'propose_publication')
    throw refuse('already_pending', { allowed })
  return { step: 'propose', row }
}

const permits = (row: Transition, actor: Actor): boolean => row.by.some((role) => actor.roles.includes(role))

const check = (row: Transition, facts: Facts): void =>
  refuseUnless([...(row.bars ?? []), ...(row.needs ?? [])], facts)

function refuseUnless(conditions: readonly Condition[], facts: Facts): void {
  for (const condition of conditions) {
    const problem = condition(facts)
    if (typeof problem === 'string') throw refuse(problem)
    if (problem) throw refuse(problem.code, { fields: problem.fields })
  }
}

/** The second person's half: `confirm_archive` completes a pending `archive`, `reclassify` a pending one of its own. */
function confirmation(action: string, facts: Facts, allowed: string[]): Decision | undefined {
  const { file, actor } = facts
  const completes = completedBy(action)
  const pending = file.pending.find((one) => one.action === (completes ?? action))
  if (completes === undefined && (!pending || pending.by === actor.id)) return undefined
  const rows = transitions.filter(
    (row) => row.action === (completes ?? action) && row.confirm?.action === action,
  )
  if (rows.length === 0) return undefined
  if (confirmationOf(completes ?? action, actor.roles).length === 0) {
    if (completes === undefined) return undefined
    throw refuse('not_permitted', { allowed })
  }
  if (!pending) throw refuse('nothing_pending', { allowed })
  if (pending.by === actor.id) throw refuse('second_person_needed', { allowed })
  // Whoever asks for something else does not agree: the words may differ, what is decided may not.
  if (completes === undefined && !asksTheSame(facts.input, pending.input))
    throw refuse('already_pending', { allowed, pending: { action, input: pending.input } })
  const withInput = { ...facts, input: pending.input }
  const row = rows.find(
    (one) => startsFrom(one, file.state) && (one.when === undefined || one.when(withInput)),
  )
  if (!row) throw refuse('action_not_allowed', { allowed })
  if (!row.confirm!.by.some((role) => actor.roles.includes(role))) throw refuse('not_permitted', { allowed })
  refuseUnless([...(row.bars ?? []), ...(row.confirm!.needs ?? [])], withInput)
  return { step: 'carry_out', row, input: pending.input, completes: pending }
}

const onlyWords = new Set(['reason', 'comment', 'text', 'note'])

const asksTheSame = (one: Record<string, unknown>, other: Record<string, unknown>): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((name) => !onlyWords.has(name))
    .every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]))
