/** Plans of an agency, their rules, and what they need to know of people and reports. */
import { sql } from 'kysely'
import { awayOn, absenceDay } from '../../directory/absences/queries.ts'
import { accountsOf } from '../../directory/accounts/queries.ts'
import { listTopics } from '../../directory/topics/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { maskPersonalData } from '../publication/masking.ts'
import { inWords, type People, type Subject } from './rules.ts'
import type { PlanRow, RuleRow } from './tables.ts'
import './tables.ts'

export type Plan = PlanRow & { rules: RuleRow[] }

/** The plan of an agency in a state, with its rules in their order. */
export async function planOf(db: Db, agency: string, state: 'draft' | 'in_force'): Promise<Plan | undefined> {
  const plan = await db
    .selectFrom('routing_plan')
    .selectAll()
    .where('agency_code', '=', agency)
    .where('state', '=', state)
    .executeTakeFirst()
  return plan && { ...plan, rules: await rulesOf(db, plan.id) }
}

export const rulesOf = (db: Db, planId: string): Promise<RuleRow[]> =>
  db
    .selectFrom('routing_rule')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute()

/** Who works for an agency today, who of them is away, and when each last had a turn. */
export async function peopleOf(db: Db, agency: string, now: Date): Promise<People> {
  const today = absenceDay(now)
  const accounts = await accountsOf(db, agency, 'unit_officer', { today, limit: 1000 })
  const ids = accounts.map(({ id }) => id)
  const [away, turns] = await Promise.all([awayOn(db, ids, today), lastTurns(db, ids)])
  return {
    officers: accounts.map(({ id, name, unit }) => ({ id, name, unit: unit ?? null })),
    away,
    lastTurn: turns,
  }
}

async function lastTurns(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ officer: string; turn: string }>`
    select id as officer, last.turn
    from unnest(${ids}::uuid[]) as id
    cross join lateral (
      select turn from routing_arrival where officer_id = id order by turn desc limit 1
    ) as last`.execute(db)
  return new Map(rows.map(({ officer, turn }) => [officer, Number(turn)]))
}

/** Each category with those above it, the nearest first. */
export const categoryPaths = (db: Db): Promise<ReadonlyMap<string, string[]>> =>
  remembered(db, 'category paths', 60, async () => {
    const topics = await listTopics(db, {}, { limit: 5_000 })
    const parents = new Map(topics.map(({ code, parent_code }) => [code, parent_code]))
    return new Map(topics.map(({ code }) => [code, pathFrom(code, parents)]))
  })

function pathFrom(code: string, parents: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = []
  for (let at: string | null = code; at !== null && path.length < 5; at = parents.get(at) ?? null)
    path.push(at)
  return path
}

/**
 * What rules may look at: a rule that finds a word says that the report holds it, so words are looked for only in
 * what the agency may read (DOMAIN section 6).
 */
export function subjectOf(
  file: Pick<CaseFile, 'title' | 'text' | 'level' | 'category' | 'region'>,
  paths: ReadonlyMap<string, string[]>,
): Subject {
  const words = `${file.title}\n${file.text}`
  const readsOriginal = file.level === 'open' || file.level === 'anonymous'
  return {
    categories: file.category === undefined ? [] : (paths.get(file.category) ?? [file.category]),
    region: file.region,
    words: inWords(readsOriginal ? words : maskPersonalData(words).masked),
  }
}

/** How often each rule has given something since a day, and how often none did; without what is an inspection now. */
export async function arrivalCounts(db: Db, planId: string, since: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ rule: string | null; count: number }>`
    select a.rule_id as rule, count(*)::int as count
    from routing_arrival a
    join report r on r.report_id = a.report_id
    where a.plan_id = ${planId}::uuid and a.at >= ${since} and a.outcome <> 'before'
      and r.kind <> 'complaint_oversight'
    group by a.rule_id`.execute(db)
  return new Map(rows.map(({ rule, count }) => [rule ?? '', count]))
}
