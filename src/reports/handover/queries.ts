/** Who holds what in an agency, and the handovers that were offered. */
import { sql } from 'kysely'
import { absenceDay } from '../../directory/absences/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { unsealedFor } from '../casefile/sealed.ts'
import type { HandoverRow } from './tables.ts'
import './tables.ts'

/** Whoever holds open reports by name; `isGone` when no appointment of the agency names them any more. */
export type Holder = { id: string; name: string; count: number; isGone: boolean }

/** An account that works for an agency today: active, with a role of it that has not ended. */
export const worksToday = (today: string) => sql<boolean>`(a.active and exists (
  select from account_role r
  where r.account_id = a.id
    and r.role in ('agency_admin', 'unit_officer', 'approver')
    and (r.last_day is null or r.last_day >= ${today}::text::date)
))`

/** Without inspections that the reader is outside of: how many somebody has is as secret as what they say. */
export async function holdersIn(db: Db, reader: Actor, now: Date): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select a.id, a.name, held.count, not ${worksToday(absenceDay(now))} as "isGone"
    from (
      select officer_id, count(*)::int as count
      from agency_inbox
      where agency_code = ${reader.agency ?? ''} and open and officer_id is not null
        and ${unsealedFor(reader)}
      group by officer_id
    ) as held
    join account a on a.id = held.officer_id
    order by a.name, a.id
    limit 1000`.execute(db)
  return rows
}

export type Handover = HandoverRow & {
  fromName: string
  toName: string
  offeredByName: string
  decidedByName: string | null
  waiting: number
  moved: number
  left: number
}

/** What of a handover is still with its agency and not an inspection that the reader is outside of. */
const itemsFor = (reader: Actor) => sql`
  handover_item i
  join agency_inbox b
    on b.report_id = i.report_id and b.part_no = i.part_no and b.agency_code = h.agency_code
      and ${unsealedFor(reader, 'b')}`

const shownTo = (reader: Actor) => sql`
  select h.*,
    f.name as "fromName",
    coalesce(t.name, u.name) as "toName",
    o.name as "offeredByName",
    d.name as "decidedByName",
    items.waiting, items.moved, items."left"
  from handover h
  join account f on f.id = h.from_id
  left join account t on t.id = h.to_id
  left join unit u on u.code = h.to_unit
  join account o on o.id = h.offered_by
  left join account d on d.id = h.decided_by
  cross join lateral (
    select
      count(*) filter (where i.state = 'waiting')::int as waiting,
      count(*) filter (where i.state = 'moved')::int as moved,
      count(*) filter (where i.state = 'left')::int as "left"
    from ${itemsFor(reader)}
    where i.handover_id = h.id
  ) as items`

/**
 * Those that concern an account: given, taken or offered by it, or to its unit; for an admin all of the agency that
 * hold anything which that admin may know of.
 */
const concerns = (actor: Actor) =>
  sql`(h.from_id = ${actor.id}::uuid or h.to_id = ${actor.id}::uuid or h.offered_by = ${actor.id}::uuid
    or h.to_unit = ${actor.unit ?? ''}
    or (${actor.roles.includes('agency_admin')} and items.waiting + items.moved + items."left" > 0))`

export async function handoversFor(db: Db, actor: Actor): Promise<Handover[]> {
  const { rows } = await sql<Handover>`
    ${shownTo(actor)}
    where h.agency_code = ${actor.agency ?? ''} and ${concerns(actor)}
    order by h.state = 'offered' desc, h.offered_at desc, h.id
    limit 50`.execute(db)
  return rows
}

export async function handoverFor(db: Db, actor: Actor, id: string): Promise<Handover | undefined> {
  const { rows } = await sql<Handover>`
    ${shownTo(actor)}
    where h.id = ${id}::uuid and h.agency_code = ${actor.agency ?? ''} and ${concerns(actor)}`.execute(db)
  return rows[0]
}

/**
 * Whether this account is the one that says yes or no to it. For a unit without a name nobody accepts what they offered
 * themselves: one person alone would move another one's reports to whichever unit they like.
 */
export const isReceiver = (actor: Actor, { to_id, to_unit, agency_code, offered_by }: HandoverRow): boolean =>
  actor.agency === agency_code &&
  (to_id === null
    ? offered_by !== actor.id &&
      ((actor.unit === to_unit && actor.roles.includes('unit_officer')) ||
        actor.roles.includes('agency_admin'))
    : to_id === actor.id)

/** Offers that wait for this account's word, for its desk. */
export async function offersTo(
  db: Db,
  actor: Actor,
): Promise<{ id: string; fromName: string; count: number }[]> {
  if (actor.agency === undefined) return []
  const { rows } = await sql<{ id: string; fromName: string; count: number }>`
    select h.id, f.name as "fromName", items.count
    from handover h
    join account f on f.id = h.from_id
    cross join lateral (select count(*)::int as count from ${itemsFor(actor)} where i.handover_id = h.id) as items
    where h.state = 'offered'
      and items.count > 0
      and h.agency_code = ${actor.agency}
      and (h.to_id = ${actor.id}::uuid or h.to_unit = ${actor.unit ?? ''})
    order by h.offered_at
    limit 5`.execute(db)
  return rows
}
