/** Public steps of reports that somebody follows, noted in the transaction of the event; the letters are made later. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import type { EventRow } from './tables.ts'

/**
 * One row per step, however many follow, and none for a report that nobody follows or that is not public. When the
 * reporter acted is public by the day only (DOMAIN section 6): such a step is told the next morning at seven.
 */
export async function noteFollowNews(db: Db, file: CaseFile, event: EventRow): Promise<void> {
  if (event.audience !== 'public' || file.publication !== 'published') return
  const isReporters = event.actor_kind === 'reporter' || event.actor_kind === 'visitor'
  await sql`
    insert into follow_news (report_id, seq, at, next_at)
    select ${file.reportId}::uuid, ${event.seq}::int, ${event.at}::timestamptz,
      case when ${isReporters}
        then (date_trunc('day', ${event.at}::timestamptz at time zone ${file.zone}) + interval '31 hours')
          at time zone ${file.zone}
        else ${event.at}::timestamptz
      end
    where exists (
      select from follower
      where report_id = ${file.reportId} and confirmed_at is not null
    )`.execute(db)
}
