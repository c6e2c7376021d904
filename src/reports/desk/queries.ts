/** The desks' lists: one table, keyed by agency, in the order of the due date. */
import { sql, type SelectQueryBuilder } from 'kysely'
import { refuse } from '../../errors.ts'
import { absenceDay } from '../../directory/absences/queries.ts'
import type { Db, Tables } from '../../platform/db/database.ts'
import { wordQuery } from '../../platform/db/wordSearch.ts'
import { endOfDay, localDay } from '../../regulation/clocks.ts'
import { dayNumber, dayText, type Day } from '../../regulation/days.ts'
import { kinds, states, type Kind, type State } from '../../regulation/kinds.ts'
import { seesAllMasked, seesEverything, seesMasked, type Actor } from '../../regulation/permissions.ts'
import { custodianDesk, nationalDesk } from '../casefile/projections.ts'
import { unsealedFor } from '../casefile/sealed.ts'
import type { InboxRow } from '../casefile/tables.ts'
import { maskPersonalData } from '../publication/masking.ts'
import { worksToday } from '../handover/queries.ts'
import { isPersonal, queuesFor, type Queue } from './queues.ts'

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
  /** Due on this day, as the clock of an office has it. */
  dueOn?: { day: Day; zone: string }
  cursor?: string
  limit?: number
}

export type DeskList = { items: InboxRow[]; next?: string; queue: Queue }

type Place = Pick<InboxRow, 'due_at' | 'report_id' | 'part_no'>

/** Where a list is cut: the due instant and id of its last row. Opaque to callers. */
export const cursorOf = (row: Place): string =>
  Buffer.from(`${new Date(row.due_at).toISOString()} ${row.report_id} ${row.part_no}`).toString('base64url')

function readCursor(cursor: string): { dueAt: Date; reportId: string; partNo: number } {
  const match = /^(\S+) ([0-9a-f-]{36}) (\d{1,4})$/.exec(Buffer.from(cursor, 'base64url').toString())
  const dueAt = new Date(match?.[1] ?? '')
  if (!match || Number.isNaN(dueAt.getTime())) throw refuse('bad_request')
  return { dueAt, reportId: match[2]!, partNo: Number(match[3]) }
}

export type Inbox = SelectQueryBuilder<Tables, 'agency_inbox', object>

const readsMasked = (actor: Actor): boolean =>
  !actor.roles.some((role) => seesEverything.includes(role)) &&
  actor.roles.some((role) => seesMasked.includes(role))

/** Admin and approver work with every unit of their agency, a liaison with the own one. */
export const seesWholeAgency = (actor: Actor): boolean =>
  actor.roles.includes('agency_admin') || actor.roles.includes('approver')

/** The rows that this account may list at all. */
export function scoped(db: Db, actor: Actor, agencies: readonly string[], queue?: Queue): Inbox {
  const inbox = db.selectFrom('agency_inbox') as unknown as Inbox
  if (actor.roles.some((role) => seesEverything.includes(role)))
    return inbox.where('agency_code', '=', nationalDesk)
  if (actor.roles.includes('identity_custodian')) return inbox.where('agency_code', '=', custodianDesk)
  if (readsMasked(actor)) {
    if (agencies.length > 0)
      return (
        inbox
          .where('agency_code', 'in', agencies)
          // Nobody oversees an inspection of their own house.
          .where((where) =>
            where.or([
              where('agency_inbox.kind', '<>', 'complaint_oversight'),
              where('agency_inbox.agency_code', '<>', actor.agency ?? ''),
            ]),
          )
      )
    // Oversight of an area that names no area watches nothing, and not the whole country.
    return actor.roles.some((role) => seesAllMasked.includes(role))
      ? inbox.where('agency_code', '=', nationalDesk)
      : inbox.where(sql<boolean>`false`)
  }
  if (actor.agency === undefined) return inbox.where(sql<boolean>`false`)
  const own = inbox.where('agency_code', '=', actor.agency).where(unsealedFor(actor))
  if (seesWholeAgency(actor)) return own
  // By name a report is held across units: one's own, and what an absent colleague holds.
  const held = [actor.id, ...(actor.standsInFor ?? []).map(({ id }) => id)]
  if (queue && isPersonal(queue))
    return own.where((where) =>
      where.or([where('unit_code', '=', actor.unit ?? ''), where('officer_id', 'in', held)]),
    )
  return own.where('unit_code', '=', actor.unit ?? '')
}

