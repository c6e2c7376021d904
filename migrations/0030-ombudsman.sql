-- Reports that their reporter lets the Ombudsman take over: few among millions, so that the list of them is short work.
create index report_asks_ombudsman on report (report_id) where marks ? 'ombudsmanConsent';
