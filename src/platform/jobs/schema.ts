import { runMigrations } from 'graphile-worker'
import type pg from 'pg'

/**
 * Makes or updates the queue's own schema and lets the roles of the program use it. Its row-level security is
 * switched off: it has no policies, so it would only keep everyone but the owner from queueing a job.
 * @param pool acts as `lapor_owner`
 */
export async function prepareJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, schema: jobSchema })
  await pool.query(allowRoles)
}

/** The schema of the queue, apart from ours. */
export const jobSchema = 'graphile_worker'

const allowRoles = `
do $$
declare
  secured regclass;
begin
  for secured in
    select oid from pg_class where relnamespace = '${jobSchema}'::regnamespace and relrowsecurity
  loop
    execute format('alter table %s disable row level security', secured);
  end loop;
end
$$;
grant usage on schema ${jobSchema} to lapor_web, lapor_worker;
grant select, insert, update, delete on all tables in schema ${jobSchema} to lapor_web, lapor_worker;
grant usage on all sequences in schema ${jobSchema} to lapor_web, lapor_worker;
grant execute on all functions in schema ${jobSchema} to lapor_web, lapor_worker;`
