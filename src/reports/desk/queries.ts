/** The desks' lists: one table, keyed by agency, in the order of the due date. */
import { sql, type SelectQueryBuilder } from 'kysely'
import { refuse } from '../../errors.ts'
import type { Db, Tables } from '../../platform/db/database.ts'
import { kinds, states, type Kind, type State } from '../../regulation/kinds.ts'
import { seesEverything, seesMasked, type Actor } from '../../regulation/permissions.ts'
import { nationalDesk } from '../casefile/projections.ts'
import type { InboxRow } from '../casefile/tables.ts'
import { queuesFor, type Queue } from './queues.ts'

export type DeskFilter = {
  queue?: string
  state?: string
  kind?: string
  unit?: string
  category?: string
  region?: string
  level?: string
  q?: string
  due?: 'late' | 'today' | 'week'
  cursor?: string
  limit?: number
}

export type DeskList = { items: InboxRow[]; next?: string; queue: Queue }

/** Where a list is cut: the due instant and id of its last row. Opaque to callers. */
const cursorOf = (row: InboxRow): string =>
  Buffer.from(`${new Date(row.due_at).toISOString()} ${row.report_id} ${row.part_no}`).toString('base64url')

function readCursor(cursor: string): { dueAt: Date; reportId: string; partNo: number } {
  const match = /^(\S+) ([0-9a-f-]{36}) (\d{1,4})$/.exec(Buffer.from(cursor, 'base64url').toString())
  const dueAt = new Date(match?.[1] ?? '')
  if (!match || Number.isNaN(dueAt.getTime())) throw refuse('bad_request')
  return { dueAt, reportId: match[2]!, partNo: Number(match[3]) }
}

type Inbox = SelectQueryBuilder<Tables, 'agency_inbox', object>

/** The rows that this account may list at all. */
function scoped(db: Db, actor: Actor, agencies: readonly string[]): Inbox {
  const inbox = db.selectFrom('agency_inbox') as unknown as Inbox
  if (actor.roles.some((role) => seesEverything.includes(role))) return inbox.where('agency_code', '=', nationalDesk)
  if (actor.roles.some((role) => seesMasked.includes(role)))
    return agencies.length > 0 ? inbox.where('agency_code', 'in', agencies) : inbox.where('agency_code', '=', nationalDesk)
  if (actor.agency === undefined) return inbox.where(sql<boolean>`false`)
  const own = inbox.where('agency_code', '=', actor.agency)
  const wholeAgency = actor.roles.includes('agency_admin') || actor.roles.includes('approver')
  return wholeAgency ? own : own.where('unit_code', '=', actor.unit ?? '')
}

export function queueFor(actor: Actor, name: string | undefined): Queue {
  const own = queuesFor(actor.roles)
  const found = own.find((queue) => queue.name === name) ?? own[0]
  if (!found) throw refuse('not_permitted', { allowed: [] })
  return found
}

function narrowed(inbox: Inbox, filter: DeskFilter, queue: Queue, actor: Actor, now: Date): Inbox {
  let query = inbox
  if (queue.states) query = query.where('state', 'in', [...queue.states])
  if (queue.open !== undefined) query = query.where('open', '=', queue.open)
  if (queue.pending) query = query.where('pending', 'is not', null)
  if (queue.mine) query = query.where('officer_id', '=', actor.id)
  if (filter.state !== undefined && (states as readonly string[]).includes(filter.state)) query = query.where('state', '=', filter.state as State)
  if (filter.kind !== undefined && (kinds as readonly string[]).includes(filter.kind)) query = query.where('kind', '=', filter.kind as Kind)
  if (filter.unit) query = query.where('unit_code', '=', filter.unit)
  if (filter.category) query = query.where('category', '=', filter.category)
  if (filter.region) query = query.where('region', 'like', `${filter.region.replace(/[%_\\]/g, '')}%`)
  if (filter.due === 'late') query = query.where('due_at', '<', now)
  if (filter.due === 'today') query = query.where('due_at', '<', new Date(now.getTime() + 86_400_000))
  if (filter.due === 'week') query = query.where('due_at', '<', new Date(now.getTime() + 7 * 86_400_000))
  const words = filter.q?.trim()
  if (words) query = query.where(searched(words))
  return query
}

/** Words are looked up in the reports themselves, not only in their titles; a number finds its report. */
const searched = (words: string) => sql<boolean>`(
  number = ${words.toUpperCase().replace(/[^0-9A-Z]/g, '').slice(0, 8)}
  or report_id in (select s.report_id from report_search s where s.search @@ websearch_to_tsquery('indonesian', ${words}))
)`

/** One page of a queue, by due date. `agencies` is the area of an oversight role. */
export async function deskList(
  db: Db,
  actor: Actor,
  filter: DeskFilter,
  now: Date,
  agencies: readonly string[] = [],
): Promise<DeskList> {
  const queue = queueFor(actor, filter.queue)
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 100)
  let query = narrowed(scoped(db, actor, agencies), filter, queue, actor, now)
  if (filter.cursor) {
    const { dueAt, reportId, partNo } = readCursor(filter.cursor)
    query = query.where(sql<boolean>`(due_at, report_id, part_no) > (${dueAt}, ${reportId}::uuid, ${partNo}::int)`)
  }
  const rows = (await query
    .selectAll()
    .orderBy('due_at')
    .orderBy('report_id')
    .orderBy('part_no')
    .limit(limit + 1)
    .execute()) as InboxRow[]
  const items = rows.slice(0, limit)
  return { items, queue, ...(rows.length > limit && { next: cursorOf(items.at(-1)!) }) }
}

/** Counting stops here: a desk needs to know "more than 999", not the exact number of a backlog. */
export const countedAtMost = 1000

/** How many rows a queue holds, up to `countedAtMost`, so that the page costs the same at a million reports. */
export async function deskCount(
  db: Db,
  actor: Actor,
  filter: DeskFilter,
  now: Date,
  agencies: readonly string[] = [],
): Promise<number> {
  const rows = narrowed(scoped(db, actor, agencies), filter, queueFor(actor, filter.queue), actor, now)
    .select(sql<number>`1`.as('one'))
    .limit(countedAtMost)
  const { count } = await db.selectFrom(rows.as('rows')).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** The agencies below an oversight office (itself included); none means the whole country. */
export async function areaOf(db: Db, actor: Actor): Promise<string[]> {
  if (!actor.roles.includes('oversight_province') && !actor.roles.includes('oversight_ministry')) return []
  if (actor.agency === undefined) return []
  const { rows } = await sql<{ code: string }>`
    with recursive below as (
      select a.code from agency a where a.code = ${actor.agency}
      union all
      select a.code from agency a join below b on a.parent_code = b.code
    )
    select below.code from below limit 1000
  `.execute(db)
  return rows.map((row) => row.code)
}
