-- Agencies look for words in what they may read: the masked text, kept as words beside the original's.
-- Why: an officer finds the reports of her own list by the words that stand in it, and nothing by what is masked.
-- Locks: report_search for a moment. It is emptied and filled again by the worker, within minutes for a million
-- reports; until then a search finds less. The previous release runs on against it.
delete from report_search;
alter table report_search add column masked tsvector;
create index report_search_masked on report_search using gin (masked);
