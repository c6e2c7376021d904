/** What waits for this account as the second person: answers, archives, moves, public texts. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { confirmationOf, transitions } from '../../regulation/transitions.ts'
import type { InboxRow } from '../casefile/tables.ts'
import { asReadBy, countedAtMost, scoped } from './queries.ts'

export type Waiting = { row: InboxRow; action: string; by: string; at: string }

/** The proposals that an account with these roles may complete. */
function confirmable({ roles }: Actor): string[] {
  const key = roles.join()
  const actions =
    known.get(key) ??
    [...new Set(transitions.map((row) => row.action))].filter(
      (action) => confirmationOf(action, roles).length > 0,
    )
  known.set(key, actions)
  return actions
}

const known = new Map<string, string[]>()

/** Whether anything could ever wait for this account. */
export const mayApprove = (actor: Actor): boolean =>
  actor.roles.includes('approver') || confirmable(actor).length > 0

/** Rows of the account's own lists with something in them that somebody else proposed. */
function waiting(db: Db, actor: Actor) {
  const actions = confirmable(actor)
  const approves = actor.roles.includes('approver')
  if (actions.length === 0 && !approves) return undefined
  // Only the halves that this account can have stand in the text, so that each is looked up in its index.
  const proposed = sql<boolean>`(agency_inbox.pending is not null and exists (
    select from jsonb_array_elements(r.pending) as one
    where one ->> 'action' = any(${actions}::text[])
      and one ->> 'by' <> ${actor.id}
  ))`
  const answered = sql<boolean>`(agency_inbox.state = 'answer_proposed' and not exists (
    select from jsonb_array_elements(r.parts) as part
    where (part ->> 'no')::int = agency_inbox.part_no
      and part -> 'proposal' ->> 'by' = ${actor.id}
  ))`
  const halves = [...(actions.length > 0 ? [proposed] : []), ...(approves ? [answered] : [])]
  return scoped(db, actor, [])
    .innerJoin('report as r', 'r.report_id', 'agency_inbox.report_id')
    .where(sql<boolean>`(${sql.join(halves, sql` or `)})`)
}

/** Nobody needs the exact number of a thousand waiting proposals. */
export async function approvalCount(db: Db, actor: Actor): Promise<number> {
  const rows = waiting(db, actor)
  if (!rows) return 0
  const limited = rows.select(sql<number>`1`.as('one')).limit(countedAtMost)
  const { rows: counted } = await sql<{
    count: number
  }>`select count(*)::int as count from (${limited}) as rows`.execute(db)
  return counted[0]!.count
}

/** The first fifty, in the order in which the law is running out. */
export const approvalsOf = (db: Db, actor: Actor): Promise<Waiting[]> =>
  approvalsAfter(db, actor, undefined, 50)

/** So many of them after a row. */
export async function approvalsAfter(
  db: Db,
  actor: Actor,
  last: Pick<InboxRow, 'due_at' | 'report_id' | 'part_no'> | undefined,
  limit: number,
): Promise<Waiting[]> {
  const all = waiting(db, actor)
  if (!all) return []
  const query = last
    ? all.where(
        sql<boolean>`(agency_inbox.due_at, agency_inbox.report_id, agency_inbox.part_no)
          > (${new Date(last.due_at)}, ${last.report_id}::uuid, ${last.part_no}::int)`,
      )
    : all
  const actions = confirmable(actor)
  const rows = (await query
    .selectAll('agency_inbox')
    .select(['r.pending as proposals', 'r.parts as parts'])
    .orderBy('agency_inbox.due_at')
    .orderBy('agency_inbox.report_id')
    .orderBy('agency_inbox.part_no')
    .limit(limit)
    .execute()) as (InboxRow & {
    proposals: { action: string; by: string; byName: string; at: string }[]
    parts: { no: number; proposal?: { byName: string; at: string } }[]
  })[]
  return rows.map((row) => {
    const proposal = row.proposals.find((one) => actions.includes(one.action) && one.by !== actor.id)
    const answer = row.parts.find((part) => part.no === row.part_no)?.proposal
    return {
      row: asReadBy(row, actor),
      action: proposal?.action ?? 'propose_answer',
      by: proposal?.byName ?? answer?.byName ?? '',
      at: proposal?.at ?? answer?.at ?? row.updated_at.toISOString(),
    }
  })
}
