-- The public log: the hash of every event in a tree of RFC 6962, within a minute, under signed checkpoints.
-- Why: DESIGN.md decision 9, "a number is a promise"; anyone can check that nothing was dropped or rewritten.
-- Rule: entries and checkpoints are only ever added; the last tile of each level grows until it holds 256 hashes.
-- Locks: `report_event` for writing while the index is made (a summary of blocks: a second at a million reports).
-- The previous release runs on against it; its events enter the log when this one looks at all of them.

-- Which events came lately: they lie on the disk nearly in the order of time, so a summary of blocks finds them.
create index report_event_by_time on report_event using brin (at) with (pages_per_range = 32, autosummarize = on);

create table log_entry (
  report_id uuid not null,
  seq integer not null,
  leaf_index bigint not null,
  primary key (report_id, seq)
);

create table log_tile (
  level smallint not null,
  tile_index bigint not null,
  hashes bytea not null,
  constraint log_tile_filled check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  primary key (level, tile_index)
);
-- Hashes cannot be made smaller, so no time is spent on trying.
alter table log_tile alter column hashes set storage external;

create table log_checkpoint (
  tree_size bigint primary key,
  at timestamptz not null,
  -- The signed note as it was published.
  note varchar(600) not null
);

grant insert on log_entry, log_checkpoint to lapor_worker;
grant insert, update on log_tile to lapor_worker;
grant delete on log_checkpoint to lapor_worker;
