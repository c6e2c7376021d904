-- What staff are told of, how each of them wants it, and the letters that carry it.
-- Why: issue "telling people": every step that concerns an officer reaches the officer, in the list of the desk and,
-- if wanted, by e-mail; regulation/staffNews.ts says who hears of what. A notice is written in the transaction of its
-- event and never holds words of the report: it points at the event. Letters follow the rules of the outbox
-- (docs/decisions/outbox.md), with one row for each letter however many notices it carries.
-- Locks: account_role for a moment (an index), else only new tables. The previous release runs on against it and
-- tells staff nothing.

create table staff_notice (
  report_id uuid not null,
  account_id uuid not null references account (id),
  -- 'e12' for the event with seq 12; a reminder of a clock has a name of its own. Makes a repeat impossible.
  about varchar(40) not null,
  news varchar(20) not null,
  -- The event, or the clock's rule and the step that was reached.
  seq integer,
  rule varchar(3),
  step varchar(20),
  due_on date,
  created_at timestamptz not null,
  read_at timestamptz,
  -- open: nobody has looked how this person wants it; none, letter (mail_id), digest (the next morning letter).
  mail varchar(10) not null,
  mail_id uuid,
  constraint staff_notice_key primary key (report_id, account_id, about),
  constraint staff_notice_about_something check ((seq is not null) <> (rule is not null)),
  constraint staff_notice_mail_known check (mail in ('open', 'none', 'letter', 'digest'))
);
create index staff_notice_by_account on staff_notice (account_id, created_at desc, report_id, about);
create index staff_notice_unread on staff_notice (account_id) where read_at is null;
create index staff_notice_to_mail on staff_notice (created_at) where mail = 'open';
create index staff_notice_digest on staff_notice (account_id) where mail = 'digest';
create index staff_notice_by_mail on staff_notice (mail_id) where mail_id is not null;
create index staff_notice_by_age on staff_notice using brin (created_at);

-- How a person wants the news; no row means the usual way. Minutes are counted from local midnight.
create table staff_settings (
  account_id uuid primary key references account (id),
  -- {"new_work": "at_once" | "digest" | "none", …}; a kind that is not named goes the usual way.
  news jsonb not null,
  morning boolean not null,
  quiet_from_minutes smallint not null check (quiet_from_minutes between 0 and 1439),
  quiet_until_minutes smallint not null check (quiet_until_minutes between 0 and 1439),
  updated_at timestamptz not null
);

create table staff_mail (
  id uuid primary key,
  account_id uuid not null references account (id),
  kind varchar(10) not null,
  -- The instant or the day that the letter is for: two workers at once write one.
  slot varchar(40) not null,
  state varchar(10) not null,
  attempts integer not null,
  next_at timestamptz not null,
  sent_at timestamptz,
  last_error varchar(300),
  created_at timestamptz not null,
  -- What was written, where no mail server is set (development and trial).
  kept_subject varchar(300),
  kept_text varchar(40000),
  constraint staff_mail_once unique (account_id, kind, slot),
  constraint staff_mail_kind_known check (kind in ('news', 'morning')),
  -- empty: there was nothing to say on that day.
  constraint staff_mail_state_known check (state in ('waiting', 'claimed', 'sending', 'sent', 'failed', 'held', 'empty'))
);
create index staff_mail_waiting on staff_mail (next_at) where state = 'waiting';
create index staff_mail_leased on staff_mail (next_at) where state in ('claimed', 'sending');
create index staff_mail_stuck on staff_mail (created_at) where state in ('failed', 'held');
create index staff_mail_recent on staff_mail (account_id, kind, created_at);
create index staff_mail_by_age on staff_mail using brin (created_at);

create index account_role_by_role on account_role (role);

grant select, insert, update on staff_notice, staff_mail to lapor_web, lapor_worker;
grant delete on staff_notice, staff_mail to lapor_worker;
grant select, insert, update on staff_settings to lapor_web;
grant select on staff_settings to lapor_worker;
