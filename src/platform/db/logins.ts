/**
 * A login of its own for each role of the program. `set role` is allowed by what the login may do, not by the role it
 * acts in: with one login for all, a hole in a query of the web process could take the role that reads names.
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Logger } from '../log.ts'
import type { DatabaseRole } from './database.ts'

/** Roles that the running program acts in; migrations and commands keep the login that was given. */
export const ownRoles = ['lapor_web', 'lapor_worker', 'lapor_vault'] as const
export type OwnRole = (typeof ownRoles)[number]

/** The addresses under which the program signs in, each in one role. */
export interface Logins {
  /** `direct` is the address past a pooler. */
  urlOf: (role: DatabaseRole, way?: 'direct') => string
  /** Whether no role can take another. */
  areApart: boolean
}

interface Options {
  url: string
  directUrl: string
  /** Passwords are made from it, so that every process of the installation has the same. */
  secret: Buffer
  /** Logins that the operator has made by hand. */
  given?: Partial<Record<OwnRole, string | undefined>>
  log?: Logger
}

/**
 * Finds the program's own logins, or makes them where the given login may create roles. Where it may not, or where
 * they cannot sign in (`pg_hba.conf`, a pooler with a list of users), everything goes on under the given login and
 * the log says what that means.
 */
export async function ownLogins(options: Options): Promise<Logins> {
  const { url, directUrl, secret, given = {}, log } = options
  const missing = ownRoles.filter((role) => given[role] === undefined)
  const ways = [...new Set([url, directUrl])]
  const all = missing.flatMap((role) => ways.map((way) => withLogin(way, role, secret)))
  const areThere = async () => (await Promise.all(all.map(canSignIn))).every(Boolean)
  const areApart =
    (await areThere()) || ((await makeLogins(directUrl, missing, secret, log)) && (await areThere()))
  if (!areApart)
    log?.warn(
      'The web process shares its database login with the role that reads names and contacts, which stay sealed by ' +
        'the vault key alone. Give a login that may create roles, or set DATABASE_WEB_URL, DATABASE_WORKER_URL and ' +
        'DATABASE_VAULT_URL (docs/operations.md).',
    )
  return {
    areApart,
    urlOf: (role, way) => {
      const main = way === 'direct' ? directUrl : url
      if (!isOwn(role)) return main
      return given[role] ?? (areApart ? withLogin(main, role, secret) : main)
    },
  }
}

const isOwn = (role: DatabaseRole): role is OwnRole => (ownRoles as readonly string[]).includes(role)

/** Roles belong to the whole server, so the name says for which of its databases this login is. */
const loginName = (url: string, role: OwnRole): string => {
  const database = decodeURIComponent(new URL(url).pathname.slice(1))
  return `${role}_${createHash('sha256').update(database).digest('hex').slice(0, 8)}`
}

const passwordOf = (secret: Buffer, name: string): string =>
  createHmac('sha256', secret).update(`login ${name}`).digest('base64url')

/** Settings in the query win over those before the host, also where there is no host. */
function withLogin(url: string, role: OwnRole, secret: Buffer): string {
  const own = new URL(url)
  const name = loginName(url, role)
  own.searchParams.set('user', name)
  own.searchParams.set('password', passwordOf(secret, name))
  return own.href
}

async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}

async function makeLogins(
  url: string,
  wanted: readonly OwnRole[],
  secret: Buffer,
  log: Logger | undefined,
): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [loginLock])
    for (const role of wanted) await makeLogin(client, role, loginName(url, role), secret)
    await client.query('commit')
    return true
  } catch (error) {
    log?.info({ code: (error as { code?: string }).code }, 'logins of their own could not be made')
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

// Two processes that start at once must not both make them.
const loginLock = 7_083_002

async function makeLogin(client: pg.Client, role: OwnRole, name: string, secret: Buffer): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
  const [quoted, verifier] = [client.escapeIdentifier(name), scramVerifier(passwordOf(secret, name))]
  await client.query(
    `${rowCount ? 'alter' : 'create'} role ${quoted} login inherit password ${client.escapeLiteral(verifier)}`,
  )
  await client.query(`grant ${client.escapeIdentifier(role)} to ${quoted}`)
}

/** What the server keeps of a password (RFC 5803); sent ready-made, so that no log of statements ever holds one. */
export function scramVerifier(password: string, salt = randomBytes(16), rounds = 4096): string {
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const keyOf = (what: string) => createHmac('sha256', salted).update(what).digest()
  const storedKey = createHash('sha256').update(keyOf('Client Key')).digest('base64')
  const serverKey = keyOf('Server Key').toString('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
