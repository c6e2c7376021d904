/** Who is away, until when, and who stands in. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { localDay } from '../../regulation/clocks.ts'
import type { StaffRole } from '../../regulation/permissions.ts'
import './tables.ts'

/** Absences are counted in the capital's zone, as appointments are. */
export const absenceDay = (now: Date): string => localDay(now, 'Asia/Jakarta')

export type Absence = {
  id: string
  account: string
  name: string
  agency: string
  from: string
  to: string
  substitute: string | null
  substituteName: string | null
}

const shown = sql`
  select w.id, w.account_id as account, a.name, w.agency_code as agency, w.from_day as "from", w.to_day as "to",
    w.substitute_id as substitute, s.name as "substituteName"
  from absence w
  join account a on a.id = w.account_id
  left join account s on s.id = w.substitute_id`

/** Of an agency: those of today and later, the next first. `account` narrows to one person and whom they stand in for. */
export async function absencesOf(
  db: Db,
  agency: string,
  today: string,
  account?: string,
): Promise<Absence[]> {
  const own =
    account === undefined
      ? sql`true`
      : sql`(w.account_id = ${account}::uuid or w.substitute_id = ${account}::uuid)`
  const { rows } = await sql<Absence>`
    ${shown}
    where w.agency_code = ${agency} and w.ended_at is null and w.to_day >= ${today}::text::date and ${own}
    order by w.from_day, a.name, w.id
    limit 500`.execute(db)
  return rows
}

export async function absenceById(db: Db, id: string, agency: string): Promise<Absence | undefined> {
  const { rows } = await sql<Absence>`
    ${shown}
    where w.id = ${id}::uuid and w.agency_code = ${agency} and w.ended_at is null`.execute(db)
  return rows[0]
}

/** Of these accounts, those that are away on a day, by account. */
export async function awayOn(
  db: Db,
  accounts: readonly string[],
  day: string,
): Promise<Map<string, Absence>> {
  if (accounts.length === 0) return new Map()
  const { rows } = await sql<Absence>`
    ${shown}
    where w.account_id = any(${accounts}::uuid[])
      and w.ended_at is null
      and ${day}::text::date between w.from_day and w.to_day`.execute(db)
  return new Map(rows.map((row) => [row.account, row]))
}

/** An absence of the account that shares a day with these, if there is one. */
export async function overlapping(
  db: Db,
  account: string,
  from: string,
  to: string,
): Promise<Absence | undefined> {
  const { rows } = await sql<Absence>`
    ${shown}
    where w.account_id = ${account}::uuid
      and w.ended_at is null
      and w.from_day <= ${to}::text::date
      and w.to_day >= ${from}::text::date
    order by w.from_day
    limit 1`.execute(db)
  return rows[0]
}

export type Colleague = {
  id: string
  name: string
  unit: string | null
  unitName: string | null
  roles: StaffRole[]
}

/** Everybody who works for an agency today, by name. */
export async function colleaguesOf(db: Db, agency: string, today: string): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select a.id, a.name, a.unit_code as unit, u.name as "unitName",
      array_agg(r.role::text order by r.role) as roles
    from account a
    join account_role r on r.account_id = a.id and (r.last_day is null or r.last_day >= ${today}::text::date)
    left join unit u on u.code = a.unit_code
    where a.agency_code = ${agency}
      and a.active
      and r.role in ('agency_admin', 'unit_officer', 'approver')
    group by a.id, u.name
    order by a.name, a.id
    limit 1000`.execute(db)
  return rows
}
