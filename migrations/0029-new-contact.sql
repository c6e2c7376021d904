-- Another e-mail address of a reporter whose first one takes no letters.
-- Why: issue "telling people", bounces: who was told on the page that letters do not arrive can give another address
-- there. The row of the first one stays as it is, because no web process can open it to change it; the newer address
-- counts (reports/identity/contact.ts). Both are erased together. notice_undeliverable comes from 0025.
-- Locks: only a new table. The previous release runs on against it and goes on writing to the first address.

create table vault.contact (
  report_id uuid primary key,
  sealed bytea not null,
  given_at timestamptz not null,
  constraint contact_sealed_small check (octet_length(sealed) between 1 and 4096)
);

grant select, insert, update, delete on vault.contact to lapor_vault;
