-- A row of the desk says that the approver gave the answer back. Rows made before say so after their next step, or
-- after `lapor rebuild`.
-- Locks: `agency_inbox` for an instant. The previous release runs on against it.
alter table agency_inbox add column returned boolean not null default false;
