/** What a working day holds for one officer: what is late, what is due today, what waits for the second word. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { endOfDay } from '../../regulation/clocks.ts'
import type { State } from '../../regulation/kinds.ts'
import type { Actor, Role } from '../../regulation/permissions.ts'
import type { InboxRow } from '../../reports/casefile/tables.ts'
import { approvalsOf } from '../../reports/desk/approvals.ts'
import { asReadBy, countedAtMost, scoped } from '../../reports/desk/queries.ts'

export type MorningRow = Pick<InboxRow, 'report_id' | 'number' | 'level' | 'title' | 'due_on' | 'due_rule'>
export type MorningList = { count: number; rows: MorningRow[] }
export type Morning = { late: MorningList; today: MorningList; approvals: MorningList }

/** What a role has to do by itself before the day ends; whoever only watches has nothing due. */
const dutyStates: Partial<Record<Role, readonly State[]>> = {
  national_verifier: ['received', 'held'],
  arbiter: ['authority_dispute'],
  agency_admin: ['forwarded', 'in_progress', 'answer_proposed'],
  unit_officer: ['forwarded', 'in_progress'],
  approver: ['answer_proposed'],
}

/** The rest is counted: a letter is read on the way to work. */
const rowsShown = 10

export async function morningOfAccount(
  db: Db,
  actor: Actor,
  today: string,
  zone: string,
  now: Date,
): Promise<Morning> {
  const states = [...new Set(actor.roles.flatMap((role) => dutyStates[role] ?? []))]
  const dayEnds = new Date(endOfDay(today, zone))
  const [late, dueToday, waiting] = await Promise.all([
    dueRows(db, actor, states, new Date(0), now),
    dueRows(db, actor, states, now, dayEnds),
    approvalsOf(db, actor),
  ])
  return {
    late,
    today: dueToday,
    approvals: { count: waiting.length, rows: waiting.slice(0, rowsShown).map(({ row }) => row) },
  }
}

async function dueRows(
  db: Db,
  actor: Actor,
  states: readonly State[],
  after: Date,
  until: Date,
): Promise<MorningList> {
  if (states.length === 0) return { count: 0, rows: [] }
  const found = scoped(db, actor, [])
    .where('open', '=', true)
    .where('state', 'in', [...states])
    .where('due_at', '>', after)
    .where('due_at', '<=', until)
    // What a colleague has taken by name is the colleague's.
    .where(sql<boolean>`(officer_id is null or officer_id = ${actor.id}::uuid or ${seesAll(actor)})`)
  const [rows, { rows: counted }] = await Promise.all([
    found.selectAll().orderBy('due_at').orderBy('report_id').limit(rowsShown).execute(),
    sql<{ count: number }>`
      select count(*)::int as count
      from (${found.select(sql<number>`1`.as('one')).limit(countedAtMost)}) as rows`.execute(db),
  ])
  return { count: counted[0]!.count, rows: (rows as InboxRow[]).map((row) => asReadBy(row, actor)) }
}

const seesAll = ({ roles }: Actor): boolean => roles.some((role) => role !== 'unit_officer')

export const isEmpty = ({ late, today, approvals }: Morning): boolean =>
  late.count + today.count + approvals.count === 0
