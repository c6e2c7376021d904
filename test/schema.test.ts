/** The schema rules of docs/architecture.md, asked of the catalog: they keep the way open to several machines. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { shippedMigrations } from '../src/platform/db/migrations.ts'
import { createTestDatabase } from './support/database.ts'

/** Small tables that every machine holds a copy of; any table may point at them. */
const referenceTables = ['region', 'agency', 'unit', 'topic', 'account']

/** Found by something else than their report, so they are spread by that; each holds one report's id and no more. */
const keyedOtherwise: Record<string, string> = {
  tracking_number: 'found by the number a person types',
  submission_key: 'found by the idempotency key of a retry',
  imported_row: 'found by the row of the file when an import runs again',
}

const { db } = await createTestDatabase({ seeded: false })

async function ask<Row>(statement: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await statement.execute(db)).rows
}

const ours = sql`n.nspname in ('public', 'vault')`

const reportTables = (
  await ask(sql<{ name: string }>`
    select c.relname as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'report_id'
    where ${ours}
      and c.relkind in ('r', 'p')
    order by 1`)
).map(({ name }) => name)

test('the report tables are found', () => {
  assert.ok(reportTables.includes('report') && reportTables.includes('report_event'), reportTables.join(' '))
})

test('every unique key of a report table includes report_id', async () => {
  const keys = await ask(sql<{ table: string; key: string; columns: string[] }>`
    select t.relname as table, i.relname as key,
      array(select attname::text from pg_attribute where attrelid = t.oid and attnum = any(x.indkey)) as columns
    from pg_index x
    join pg_class t on t.oid = x.indrelid
    join pg_class i on i.oid = x.indexrelid
    join pg_namespace n on n.oid = t.relnamespace
    where ${ours}
      and x.indisunique`)
  const wrong = keys.filter(
    ({ table, columns }) =>
      reportTables.includes(table) && !(table in keyedOtherwise) && !columns.includes('report_id'),
  )
  assert.deepEqual(wrong, [])
})

test('a foreign key stays within one report or points at a small reference table', async () => {
  const keys = await ask(sql<{ from: string; to: string; columns: string[]; target: string[] }>`
    select f.relname as from, t.relname as to,
      array(select attname::text from pg_attribute where attrelid = f.oid and attnum = any(k.conkey)) as columns,
      array(select attname::text from pg_attribute where attrelid = t.oid and attnum = any(k.confkey)) as target
    from pg_constraint k
    join pg_class f on f.oid = k.conrelid
    join pg_class t on t.oid = k.confrelid
    join pg_namespace n on n.oid = f.relnamespace
    where ${ours}
      and k.contype = 'f'`)
  const isAllowed = ({ from, to, columns, target }: (typeof keys)[number]) =>
    referenceTables.includes(to) ||
    (columns.includes('report_id') && target.includes('report_id')) ||
    (!reportTables.includes(from) && !reportTables.includes(to))
  assert.deepEqual(
    keys.filter((key) => !isAllowed(key)),
    [],
  )
})

test('no table has a trigger: what happens is written in the program', async () => {
  const triggers = await ask(sql`
    select c.relname as table, t.tgname as trigger
    from pg_trigger t
    join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours}
      and not t.tgisinternal`)
  assert.deepEqual(triggers, [])
})

test('no table filters rows by settings of the session', async () => {
  const secured = await ask(sql`
    select c.relname as table
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours}
      and (c.relrowsecurity or exists (select from pg_policy p where p.polrelid = c.oid))`)
  assert.deepEqual(secured, [])
})

test('every text column has a bound', async () => {
  const unbounded = await ask(sql`
    select c.relname as table, a.attname as column
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours}
      and c.relkind in ('r', 'p')
      and a.attnum > 0
      and not a.attisdropped
      and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'varchar[]'::regtype)
      and a.atttypmod = -1
      and not exists (
        select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any(k.conkey)
      )`)
  assert.deepEqual(unbounded, [])
})

test('an instant has a zone and a day is a date; there is no other kind of time', async () => {
  const zoneless = await ask(sql`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours}
      and c.relkind in ('r', 'p')
      and a.attnum > 0
      and a.atttypid in ('timestamp'::regtype, 'time'::regtype, 'timetz'::regtype)`)
  assert.deepEqual(zoneless, [])
})

test('every table has a primary key and belongs to lapor_owner', async () => {
  const wrong = await ask(sql`
    select c.relname as table, pg_get_userbyid(c.relowner) as owner
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where ${ours}
      and c.relkind in ('r', 'p')
      and (
        pg_get_userbyid(c.relowner) <> 'lapor_owner'
        or not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')
      )`)
  assert.deepEqual(wrong, [])
})

test('only lapor_vault reads names and contacts; the web process cannot read what it wrote', async () => {
  const readable = await ask(sql`
    select c.relname as table, r.rolname as role
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    cross join pg_roles r
    where n.nspname = 'vault'
      and c.relkind in ('r', 'p', 'v', 'm')
      and r.rolname in ('lapor_web', 'lapor_worker')
      and has_any_column_privilege(r.rolname, c.oid, 'select')`)
  assert.deepEqual(readable, [])
})

test('events are only ever added: no role of the program may change or remove one', async () => {
  const rights = await ask(sql`
    select r.rolname as role, p.change
    from pg_roles r
    cross join (values ('update'), ('delete'), ('truncate')) p (change)
    where r.rolname in ('lapor_web', 'lapor_worker', 'lapor_vault')
      and has_table_privilege(r.rolname, 'report_event', p.change)`)
  assert.deepEqual(rights, [])
})

test('every migration says why it is there, what it locks, and whether the previous release runs against it', async () => {
  for (const { name, sql: text } of await shippedMigrations()) {
    const head = text.slice(0, text.search(/^(?!--)/m))
    assert.ok(head.length > 80, `${name} has no head comment`)
    assert.match(head, /lock/i, name)
    assert.match(head, /previous\s+(--\s*)?release/i, name)
  }
})
