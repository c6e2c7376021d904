/**
 * What a person has seen is what a person decides. A step may name the version that was on the screen; one that
 * completes somebody else's proposal may leave it out only where nothing else can have been on the screen.
 */
import { refuse, type Refusal } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { seesMasked, type Actor } from '../../regulation/permissions.ts'
import { tellingOnly } from '../../regulation/transitions.ts'
import type { Decision } from './deciding.ts'
import type { EventRow } from './tables.ts'

/** @throws stale_version with what happened since, when more has happened than reminders to others */
export async function refuseStale(
  db: Db,
  file: CaseFile,
  actor: Actor,
  version: number | undefined,
): Promise<void> {
  if (version === undefined || version === file.version) return
  const changes = await changesSince(db, file.reportId, version)
  if (version > file.version || changes.length > 0)
    throw unseen('stale_version', file, version > file.version ? [] : changes, actor)
}

/**
 * A confirmation that names no version holds only for the one proposal that was made since this account last acted on
 * the report (the answer to that step showed the report as it then was), with nothing after it: whoever saw any
 * proposal saw this one. Else it must say which version it means.
 * @throws version_needed with what happened since the proposal
 */
export async function refuseUnseenProposal(
  db: Db,
  file: CaseFile,
  actor: Actor,
  decision: Decision,
  part: number | undefined,
): Promise<void> {
  const proposed = proposalConfirmedBy(decision)
  if (proposed === undefined || actor.kind !== 'staff') return
  const steps = await db
    .selectFrom('report_event')
    .select(['seq', 'action', 'part', 'actor_id'])
    .where('report_id', '=', file.reportId)
    .where((row) => row.or([row('action', '=', proposed), row('actor_id', '=', actor.id)]))
    .orderBy('seq')
    .execute()
  const own = steps.findLast((one) => one.actor_id === actor.id)?.seq ?? 0
  const isThisPart = (one: { part: number | null }) =>
    proposed !== 'propose_answer' || part === undefined || one.part === part
  const unseenOnes = steps.filter((one) => one.action === proposed && one.seq > own && isThisPart(one))
  const changes = await changesSince(db, file.reportId, Math.max(own, unseenOnes.at(-1)?.seq ?? 0))
  if (unseenOnes.length > 1 || changes.length > 0) throw unseen('version_needed', file, changes, actor)
}

/** The action whose proposal a decision completes; an answer waits in its part, everything else as pending. */
const proposalConfirmedBy = (decision: Decision): string | undefined => {
  if (decision.step !== 'carry_out') return undefined
  return decision.row.action === 'approve' ? 'propose_answer' : decision.completes?.action
}

type Change = Pick<EventRow, 'at' | 'action' | 'actor_name' | 'actor_kind' | 'audience'>

const changesSince = (db: Db, reportId: string, seq: number): Promise<Change[]> =>
  db
    .selectFrom('report_event')
    .select(['at', 'action', 'actor_name', 'actor_kind', 'audience'])
    .where('report_id', '=', reportId)
    .where('seq', '>', seq)
    .where('action', 'not in', tellingOnly)
    .orderBy('seq')
    .limit(20)
    .execute()

/** Of internal steps those who only watch hear nothing, here as everywhere. */
function unseen(
  code: 'stale_version' | 'version_needed',
  file: CaseFile,
  changes: readonly Change[],
  actor: Actor,
): Refusal {
  const watches = actor.roles.some((role) => seesMasked.includes(role) || role === 'identity_custodian')
  const changed = changes
    .filter(({ audience }) => actor.kind === 'staff' && !(watches && audience === 'staff'))
    .map(({ at, action, actor_name, actor_kind }) => ({
      at: at.toISOString(),
      action,
      by: actor_name || actor_kind,
    }))
  return refuse(code, { version: file.version, state: file.state, changed })
}
