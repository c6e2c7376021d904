import { sql } from 'kysely'
import type { Credentials, Identity } from '../../platform/http/access.ts'
import { hashToken } from '../../platform/crypto/token.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Actor, Role } from '../../regulation/permissions.ts'
import '../absences/tables.ts'
import './tables.ts'

/** A session ends after a working day, and sooner when nobody uses it. */
export const sessionHours = 12
export const idleHours = 2
/** How often the time of last use is written; a page must not cost a write. */
const noteEveryMs = 5 * 60_000
const hourMs = 3_600_000

interface Found {
  id: string
  name: string
  agency_code: string | null
  unit_code: string | null
  language: 'id' | 'en'
  shortcuts_off: boolean
  saved_filters: number
  unit_name: string | null
  roles: Role[]
  stands_in: { id: string; name: string }[]
  used_at: Date | null
}

/**
 * The account behind a session cookie or a token, with the roles that it has today, or undefined when there is
 * none: unknown, over, revoked, switched off, or without any role left.
 */
export async function authenticate(
  db: Db,
  credentials: Credentials,
  now: Date,
  options: { isBackground?: boolean } = {},
): Promise<Identity | undefined> {
  const { session, bearer } = credentials
  const secret = bearer ?? session
  if (secret === undefined || secret.length > 200) return undefined
  const hash = hashToken(secret)
  const found = bearer === undefined ? await bySession(db, hash, now) : await byToken(db, hash, now)
  if (!found || found.roles.length === 0) return undefined
  const isStale = !found.used_at || now.getTime() - found.used_at.getTime() > noteEveryMs
  if (isStale && !options.isBackground) {
    await noteUse(db, bearer === undefined ? 'session' : 'token', hash, now)
  }
  return {
    actor: actorOf(found),
    language: found.language,
    desk: {
      language: found.language,
      shortcutsOff: found.shortcuts_off,
      savedFilters: found.saved_filters,
      ...(found.unit_name !== null && { unitName: found.unit_name }),
    },
  }
}

type Acting = Pick<Found, 'id' | 'name' | 'roles' | 'agency_code' | 'unit_code' | 'stands_in'>

const actorOf = (found: Acting): Actor => ({
  kind: 'staff',
  id: found.id,
  name: found.name,
  roles: found.roles,
  ...(found.agency_code !== null && { agency: found.agency_code }),
  ...(found.unit_code !== null && { unit: found.unit_code }),
  ...(found.stands_in.length > 0 && { standsInFor: found.stands_in }),
})

/**
 * An account as it may act today, for work that goes on after its request: undefined once it is switched off or has no
 * role left, so that what it had begun stops there.
 */
export async function actorById(db: Db, id: string, now: Date): Promise<Actor | undefined> {
  const { rows } = await sql<Acting>`
    select a.id, a.name, a.agency_code, a.unit_code,
      array(${rolesToday(now)}) as roles,
      ${standsInFor(now)} as stands_in
    from account a
    where a.id = ${id}::uuid
      and a.active`.execute(db)
  return rows[0] && rows[0].roles.length > 0 ? actorOf(rows[0]) : undefined
}

const bySession = async (db: Db, hash: Buffer, now: Date): Promise<Found | undefined> => {
  const idleSince = new Date(now.getTime() - idleHours * hourMs)
  const { rows } = await sql<Found>`
    select a.id, a.name, a.agency_code, a.unit_code, a.language, a.shortcuts_off, a.saved_filters,
      u.name as unit_name, s.last_seen_at as used_at,
      array(${rolesToday(now)}) as roles,
      ${standsInFor(now)} as stands_in
    from account_session s
    join account a on a.id = s.account_id and a.active
    left join unit u on u.code = a.unit_code
    where s.token_hash = ${hash}
      and s.expires_at > ${now}
      and s.last_seen_at > ${idleSince}
  `.execute(db)
  return rows[0]
}

const byToken = async (db: Db, hash: Buffer, now: Date): Promise<Found | undefined> => {
  const { rows } = await sql<Found>`
    select a.id, a.name, a.agency_code, a.unit_code, a.language, a.shortcuts_off, a.saved_filters,
      u.name as unit_name, t.last_used_at as used_at,
      array(${rolesToday(now)}) as roles,
      ${standsInFor(now)} as stands_in
    from account_token t
    join account a on a.id = t.account_id and a.active
    left join unit u on u.code = a.unit_code
    where t.token_hash = ${hash}
      and t.revoked_at is null
  `.execute(db)
  return rows[0]
}

/** Appointments end with a calendar day in the capital's zone. */
const rolesToday = (now: Date) => sql`
  select r.role::text
  from account_role r
  where r.account_id = a.id
    and (r.last_day is null or r.last_day >= (${now}::timestamptz at time zone 'Asia/Jakarta')::date)
  order by r.role`

/** Whoever is away today and named this account as substitute; it begins and ends with its days. */
const standsInFor = (now: Date) => sql`
  coalesce((
    select jsonb_agg(jsonb_build_object('id', away.id, 'name', away.name) order by away.name, away.id)
    from absence w
    join account away on away.id = w.account_id and away.active
    where w.substitute_id = a.id
      and w.ended_at is null
      and away.agency_code = a.agency_code
      and (${now}::timestamptz at time zone 'Asia/Jakarta')::date between w.from_day and w.to_day
  ), '[]')`

async function noteUse(db: Db, kind: 'session' | 'token', hash: Buffer, now: Date): Promise<void> {
  if (kind === 'session') {
    await db
      .updateTable('account_session')
      .set({ last_seen_at: now })
      .where('token_hash', '=', hash)
      .execute()
  } else {
    await db.updateTable('account_token').set({ last_used_at: now }).where('token_hash', '=', hash).execute()
  }
}
