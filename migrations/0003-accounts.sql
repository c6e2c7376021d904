-- Staff accounts with their roles (DOMAIN.md 5), sessions, tokens for programs, and the count of wrong guesses.
-- Passwords are kept as Argon2id; sessions and tokens only as SHA-256 of 256 random bits, so that a stolen
-- database opens no account. Accounts are switched off, never deleted: events name them.
-- Locks: only creates. The previous release runs against it (it does not know these tables).

create table account (
  id uuid primary key,
  -- Lower case: one person cannot have two accounts that differ in a capital.
  email varchar(254) not null,
  name varchar(120) not null,
  password_hash varchar(200) not null,
  agency_code varchar(20) references agency (code),
  unit_code varchar(100) references unit (code),
  active boolean not null default true,
  language varchar(2) not null default 'id',
  shortcuts_off boolean not null default false,
  created_at timestamptz not null,
  password_changed_at timestamptz not null,
  constraint account_email_once unique (email),
  constraint account_email_lower check (email = lower(email)),
  constraint account_language_known check (language in ('id', 'en')),
  constraint account_unit_in_agency check (unit_code is null or unit_code like agency_code || '.%')
);
create index account_by_agency on account (agency_code, unit_code);

create table account_role (
  account_id uuid not null references account (id),
  role varchar(30) not null,
  -- The last day of the appointment letter (SK); the role ends with it (DOMAIN.md 5).
  last_day date,
  primary key (account_id, role)
);

create table account_session (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  account_id uuid not null references account (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index account_session_by_account on account_session (account_id);
create index account_session_by_expiry on account_session (expires_at);

create table account_token (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  account_id uuid not null references account (id),
  name varchar(80) not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index account_token_by_account on account_token (account_id);

-- Wrong secrets and passwords within a window, by a hash of what was guessed at. Not logged: after a crash the
-- count starts anew, which costs a guesser nothing worth having and spares every failure a disk write.
create unlogged table throttle (
  key varchar(43) primary key,
  window_started_at timestamptz not null,
  failures integer not null
);
create index throttle_by_age on throttle (window_started_at);

grant select, insert, update on account, account_role, account_token to lapor_web;
grant delete on account_role to lapor_web;
grant select, insert, update, delete on account_session, throttle to lapor_web;

-- The worker writes messages to accounts and sweeps what is over; it needs nobody's password.
revoke select on account, account_session, account_token from lapor_worker;
grant select (id, email, name, agency_code, unit_code, active, language) on account to lapor_worker;
grant select (expires_at), delete on account_session to lapor_worker;
grant select, delete on throttle to lapor_worker;
