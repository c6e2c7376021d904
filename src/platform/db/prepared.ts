import { createHash } from 'node:crypto'
import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { asUnavailable } from './unavailable.ts'

/** Past this many distinct texts new ones are sent unnamed: lists of changing length must not fill the server. */
const mostNames = 500
const names = new Map<string, string>()

/** The name under which a statement is prepared, or undefined for the unnamed statement. */
export function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostNames) return known
  const name = `s${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`
  names.set(text, name)
  return name
}

const isPlannable = /^\s*(select|insert|update|delete|with|merge|values)\b/i

/**
 * Kysely over pg where each connection parses and plans a statement once and then only binds and runs it.
 * A database that does not answer becomes the refusal `database_unavailable`, wherever it is noticed.
 */
export class PreparedDialect extends PostgresDialect {
  constructor(pool: pg.Pool) {
    super({ pool: preparedPool(pool) })
  }
}

function preparedPool(pool: pg.Pool): PostgresPool {
  const wrappers = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    connect: async () => {
      const client = await pool.connect().catch(rethrow)
      const known = wrappers.get(client)
      if (known) return known
      const wrapper = preparedClient(client)
      wrappers.set(client, wrapper)
      return wrapper
    },
    end: () => pool.end(),
  }
}

function preparedClient(client: pg.PoolClient): PostgresPoolClient {
  let isStale = false
  const query = (text: string, values: readonly unknown[]): Promise<unknown> =>
    client
      .query({
        name: isPlannable.test(text) ? statementName(text) : undefined,
        text,
        values: values as unknown[],
      })
      .catch((error: { code?: string; message?: string }) => {
        // A migration changed a table under a prepared statement, or a pooler lost it: do not use this connection again.
        isStale ||=
          error.code === '26000' || (error.code === '0A000' && /cached plan/.test(error.message ?? ''))
        return rethrow(error)
      })
  return {
    query: query as PostgresPoolClient['query'],
    release: (discard?: boolean) => client.release(isStale || Boolean(discard)),
  } as PostgresPoolClient
}

function rethrow(error: unknown): never {
  throw asUnavailable(error) ?? error
}