export function queueFor(actor: Actor, name: string | undefined): Queue {
  const own = queuesFor(actor)
  const found = own.find((queue) => queue.name === name) ?? own[0]
  if (!found) throw refuse('not_permitted', { allowed: [] })
  return found
}

/** The days of the desks are counted in the capital's zone; due instants already carry their agency's own. */
const deskZone = 'Asia/Jakarta'

/** The last instants of today and of this week (Sunday): where the groups of a list are cut. */
export function groupEnds(now: Date): { today: Date; week: Date } {
  const day = localDay(now, deskZone)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const sunday = new Date(Date.parse(`${day}T00:00:00Z`) + ((7 - weekday) % 7) * 86_400_000)
  return {
    today: new Date(endOfDay(day, deskZone)),
    week: new Date(endOfDay(sunday.toISOString().slice(0, 10), deskZone)),
  }
}

/** The rows of a queue that a filter leaves. */
export function narrowed(inbox: Inbox, filter: DeskFilter, queue: Queue, actor: Actor, now: Date): Inbox {
  let query = inQueue(inbox, queue, actor, now)
  if (filter.state !== undefined && (states as readonly string[]).includes(filter.state))
    query = query.where('state', '=', filter.state as State)
  if (filter.kind !== undefined && (kinds as readonly string[]).includes(filter.kind))
    query = query.where('kind', '=', filter.kind as Kind)
  if (filter.unit) query = query.where('unit_code', '=', filter.unit)
  if (filter.category) query = query.where('category', '=', filter.category)
  if (filter.region) {
    query = query.where('region', 'like', `${filter.region.replace(/[%_\\]/g, '')}%`)
    // A filter on what the list hides would tell it: closed reports are in no region for whoever only watches.
    if (readsMasked(actor)) query = query.where('level', 'not in', ['secret', 'anonymous'])
  }
  if (filter.due === 'late') query = query.where('due_at', '<', now)
  if (filter.due === 'today')
    query = query.where('due_at', '>=', now).where('due_at', '<=', groupEnds(now).today)
  if (filter.due === 'week') query = query.where('due_at', '<=', groupEnds(now).week)
  if (filter.dueOn) {
    const { day, zone } = filter.dueOn
    query = query
      .where('due_at', '>', new Date(endOfDay(dayText(dayNumber(day) - 1), zone)))
      .where('due_at', '<=', new Date(endOfDay(day, zone)))
  }
  const words = filter.q?.trim()
  if (words) query = query.where(searched(words, searchOf(actor)))
  return query
}

/** What makes a row belong to a queue, without any filter. */
export function inQueue(inbox: Inbox, queue: Queue, actor: Actor, now: Date): Inbox {
  let query = inbox
  if (queue.states) query = query.where('state', 'in', [...queue.states])
  // On rows of the national desk `open` means "the desk has to do something", which is not what oversight asks.
  if (queue.open !== undefined && !readsMasked(actor)) query = query.where('open', '=', queue.open)
  if (queue.pending) query = query.where('pending', 'is not', null)
  if (queue.mine) query = query.where('officer_id', '=', actor.id)
  if (queue.heldBy !== undefined) query = query.where('officer_id', '=', queue.heldBy)
  if (queue.asksOmbudsman)
    query = query
      .where('state', '<>', 'with_ombudsman')
      .where(
        sql<boolean>`agency_inbox.report_id in (select report_id from report where marks ? 'ombudsmanConsent')`,
      )
  if (queue.withoutHolder)
    query = query.where(
      sql<boolean>`officer_id = any(array(
        select a.id from account a
        where a.agency_code = ${actor.agency ?? ''} and not ${worksToday(absenceDay(now))}
      ))`,
    )
  if (queue.mentioned)
    query = query.where(
      sql<boolean>`report_id in (select m.report_id from mention m where m.account_id = ${actor.id}::uuid and m.read_at is null)`,
    )
  return query
}

