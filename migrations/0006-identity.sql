-- Names and contacts of reporters, apart from everything else and sealed (DESIGN.md decision 8, DOMAIN.md 6).
-- Each row is encrypted with a key of its own under the public key of the vault; the web process can write it and
-- cannot read it back, neither by rights nor by key. Deleting a row erases the person and leaves the report.
-- Locks: only a new table. The previous release runs on against it.

create table vault.identity (
  report_id uuid primary key,
  sealed bytea not null,
  created_at timestamptz not null,
  constraint identity_sealed_small check (octet_length(sealed) between 1 and 4096)
);

grant insert on vault.identity to lapor_web, lapor_worker;
grant select, update, delete on vault.identity to lapor_vault;
