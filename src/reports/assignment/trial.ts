/** The dry run: where the agency's reports of the last month would have gone, by which rule. Nothing is moved. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Kind, Level } from '../../regulation/kinds.ts'
import { firstWords } from '../casefile/projections.ts'
import { maskPersonalData } from '../publication/masking.ts'
import { categoryPaths, subjectOf } from './queries.ts'
import { fits, type Rule } from './rules.ts'

export const trialDays = 30
const mostReports = 5_000
const shownOfEach = 10

export type Sample = { id: string; number: string; title: string; unit: string | null }
export type TrialLine = {
  /** '' for reports that no rule fits. */
  rule: string
  count: number
  /** Of those that a person gave to a unit: how many to the unit that the rule names. */
  compared: number
  same: number
  samples: Sample[]
}
export type Trial = {
  from: string
  to: string
  looked: number
  /** There were more; the newest were looked at. */
  isCut: boolean
  lines: TrialLine[]
}

type Row = {
  report_id: string
  number: string
  title: string
  text: string
  level: Level
  kind: Kind
  category: string | null
  region: string | null
  unit_code: string | null
}

/**
 * Inspections are left out, as from what is handed out: rules are drawn up by whoever it may be about, and a rule that
 * finds a word in a report says that it is there.
 * @param unitOfOfficer where a rule that names an officer would take a report
 */
export async function tryRules(
  db: Db,
  agency: string,
  rules: readonly Rule[],
  unitOfOfficer: ReadonlyMap<string, string | null>,
  now: Date,
): Promise<Trial> {
  const from = new Date(now.getTime() - trialDays * 86_400_000)
  const { rows } = await sql<Row>`
    select r.report_id, r.number, r.title, r.text, r.level, r.kind, r.category, r.region, i.unit_code
    from agency_inbox i
    join report r on r.report_id = i.report_id
    where i.agency_code = ${agency} and i.part_no > 0 and i.submitted_at >= ${from}
      and i.kind <> 'complaint_oversight'
    order by i.submitted_at desc, i.report_id
    limit ${mostReports + 1}`.execute(db)
  const looked = rows.slice(0, mostReports)
  const paths = await categoryPaths(db)
  const lines = new Map<string, TrialLine>()
  for (const id of [...rules.map((rule) => rule.id), ''])
    lines.set(id, { rule: id, count: 0, compared: 0, same: 0, samples: [] })
  for (const row of looked) {
    const { category, region, ...rest } = row
    const subject = subjectOf(
      { ...rest, ...(category !== null && { category }), ...(region !== null && { region }) },
      paths,
    )
    const rule = rules.find((one) => fits(one, subject))
    count(lines.get(rule?.id ?? '')!, row, rule && targetUnit(rule, unitOfOfficer))
  }
  return {
    from: from.toISOString(),
    to: now.toISOString(),
    looked: looked.length,
    isCut: rows.length > mostReports,
    lines: [...lines.values()],
  }
}

/** A trial is kept, and what has left the agency or become an inspection since is no example in it any more. */
export async function withExamplesOfToday(db: Db, agency: string, trial: Trial): Promise<Trial> {
  const ids = trial.lines.flatMap(({ samples }) => samples.map(({ id }) => id))
  if (ids.length === 0) return trial
  const rows = await db
    .selectFrom('agency_inbox')
    .select('report_id')
    .where('agency_code', '=', agency)
    .where('part_no', '>', 0)
    .where('kind', '<>', 'complaint_oversight')
    .where('report_id', 'in', ids)
    .execute()
  const there = new Set(rows.map(({ report_id }) => report_id))
  const lines = trial.lines.map((line) => ({
    ...line,
    samples: line.samples.filter(({ id }) => there.has(id)),
  }))
  return { ...trial, lines }
}

const targetUnit = (rule: Rule, unitOfOfficer: ReadonlyMap<string, string | null>): string | null =>
  rule.unit_code ?? (rule.officer_id === null ? null : (unitOfOfficer.get(rule.officer_id) ?? null))

function count(line: TrialLine, row: Row, unit: string | null | undefined): void {
  line.count++
  if (unit && row.unit_code !== null) {
    line.compared++
    if (unit === row.unit_code) line.same++
  }
  if (line.samples.length >= shownOfEach) return
  const readsOriginal = row.level === 'open' || row.level === 'anonymous'
  const title = row.title || firstWords(row.text)
  line.samples.push({
    id: row.report_id,
    number: row.number,
    title: readsOriginal ? title : maskPersonalData(title).masked,
    unit: row.unit_code,
  })
}
