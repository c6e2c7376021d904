/** Changing deadlines: a later version of a rule, or an agency's shorter pledge. One person enters, another approves. */
import { refuse, type FieldProblem } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { localDay, type Day } from '../../regulation/clocks.ts'
import type { Deadline, RuleBook } from '../../regulation/deadlines.ts'
import type { Actor } from '../../regulation/permissions.ts'
import type { RulesInForce } from '../../regulation/law.ts'
import {
  problemsOfPledge,
  problemsOfRule,
  versionFollowed,
  versionRow,
  withLaterVersions,
  type RuleDraft,
} from '../../regulation/ruleVersions.ts'
import { agencyByCode } from '../agencies/queries.ts'
import { insertChange } from '../changes/store.ts'
import type { LegalChangeRow, PledgeContent } from '../changes/tables.ts'
import type { PledgeInput, RuleChangeInput } from './inputs.ts'
import { loadRules } from './queries.ts'

/** The latest local day in the country: no clock anywhere has started under a rule that begins after it. */
export const latestDay = (now: Date): Day => localDay(now, 'Asia/Jayapura')

/** Keeps a proposed version of a deadline. @returns its id. @throws invalid_input with what to do instead */
export async function draftRule(ground: Ground, actor: Actor, input: RuleChangeInput): Promise<string> {
  const content: RuleDraft = {
    rule: input.rule,
    validFrom: input.valid_from,
    days: input.days,
    appliesToOpen: input.applies_to_open === true,
    instrument: input.decree.trim(),
    decreeDay: input.decree_day,
    ...(input.extension_days !== undefined && { extensionDays: input.extension_days }),
    ...(input.article !== undefined && input.article.trim() !== '' && { article: input.article.trim() }),
  }
  const problems = await problemsOfRuleChange(ground.db, content, latestDay(ground.now()))
  if (problems.length > 0) throw refuse('invalid_input', { fields: problems })
  const decree = { decree: input.decree, decreeDay: input.decree_day }
  return insertChange(ground.db, actor, { kind: 'rule', content }, decree, ground.now())
}

export async function problemsOfRuleChange(db: Db, content: RuleDraft, today: Day): Promise<FieldProblem[]> {
  const { rules } = await loadRules(db, { fresh: true })
  return problemsOfRule(content, rules, today)
}

/** Keeps a proposed pledge. @returns its id. @throws invalid_input with what to do instead */
export async function draftPledge(ground: Ground, actor: Actor, input: PledgeInput): Promise<string> {
  const content: PledgeContent = {
    agency: input.agency,
    rule: input.rule,
    workingDays: input.days,
    validFrom: input.valid_from,
  }
  const problems = await problemsOfPledgeChange(ground.db, content, input.decree_day, latestDay(ground.now()))
  if (problems.length > 0) throw refuse('invalid_input', { fields: problems })
  const decree = { decree: input.decree, decreeDay: input.decree_day }
  return insertChange(ground.db, actor, { kind: 'pledge', content }, decree, ground.now())
}

export async function problemsOfPledgeChange(
  db: Db,
  content: PledgeContent,
  decreeDay: Day,
  today: Day,
): Promise<FieldProblem[]> {
  if (!(await agencyByCode(db, content.agency)))
    return [
      {
        field: 'agency',
        code: 'agency_unknown',
        id: 'Tidak ada instansi dengan kode itu. Pakai kode dari daftar instansi.',
        en: 'There is no agency of that code. Use one of the list of agencies.',
      },
    ]
  const { rules, pledges } = await loadRules(db, { fresh: true })
  const before = pledges.filter((one) => one.agency === content.agency && one.rule === content.rule)
  return problemsOfPledge({ ...content, decreeDay }, rules, before, today)
}

/** Checked when it was proposed: the rule is there, and has a version for this one to follow. */
const rowOf = (rules: RuleBook, content: RuleDraft): Deadline =>
  versionRow(content, versionFollowed(rules, content.rule, content.validFrom)!)

/** The rules as they would be after a proposal, for the preview of its effect. */
export async function rulesWith(db: Db, change: LegalChangeRow & { kind: 'rule' }): Promise<RulesInForce> {
  const { rules, pledges } = await loadRules(db, { fresh: true })
  return {
    rules: withLaterVersions(rules, [rowOf(rules, change.content)]),
    pledges,
  }
}

/** Lets an approved version count, inside the transaction that approves it. */
export async function applyRule(
  db: Db,
  { content, change_id, entered_by }: LegalChangeRow & { kind: 'rule' },
  approver: Actor,
  version: number,
): Promise<void> {
  const { rules } = await loadRules(db, { fresh: true })
  const row = rowOf(rules, content)
  await db
    .insertInto('deadline_version')
    .values({
      rule_id: content.rule,
      valid_from_day: content.validFrom,
      content: JSON.stringify(row) as never,
      change_id,
      entered_by,
      checked_by: approver.id,
      rules_version: version,
    })
    .execute()
}

export async function applyPledge(
  db: Db,
  { content, change_id, entered_by }: LegalChangeRow & { kind: 'pledge' },
  approver: Actor,
  version: number,
): Promise<void> {
  await db
    .insertInto('agency_pledge')
    .values({
      agency_code: content.agency,
      rule_id: content.rule,
      working_days: content.workingDays,
      valid_from_day: content.validFrom,
      change_id,
      entered_by,
      checked_by: approver.id,
      rules_version: version,
    })
    .execute()
}
