-- Reporters who no longer want messages about a report (the link under every message).
-- Why: a message that cannot be stopped is a nuisance; the report itself goes on and stays readable on its page.
-- Locks: only a new table. The previous release runs on against it and goes on sending.

create table notice_stop (
  report_id uuid primary key,
  created_at timestamptz not null
);

grant select, insert on notice_stop to lapor_web, lapor_worker;
