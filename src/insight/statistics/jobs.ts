/** The daily roll-up, made again from the clocks for the days that can still change. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { nationalDesk } from '../../reports/casefile/projections.ts'
import { formulaVersion } from './shares.ts'

/**
 * Counts the last `days` days anew, by agency and for the nation: what was received, what fell due and whether it
 * was met (open and overdue count as not met), what the reporters and the agencies said, and what lies with the
 * Ombudsman at the end of the day. A number that has become none is written as none.
 */
export async function rollUp(db: Db, now: Date, days = 35): Promise<void> {
  await sql`
    with span as (
      -- Whole days: a day that was counted in part would take the place of the whole one.
      select today, today - ${days}::int as first, (today - ${days}::int)::timestamp at time zone 'Asia/Jakarta' as since
      from (select (${now}::timestamptz at time zone 'Asia/Jakarta')::date as today) as now
    ),
    clock as (
      select c.agency_code, c.due_on as day, c.rule, c.state, c.due_at, c.ended_at
      from report_clock c, span
      where c.due_on between span.first and span.today + 1 and c.due_at <= ${now}::timestamptz
        and c.rule in ('F1', 'K1', 'K2', 'K3') and c.state <> 'ended' and c.agency_code is not null
    ),
    due as (
      select day, agency_code,
             count(*) filter (where rule <> 'F1') as answer_due,
             count(*) filter (where rule <> 'F1' and state = 'met') as answer_on_time,
             count(*) filter (where rule = 'F1') as first_due,
             count(*) filter (where rule = 'F1' and state = 'met') as first_on_time
      from clock group by day, agency_code
    ),
    moved as (
      select (e.at at time zone 'Asia/Jakarta')::date as day, i.agency_code,
             count(*) filter (where e.action = 'accept') as solved,
             count(*) filter (where e.action <> 'accept') as closed_by_agency
      from report_event e
      join agency_inbox i on i.report_id = e.report_id and i.lead and i.part_no > 0
      where e.at >= (select since from span)
        and e.action in ('accept', 'close_unanswered', 'ombudsman_result', 'refuse_appeal')
        and e.state in ('closed_solved', 'closed_by_agency')
        -- A refused appeal against a closing ends nothing anew; one that began with a second objection does (T30).
        and not (e.action = 'refuse_appeal' and exists (
          select from report_event b
          where b.report_id = e.report_id and b.seq < e.seq and b.action in ('close_unanswered', 'ombudsman_result')
            and b.state = 'closed_by_agency'))
      group by 1, 2
    ),
    stay as (
      select (e.at at time zone 'Asia/Jakarta')::date as came, i.agency_code,
             (select min(x.at at time zone 'Asia/Jakarta')::date
              from report_event x
              where x.report_id = e.report_id and x.seq > e.seq and x.state <> 'with_ombudsman') as went
      from report_event e
      join agency_inbox i on i.report_id = e.report_id and i.lead and i.part_no > 0
      where e.action = 'take_over'
    ),
    -- N7: S13 stands, at the end of each day; a report that came back is not there any more.
    standing as (
      select d.day::date as day, stay.agency_code, count(*) as with_ombudsman
      from span
      cross join lateral generate_series(span.first, span.today, interval '1 day') as d(day)
      join stay on stay.came <= d.day and (stay.went is null or stay.went > d.day)
      group by 1, 2
    ),
    arrived as (
      select (e.at at time zone 'Asia/Jakarta')::date as day, i.agency_code, count(distinct e.report_id) as received
      from report_event e
      join agency_inbox i on i.report_id = e.report_id and i.lead and i.part_no > 0
      where e.at >= (select since from span) and e.transition = 'T9'
      group by 1, 2
    ),
    kept as (
      select k.day, k.agency_code from stat_daily k, span
      where k.day between span.first and span.today + 1 and k.agency_code <> ${nationalDesk}
    ),
    everything as (
      select day, agency_code,
             coalesce(received, 0) as received, coalesce(answer_due, 0) as answer_due,
             coalesce(answer_on_time, 0) as answer_on_time, coalesce(first_due, 0) as first_due,
             coalesce(first_on_time, 0) as first_on_time, coalesce(solved, 0) as solved,
             coalesce(closed_by_agency, 0) as closed_by_agency, coalesce(with_ombudsman, 0) as with_ombudsman
      from due
      full join moved using (day, agency_code)
      full join standing using (day, agency_code)
      full join arrived using (day, agency_code)
      full join kept using (day, agency_code)
    ),
    -- N1: what came in, by the day on which it did; whether and where it was forwarded is another matter.
    sent as (
      select (submitted_at at time zone 'Asia/Jakarta')::date as day, count(*) as received
      from report
      where submitted_at >= (select since from span)
      group by 1
    ),
    nation as (
      select day, sum(answer_due) as answer_due, sum(answer_on_time) as answer_on_time, sum(first_due) as first_due,
             sum(first_on_time) as first_on_time, sum(solved) as solved, sum(closed_by_agency) as closed_by_agency,
             sum(with_ombudsman) as with_ombudsman
      from everything group by day
    ),
    -- A row for every day of the nation, so that what stands at the end of a period is that of its last day.
    every_day as (
      select d.day::date as day
      from span cross join lateral generate_series(span.first, span.today, interval '1 day') as d(day)
    ),
    with_nation as (
      select * from everything
      union all
      select day, ${nationalDesk}, coalesce(received, 0), coalesce(answer_due, 0), coalesce(answer_on_time, 0),
             coalesce(first_due, 0), coalesce(first_on_time, 0), coalesce(solved, 0), coalesce(closed_by_agency, 0),
             coalesce(with_ombudsman, 0)
      from nation full join sent using (day) full join every_day using (day)
    ),
    calendar as (
      select coalesce(max(version), 0) as version from reference_version where list = 'calendar'
    )
    insert into stat_daily (day, agency_code, received, answer_due, answer_on_time, first_due, first_on_time, solved,
                            closed_by_agency, with_ombudsman, formula, calendar_version, computed_at)
    select day, agency_code, received, answer_due, answer_on_time, first_due, first_on_time, solved, closed_by_agency,
           with_ombudsman, ${formulaVersion}::smallint, calendar.version, ${now}::timestamptz
    from with_nation, calendar
    on conflict (day, agency_code) do update set
      received = excluded.received, answer_due = excluded.answer_due, answer_on_time = excluded.answer_on_time,
      first_due = excluded.first_due, first_on_time = excluded.first_on_time, solved = excluded.solved,
      closed_by_agency = excluded.closed_by_agency, with_ombudsman = excluded.with_ombudsman,
      formula = excluded.formula, calendar_version = excluded.calendar_version, computed_at = excluded.computed_at
  `.execute(db)
}

export const tasks: Tasks = { roll_up: (ground: Ground) => rollUp(ground.db, ground.now()) }
export const crontab: Crontab[] = [{ task: 'roll_up', match: '*/5 * * * *' }]
