-- Filters of desk lists that somebody has named, for themselves alone.
-- Why: what an officer looks at ten times a day stands above the list with its count. How many there are stands on the
-- account, so that the session's own question brings it and a page asks for nothing where there are none; the same
-- column keeps them at twenty, also against two forms sent at once. Not part of a case: `lapor rebuild` leaves it alone.
-- Locks: account for a moment (a constant default; its check reads the few accounts). The previous release runs on.

alter table account
  add column saved_filters smallint not null default 0
    constraint account_saved_filters_bounded check (saved_filters between 0 and 20);

create table saved_filter (
  filter_id uuid primary key,
  account_id uuid not null references account (id),
  name varchar(60) not null,
  -- The address of the list: queue and filters, without the page.
  list jsonb not null,
  created_at timestamptz not null,
  constraint saved_filter_name_there check (name <> ''),
  constraint saved_filter_list_bounded check (octet_length(list::text) <= 3000)
);
create unique index saved_filter_name_key on saved_filter (account_id, lower(name));

grant select, insert, update, delete on saved_filter to lapor_web;
