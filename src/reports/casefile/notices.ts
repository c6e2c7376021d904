/** Messages to the reporter are queued in the transaction of the event they tell of, so none is lost or doubled. */
import type { Db } from '../../platform/db/database.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { noteFollowNews } from './followNews.ts'
import type { EventRow } from './tables.ts'

/**
 * X2, X5, X6: details added, a rating, a consent. The reporter knows it and nothing follows from it, so it is told on
 * the page only. An answer that was waited for (T11, T22) moves a date, and that is told.
 */
const onPageOnly = new Set(['X2', 'X5', 'X6'])

/** One row per event and channel that the reporter left, one for all who follow; the channels send them. */
export async function queueNotices(db: Db, file: CaseFile, event: EventRow, at: string): Promise<void> {
  await noteFollowNews(db, file, event)
  if (event.audience === 'staff' || (event.actor_kind === 'reporter' && onPageOnly.has(event.transition)))
    return
  if (file.contactBy.length === 0) return
  await db
    .insertInto('notice')
    .values(file.contactBy.map((channel) => noticeRow(file.reportId, event.seq, channel, at)))
    .execute()
}

export const noticeRow = (reportId: string, seq: number, channel: 'email' | 'sms', at: string) => ({
  report_id: reportId,
  seq,
  channel,
  state: 'waiting' as const,
  attempts: 0,
  next_at: new Date(at),
  sent_at: null,
  last_error: null,
  created_at: new Date(at),
})
