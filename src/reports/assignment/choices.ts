/** What the form of a rule offers, and the names of what its rules have chosen. */
import { sql } from 'kysely'
import { absenceDay, colleaguesOf } from '../../directory/absences/queries.ts'
import { agencyByCode, unitsOf } from '../../directory/agencies/queries.ts'
import { listTopics, type Topic } from '../../directory/topics/queries.ts'
import type { Db } from '../../platform/db/database.ts'

export type RuleChoices = {
  units: { code: string; name: string }[]
  officers: { id: string; name: string; unitName: string | null }[]
  topics: Topic[]
  /** What lies in the agency's region: districts of a city, provinces for the nation. */
  regions: { code: string; name: string }[]
}

export async function ruleChoices(db: Db, agency: string, now: Date): Promise<RuleChoices> {
  const [found, units, colleagues, topics] = await Promise.all([
    agencyByCode(db, agency),
    unitsOf(db, agency, '', { limit: 500 }),
    colleaguesOf(db, agency, absenceDay(now)),
    listTopics(db, {}, { limit: 2_000 }),
  ])
  return {
    units: units.map(({ code, name }) => ({ code, name })),
    officers: colleagues
      .filter(({ roles }) => roles.includes('unit_officer'))
      .map(({ id, name, unitName }) => ({ id, name, unitName })),
    topics,
    regions: await regionsIn(db, found?.region_code ?? null),
  }
}

async function regionsIn(db: Db, region: string | null): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name
    from region
    where active and parent_code is not distinct from ${region}::varchar
    order by name, code
    limit 500`.execute(db)
  return rows
}

/** Names of what rules name, also of what is no longer offered. */
export async function ruleNames(
  db: Db,
  rules: readonly {
    category: string | null
    region: string | null
    unit_code: string | null
    officer_id: string | null
  }[],
): Promise<ReadonlyMap<string, string>> {
  const all = (pick: (rule: (typeof rules)[number]) => string | null) =>
    rules.flatMap((rule) => pick(rule) ?? [])
  const { rows } = await sql<{ code: string; name: string }>`
    select code::text, name from topic where code = any(${all((rule) => rule.category)}::varchar[])
    union all
    select code::text, split_part(path, ',', 1) from region where code = any(${all((rule) => rule.region)}::varchar[])
    union all
    select code::text, name from unit where code = any(${all((rule) => rule.unit_code)}::varchar[])
    union all
    select id::text, name from account where id = any(${all((rule) => rule.officer_id)}::uuid[])`.execute(db)
  return new Map(rows.map(({ code, name }) => [code, name]))
}
