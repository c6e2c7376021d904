/**
 * The words of new reports, for the desks' search and for finding duplicates. Filled after the fact, so that a
 * citizen's submit never waits for it; the newest indexed report is the mark from which to go on.
 */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { pause } from '../../platform/jobs/loops.ts'

const batch = 500
/** Ids are ordered by time, but clocks of several processes differ and a slow submit commits later than its id. */
const overlapMs = 10 * 60_000
const lowest = '00000000-0000-0000-0000-000000000000'

/**
 * Indexes what came in since the newest indexed report, in batches. Several workers may do so at once.
 * @param everything looks at all reports: at the start and now and then, for ids from a clock that was set back
 * @returns how many were new
 */
export async function indexNewReports(
  db: Db,
  { everything = false, signal }: { everything?: boolean; signal?: AbortSignal } = {},
): Promise<number> {
  let after = everything ? lowest : await markOf(db)
  let indexed = 0
  while (!signal?.aborted) {
    const begunAt = performance.now()
    const { rows } = await sql<{ taken: number; last: string | null }>`
      with fresh as (
        select r.report_id, r.region, r.submitted_at, r.title, r.text, r.place
        from report r
        where r.report_id > ${after}::uuid
          and not exists (select from report_search s where s.report_id = r.report_id)
        order by r.report_id
        limit ${batch}
      ),
      written as (
        insert into report_search (report_id, regency, submitted_at, search)
        select report_id, case when length(region) >= 5 then left(region, 5) end, submitted_at,
               to_tsvector('indonesian', title || ' ' || text || ' ' || coalesce(place, ''))
        from fresh
        on conflict (report_id) do nothing
      )
      select count(*)::int as taken, (select f.report_id from fresh f order by f.report_id desc limit 1) as last
      from fresh`.execute(db)
    const { taken, last } = rows[0]!
    indexed += taken
    if (last === null || taken < batch) break
    after = last
    // Rests longer than it worked: in a burst of hundreds of reports a second their words can wait, the people cannot.
    if (signal) await pause((everything ? 1 : 9) * (performance.now() - begunAt), signal)
  }
  return indexed
}

async function markOf(db: Db): Promise<string> {
  const newest = await db
    .selectFrom('report_search')
    .select('report_id')
    .orderBy('report_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!newest) return lowest
  const at = parseInt(newest.report_id.replaceAll('-', '').slice(0, 12), 16)
  const hex = Math.max(0, at - overlapMs)
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
