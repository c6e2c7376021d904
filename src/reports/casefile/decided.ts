/** What a decided step writes into its event: effects and data. Pure, so that tests walk through it without a database. */
import type { CaseFile, Facts, Pending } from '../../regulation/facts.ts'
import { startsFrom, transitions } from '../../regulation/transitions.ts'
import { consequencesOf } from './consequences.ts'
import type { Decision } from './deciding.ts'
import { applyEffects, type Effect } from './effects.ts'
import { jointAnswer } from './jointAnswer.ts'

/** Every effect of a decided step: who handled it, what the row says, and which proposals it leaves standing. */
export function effectsOfDecision(decision: Decision, facts: Facts): Effect[] {
  if (decision.step === 'propose') return [...handledBy(facts), ...proposalOf(decision.row.action, facts)]
  const effects = [...handledBy(facts), ...consequencesOf(decision.row, facts)]
  const at = facts.now
  const next = applyEffects(facts.file, effects, at)
  if (hasEnded(next) && next.mergedFrom.length > 0) effects.push({ do: 'set', fields: { mergedFrom: [] } })
  const pending = facts.file.pending.filter(
    (one) => one !== decision.completes && stillPossible(one, next, decision),
  )
  return pending.length === facts.file.pending.length
    ? effects
    : [...effects, { do: 'set', fields: { pending } }]
}

/** T13: withdrawn or archived it speaks for nobody else any more; whoever was merged into it stands alone again. */
export const hasEnded = ({ stage }: CaseFile): boolean => stage === 'withdrawn' || stage === 'archived'

/** Proposals that the step made impossible, or that it declined, are dropped with it. */
const stillPossible = (pending: Pending, next: CaseFile, decision: Decision): boolean => {
  if (decision.row.action === 'decline')
    return 'input' in decision && pending.action !== (decision.input['action'] ?? pending.action)
  if (pending.action === 'bounce' && decision.row.action === 'refer_bounce') return false
  return transitions.some(
    (row) => row.action === pending.action && row.confirm && startsFrom(row, next.state),
  )
}

function proposalOf(action: string, facts: Facts): Effect[] {
  const { actor, file, input, now } = facts
  const proposal: Pending = { action, by: actor.id, byName: actor.name, at: now, input }
  if (actor.agency !== undefined) proposal.byAgency = actor.agency
  if (actor.unit !== undefined) proposal.byUnit = actor.unit
  if (facts.part) proposal.part = facts.part.no
  const pending = [...file.pending.filter((one) => one.action !== action), proposal]
  const proposed = action === 'propose_publication' && file.publication !== 'published'
  return [{ do: 'set', fields: { pending, ...(proposed && { publication: 'proposed' as const }) } }]
}

/** Whoever handles a report is remembered: an appeal is decided by somebody without an earlier hand (T37). */
const handledBy = ({ actor, file }: Facts): Effect[] =>
  actor.kind === 'staff' && !file.handlers.includes(actor.id)
    ? [{ do: 'set', fields: { handlers: [...file.handlers, actor.id] } }]
    : []

/** The answer travels in the event that delivers it, so that a reader of that event needs no other. */
export function eventData(decision: Decision, facts: Facts): Record<string, unknown> {
  const proposal = decision.row.action === 'approve' ? facts.part?.proposal : undefined
  if (proposal) {
    const nameOf = (agency: string): string => facts.agencies.get(agency)?.name ?? agency
    const text = facts.part?.lead ? jointAnswer(facts.file, proposal.text, nameOf) : proposal.text
    const { outcome, files = [] } = proposal
    return { ...facts.input, text, outcome, files, ...(facts.part?.lead === false && { contribution: true }) }
  }
  const oldKind = { old_kind: facts.file.kind }
  // Whoever asked is the one who may look, not the second person who agreed.
  if (decision.step === 'carry_out' && decision.completes) {
    const { by, byName, byAgency, byUnit } = decision.completes
    return {
      ...facts.input,
      ...(decision.row.action === 'reclassify' && oldKind),
      proposed_by: by,
      proposed_by_name: byName,
      ...(byAgency !== undefined && { proposed_by_agency: byAgency }),
      ...(byUnit !== undefined && { proposed_by_unit: byUnit }),
    }
  }
  // The new kind stands in the input; the one that it was is told too (T43).
  return decision.row.action === 'reclassify' ? { ...facts.input, ...oldKind } : facts.input
}
