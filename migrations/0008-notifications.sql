-- Messages on their way out, and rows of files that were imported.
-- Why: DESIGN.md decisions 10 and 11 (exactly once; every door sends the same messages), docs/decisions/outbox.md.
-- A notice goes waiting -> claimed -> sending -> sent; `sending` means that the other side may already have it, so
-- it is never tried again by itself. `held` waits for a gateway that this installation does not have.
-- Locks: notice for a moment (a check on existing rows), else only new tables. The previous release runs on.

alter table notice add constraint notice_state_known
  check (state in ('waiting', 'claimed', 'sending', 'sent', 'failed', 'held'));
-- Rows whose worker may have died, and rows that somebody should look at.
create index notice_leased on notice (next_at) where state in ('claimed', 'sending');
create index notice_stuck on notice (created_at) where state in ('failed', 'held');

-- Where no mail server is set, messages end here and can be read on a page. The address is shortened: names and
-- contacts stay in the vault.
create table outgoing_message (
  report_id uuid not null,
  seq integer not null,
  channel varchar(10) not null,
  message_id varchar(200) not null,
  recipient varchar(100) not null,
  subject varchar(300) not null,
  text varchar(40000) not null,
  created_at timestamptz not null,
  constraint outgoing_message_key primary key (report_id, seq, channel)
);
create index outgoing_message_by_time on outgoing_message (created_at desc);

-- One row of a file is one report, for ever: written in the statement that opens the report, so that an import that
-- is killed and run again, also months later, neither loses nor doubles a row.
create table imported_row (
  row_id varchar(100) primary key,
  report_id uuid not null,
  content_hash bytea not null,
  imported_at timestamptz not null
);

grant select, insert on outgoing_message, imported_row to lapor_web, lapor_worker;
grant delete on outgoing_message to lapor_worker;
