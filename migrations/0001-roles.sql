-- Who may do what in the database. Names and contacts are kept apart (DESIGN.md, decision 8): the web process
-- writes them into the schema "vault" and cannot read them back; only lapor_vault can.
--   lapor_owner   owns everything and runs the migrations after this one
--   lapor_web     answers requests
--   lapor_worker  does what happens later: messages, roll-ups, the public log
--   lapor_vault   opens an identity, for a stated reason
-- Locks nothing. Runs against a database of the previous release. Needs a login that may create roles; an
-- administrator may run this file by hand beforehand, it changes nothing the second time.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['lapor_owner', 'lapor_web', 'lapor_worker', 'lapor_vault'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception
        when insufficient_privilege then
          raise exception 'the login % may not create the role %', current_user, wanted
            using hint = 'Let an administrator run migrations/0001-roles.sql once and grant the four roles to this login.';
        -- Roles belong to the whole server: another database may be making them at this moment.
        when duplicate_object or unique_violation then null;
      end;
    end if;
    if not pg_has_role(current_user, wanted, 'usage') then
      execute format('grant %I to %I', wanted, current_user);
    end if;
  end loop;
  execute format('grant create, connect, temporary on database %I to lapor_owner', current_database());
  execute format('grant connect on database %I to lapor_web, lapor_worker, lapor_vault', current_database());
end
$$;

grant usage, create on schema public to lapor_owner;
grant usage on schema public to lapor_web, lapor_worker, lapor_vault;
revoke create on schema public from public;

create schema if not exists vault authorization lapor_owner;
-- Usage lets the web process insert; a migration that makes a vault table grants it insert and nothing else.
grant usage on schema vault to lapor_web, lapor_worker, lapor_vault;

-- Reading is the default in "public", so a page never fails for a forgotten grant; writing is granted by the
-- migration that makes the table. Nothing is the default in "vault".
alter default privileges for role lapor_owner in schema public grant select on tables to lapor_web, lapor_worker;
alter default privileges for role lapor_owner in schema public grant usage on sequences to lapor_web, lapor_worker;

create table if not exists public.migration (
  name varchar(100) primary key,
  checksum varchar(64) not null,
  run_at timestamptz not null default now()
);
alter table public.migration owner to lapor_owner;
grant select on public.migration to lapor_web, lapor_worker, lapor_vault;
