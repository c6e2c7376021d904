-- The desks: drafts of answers that are not sent yet, and who has a report open.
-- Why: a draft must survive a closed tab, a dead session and another computer; two officers who write at the same
-- time must know of each other. Neither is part of a case: nothing here is an event, and `lapor rebuild` leaves it
-- alone. Rule: one draft per report and account; a colleague of the same agency may read it.
-- Locks: new tables, and one index built on agency_inbox (writes to it wait while it is built). The previous release
-- runs on against it.

create table desk_draft (
  report_id uuid not null,
  account_id uuid not null,
  text varchar(20000) not null,
  outcome varchar(20),
  saved_at timestamptz not null,
  constraint desk_draft_key primary key (report_id, account_id)
);
create index desk_draft_by_age on desk_draft (saved_at);

-- Not logged: after a crash everybody who still has the page open says so again within half a minute.
create unlogged table desk_presence (
  report_id uuid not null,
  account_id uuid not null,
  seen_at timestamptz not null,
  constraint desk_presence_key primary key (report_id, account_id)
);
create index desk_presence_by_age on desk_presence (seen_at);

-- Every page of a desk says how many proposals wait; few rows have one.
create index agency_inbox_by_proposal on agency_inbox (agency_code, due_at, report_id) where pending is not null;

grant select, insert, update, delete on desk_draft, desk_presence to lapor_web;
grant select, delete on desk_draft, desk_presence to lapor_worker;
