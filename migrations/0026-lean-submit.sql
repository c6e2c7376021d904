-- A report that comes in writes eight rows and as few indexes as its readers need (measured: docs/benchmarks.md).
-- Locks: each statement locks one table, the primary key and the last index for as long as reading it takes (seconds
-- for a million reports). The previous release runs on against it.

-- Two copies of a text of a thousand letters are not worth compressing at the moment somebody waits for a number.
alter table report set (toast_tuple_target = 8160);
alter table report_event set (toast_tuple_target = 8160);

-- One key finds the rows of a report and of an agency's report; two did before.
drop index if exists agency_inbox_by_report;
alter table agency_inbox drop constraint agency_inbox_key;
alter table agency_inbox add constraint agency_inbox_key primary key (report_id, agency_code, part_no);

-- Keys come in the order of time and are swept by time: a summary of blocks does.
drop index if exists submission_key_by_time;
create index submission_key_by_time on submission_key using brin (created_at);

-- The days that a change of the calendar asks for; many clocks share a day, so that it stays small.
drop index if exists report_clock_window;
create index report_clock_window on report_clock (due_on);
