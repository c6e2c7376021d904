-- Reports: the case file (one row), its events (append-only), and the projections that lists read.
-- Why: decisions 1-4 and 10 of docs/architecture.md. The report row and every projection can be derived from
-- report_event (`lapor rebuild`). All tables but tracking_number, submission_key and agency_inbox are
-- distributed by report_id; agency_inbox is keyed by agency because every desk list is one agency's.
-- Locks: only new tables. The previous release runs on against it.

create table report (
  report_id uuid primary key,
  number varchar(8) not null,
  version integer not null,
  channel varchar(20) not null,
  language varchar(2) not null,
  kind varchar(20) not null,
  wished_kind varchar(20) not null,
  stage varchar(20) not null,
  state varchar(20) not null,
  publication varchar(12) not null,
  level varchar(12) not null,
  urgent boolean not null,
  title varchar(200) not null,
  text varchar(20000) not null,
  public_title varchar(200),
  public_text varchar(20000),
  category varchar(20),
  region varchar(13),
  place varchar(300),
  lat double precision,
  lng double precision,
  occurred varchar(120),
  occurred_day date,
  wished_agency varchar(20),
  zone varchar(40) not null,
  submitted_at timestamptz not null,
  updated_at timestamptz not null,
  -- parts, clocks and steps waiting for a second person: always read and written with their report
  parts jsonb not null,
  clocks jsonb not null,
  pending jsonb not null,
  -- the two words that are never merged
  agency_word jsonb,
  reporter_word jsonb,
  -- counters and marks that conditions look at (rejections, bounces, holds, handlers, consent, …)
  marks jsonb not null,
  secret_hash bytea not null,
  constraint report_number_shape check (number ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  constraint report_state_known check (state in ('received', 'held', 'awaiting_completion', 'forwarded',
    'authority_dispute', 'in_progress', 'awaiting_reporter', 'answer_proposed', 'answered', 'closed_solved',
    'closed_by_agency', 'appealed', 'with_ombudsman', 'archived', 'withdrawn', 'merged'))
);
create index report_by_time on report (submitted_at desc, report_id desc);

create table report_event (
  report_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  action varchar(40) not null,
  transition varchar(8) not null,
  audience varchar(10) not null,
  actor_kind varchar(10) not null,
  actor_id varchar(60) not null,
  actor_name varchar(200) not null,
  actor_agency varchar(20),
  actor_unit varchar(100),
  part integer,
  state varchar(20) not null,
  data jsonb not null,
  effects jsonb not null,
  salt bytea not null,
  hash bytea not null,
  constraint report_event_key primary key (report_id, seq)
);

create table report_clock (
  report_id uuid not null,
  clock_no integer not null,
  rule varchar(3) not null,
  part integer,
  agency_code varchar(20),
  started_at timestamptz not null,
  due_on date not null,
  due_at timestamptz not null,
  state varchar(10) not null,
  ended_at timestamptz,
  constraint report_clock_key primary key (report_id, clock_no)
);
create index report_clock_running on report_clock (due_at, report_id) where state in ('running', 'paused');
create index report_clock_by_agency on report_clock (agency_code, rule, due_at);

create table tracking_number (
  number varchar(8) primary key,
  report_id uuid not null
);

-- Exactly one report per intent: the key hashed, the answer encrypted under a key derived from it (decision 10).
create table submission_key (
  key_hash bytea primary key,
  report_id uuid not null,
  body_hash bytea not null,
  answer bytea not null,
  created_at timestamptz not null
);
create index submission_key_by_time on submission_key (created_at);

create table agency_inbox (
  agency_code varchar(20) not null,
  report_id uuid not null,
  part_no integer not null,
  unit_code varchar(100),
  officer_id uuid,
  lead boolean not null,
  number varchar(8) not null,
  state varchar(20) not null,
  open boolean not null,
  kind varchar(20) not null,
  level varchar(12) not null,
  urgent boolean not null,
  title varchar(200) not null,
  region varchar(13),
  category varchar(20),
  pending varchar(40),
  objected boolean not null,
  due_rule varchar(3),
  due_on date,
  due_at timestamptz not null,
  submitted_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null,
  constraint agency_inbox_key primary key (agency_code, report_id, part_no)
);
-- Every desk list is in the order in which the law is running out.
create index agency_inbox_by_clock on agency_inbox (agency_code, open, due_at, report_id);
create index agency_inbox_by_unit on agency_inbox (agency_code, unit_code, open, due_at, report_id);
create index agency_inbox_by_state on agency_inbox (agency_code, state, due_at, report_id);
create index agency_inbox_by_report on agency_inbox (report_id);

-- What anyone may read: the published text only, with place and time as coarse as the level asks. Public pages
-- read this table and no other, so a name or an original text cannot slip through a forgotten `where`.
create table public_report (
  report_id uuid primary key,
  number varchar(8) not null,
  kind varchar(20) not null,
  state varchar(20) not null,
  level varchar(12) not null,
  title varchar(200) not null,
  text varchar(20000) not null,
  category varchar(20),
  agency_code varchar(20),
  unit_code varchar(100),
  region varchar(13),
  province varchar(2),
  regency varchar(5),
  place varchar(300),
  submitted_day date not null,
  sort_at timestamptz not null,
  updated_at timestamptz not null,
  due_rule varchar(3),
  due_on date,
  due_at timestamptz,
  due_started_at timestamptz,
  due_state varchar(10),
  agency_word jsonb,
  reporter_word jsonb,
  supporters integer not null,
  photos integer not null,
  published_at timestamptz not null,
  search tsvector not null generated always as
    (to_tsvector('indonesian'::regconfig, title || ' ' || text || ' ' || coalesce(place, ''))) stored
);
create index public_report_by_time on public_report (sort_at desc, report_id desc);
create index public_report_by_agency on public_report (agency_code, sort_at desc, report_id desc);
create index public_report_by_province on public_report (province, sort_at desc, report_id desc);
create index public_report_by_regency on public_report (regency, sort_at desc, report_id desc);
create index public_report_by_category on public_report (category, sort_at desc, report_id desc);
create index public_report_by_kind on public_report (kind, sort_at desc, report_id desc);
create index public_report_by_state on public_report (state, sort_at desc, report_id desc);
create index public_report_search on public_report using gin (search);

-- Words of all reports for the desks' search and for finding duplicates; filled by the worker, so that a
-- citizen's submit never waits for it.
create table report_search (
  report_id uuid primary key,
  regency varchar(5),
  submitted_at timestamptz not null,
  search tsvector not null
);
create index report_search_words on report_search using gin (search);

-- Messages to the reporter, written in the transaction of the event they tell of; one row per event and channel.
create table notice (
  report_id uuid not null,
  seq integer not null,
  channel varchar(10) not null,
  state varchar(10) not null,
  attempts integer not null,
  next_at timestamptz not null,
  sent_at timestamptz,
  last_error varchar(300),
  created_at timestamptz not null,
  constraint notice_key primary key (report_id, seq, channel)
);
create index notice_waiting on notice (next_at) where state = 'waiting';

create table report_support (
  report_id uuid not null,
  supporter_hash bytea not null,
  created_at timestamptz not null,
  constraint report_support_key primary key (report_id, supporter_hash)
);

create table stat_daily (
  day date not null,
  agency_code varchar(20) not null,
  received integer not null,
  answer_due integer not null,
  answer_on_time integer not null,
  first_due integer not null,
  first_on_time integer not null,
  solved integer not null,
  closed_by_agency integer not null,
  computed_at timestamptz not null,
  constraint stat_daily_key primary key (day, agency_code)
);

grant select, insert, update on report, report_clock, public_report, report_search, notice, stat_daily to lapor_web, lapor_worker;
grant delete on public_report, report_search, agency_inbox, report_clock, stat_daily to lapor_web, lapor_worker;
-- Append-only: nobody but the owner may change or delete an event or a number that was given.
grant select, insert on report_event, tracking_number, report_support to lapor_web, lapor_worker;
grant delete on report_support to lapor_web;
grant select, insert on submission_key to lapor_web, lapor_worker;
grant delete on submission_key to lapor_worker;
grant select, insert, update on agency_inbox to lapor_web, lapor_worker;
-- The daily roll-up asks for the events of the last weeks that end or begin a case.
create index report_event_outcomes on report_event (at) where action in ('accept', 'close_unanswered') or transition = 'T9';
