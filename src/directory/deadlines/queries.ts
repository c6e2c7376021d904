import type { Db } from '../../platform/db/database.ts'
import { shippedRules, type RuleBook } from '../../regulation/deadlines.ts'
import type { Law, Pledge, RulesInForce } from '../../regulation/law.ts'
import { withLaterVersions } from '../../regulation/ruleVersions.ts'
import { loadCalendar } from '../calendar/queries.ts'
import { keptList, type Load } from '../editions.ts'
import './tables.ts'

/** Shipped deadlines with the later versions and the pledges that two persons entered; kept in memory. */
export const loadRules: Load<RulesInForce> = keptList('rules', (db) => rulesOfVersion(db))

/**
 * The deadlines as pages speak of them. Form and front page must open while the database is away; then they show the
 * shipped figures, which are those that nobody has changed.
 */
export async function rulesToShow(db: Db): Promise<RuleBook> {
  try {
    return (await loadRules(db)).rules
  } catch {
    return shippedRules
  }
}

/** Everything that a date depends on beside its history: what `evaluateClocks` and decisions are given. */
export async function loadLaw(db: Db): Promise<Law> {
  const [calendar, rules] = await Promise.all([loadCalendar(db), loadRules(db)])
  return { calendar, ...rules }
}

/** Rules and pledges as they stood at a version of the list. */
export async function rulesOfVersion(db: Db, version = 2_147_483_647): Promise<RulesInForce> {
  const later = await db
    .selectFrom('deadline_version')
    .select('content')
    .where('rules_version', '<=', version)
    .orderBy('rule_id')
    .orderBy('valid_from_day')
    .limit(1_000)
    .execute()
  const pledges = await db
    .selectFrom('agency_pledge')
    .select(['agency_code', 'rule_id', 'working_days', 'valid_from_day'])
    .where('rules_version', '<=', version)
    .orderBy('valid_from_day')
    .limit(20_000)
    .execute()
  return {
    rules: withLaterVersions(
      shippedRules,
      later.map(({ content }) => content),
    ),
    pledges: pledges.map((row): Pledge => ({
      agency: row.agency_code,
      rule: row.rule_id,
      workingDays: row.working_days,
      validFrom: row.valid_from_day,
    })),
  }
}
