-- "Ikuti laporan ini": anyone may leave an e-mail address at a public report and hears of each public step.
-- Why: issue "telling people"; docs/decisions/following.md. An address lies sealed in the vault like a reporter's own
-- contact and is read only by lapor_vault; here stand ids, a peppered hash bound to the report (so that one address
-- follows a report once and two rows do not tell that they are of one person) and the letters on their way out.
-- A step is noted in the transaction of its event as one row, however many follow; the worker makes the letters.
-- Locks: only new tables. The previous release runs on against it; it offers nobody to follow and notes no steps.

create table follower (
  report_id uuid not null,
  follower_id uuid not null,
  address_hash bytea not null,
  language varchar(2) not null,
  asked_at timestamptz not null,
  -- Null until the link in the first letter was opened and its button pressed; only then are steps told.
  confirmed_at timestamptz,
  constraint follower_key primary key (report_id, follower_id),
  constraint follower_once unique (report_id, address_hash),
  constraint follower_language_known check (language in ('id', 'en'))
);
create index follower_unconfirmed on follower (asked_at) where confirmed_at is null;

create table vault.follower_address (
  report_id uuid not null,
  follower_id uuid not null,
  sealed bytea not null,
  created_at timestamptz not null,
  constraint follower_address_key primary key (report_id, follower_id),
  constraint follower_address_sealed_small check (octet_length(sealed) between 1 and 2048)
);

-- A public step of a report that somebody follows; gone when its letters are made.
create table follow_news (
  report_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  -- What the reporter did is public by the day only, so letters about it wait for the next morning.
  next_at timestamptz not null,
  constraint follow_news_key primary key (report_id, seq)
);
create index follow_news_next on follow_news (next_at);

create table follow_letter (
  report_id uuid not null,
  letter_id uuid not null,
  follower_id uuid not null,
  -- The event that it tells of; null for the letter that asks whether the address is meant.
  seq integer,
  state varchar(10) not null,
  attempts integer not null,
  next_at timestamptz not null,
  sent_at timestamptz,
  last_error varchar(300),
  created_at timestamptz not null,
  -- What was written, where no mail server is set (development and trial); the address is shortened.
  kept_recipient varchar(100),
  kept_subject varchar(300),
  kept_text varchar(40000),
  constraint follow_letter_key primary key (report_id, letter_id),
  constraint follow_letter_once unique (report_id, follower_id, seq),
  -- empty: the report is not public any more, or nobody follows; nothing was sent.
  constraint follow_letter_state_known check (state in ('waiting', 'claimed', 'sending', 'sent', 'failed', 'held', 'empty'))
);
create index follow_letter_waiting on follow_letter (next_at) where state = 'waiting';
create index follow_letter_leased on follow_letter (next_at) where state in ('claimed', 'sending');
create index follow_letter_stuck on follow_letter (created_at) where state in ('failed', 'held');
create index follow_letter_by_age on follow_letter using brin (created_at);

grant select, insert, update, delete on follower, follow_letter to lapor_web, lapor_worker;
grant select, insert on follow_news to lapor_web, lapor_worker;
-- A row is locked to be taken, which needs the right to change it.
grant update, delete on follow_news to lapor_worker;
grant insert on vault.follower_address to lapor_web, lapor_worker;
grant select, delete on vault.follower_address to lapor_vault;
