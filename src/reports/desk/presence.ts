/** Who has a report open now. Pages say so twice a minute; whoever has been silent for longer has left. */
import type { Db } from '../../platform/db/database.ts'
import { announceSoon } from '../../platform/db/deskChanges.ts'
import './tables.ts'

const goneAfterMs = 75_000

export async function notePresence(db: Db, accountId: string, reportId: string, now: Date): Promise<void> {
  const before = await db
    .selectFrom('desk_presence')
    .select('seen_at')
    .where('report_id', '=', reportId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  await db
    .insertInto('desk_presence')
    .values({ report_id: reportId, account_id: accountId, seen_at: now })
    .onConflict((conflict) => conflict.columns(['report_id', 'account_id']).doUpdateSet({ seen_at: now }))
    .execute()
  const isNew = !before || now.getTime() - before.seen_at.getTime() > goneAfterMs
  if (isNew) announceSoon(db, { report: reportId, by: accountId, presence: true })
}

/** The names of the others, the one who came last first. */
export async function othersPresent(
  db: Db,
  accountId: string,
  reportId: string,
  now: Date,
): Promise<string[]> {
  const rows = await db
    .selectFrom('desk_presence as p')
    .innerJoin('account as a', 'a.id', 'p.account_id')
    .select('a.name')
    .where('p.report_id', '=', reportId)
    .where('p.account_id', '<>', accountId)
    .where('p.seen_at', '>', new Date(now.getTime() - goneAfterMs))
    .orderBy('p.seen_at', 'desc')
    .limit(5)
    .execute()
  return rows.map((row) => row.name)
}

/** Which of these reports somebody else has open: two verifiers of one list are led to two reports. */
export async function openElsewhere(
  db: Db,
  accountId: string,
  reportIds: readonly string[],
  now: Date,
): Promise<Set<string>> {
  if (reportIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('desk_presence')
    .select('report_id')
    .where('report_id', 'in', [...reportIds])
    .where('account_id', '<>', accountId)
    .where('seen_at', '>', new Date(now.getTime() - goneAfterMs))
    .execute()
  return new Set(rows.map((row) => row.report_id))
}

/** Rows that say nothing any more; for the worker's nightly sweep. */
export async function forgetPresence(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('desk_presence')
    .where('seen_at', '<', new Date(now.getTime() - goneAfterMs))
    .execute()
}
