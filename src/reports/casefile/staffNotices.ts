/**
 * What staff are told of a step, written in the transaction of its event: no event without its notices, no notice
 * without its event. A notice points at the event and holds no words of the report.
 */
import { sql } from 'kysely'
import { agenciesAbove } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import { localDay } from '../../regulation/clocks.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import type { Actor, Role } from '../../regulation/permissions.ts'
import { newsOf, type Circle, type NewsKind, type StaffNews } from '../../regulation/staffNews.ts'
import type { Transition } from '../../regulation/transition.ts'
import { activeParts, peopleToTell, type Person } from './staffCircles.ts'
import type { StaffNoticeRow } from './tables.ts'

export type StaffStep = {
  before: CaseFile
  after: CaseFile
  actor: Actor
  row: Transition
  event: { seq: number; action: string; part?: number }
  isProposal: boolean
  /** Accounts that a note names. */
  mentioned?: readonly string[]
  at: string
}

/** Other actors are called 'system' or 'reporter'. */
const isAccount = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/** More than this many people round one report are a mistake of somebody's list. */
const mostPeople = 200

/** @returns the accounts that were told */
export async function tellStaff(db: Db, step: StaffStep): Promise<string[]> {
  const { before, after, actor, row, event, isProposal, at } = step
  if (isAccount(actor.id)) await markRead(db, actor.id, after.reportId, at)
  const news = newsOf(event.action, row.id, isProposal)
  if (news.length === 0) return []
  const above = needs(news, 'appeal_officers') ? await tiersAbove(db, after) : []
  const people = await peopleAround(db, step, news, above)
  const told = {
    before,
    after,
    actor,
    action: event.action,
    ...(event.part !== undefined && { part: event.part }),
    confirmedBy: row.confirm?.by ?? [],
    mentioned: step.mentioned ?? [],
    above,
  }
  const chosen = peopleToTell(news, told, people)
  if (chosen.size > 0)
    await db
      .insertInto('staff_notice')
      .values([...chosen].map(([account, kind]) => eventNotice(after.reportId, account, event.seq, kind, at)))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return [...chosen.keys()]
}

export const eventNotice = (
  reportId: string,
  account: string,
  seq: number,
  news: NewsKind,
  at: string,
): StaffNoticeRow => ({ ...fresh(reportId, account, `e${seq}`, new Date(at)), news, seq })

/** A step of a clock (regulation/escalation.ts); each is told to a person once. */
export const clockNotice = (
  reportId: string,
  account: string,
  { no, rule, step, dueOn }: { no: number; rule: string; step: string; dueOn: string },
  at: Date,
): StaffNoticeRow => ({
  ...fresh(reportId, account, `c${no}.${step}`, at),
  news: 'deadline',
  rule,
  step,
  due_on: dueOn,
})

const fresh = (reportId: string, account: string, about: string, at: Date) => ({
  report_id: reportId,
  account_id: account,
  about,
  seq: null,
  rule: null,
  step: null,
  due_on: null,
  created_at: at,
  read_at: null,
  mail: 'open' as const,
  mail_id: null,
})

/** Whoever acts on a report knows what was told of it. */
async function markRead(db: Db, account: string, reportId: string, at: string): Promise<void> {
  await db
    .updateTable('staff_notice')
    .set({ read_at: new Date(at) })
    .where('report_id', '=', reportId)
    .where('account_id', '=', account)
    .where('read_at', 'is', null)
    .execute()
}

const needs = (news: readonly StaffNews[], circle: Circle): boolean =>
  news.some(({ tells }) => tells.includes(circle))

async function tiersAbove(db: Db, file: CaseFile): Promise<string[][]> {
  const agencies = [...new Set(activeParts(file).map(({ agency }) => agency))]
  const above = await Promise.all(agencies.map((agency) => agenciesAbove(db, agency)))
  return above.map((chain) => chain.map(({ code }) => code))
}

/** Everybody who could be in a circle of this step, in one question. */
async function peopleAround(
  db: Db,
  { before, after, row, mentioned, at }: StaffStep,
  news: readonly StaffNews[],
  above: readonly (readonly string[])[],
): Promise<Person[]> {
  const parts = [...activeParts(before), ...activeParts(after)]
  const ids = [
    ...after.handlers,
    ...(mentioned ?? []),
    ...before.pending.map(({ by }) => by),
    ...parts.flatMap(({ officer, proposal }) => [officer ?? '', proposal?.by ?? '']),
  ]
  const national: Role[] = [
    ...(needs(news, 'arbiters') ? (['arbiter'] as const) : []),
    ...(needs(news, 'ombudsmen') ? (['ombudsman'] as const) : []),
    ...(row.confirm?.by.includes('identity_custodian') ? (['identity_custodian'] as const) : []),
  ]
  return peopleOf(db, new Date(at), {
    ids,
    agencies: [...parts.map(({ agency }) => agency), ...(after.wishedAgency ? [after.wishedAgency] : [])],
    units: parts.flatMap(({ unit }) => unit ?? []),
    national,
    above: above.flat(),
  })
}

/** Accounts at work today: by id, of agencies and their units, of small national circles, of the tiers above. */
export async function peopleOf(
  db: Db,
  now: Date,
  wanted: {
    ids?: readonly string[]
    agencies?: readonly string[]
    units?: readonly string[]
    national?: readonly Role[]
    above?: readonly string[]
  },
): Promise<Person[]> {
  const { agencies = [], units = [], national = [], above = [] } = wanted
  const ids = (wanted.ids ?? []).filter(isAccount)
  const today = localDay(now, 'Asia/Jakarta')
  const { rows } = await sql<Person>`
    with role_today as (
      select account_id, role
      from account_role
      where last_day is null or last_day >= ${today}::text::date
    ),
    away as (
      select account_id, substitute_id
      from absence
      where ended_at is null
        and substitute_id is not null
        and ${today}::text::date between from_day and to_day
    ),
    wanted as (
      select id from account where id = any(${ids}::uuid[])
      union
      select substitute_id from away where account_id = any(${ids}::uuid[])
      union
      select a.id
      from account a
      join role_today r on r.account_id = a.id
      where a.agency_code = any(${agencies}::varchar[])
        and (r.role in ('agency_admin', 'approver')
          or (r.role = 'unit_officer' and a.unit_code = any(${units}::varchar[])))
      union
      select account_id from role_today where role = any(${national}::varchar[])
      union
      select a.id
      from account a
      join role_today r on r.account_id = a.id
      where a.agency_code = any(${above}::varchar[])
        and r.role in ('oversight_province', 'oversight_ministry')
    )
    select a.id, a.agency_code as agency, a.unit_code as unit, array_agg(r.role::text order by r.role) as roles,
      array(select account_id::text from away where substitute_id = a.id) as "standsInFor"
    from account a
    join role_today r on r.account_id = a.id
    where a.active and a.id in (select id from wanted)
    group by a.id, a.name
    order by a.name, a.id
    limit ${mostPeople}`.execute(db)
  return rows
}

/** The admins of the agency that a reporter named: they are told when the report comes in (V2). */
export const adminsOf = (db: Db, agency: string, now: Date): Promise<string[]> =>
  remembered(db, `admins ${agency}`, 20, async () =>
    (await peopleOf(db, now, { agencies: [agency] }))
      .filter(({ roles }) => roles.includes('agency_admin'))
      .map(({ id }) => id),
  )

/** How many notices an account has not read; counting stops at a hundred. */
export async function unreadNews(db: Db, account: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select 1 from staff_notice where account_id = ${account}::uuid and read_at is null limit 100) as unread`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
