-- `with_ombudsman` counts what stands with the Ombudsman at the end of a day (S13), and no longer how many reports were
-- taken over: a report that came back is not there any more (DOMAIN section 7, N7). Each day's figures also say by
-- which formula and which calendar they were counted.
-- Locks: `stat_daily` for as long as its Ombudsman days are counted (they are few); `report_event` against writing for
-- as long as reading it takes (seconds for a million reports). The previous release runs on against it; its roll-up
-- counts take-overs again until the new one runs.
alter table stat_daily
  add column formula smallint not null default 1,
  add column calendar_version integer not null default 0;

drop index report_event_outcomes;
create index report_event_outcomes on report_event (at)
  where action in ('accept', 'close_unanswered', 'ombudsman_result', 'refuse_appeal') or transition = 'T9';
create index report_event_with_ombudsman on report_event (report_id, seq) where action = 'take_over';

update stat_daily set with_ombudsman = 0 where with_ombudsman <> 0;
with stay as (
  select (e.at at time zone 'Asia/Jakarta')::date as came, i.agency_code,
         (select min(x.at at time zone 'Asia/Jakarta')::date
          from report_event x
          where x.report_id = e.report_id and x.seq > e.seq and x.state <> 'with_ombudsman') as went
  from report_event e
  join agency_inbox i on i.report_id = e.report_id and i.lead and i.part_no > 0
  where e.action = 'take_over'
),
standing as (
  select d.day::date as day, stay.agency_code, count(*) as with_ombudsman
  from stay
  cross join lateral generate_series(
    stay.came, coalesce(stay.went, (now() at time zone 'Asia/Jakarta')::date + 1) - 1, interval '1 day') as d(day)
  group by 1, 2
),
with_nation as (
  select day, agency_code, with_ombudsman from standing
  union all
  select day, 'N', sum(with_ombudsman) from standing group by 1
)
insert into stat_daily (day, agency_code, received, answer_due, answer_on_time, first_due, first_on_time, solved,
                        closed_by_agency, with_ombudsman, computed_at)
select day, agency_code, 0, 0, 0, 0, 0, 0, 0, with_ombudsman, now()
from with_nation
on conflict (day, agency_code) do update set with_ombudsman = excluded.with_ombudsman;
