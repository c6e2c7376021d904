import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { sql } from 'kysely'
import { createTestDatabase } from '../../../test/support/database.ts'
import { openDatabase, type DatabaseRole, type Db } from './database.ts'
import { ownLogins, ownRoles, scramVerifier } from './logins.ts'

const { url } = await createTestDatabase({ seeded: false })
const secret = Buffer.alloc(32, 9)
const superuser = new pg.Client({ connectionString: url })
superuser.on('error', () => {})
await superuser.connect()

const made = async (): Promise<string[]> =>
  (
    await superuser.query<{ rolname: string }>(
      "select rolname from pg_roles where rolname ~ '^lapor_(web|worker|vault)_[0-9a-f]{8}$' and rolname like $1",
      [`%${nameOf('lapor_web').slice(-8)}`],
    )
  ).rows.map(({ rolname }) => rolname)
const logins = await ownLogins({ url, directUrl: url, secret })
const nameOf = (role: DatabaseRole): string => new URL(logins.urlOf(role)).searchParams.get('user')!

async function acting<Answer>(role: DatabaseRole, ask: (db: Db) => Promise<Answer>): Promise<Answer> {
  const opened = await openDatabase({ url: logins.urlOf(role), role, max: 1 })
  return ask(opened.db).finally(opened.close)
}
const refused = { code: '42501' }

test('the web connection may take no other role, and giving its own back wins nothing', async () => {
  assert.equal(logins.areApart, true)
  await acting('lapor_web', async (db) => {
    for (const role of ['lapor_vault', 'lapor_owner', 'lapor_worker', 'lapor'])
      await assert.rejects(sql`set role ${sql.id(role)}`.execute(db), refused, role)
    await sql`reset role`.execute(db)
    await assert.rejects(sql`select * from vault.identity`.execute(db), refused)
    await assert.rejects(sql`set session authorization lapor_vault`.execute(db), refused)
    await sql`select count(*) from public.report`.execute(db)
  })
})

test('the vault reads identities under a login of its own, and the worker cannot', async () => {
  await acting('lapor_vault', (db) => sql`select * from vault.identity`.execute(db))
  await acting('lapor_worker', (db) => assert.rejects(sql`set role lapor_vault`.execute(db), refused))
})

test('a second start finds the logins as they are', async () => {
  assert.equal((await made()).length, ownRoles.length)
  const again = await ownLogins({ url, directUrl: url, secret })
  assert.equal(again.urlOf('lapor_web'), logins.urlOf('lapor_web'))
  assert.equal(again.urlOf('lapor_owner'), url, 'migrations keep the login that was given')
})

/** A server of somebody else's: the login that was given may do less. */
async function asLogin(name: string, rights: string, roles: string): Promise<string> {
  await superuser.query(`create role ${name} login ${rights}`)
  await superuser.query(`grant lapor_owner, lapor_web, lapor_worker, lapor_vault to ${name} ${roles}`)
  const its = new URL(url)
  its.searchParams.set('user', name)
  return its.href
}

test('a login that may create roles makes them without being a superuser', async () => {
  const name = `creator_${process.pid}`
  const its = await asLogin(name, 'createrole', 'with admin option')
  for (const one of await made()) await superuser.query(`drop role ${one}`)
  assert.equal((await ownLogins({ url: its, directUrl: its, secret })).areApart, true)
  await acting('lapor_web', (db) => assert.rejects(sql`set role lapor_vault`.execute(db), refused))
  for (const one of await made()) await superuser.query(`drop role ${one}`)
  await superuser.query(`drop owned by ${name}`)
  await superuser.query(`drop role ${name}`)
})

test('a login that may not is used for everything, and the log says what that means', async () => {
  const name = `plain_${process.pid}`
  const its = await asLogin(name, 'nocreaterole', '')
  const said: string[] = []
  const log = { warn: (words: string) => said.push(words), info: () => {} } as never
  const shared = await ownLogins({ url: its, directUrl: its, secret, log })
  assert.deepEqual([shared.areApart, shared.urlOf('lapor_web')], [false, its])
  assert.match(said.join(), /shares its database login/)
  // Where the operator has made them by hand there is nothing to make and nothing to say.
  const given = {
    lapor_web: 'postgresql:///a',
    lapor_worker: 'postgresql:///b',
    lapor_vault: 'postgresql:///c',
  }
  const own = await ownLogins({ url: its, directUrl: its, secret, given, log })
  assert.deepEqual([own.areApart, own.urlOf('lapor_vault'), said.length], [true, 'postgresql:///c', 1])
  await superuser.query(`drop role ${name}`)
})

test('the server keeps of a password what we send for it', async () => {
  const name = `scram_${process.pid}`
  await superuser.query(`create role ${name} login password 'kopi pagi di teras'`)
  const { rows } = await superuser.query<{ rolpassword: string }>(
    'select rolpassword from pg_authid where rolname = $1',
    [name],
  )
  const salt = Buffer.from(/:([^$]+)\$/.exec(rows[0]!.rolpassword)![1]!, 'base64')
  assert.equal(scramVerifier('kopi pagi di teras', salt), rows[0]!.rolpassword)
  // Roles outlive the database of this file.
  for (const one of [name, ...(await made())]) await superuser.query(`drop role ${one}`)
  await superuser.end()
})
