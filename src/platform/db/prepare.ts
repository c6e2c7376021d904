import pg from 'pg'
import { explained } from '../explained.ts'
import { prepareJobs } from '../jobs/schema.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrations.ts'

/**
 * Makes a database ready for this version: checks that the server is one we know, runs what is missing of our
 * migrations and of the job queue's.
 * @returns the names of the migrations that were run
 * @throws database_not_reachable, database_version, schema_is_newer, migration_was_changed
 */
export async function prepareDatabase(url: string, onStep?: (name: string) => void): Promise<string[]> {
  await refuseUnknownServer(url)
  const done = await migrate(url, { onStep })
  const owner = await openDatabase({ url, role: 'lapor_owner', max: 2, statementTimeoutMs: 0 })
  try {
    await prepareJobs(owner.pool)
  } finally {
    await owner.close()
  }
  return done
}

async function refuseUnknownServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  let version: number
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version_num') as version",
    )
    version = Math.floor(Number(rows[0]?.version) / 10_000)
  } catch (error) {
    throw explained('database_not_reachable', { reason: (error as Error).message }, error)
  } finally {
    await client.end().catch(() => {})
  }
  if (version < 15 || version > 18) throw explained('database_version', { version })
}
