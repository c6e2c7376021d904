import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** When and how a job runs. */
export interface JobOptions {
  /** Not before this instant; left out, as soon as possible. */
  runAt?: Date
  /** Of jobs with the same key only the last one asked for remains. */
  key?: string
  /** How often a job that fails is tried again, with growing pauses; 25 when left out. */
  maxAttempts?: number
}

/** Queues a job in the transaction it is given: it runs if and only if that commits. The payload holds ids, never people. */
export async function queueJob(
  db: Db,
  task: string,
  payload: Record<string, unknown>,
  { runAt, key, maxAttempts }: JobOptions = {},
): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      identifier => ${task}::text,
      payload => ${JSON.stringify(payload)}::json,
      run_at => ${runAt ?? null}::timestamptz,
      job_key => ${key ?? null}::text,
      max_attempts => ${maxAttempts ?? null}::int)`.execute(db)
}
