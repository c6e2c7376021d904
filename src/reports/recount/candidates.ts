/**
 * Which reports a change can touch at all: those with a clock whose days hold a changed one. A range query over the
 * stored due dates leaves the others alone; it may name too many, never too few.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { CalendarRow, Day } from '../../regulation/clocks.ts'
import type { Law } from '../../regulation/law.ts'

/** A day that counts otherwise than before, for whom, and since when that can be known. */
export type ChangedDay = { day: Day; region: string | null; agency: string | null; known: Day }
export type ChangedRule = { rule: string; validFrom: Day }

/** `reporterRules`: clocks that count in the reporter's region, not in the agency's. */
export type Changed = { days: ChangedDay[]; rules: ChangedRule[]; reporterRules: string[] }

/** What differs between two states of the law. */
export function differences(before: Law, after: Law): Changed {
  const reporterRules = [...after.rules.values()].flat().filter(({ zone }) => zone === 'reporter')
  return {
    days: changedDays(before, after),
    rules: changedRules(before, after),
    reporterRules: [...new Set(reporterRules.map(({ id }) => id))],
  }
}

const spelled = (row: CalendarRow): string =>
  JSON.stringify([row.day, row.type, row.scope, row.effect, row.knownFrom])

function changedDays(before: Law, after: Law): ChangedDay[] {
  const [old, fresh] = [before, after].map(({ calendar }) => new Set(calendar.rows.map(spelled)))
  const changed = [
    ...before.calendar.rows.filter((row) => !fresh!.has(spelled(row))),
    ...after.calendar.rows.filter((row) => !old!.has(spelled(row))),
  ]
  return changed
    .filter(({ effect }) => effect !== 'note_only')
    .map(({ day, scope, knownFrom }) => ({
      day,
      region: scope !== 'nation' && 'region' in scope ? scope.region : null,
      agency: scope !== 'nation' && 'agency' in scope ? scope.agency : null,
      known: knownFrom,
    }))
}

/** Later versions that reach clocks which run already; the others change nothing that has started. */
function changedRules(before: Law, after: Law): ChangedRule[] {
  return [...after.rules.values()]
    .flat()
    .filter((row) => row.appliesToOpen)
    .filter((row) => !before.rules.get(row.id)?.some(({ validFrom }) => validFrom === row.validFrom))
    .map(({ id, validFrom }) => ({ rule: id, validFrom }))
}

/** Ids of the reports to look at. A foreign mission's local day may lie one before the UTC date: hence the `- 1`. */
export function candidateIds({ days, rules, reporterRules }: Changed): RawBuilder<{ report_id: string }> {
  const first = days.map(({ day }) => day).sort()[0] ?? '9000-01-01'
  return sql<{ report_id: string }>`
    with changed as (
      select * from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as d (day date, region text, agency text, known date)
    ),
    place as materialized (
      select d.region, a.code
      from (select distinct region from changed where region is not null) d
      join agency a on a.region_code || '.' like d.region || '.%'
    ),
    versions as (
      select * from jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) as v (rule text, "validFrom" date)
    )
    select c.report_id
    from report_clock c
    where c.due_on >= ${first}::text::date
      and exists (
        select from changed d
        where d.day <= c.due_on and d.day >= c.started_at::date - 1
          and (c.ended_at is null or c.state = 'missed' or c.ended_at::date + 1 >= d.known)
          and (d.agency is null or d.agency = c.agency_code)
          and (
            d.region is null
            or (d.region, c.agency_code) in (select region, code from place)
            or (c.rule = any(${reporterRules}::varchar[]) and exists (
              select from report r
              where r.report_id = c.report_id and r.region || '.' like d.region || '.%'))
          )
      )
    union
    select c.report_id
    from report_clock c
    join versions v on v.rule = c.rule and c.due_on >= v."validFrom"
    where c.state in ('running', 'paused')`
}

/** The first of the reports to look at, in the order of their ids, and how many there are. */
export async function candidatesOf(
  db: Db,
  changed: Changed,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ report_id: string }>`
    select report_id
    from (${candidateIds(changed)}) as candidate
    where report_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by report_id
    limit ${limit}`.execute(db)
  return rows.map(({ report_id }) => report_id)
}

export async function candidateCount(db: Db, changed: Changed): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n
    from (${candidateIds(changed)}) as candidate`.execute(db)
  return Number(rows[0]!.n)
}
