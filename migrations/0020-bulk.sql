-- One action over many reports: the run as somebody asked for it, and a row for each report with what became of it.
-- Why: a whole filter is more than a page can do while somebody waits; a killed worker goes on where it stopped, and
-- each refusal stands beside its report. A row is written in the transaction of the step that it is about, so nothing
-- is done twice. Not part of a case: `lapor rebuild` leaves both alone, and they are swept after ninety days.
-- Locks: only new tables. The previous release runs on against it.

create table bulk_run (
  run_id uuid primary key,
  account_id uuid not null references account (id),
  kind varchar(30) not null,
  -- The list's address when it was chosen, to lead back to it.
  list jsonb not null,
  -- What the form said, already of the shape that the action takes.
  input jsonb,
  state varchar(10) not null,
  -- More rows fitted than a run takes.
  is_cut boolean not null default false,
  created_at timestamptz not null,
  checked_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  constraint bulk_run_state_known
    check (state in ('asking', 'checking', 'checked', 'running', 'done', 'undoing', 'undone')),
  constraint bulk_run_list_bounded check (octet_length(list::text) <= 4000),
  constraint bulk_run_input_bounded check (input is null or octet_length(input::text) <= 60000)
);
create index bulk_run_by_account on bulk_run (account_id, created_at desc);
create index bulk_run_at_work on bulk_run (created_at) where state in ('checking', 'running', 'undoing');
create index bulk_run_by_age on bulk_run (created_at);

create table bulk_row (
  run_id uuid not null,
  report_id uuid not null,
  part_no integer not null,
  -- In the order of the list.
  place integer not null,
  number varchar(8) not null,
  state varchar(10) not null,
  -- The version that was checked: a report that moves on afterwards is refused, not overrun.
  version integer not null,
  -- What this row adds to the run's input, such as its suggested office.
  input jsonb,
  -- What undoing needs to know.
  before jsonb,
  -- Whether the reporter left a way to be told.
  reached boolean not null default false,
  -- The error that kept it out, by its code.
  why varchar(60),
  done_version integer,
  attempts smallint not null default 0,
  constraint bulk_row_key primary key (run_id, report_id, part_no),
  constraint bulk_row_state_known
    check (state in ('listed', 'able', 'barred', 'done', 'refused', 'skipped', 'undone', 'kept')),
  constraint bulk_row_input_bounded check (input is null or octet_length(input::text) <= 2000),
  constraint bulk_row_before_bounded check (before is null or octet_length(before::text) <= 1000)
);
create index bulk_row_by_state on bulk_row (run_id, state, place);

grant select, insert, update, delete on bulk_run, bulk_row to lapor_web, lapor_worker;
