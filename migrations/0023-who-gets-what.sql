-- Who gets a report that comes in, as rules of each agency; and handing over everything that one officer holds.
-- Why: issue "desks"; a rule is a row that a person can read, tried on last month's reports before it is put in force,
-- and never stronger than a person's own word. A handover is offered, read and accepted (DOMAIN.md, B1, B2).
-- Rule: what a rule or a handover does to a report is an event of that report like any other (X3, T15); these tables
-- say what was to be done, and `lapor rebuild` leaves them alone.
-- Locks: agency_inbox for writing while two small indexes are built (rows of agencies only), else new tables. The
-- previous release runs on against it and hands out nothing by rule.

create table routing_plan (
  id uuid primary key,
  agency_code varchar(20) not null references agency (code),
  state varchar(10) not null,
  -- Raised by every change of its rules, so that nothing is put in force that was not tried as it stands.
  version integer not null,
  tried_version integer,
  tried_at timestamptz,
  trial jsonb,
  made_by uuid not null references account (id),
  made_at timestamptz not null,
  started_by uuid references account (id),
  started_at timestamptz,
  ended_by uuid references account (id),
  ended_at timestamptz,
  constraint routing_plan_state_known check (state in ('draft', 'in_force', 'past')),
  constraint routing_plan_started check (state = 'draft' or started_at is not null)
);
create unique index routing_plan_one_draft on routing_plan (agency_code) where state = 'draft';
create unique index routing_plan_one_in_force on routing_plan (agency_code) where state = 'in_force';

create table routing_rule (
  id uuid primary key,
  plan_id uuid not null references routing_plan (id) on delete cascade,
  position integer not null,
  name varchar(80) not null,
  -- What it asks for; what is left out fits every report.
  category varchar(20) references topic (code),
  region varchar(13) references region (code),
  words varchar(500),
  -- Where it goes: a unit, an officer, or whoever's turn it is.
  unit_code varchar(100) references unit (code),
  officer_id uuid references account (id),
  in_turn boolean not null,
  constraint routing_rule_has_target check (unit_code is not null or officer_id is not null or in_turn),
  constraint routing_rule_one_way check (not (in_turn and officer_id is not null))
);
create index routing_rule_by_plan on routing_rule (plan_id, position);

-- Every arrival that the rules have looked at, once for each unit that it came to.
create table routing_arrival (
  report_id uuid not null,
  part_no integer not null,
  -- The unit that it had come to; '' where it had come to the agency.
  unit_code varchar(100) not null,
  plan_id uuid not null,
  rule_id uuid,
  officer_id uuid,
  outcome varchar(10) not null,
  -- In which order turns were given; instants may be the same.
  turn bigint generated always as identity,
  at timestamptz not null,
  constraint routing_arrival_key primary key (report_id, part_no, unit_code, plan_id),
  constraint routing_arrival_outcome_known check (outcome in ('given', 'no_rule', 'nobody', 'before'))
);
create index routing_arrival_by_plan on routing_arrival (plan_id, at);
create index routing_arrival_by_officer on routing_arrival (officer_id, turn) where officer_id is not null;

create table handover (
  id uuid primary key,
  agency_code varchar(20) not null references agency (code),
  from_id uuid not null references account (id),
  to_id uuid references account (id),
  to_unit varchar(100) references unit (code),
  note varchar(2000) not null,
  state varchar(10) not null,
  offered_by uuid not null references account (id),
  offered_at timestamptz not null,
  decided_by uuid references account (id),
  decided_at timestamptz,
  -- Why it was not accepted.
  answer varchar(1000),
  constraint handover_state_known check (state in ('offered', 'accepted', 'declined', 'withdrawn')),
  constraint handover_to_one check ((to_id is null) <> (to_unit is null)),
  constraint handover_to_another check (to_id <> from_id)
);
create unique index handover_one_offer on handover (from_id) where state = 'offered';
create index handover_by_agency on handover (agency_code, offered_at desc);
create index handover_to_person on handover (to_id) where state = 'offered';
create index handover_to_unit on handover (to_unit) where state = 'offered';

create table handover_item (
  report_id uuid not null,
  handover_id uuid not null,
  part_no integer not null,
  state varchar(10) not null,
  -- Why it was left where it is, as the code of an error.
  why varchar(40),
  done_at timestamptz,
  constraint handover_item_key primary key (report_id, handover_id, part_no),
  constraint handover_item_state_known check (state in ('waiting', 'moved', 'left'))
);
create index handover_item_by_handover on handover_item (handover_id, state, report_id);

-- Lists of one officer, and of officers who have left; rows of the national desk have none, so a report that comes in
-- writes to neither.
create index agency_inbox_by_officer on agency_inbox (officer_id, due_at, report_id) where officer_id is not null;
-- What has come to an agency and nobody has by name.
create index agency_inbox_arrived on agency_inbox (agency_code, updated_at)
  where open and part_no > 0 and officer_id is null and state = 'forwarded';

grant insert, update, delete on routing_plan, routing_rule to lapor_web;
-- Taking a plan for oneself with `for update` needs the right to update.
grant update (state) on routing_plan to lapor_worker;
grant insert on routing_arrival to lapor_web, lapor_worker;
grant insert, update on handover, handover_item to lapor_web;
grant update on handover_item to lapor_worker;
