-- Files of reports, and files that are waiting for their report (a form that came back with an error keeps them).
-- Why: DESIGN.md decision 7 (private until a person publishes), DOMAIN.md 6 and T35. The content lies in the
-- folder or object store under its hash; a row is what a report says about it. Rows are never deleted: a file that
-- is taken back becomes `withdrawn`.
-- Locks: only new tables. The previous release runs on against it.

create table attachment (
  report_id uuid not null,
  attachment_no integer not null,
  sha256 varchar(64) not null,
  -- Of the bytes as they were sent, before cleaning: a retry after a lost answer adds nothing.
  sent_sha256 varchar(64) not null,
  kind varchar(10) not null,
  media_type varchar(60) not null,
  -- As the sender named it. May name a person, so the public never sees it.
  name varchar(200) not null,
  size_bytes integer not null,
  width integer,
  height integer,
  thumb_sha256 varchar(64),
  -- A picture with faces and plates made unrecognisable: what the public sees instead of the one above.
  masked_sha256 varchar(64),
  masked_thumb_sha256 varchar(64),
  state varchar(10) not null default 'stored',
  public boolean not null generated always as (state = 'public') stored,
  added_by varchar(10) not null,
  added_by_id varchar(60),
  -- The event it came with; null for the submit and for files that were added on their own.
  event_seq integer,
  created_at timestamptz not null,
  constraint attachment_key primary key (report_id, attachment_no),
  constraint attachment_sent_once unique (report_id, sent_sha256),
  constraint attachment_state_known check (state in ('stored', 'public', 'withdrawn')),
  constraint attachment_kind_known check (kind in ('image', 'pdf', 'audio', 'video')),
  constraint attachment_added_by_known check (added_by in ('reporter', 'staff')),
  constraint attachment_hash_shape check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Who wrote a PDF cannot be taken out of every one (docs/decisions/pdf-attachments.md).
  constraint attachment_pdf_stays_private check (not (kind = 'pdf' and state = 'public'))
);
-- The sweep asks which content is still spoken of.
create index attachment_by_content on attachment (sha256);
create index attachment_by_thumb on attachment (thumb_sha256) where thumb_sha256 is not null;
create index attachment_by_masked on attachment (masked_sha256) where masked_sha256 is not null;
create index attachment_by_masked_thumb on attachment (masked_thumb_sha256) where masked_thumb_sha256 is not null;

create table staged_file (
  file_id varchar(32) primary key,
  -- The form's idempotency key, hashed: only the form that sent a file can attach it.
  form_hash varchar(64) not null,
  sha256 varchar(64) not null,
  sent_sha256 varchar(64) not null,
  kind varchar(10) not null,
  media_type varchar(60) not null,
  name varchar(200) not null,
  size_bytes integer not null,
  width integer,
  height integer,
  thumb_sha256 varchar(64),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint staged_file_once unique (form_hash, sent_sha256)
);
create index staged_file_by_content on staged_file (sha256);
create index staged_file_by_thumb on staged_file (thumb_sha256) where thumb_sha256 is not null;
create index staged_file_by_expiry on staged_file (expires_at);

grant select, insert, update on attachment to lapor_web, lapor_worker;
grant select, insert, update, delete on staged_file to lapor_web, lapor_worker;
