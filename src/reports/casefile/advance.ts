/**
 * The only code that moves a report. Every page, API call, channel and job ends here: find the row of the state
 * table, refuse with a named error, write the event, move state, clocks and parts, and queue what follows, all in
 * one transaction (decision 1).
 */
import { refuse } from '../../errors.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { announce } from '../../platform/db/deskChanges.ts'
import type { Ground } from '../../platform/ground.ts'
import type { CaseFile, Facts, Part } from '../../regulation/facts.ts'
import type { Stage } from '../../regulation/kinds.ts'
import type { RulesInForce } from '../../regulation/law.ts'
import { system, type Actor } from '../../regulation/permissions.ts'
import { evaluateClocks, type EvaluatedClock } from './clockwork.ts'
import { effectsOfDecision, eventData, hasEnded } from './decided.ts'
import { decide, heldFor, partFor } from './deciding.ts'
import { applyEffects } from './effects.ts'
import { insertEvent } from './events.ts'
import { listHints } from './listHints.ts'
import { lookUp } from './lookups.ts'
import { mergedNews } from './mergedNews.ts'
import { keepMentions, mentionedIn, readMentions, type Mentioned } from './mentions.ts'
import { queueNotices } from './notices.ts'
import { inboxRows } from './projections.ts'
import { tellStaff } from './staffNotices.ts'
import { refuseStale, refuseUnseenProposal } from './seen.ts'
import { loadFile, writeFile } from './store.ts'
import { recountSupporters } from './supporters.ts'

export type Step = {
  reportId: string
  action: string
  actor: Actor
  /** Already of the shape of `inputs.ts`. */
  input?: Record<string, unknown>
  /** The version that the actor saw; another one is refused, so that nobody decides on an old page. */
  version?: number
  part?: number
  /** The main report of a merge, already locked. */
  main?: CaseFile
}

export type Advanced = { file: CaseFile; clocks: EvaluatedClock[]; seq: number }

/**
 * Carries out one step in a transaction of its own.
 * @throws not_found, stale_version, version_needed, action_not_allowed, not_permitted and the errors of the row's conditions
 */
export const advance = (ground: Ground, step: Step): Promise<Advanced> =>
  ground.db.transaction().execute((trx) => advanceIn(trx as Db, ground, step))

/** The same inside a transaction that also does something else (a merge moves two reports at once). */
export async function advanceIn(db: Db, ground: Pick<Ground, 'now'>, step: Step): Promise<Advanced> {
  const file = await loadFile(db, step.reportId, true)
  if (!file) throw refuse('not_found')
  const law = await loadLaw(db)
  const before = evaluateClocks(file, law)
  const facts = await factsFor(db, ground, step, file, before, law)
  await refuseStale(db, file, step.actor, step.version)
  const mentions = await mentionsOf(db, ground, step, file)

  const decision = decide(step.action, facts)
  if (step.version === undefined) await refuseUnseenProposal(db, file, step.actor, decision, facts.part?.no)
  const decided = decision.step === 'carry_out' ? await withInput(db, facts, decision.input) : facts
  const effects = effectsOfDecision(decision, decided)
  const at = facts.now
  const after = applyEffects(file, effects, at)
  after.version = file.version + 1
  const clocks = evaluateClocks(after, law)
  const data = {
    ...(decision.step === 'propose' && { proposed: true }),
    ...eventData(decision, decided),
    ...mentions,
    ...behalfOf(step.actor, decided.part),
  }
  const event = await insertEvent(db, {
    reportId: file.reportId,
    seq: after.version,
    at,
    action: step.action,
    transition: decision.row.id,
    audience: decision.step === 'propose' ? 'staff' : decision.row.audience,
    actor: step.actor,
    ...(decided.part && { part: decided.part.no }),
    state: after.state,
    data,
    effects,
  })
  await writeFile(db, after, clocks)
  await queueNotices(db, after, event, at)
  if (step.actor.kind === 'staff') await readMentions(db, step.actor.id, file.reportId, new Date(at))
  await keepMentions(db, file.reportId, event.seq, mentions.mentions ?? [], step.actor, at)
  const told = await tellStaff(db, {
    before: file,
    after,
    actor: step.actor,
    row: decision.row,
    event: { seq: event.seq, action: step.action, ...(decided.part && { part: decided.part.no }) },
    isProposal: decision.step === 'propose',
    mentioned: (mentions.mentions ?? []).map(({ id }) => id),
    at,
  })
  await announce(db, {
    report: file.reportId,
    version: after.version,
    ...(step.actor.kind === 'staff' && { by: step.actor.id }),
    lists: listHints(inboxRows(file, before), inboxRows(after, clocks)),
    accounts: told,
  })
  if (after.mergedFrom.length !== file.mergedFrom.length) await recountSupporters(db, after.reportId)
  if (decision.step === 'carry_out' && after.mergedFrom.length > 0) {
    const news = await mergedNews(db, after, decision.row, { ...event, data })
    if (news) await tellMerged(db, ground, after, news)
  }
  if (hasEnded(after) && after.stage !== file.stage) await freeMerged(db, ground, file, after.stage)
  return { file: after, clocks, seq: event.seq }
}

