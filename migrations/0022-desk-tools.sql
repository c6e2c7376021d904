-- Tools of people who work at a desk all day: texts that are written often, colleagues who are named in a note, and
-- who is away and who stands in.
-- Why: issue "desks"; a template has an owner and a day of review (DOMAIN.md, C1), so that no office answers with a
-- text that nobody answers for. Rule: none of these tables is part of a case; `lapor rebuild` leaves them alone.
-- Locks: only creates. The previous release runs on against it (it does not know these tables).

create table answer_template (
  id uuid primary key,
  -- None: a text of the national desk, offered to everybody.
  agency_code varchar(20) references agency (code),
  purpose varchar(20) not null,
  name varchar(80) not null,
  text varchar(5000) not null,
  -- What an answer of this kind usually says was done.
  outcome varchar(20),
  owner_id uuid not null references account (id),
  review_on date not null,
  active boolean not null,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint answer_template_purpose_known check (purpose in ('answer', 'message', 'completion')),
  constraint answer_template_says_something check (length(text) >= 10)
);
create unique index answer_template_name_once
  on answer_template (coalesce(agency_code, ''), purpose, lower(name)) where active;

-- One row for each text that was sent and had been filled from a template.
create table answer_template_use (
  report_id uuid not null,
  seq integer not null,
  template_id uuid not null,
  account_id uuid not null references account (id),
  unchanged boolean not null,
  used_at timestamptz not null,
  constraint answer_template_use_key primary key (report_id, seq)
);
create index answer_template_use_by_template on answer_template_use (template_id, used_at);

-- A colleague who was named in an internal note; the words stay in the event.
create table mention (
  report_id uuid not null,
  seq integer not null,
  account_id uuid not null references account (id),
  created_at timestamptz not null,
  read_at timestamptz,
  constraint mention_key primary key (report_id, seq, account_id)
);
create index mention_unread on mention (account_id, report_id) where read_at is null;
create index mention_by_age on mention using brin (created_at);

-- Somebody is away from day to day, both included, by the calendar of the capital; it ends by itself.
create table absence (
  id uuid primary key,
  account_id uuid not null references account (id),
  agency_code varchar(20) not null references agency (code),
  substitute_id uuid references account (id),
  from_day date not null,
  to_day date not null,
  set_by uuid not null references account (id),
  created_at timestamptz not null,
  -- Came back earlier, or it was entered by mistake.
  ended_at timestamptz,
  ended_by uuid references account (id),
  constraint absence_in_order check (to_day >= from_day),
  constraint absence_substitute_is_another check (substitute_id <> account_id)
);
create index absence_by_account on absence (account_id, to_day) where ended_at is null;
create index absence_by_substitute on absence (substitute_id, to_day) where ended_at is null;
create index absence_by_agency on absence (agency_code, to_day desc);

grant insert, update on answer_template, absence to lapor_web;
grant insert on answer_template_use to lapor_web;
grant insert, update on mention to lapor_web, lapor_worker;
grant delete on mention to lapor_worker;
