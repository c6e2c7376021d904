-- When each running clock next reaches a step (half its time, near its end, due, late), and addresses that no mail
-- server takes letters for.
-- Why: reminders and escalation happen exactly once, whoever is killed (regulation/escalation.ts); a letter that comes
-- back must not be sent again and again, and its reader is told where the news stands instead.
-- The watch is the worker's own: a clock that moved is found by its due date and planned anew.
-- Locks: only new tables. The previous release runs on against it; it reminds nobody.

create table deadline_watch (
  report_id uuid not null,
  clock_no integer not null,
  -- The due instant that the plan was made with.
  due_at timestamptz not null,
  -- The last step that was reached; null before the first.
  step varchar(20),
  -- Null: nothing more will happen to this clock.
  next_at timestamptz,
  constraint deadline_watch_key primary key (report_id, clock_no)
);
create index deadline_watch_next on deadline_watch (next_at) where next_at is not null;

-- A reporter's address lies in the vault; here stands only that letters to it come back, since when and why.
create table notice_undeliverable (
  report_id uuid not null,
  channel varchar(10) not null,
  -- The code of the mail server, '550 5.1.1'; never its words, which like to repeat the address.
  code varchar(30) not null,
  created_at timestamptz not null,
  constraint notice_undeliverable_key primary key (report_id, channel)
);

create table staff_undeliverable (
  account_id uuid primary key references account (id),
  -- The address that is meant: a new one is written to again.
  email varchar(254) not null,
  code varchar(30) not null,
  created_at timestamptz not null
);

grant select, insert, update, delete on deadline_watch to lapor_worker;
grant select, insert, delete on notice_undeliverable, staff_undeliverable to lapor_web, lapor_worker;
