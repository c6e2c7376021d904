-- The trained model that suggests offices and categories, with its measured accuracy (DESIGN.md decision 12).
-- Why in the database: every web process finds the newest one there, and a backup takes it along.
-- It holds hashes of words and numbers, no text of any report.
-- Locks: only a new table. The previous release runs on against it.

create table routing_model (
  model_no integer primary key generated always as identity,
  trained_at timestamptz not null,
  reports integer not null,
  measured jsonb not null,
  model bytea not null,
  constraint routing_model_small check (octet_length(model) <= 20000000),
  constraint routing_model_measured_small check (pg_column_size(measured) < 8000)
);
-- Numbers do not get smaller by the compression of PostgreSQL: it would only cost time.
alter table routing_model alter column model set storage external;

grant select on routing_model to lapor_web, lapor_worker;
grant insert, delete on routing_model to lapor_worker;
