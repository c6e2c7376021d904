/** Reports on which a clock has run out, or soon will, and the steps that follow by themselves. */
import { sql } from 'kysely'
import { Refusal } from '../../errors.ts'
import type { RuleId } from '../../regulation/deadlines.ts'
import { system } from '../../regulation/permissions.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Verb } from './step.ts'

const batch = 200

/** Reports whose running clock of this rule is due before `until`, the earliest first, in batches. */
export async function* dueReports(db: Db, rule: RuleId, until: Date): AsyncGenerator<string> {
  let after: { due_at: Date; report_id: string } = {
    due_at: new Date(0),
    report_id: '00000000-0000-0000-0000-000000000000',
  }
  for (;;) {
    const { rows } = await sql<{ due_at: Date; report_id: string }>`
      select due_at, report_id
      from report_clock
      -- A literal, so that the index of the rules that end in silence can be taken (migration 0034).
      where state = 'running' and rule = ${sql.lit(rule)} and due_at < ${until}
        and (due_at, report_id) > (${after.due_at}::timestamptz, ${after.report_id}::uuid)
      order by due_at, report_id
      limit ${batch}`.execute(db)
    for (const { report_id } of rows) yield report_id
    if (rows.length < batch) return
    after = rows.at(-1)!
  }
}

/**
 * Carries out a step on every report whose clock has passed, as the system. Two workers may do so at once: the
 * first one has the report locked, and the second finds that the state table no longer allows the step.
 * One report that cannot be moved does not keep the others waiting.
 * @returns how many were moved
 */
export async function stepWhenPassed(ground: Ground, rule: RuleId, step: Verb): Promise<number> {
  let moved = 0
  for await (const reportId of dueReports(ground.db, rule, ground.now())) {
    if (await attempted(ground, reportId, () => step(ground, system, reportId))) moved++
  }
  return moved
}

/** True when it was done; false when somebody else was quicker or it is not yet possible. */
export async function attempted(
  ground: Ground,
  reportId: string,
  act: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (error instanceof Refusal && ['action_not_allowed', 'stale_version'].includes(error.code)) return false
    // Without a database nothing else can be done either: the job is tried again.
    if (error instanceof Refusal && error.code === 'database_unavailable') throw error
    ground.log.error({ err: error, report: reportId }, 'a step that is due could not be taken')
    return false
  }
}
