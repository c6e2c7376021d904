-- Changes of the calendar and of the deadlines, made by two persons, and the recomputation of open clocks after them.
-- Why: A7 (a row names its decree, who entered and who checked it), A10 (one job recomputes every open clock and
-- appends to its history), A11 (a clock that has ended keeps its outcome), docs/decisions/recount.md.
-- Locks: calendar_row and report_clock for a moment each (columns, an index). The previous release runs on against
-- it: it counts with `active` rows, which is what it did before.

-- A row is corrected by withdrawing it, never by changing it: clocks that ended before keep the row they had.
alter table calendar_row
  add column withdrawn_from_day date,
  add column withdrawn_version integer,
  add column change_id uuid,
  add constraint calendar_row_withdrawn_whole check ((withdrawn_from_day is null) = (withdrawn_version is null)),
  add constraint calendar_row_withdrawn_does_not_count check (withdrawn_version is null or not active);

-- A change as one person proposes it. Nothing counts until another person has approved it.
create table legal_change (
  change_id uuid primary key,
  kind varchar(10) not null,
  content jsonb not null,
  decree varchar(300) not null,
  decree_day date not null,
  state varchar(10) not null,
  entered_at timestamptz not null,
  entered_by varchar(60) not null,
  entered_by_name varchar(200) not null,
  decided_at timestamptz,
  decided_by varchar(60),
  decided_by_name varchar(200),
  -- How many open clocks would move, by how much, and a sample; counted for this version of the list.
  preview jsonb,
  -- The version of the list that began with it.
  version integer,
  constraint legal_change_kind_known check (kind in ('calendar', 'rule', 'pledge')),
  constraint legal_change_state_known check (state in ('draft', 'approved', 'declined')),
  constraint legal_change_content_bounded check (octet_length(content::text) <= 200000),
  constraint legal_change_preview_bounded check (preview is null or octet_length(preview::text) <= 50000),
  constraint legal_change_decided_whole check ((state = 'draft') = (decided_by is null)),
  constraint legal_change_approved_by_another check (state <> 'approved' or decided_by <> entered_by)
);
create index legal_change_by_time on legal_change (entered_at desc, change_id desc);

-- Versions of deadlines later than those shipped, in the shape of a shipped row (`Deadline`).
create table deadline_version (
  rule_id varchar(3) not null,
  valid_from_day date not null,
  content jsonb not null,
  change_id uuid not null references legal_change,
  entered_by varchar(60) not null,
  checked_by varchar(60) not null,
  rules_version integer not null,
  constraint deadline_version_key primary key (rule_id, valid_from_day),
  constraint deadline_version_content_bounded check (octet_length(content::text) <= 10000),
  constraint deadline_version_checked_by_another check (checked_by <> entered_by)
);

-- What an agency has promised in its service pledge: fewer working days than the law gives it.
create table agency_pledge (
  agency_code varchar(20) not null references agency (code),
  rule_id varchar(3) not null,
  valid_from_day date not null,
  working_days smallint not null check (working_days > 0),
  change_id uuid not null references legal_change,
  entered_by varchar(60) not null,
  checked_by varchar(60) not null,
  rules_version integer not null,
  constraint agency_pledge_key primary key (agency_code, rule_id, valid_from_day),
  constraint agency_pledge_checked_by_another check (checked_by <> entered_by)
);

insert into reference_version (list, version, checksum) values ('rules', 1, '');

-- One recomputation for each version of a list: the key makes it happen once, the list of reports below makes it
-- go on where a killed worker stopped.
create table recount (
  list varchar(30) not null,
  version integer not null,
  -- The version that dates were computed with before.
  before_version integer not null,
  change_id uuid,
  approved_at timestamptz not null,
  actor_id varchar(60) not null,
  actor_name varchar(200) not null,
  state varchar(10) not null,
  reports integer not null default 0,
  done integer not null default 0,
  moved_reports integer not null default 0,
  moved_clocks integer not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  constraint recount_key primary key (list, version),
  constraint recount_state_known check (state in ('waiting', 'running', 'done'))
);

-- Reports that a recount has still to look at; a batch takes its rows out in the transaction that moves the clocks.
create table recount_report (
  list varchar(30) not null,
  version integer not null,
  report_id uuid not null,
  constraint recount_report_key primary key (list, version, report_id)
);

-- Clocks whose window holds a day: due on it or later, started before it.
create index report_clock_window on report_clock (due_on, started_at);

grant select on legal_change, deadline_version, agency_pledge, recount, recount_report to lapor_web, lapor_worker;
grant insert, update on legal_change to lapor_web;
grant update (preview) on legal_change to lapor_worker;
grant insert on deadline_version, agency_pledge, calendar_row to lapor_web;
grant update (active, withdrawn_from_day, withdrawn_version) on calendar_row to lapor_web;
grant update (version, loaded_at) on reference_version to lapor_web;
grant insert on recount to lapor_web, lapor_worker;
grant update on recount to lapor_worker;
-- Taking rows over with `for update skip locked` needs the right to update.
grant insert, update, delete on recount_report to lapor_worker;
