import type { Db } from '../../platform/db/database.ts'
import type { RecountRow } from './tables.ts'

/** How far the recount of a change is. */
export const recountOf = (db: Db, changeId: string): Promise<RecountRow | undefined> =>
  db.selectFrom('recount').selectAll().where('change_id', '=', changeId).limit(1).executeTakeFirst()

/** Recounts that are not done, the oldest first. */
export const unfinishedRecounts = (db: Db): Promise<RecountRow[]> =>
  db.selectFrom('recount').selectAll().where('state', '<>', 'done').orderBy('approved_at').limit(20).execute()
