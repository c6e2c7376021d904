/** Answers that are being written: one per report and account, kept until they are sent. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import './tables.ts'

export type Draft = { text: string; outcome?: string; savedAt: Date }
export type OtherDraft = Draft & { name: string }

/** Keeps what is written so far; an empty box is no draft. */
export async function saveDraft(
  ground: Ground,
  actor: Actor,
  reportId: string,
  draft: { text: string; outcome?: string | undefined },
): Promise<Date | undefined> {
  if (draft.text.trim() === '') {
    await dropDraft(ground.db, actor.id, reportId)
    return undefined
  }
  const row = { text: draft.text, outcome: draft.outcome ?? null, saved_at: ground.now() }
  await ground.db
    .insertInto('desk_draft')
    .values({ report_id: reportId, account_id: actor.id, ...row })
    .onConflict((conflict) => conflict.columns(['report_id', 'account_id']).doUpdateSet(row))
    .execute()
  return row.saved_at
}

export const dropDraft = async (db: Db, accountId: string, reportId: string): Promise<void> => {
  await db
    .deleteFrom('desk_draft')
    .where('report_id', '=', reportId)
    .where('account_id', '=', accountId)
    .execute()
}

/** A quarter of a year: longer than any clock of an answer runs. */
const keptDays = 90

/** Drafts hold words about people, so they do not lie about for ever. */
export const forgetOldDrafts = async (db: Db, now: Date): Promise<void> => {
  await db
    .deleteFrom('desk_draft')
    .where('saved_at', '<', new Date(now.getTime() - keptDays * 86_400_000))
    .execute()
}

/** One's own draft, and those of colleagues of the same agency: two people writing one answer must know it. */
export async function draftsOf(
  db: Db,
  actor: Actor,
  reportId: string,
): Promise<{ own?: Draft; others: OtherDraft[] }> {
  const rows = await db
    .selectFrom('desk_draft as d')
    .innerJoin('account as a', 'a.id', 'd.account_id')
    .select(['d.account_id', 'd.text', 'd.outcome', 'd.saved_at', 'a.name', 'a.agency_code'])
    .where('d.report_id', '=', reportId)
    .where(sql<boolean>`a.agency_code is not distinct from ${actor.agency ?? null}`)
    .orderBy('d.saved_at', 'desc')
    .limit(20)
    .execute()
  const drafts = rows.map((row) => ({
    id: row.account_id,
    name: row.name,
    text: row.text,
    savedAt: row.saved_at,
    ...(row.outcome !== null && { outcome: row.outcome }),
  }))
  const own = drafts.find((draft) => draft.id === actor.id)
  return { ...(own && { own }), others: drafts.filter((draft) => draft.id !== actor.id) }
}
