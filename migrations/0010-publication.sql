-- Public pages at a million rows: the late reports of an agency (its page shows the oldest first).
-- Why: issue "a citizen sees who is late"; without the index the page would read every open report of the agency.
-- Locks: `public_report` for writing while the index is built (some seconds at a million rows).
-- The previous release runs on against it.
create index public_report_late on public_report (agency_code, due_at, report_id) where due_state = 'running';
