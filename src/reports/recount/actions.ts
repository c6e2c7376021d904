/** Proposing, approving and declining a change of the law. Approving begins its recount in the same transaction. */
import { refuse, type FieldProblem } from '../../errors.ts'
import {
  applyCalendar,
  decisionDay,
  draftCalendar,
  problemsOfCalendar,
} from '../../directory/calendar/actions.ts'
import type { CalendarChangeInput } from '../../directory/calendar/inputs.ts'
import {
  beginVersion,
  changeById,
  checkApprover,
  decideChange,
  listOf,
  lockVersion,
} from '../../directory/changes/store.ts'
import type { LegalChangeRow } from '../../directory/changes/tables.ts'
import {
  applyPledge,
  applyRule,
  draftPledge,
  draftRule,
  latestDay,
  problemsOfPledgeChange,
  problemsOfRuleChange,
} from '../../directory/deadlines/actions.ts'
import type { PledgeInput, RuleChangeInput } from '../../directory/deadlines/inputs.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { beginPreview, currentVersion } from './preview.ts'

export type Proposal =
  | { kind: 'calendar'; input: CalendarChangeInput }
  | { kind: 'rule'; input: RuleChangeInput }
  | { kind: 'pledge'; input: PledgeInput }

/**
 * Keeps a proposal and counts its effect, or leaves the counting to the worker where many reports are concerned.
 * @throws invalid_input: gaps, doubles, overlaps, decrees of after their day, each with what to do instead
 */
export async function propose(ground: Ground, actor: Actor, proposal: Proposal): Promise<LegalChangeRow> {
  const id =
    proposal.kind === 'calendar'
      ? await draftCalendar(ground, actor, proposal.input)
      : proposal.kind === 'rule'
        ? await draftRule(ground, actor, proposal.input)
        : await draftPledge(ground, actor, proposal.input)
  const change = await changeById(ground.db, id)
  return { ...change, preview: await beginPreview(ground, change) }
}

/**
 * Lets a proposal count: another person than the one who entered it, after its effect was counted.
 * @throws not_found, nothing_pending, second_person_needed, effect_being_counted, invalid_input when it no longer fits
 */
export async function approve(ground: Ground, actor: Actor, id: string): Promise<LegalChangeRow> {
  const now = ground.now()
  return ground.db.transaction().execute(async (trx) => {
    const db = trx as Db
    const change = await changeById(db, id, true)
    checkApprover(change, actor)
    const list = listOf(change.kind)
    const before = await lockVersion(db, list)
    if (change.preview?.state !== 'counted') throw refuse('effect_being_counted')
    const problems = await problemsOf(db, change, now)
    if (problems.length > 0) throw refuse('invalid_input', { fields: problems })
    const version = before + 1
    await apply(db, change, actor, version, now)
    await beginVersion(db, list, version)
    await decideChange(db, change, actor, { state: 'approved', version }, now)
    await db
      .insertInto('recount')
      .values({
        list,
        version,
        before_version: before,
        change_id: id,
        approved_at: now,
        actor_id: actor.id,
        actor_name: actor.name,
        state: 'waiting',
        reports: 0,
        done: 0,
        moved_reports: 0,
        moved_clocks: 0,
        started_at: null,
        finished_at: null,
      })
      .execute()
    return changeById(db, id)
  })
}

/** Refuses a proposal, or takes one's own back. @throws not_found, nothing_pending */
export async function decline(ground: Ground, actor: Actor, id: string): Promise<LegalChangeRow> {
  return ground.db.transaction().execute(async (trx) => {
    const db = trx as Db
    const change = await changeById(db, id, true)
    if (change.state !== 'draft') throw refuse('nothing_pending')
    await decideChange(db, change, actor, { state: 'declined' }, ground.now())
    return changeById(db, id)
  })
}

/** Counts the effect again: the list, or the open clocks, may have changed since. @throws not_found, nothing_pending */
export async function countAgain(ground: Ground, id: string): Promise<void> {
  const change = await changeById(ground.db, id)
  if (change.state !== 'draft') throw refuse('nothing_pending')
  await beginPreview(ground, change)
}

/** Whether another change of the same list was approved after the effect was counted. */
export const isPreviewOld = async (db: Db, change: LegalChangeRow): Promise<boolean> =>
  change.state === 'draft' && change.preview?.version !== (await currentVersion(db, change.kind))

function problemsOf(db: Db, change: LegalChangeRow, now: Date): Promise<FieldProblem[]> {
  if (change.kind === 'calendar') return problemsOfCalendar(db, change.content, change, decisionDay(now))
  if (change.kind === 'rule') return problemsOfRuleChange(db, change.content, latestDay(now))
  return problemsOfPledgeChange(db, change.content, change.decree_day, latestDay(now))
}

function apply(db: Db, change: LegalChangeRow, actor: Actor, version: number, now: Date): Promise<void> {
  if (change.kind === 'calendar') return applyCalendar(db, change, actor, version, now)
  if (change.kind === 'rule') return applyRule(db, change, actor, version)
  return applyPledge(db, change, actor, version)
}
