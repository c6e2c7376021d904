-- Who and where: regions, agencies, their units, topics, and the calendar (DOMAIN.md A2, A7, 7 Tiers, 8 A1).
-- These are small reference tables: every report table may point at them, and they point at no report.
-- Rows are never deleted: what a new list no longer names becomes inactive and keeps its code, so that an old
-- report still says where it happened and who answered it.
-- Locks: only creates. The previous release runs against it (it does not know these tables).

create table region (
  code varchar(13) primary key,
  name varchar(120) not null,
  level varchar(10) not null,
  parent_code varchar(13),
  province_code varchar(2) not null,
  zone varchar(20) not null,
  lat double precision,
  lng double precision,
  -- 'Kelurahan X, Kecamatan Y, Kota Z, Jawa Timur': fixed by the parents' names, so that a list needs no joins.
  path varchar(300) not null,
  -- The words of the name and of every parent, made by the seed; `simple` words without a parser.
  search tsvector not null,
  active boolean not null default true,
  shipped boolean not null default false,
  constraint region_level_known check (level in ('provinsi', 'kabupaten', 'kota', 'kecamatan', 'kelurahan', 'desa')),
  constraint region_zone_known check (zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  constraint region_parent_is_code_prefix check (
    case level when 'provinsi' then parent_code is null else code like parent_code || '.%' end
  ),
  constraint region_province_is_code_prefix check (province_code = left(code, 2))
);
create index region_by_parent on region (parent_code, name, code);
create index region_by_word on region using gin (search);
-- A few letters fit tens of thousands of villages; the 7,837 larger places are looked through first.
create index region_by_word_of_larger on region using gin (search) where length(code) <= 8;

create table agency (
  code varchar(20) primary key,
  name varchar(200) not null,
  short_name varchar(80) not null,
  slug varchar(120) not null,
  type varchar(20) not null,
  -- The tier above (DOMAIN 7): regency under province, province under the ministry of home affairs,
  -- ministry under its coordinating ministry.
  parent_code varchar(20) references agency (code),
  region_code varchar(13) references region (code),
  zone varchar(20) not null,
  -- Registered office hours {mon_thu, fri}, where they differ from the rule of A3.
  hours jsonb,
  active boolean not null default true,
  -- Named by the list that comes with the program; a row added by hand is left alone by `lapor seed`.
  shipped boolean not null default false,
  successor_code varchar(20) references agency (code),
  constraint agency_slug_once unique (slug),
  constraint agency_type_known check (type in (
    'ministry', 'institution', 'province', 'regency', 'city', 'state_company', 'campus', 'mission', 'national_desk'
  )),
  constraint agency_zone_known check (zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
  constraint agency_hours_small check (pg_column_size(hours) < 400)
);
create index agency_by_name on agency (name, code);
create index agency_by_region on agency (region_code);
create index agency_by_parent on agency (parent_code);

create table unit (
  code varchar(100) primary key,
  agency_code varchar(20) not null references agency (code),
  name varchar(200) not null,
  short_name varchar(80) not null default '',
  kind varchar(20) not null,
  parent_unit_code varchar(100),
  region_code varchar(13),
  -- The field of government that the office carries (UU 23/2014), for routing and for matching other names of it.
  urusan varchar(120) not null default '',
  active boolean not null default true,
  shipped boolean not null default false,
  constraint unit_code_names_agency check (code like agency_code || '.%'),
  constraint unit_kind_known check (kind in (
    'opd', 'inspectorate', 'secretariat', 'hospital', 'utility', 'kecamatan', 'kelurahan', 'desa'
  ))
);
create index unit_by_agency on unit (agency_code, name, code);

create table topic (
  code varchar(20) primary key,
  parent_code varchar(20) references topic (code),
  name varchar(200) not null,
  level smallint not null check (level between 1 and 4),
  source varchar(20) not null,
  active boolean not null default true,
  shipped boolean not null default false
);
create index topic_by_parent on topic (parent_code, name, code);

-- One day on which somebody does not work, or works shorter (A7). Entered by one person and checked by another
-- against the decree; a shipped row was checked before the release. A row is corrected by withdrawing it.
create table calendar_row (
  id varchar(60) primary key,
  day date not null,
  name varchar(200) not null,
  type varchar(20) not null,
  scope_kind varchar(10) not null default 'nation',
  scope_code varchar(20) not null default '',
  effect varchar(10) not null,
  decree varchar(300) not null default '',
  -- The day from which the decree could be known (A27); on an earlier day clocks are computed without the row.
  known_from_day date not null,
  entered_at timestamptz not null default now(),
  entered_by varchar(60) not null,
  checked_by varchar(60),
  -- Whether clocks count with it: once checked, until withdrawn.
  active boolean not null default true,
  shipped boolean not null default false,
  -- The version of the whole calendar that began with this row; 0 until the row counts.
  calendar_version integer not null default 0,
  constraint calendar_row_type_known check (type in (
    'national', 'collective_leave', 'election', 'local', 'closure', 'outage', 'ramadan'
  )),
  constraint calendar_row_scope_known check (
    (scope_kind = 'nation' and scope_code = '') or (scope_kind in ('region', 'agency') and scope_code <> '')
  ),
  constraint calendar_row_effect_known check (effect in ('closes', 'note_only', 'short_day')),
  constraint calendar_row_checked_before_it_counts check (checked_by is not null or not active),
  constraint calendar_row_checked_by_another check (shipped or checked_by is distinct from entered_by)
);
create index calendar_row_by_day on calendar_row (day, id);

-- Which edition of each list is loaded: the seed skips what has not changed, and copies kept in the memory of a
-- process (two may run) are good as long as this number is.
create table reference_version (
  list varchar(30) primary key,
  version integer not null,
  checksum varchar(64) not null,
  loaded_at timestamptz not null default now()
);

grant select on region, agency, unit, topic, calendar_row, reference_version to lapor_web, lapor_worker;
