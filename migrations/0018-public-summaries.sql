-- Whether a public text is more than the reporter's words with personal data masked: then its page calls it an
-- officer's summary, so that nobody takes an office's sentences for a citizen's.
-- Why: DESIGN.md, "nothing was rewritten"; DOMAIN.md T33 and T35. Derived from the events like the rest of the row.
-- Locks: `public_report` for an instant (a default needs no rewrite). The previous release runs on against it.
-- Texts that were published before get their value by `lapor rebuild`, or with their next step.
alter table public_report add column edited boolean not null default false;
