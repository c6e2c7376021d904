import { Kysely } from 'kysely'
import pg from 'pg'
import type { Logger } from '../log.ts'
import { PreparedDialect } from './prepared.ts'
import { makeTogether, setTogether } from './together.ts'
import { typeParsers } from './types.ts'
import { asUnavailable } from './unavailable.ts'

/** Every table of the program. A room adds its own by declaration merging, in its `tables.ts`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the rooms
export interface Tables {}

/** What queries take first: the database, or a transaction on it. */
export type Db = Kysely<Tables>

/** A group of rights in the database. Only `lapor_vault` may read names and contacts. */
export type DatabaseRole = 'lapor_owner' | 'lapor_web' | 'lapor_worker' | 'lapor_vault'

/** An open database: Kysely over a pool of connections that all act in one role. */
export interface OpenDatabase {
  db: Db
  pool: pg.Pool
  close: () => Promise<void>
}

interface Options {
  /** `postgresql://…`; a socket folder as `postgresql:///name?host=/folder&user=…`. */
  url: string
  /** Left out: whatever rights the login has (only for creating roles and databases). */
  role?: DatabaseRole
  /** The most connections at one time. */
  max?: number
  log?: Logger
  /** A statement that takes longer is cancelled; 0 for never (migrations, seeding). */
  statementTimeoutMs?: number
}

/**
 * Opens a pool on the database and acts in `role` from the first statement of every connection.
 * Where the login may not take that role (a hosted PostgreSQL without our roles) it says so once and
 * works with the rights of the login.
 * @throws database_unavailable when the database does not answer
 */
export async function openDatabase(options: Options): Promise<OpenDatabase> {
  const open = poolFor(options, options.role)
  try {
    const client = await open.connect()
    client.release()
    return withKysely(open, poolOptions(options, options.role))
  } catch (error) {
    await open.end()
    if (!mayNotTakeRole(error)) throw asUnavailable(error) ?? error
    options.log?.warn(
      { role: options.role },
      'This login may not act in the role of the program, so names and contacts are not kept apart from it. ' +
        'Let an administrator run migrations/0001-roles.sql and grant the role to the login.',
    )
    return withKysely(poolFor(options, undefined), poolOptions(options, undefined))
  }
}

const poolOptions = (options: Options, role: DatabaseRole | undefined): pg.PoolConfig => ({
  connectionString: options.url,
  max: options.max ?? 10,
  // `options` reaches the server with the start-up message: no round trip, and no statement runs before it.
  options: `-c timezone=UTC -c datestyle=ISO${role ? ` -c role=${role}` : ''}`,
  application_name: role ?? 'lapor',
  statement_timeout: options.statementTimeoutMs ?? 15_000,
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 60_000,
  keepAlive: true,
  types: typeParsers,
})

function poolFor(options: Options, role: DatabaseRole | undefined): pg.Pool {
  const pool = new pg.Pool(poolOptions(options, role))
  // Without these listeners a connection that dies while idle would end the whole process.
  // A pool that is closing no longer waits for its connections, so a server that stops with it ends the last of them.
  pool.on('error', (error) => {
    if (!pool.ending) options.log?.warn({ code: errorCode(error) }, 'an idle database connection was lost')
  })
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function withKysely(pool: pg.Pool, options: pg.PoolConfig): OpenDatabase {
  const db = new Kysely<Tables>({ dialect: new PreparedDialect(pool) })
  const together = makeTogether(options, (statement) => db.executeQuery(statement))
  setTogether(db, together)
  // Not db.destroy(): it forgets the pool when no query was made through Kysely.
  return { db, pool, close: async () => void (await Promise.all([pool.end(), together.close()])) }
}

function mayNotTakeRole(error: unknown): boolean {
  const code = errorCode(error)
  return (code === '22023' || code === '42501') && /role/.test(String((error as Error).message))
}

function errorCode(error: unknown): string | undefined {
  return (error as { code?: string } | undefined)?.code
}
