-- A report that comes in is written to a dozen indexes; these two of them no question needs, so they go (measured:
-- docs/benchmarks.md). The national desk's rows have no unit, and the daily roll-up asks by due date.
-- Locks: each statement locks one table for a moment; making the smaller index reads agency_inbox once while it may
-- not be written. The previous release runs on against it.

drop index if exists report_clock_by_agency;

drop index if exists agency_inbox_by_unit;
create index agency_inbox_by_unit on agency_inbox (agency_code, unit_code, open, due_at, report_id)
  where unit_code is not null;
