/**
 * The words of new reports, for the desks' search and for finding duplicates. Filled after the fact, so that a
 * citizen's submit never waits for it; the newest indexed report is the mark from which to go on.
 */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { maskPersonalData } from '../publication/masking.ts'
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
    const fresh = await readFresh(db, after)
    await writeWords(db, fresh)
    const [taken, last] = [fresh.length, fresh.at(-1)?.report_id]
    indexed += taken
    if (last === undefined || taken < batch) break
    after = last
    // Rests longer than it worked: in a burst of hundreds of reports a second their words can wait, the people cannot.
    if (signal) await pause((everything ? 1 : 9) * (performance.now() - begunAt), signal)
  }
  return indexed
}

type Fresh = {
  report_id: string
  region: string | null
  submitted_at: Date
  title: string
  text: string
  place: string | null
}

async function readFresh(db: Db, after: string): Promise<Fresh[]> {
  const { rows } = await sql<Fresh>`
    select r.report_id, r.region, r.submitted_at, r.title, r.text, r.place
    from report r
    where r.report_id > ${after}::uuid
      and not exists (select from report_search s where s.report_id = r.report_id)
    order by r.report_id
    limit ${batch}`.execute(db)
  return rows
}

/** The words of the original for the national desk, those of the masked text for agencies (DOMAIN section 6). */
async function writeWords(db: Db, fresh: readonly Fresh[]): Promise<void> {
  if (fresh.length === 0) return
  const rows = fresh.map(({ report_id, region, submitted_at, title, text, place }) => {
    const words = `${title} ${text} ${place ?? ''}`
    const regency = region !== null && region.length >= 5 ? region.slice(0, 5) : null
    return { report_id, regency, submitted_at, words, masked: maskPersonalData(words).masked }
  })
  await sql`
    insert into report_search (report_id, regency, submitted_at, search, masked)
    select report_id, regency, submitted_at, to_tsvector('indonesian', words), to_tsvector('indonesian', masked)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as one (report_id uuid, regency text, submitted_at timestamptz, words text, masked text)
    on conflict (report_id) do nothing`.execute(db)
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