/** In what an account may look for words: a hit says what the report holds, so in no more than it may read. */
const searchOf = (actor: Actor): 'all' | 'as_read' | 'none' => {
  if (actor.roles.some((role) => seesEverything.includes(role))) return 'all'
  return readsMasked(actor) || actor.roles.includes('identity_custodian') ? 'none' : 'as_read'
}

/** Words are looked up in the reports themselves, not only in their titles; a number finds its report anyway. */
const searched = (words: string, where: 'all' | 'as_read' | 'none') => {
  const number = words
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 8)
  if (where === 'none') return sql<boolean>`number = ${number}`
  const query = sql`(select ${wordQuery(words)})`
  const original = sql`report_id in (select s.report_id from report_search s where s.search @@ ${query})`
  if (where === 'all') return sql<boolean>`(number = ${number} or ${original})`
  // What is masked for an agency is not found by it either.
  return sql<boolean>`(
    number = ${number}
    or (level in ('open', 'anonymous') and ${original})
    or report_id in (select s.report_id from report_search s where s.masked @@ ${query})
  )`
}

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
  let query = narrowed(scoped(db, actor, agencies, queue), filter, queue, actor, now)
  if (filter.cursor) {
    const { dueAt, reportId, partNo } = readCursor(filter.cursor)
    query = query.where(
      sql<boolean>`(due_at, report_id, part_no) > (${dueAt}, ${reportId}::uuid, ${partNo}::int)`,
    )
  }
  const rows = (await query
    .selectAll()
    .orderBy('due_at')
    .orderBy('report_id')
    .orderBy('part_no')
    .limit(limit + 1)
    .execute()) as InboxRow[]
  const items = rows.slice(0, limit)
  return {
    items: items.map((row) => asReadBy(row, actor)),
    queue,
    ...(rows.length > limit && { next: cursorOf(items.at(-1)!) }),
  }
}

/** A list shows no more of a report than the report itself does to this reader (DOMAIN section 6). */
export function asReadBy(row: InboxRow, actor: Actor): InboxRow {
  if (actor.roles.some((role) => seesEverything.includes(role))) return row
  if (readsMasked(actor)) {
    const isClosed = row.level === 'secret' || row.level === 'anonymous'
    return { ...row, title: isClosed ? '' : maskPersonalData(row.title).masked, region: null }
  }
  const readsOriginal = row.level === 'open' || row.level === 'anonymous'
  return readsOriginal ? row : { ...row, title: maskPersonalData(row.title).masked }
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
  const [count] = await deskCounts(db, actor, [filter], now, agencies)
  return count!
}

/** Several counts in one statement. */
export async function deskCounts(
  db: Db,
  actor: Actor,
  filters: readonly DeskFilter[],
  now: Date,
  agencies: readonly string[] = [],
): Promise<number[]> {
  if (filters.length === 0) return []
  const counts = filters.map((filter) => {
    const queue = queueFor(actor, filter.queue)
    const rows = narrowed(scoped(db, actor, agencies, queue), filter, queue, actor, now)
      .select(sql<number>`1`.as('one'))
      .limit(countedAtMost)
    return sql`(select count(*)::int from (${rows}) as rows)`
  })
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}] as counts`.execute(db)
  return rows[0]!.counts
}

/** The row of a report in a queue as this account lists it, if it still is in there. */
export async function rowInQueue(
  db: Db,
  actor: Actor,
  filter: DeskFilter,
  reportId: string,
  now: Date,
  agencies: readonly string[] = [],
): Promise<Place | undefined> {
  const { cursor: _cursor, ...unpaged } = filter
  const queue = queueFor(actor, filter.queue)
  return narrowed(scoped(db, actor, agencies, queue), unpaged, queue, actor, now)
    .select(['due_at', 'report_id', 'part_no'])
    .where('report_id', '=', reportId)
    .orderBy('part_no')
    .limit(1)
    .executeTakeFirst()
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

/** Only the last name of a region: in a list, "Kec. Tanjung" says enough. */
export async function placeNames(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; name: string }>`
    select code, split_part(path, ',', 1) as name
    from region
    where code = any(${[...new Set(codes)]}::varchar[])`.execute(db)
  return new Map(rows.map(({ code, name }) => [code, name]))
}