/** Whoever does it is the actor; for whom it was done while that one was away stands beside it. */
const behalfOf = (actor: Actor, part: Part | undefined): Record<string, unknown> => {
  const absent = heldFor(actor, part)
  return absent ? { on_behalf_of: absent.id, on_behalf_of_name: absent.name } : {}
}

/** X1: who is named in an internal note; by account, so that a later change of name changes nothing. */
async function mentionsOf(
  db: Db,
  ground: Pick<Ground, 'now'>,
  { action, actor, input }: Step,
  file: CaseFile,
): Promise<{ mentions?: Mentioned[] }> {
  if (action !== 'note' || actor.kind !== 'staff') return {}
  const mentions = await mentionedIn(db, file, String(input?.['text'] ?? ''), ground.now().toISOString())
  return mentions.length === 0 ? {} : { mentions }
}

/** What a step is decided on. */
export async function factsFor(
  db: Db,
  ground: Pick<Ground, 'now'>,
  step: Step,
  file: CaseFile,
  clocks: readonly EvaluatedClock[],
  law: RulesInForce,
): Promise<Facts> {
  const input = step.input ?? {}
  const part = partFor(file, step.actor, step.action, step.part)
  return {
    file,
    ...(part && { part }),
    ...(step.main && { main: step.main }),
    actor: step.actor,
    input,
    now: ground.now().toISOString(),
    ...(await lookUp(db, file, input, ground.now().toISOString())),
    dueAt: new Map(clocks.map(({ clock, result }) => [clock.no, result.due_at])),
    law,
  }
}

/** A confirmed step is carried out with the input that was proposed, so what it names is looked up again. */
async function withInput(db: Db, facts: Facts, input: Record<string, unknown>): Promise<Facts> {
  if (input === facts.input) return facts
  const proposedPart = facts.file.pending.find((one) => one.input === input)?.part
  const part = facts.file.parts.find((one) => one.no === proposedPart) ?? facts.part
  return { ...facts, input, ...(part && { part }), ...(await lookUp(db, facts.file, input, facts.now)) }
}

/** T13: the reporters of merged reports hear of a step of the main one, once, in the same transaction. */
export async function tellMerged(
  db: Db,
  ground: Pick<Ground, 'now'>,
  main: Pick<CaseFile, 'number' | 'mergedFrom'>,
  input: Record<string, unknown>,
): Promise<void> {
  for (const reportId of main.mergedFrom) {
    const merged = await loadFile(db, reportId)
    if (merged?.mergedInto === main.number)
      await advanceIn(db, ground, { reportId, action: 'main_moved', actor: system, input })
  }
}

/** T13: a report that was merged never ends because somebody withdrew or archived another one: it stands alone again. */
async function freeMerged(db: Db, ground: Pick<Ground, 'now'>, main: CaseFile, ended: Stage): Promise<void> {
  for (const reportId of main.mergedFrom) {
    const merged = await loadFile(db, reportId)
    if (merged?.mergedInto === main.number)
      await advanceIn(db, ground, {
        reportId,
        action: 'unmerge',
        actor: system,
        input: { main_ended: ended },
      })
  }
}
