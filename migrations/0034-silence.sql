-- The worker looks every minute whose silence is over (V5, R1, R2). Without an index of those few clocks it went through
-- every late one of the country for each of the three rules.
-- Locks: `report_clock` against writing for as long as reading it takes (seconds for a million reports). The previous
-- release runs on against it.
create index report_clock_silence on report_clock (rule, due_at, report_id)
  where state = 'running' and rule in ('V5', 'R1', 'R2');
