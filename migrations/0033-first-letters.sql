-- The worker counts the first letters that one mailbox gets in a day (channels/notifications/firstLetters.ts).
-- Why: anybody can write anybody's address on any number of reports, and each sent a letter there.
-- Locks: none to speak of. The previous release runs on against it.
grant insert, update on throttle to lapor_worker;
