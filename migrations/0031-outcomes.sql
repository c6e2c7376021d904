-- "Solved, says the reporter" is of everything that ended or went to the Ombudsman (DOMAIN section 7, N7).
-- Locks: `stat_daily` for an instant; `report_event` against writing for as long as reading it takes (seconds for a
-- million reports). The previous release runs on against it.
alter table stat_daily add column with_ombudsman integer not null default 0;
drop index report_event_outcomes;
create index report_event_outcomes on report_event (at)
  where action in ('accept', 'close_unanswered', 'take_over') or transition = 'T9';
