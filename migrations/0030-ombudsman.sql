-- Reports that their reporter lets the Ombudsman take over: few among millions, so that the list of them is short work.
-- Locks: `report` against writing for as long as reading it takes (seconds for a million reports).
-- The previous release runs on against it.
create index report_asks_ombudsman on report (report_id) where marks ? 'ombudsmanConsent';
