/** Changes of the law as two persons make them: what one proposes, and the decision of another. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../regulation/permissions.ts'
import type { ChangeContent, LegalChangeRow, Preview } from './tables.ts'

/** The list that a change makes a new version of. */
export const listOf = (kind: ChangeContent['kind']): 'calendar' | 'rules' =>
  kind === 'calendar' ? 'calendar' : 'rules'

/** Keeps a proposal. Nothing counts until another person has approved it. @returns its id */
export async function insertChange(
  db: Db,
  actor: Actor,
  { kind, content }: ChangeContent,
  { decree, decreeDay }: { decree: string; decreeDay: string },
  now: Date,
): Promise<string> {
  const change_id = randomUUID()
  await db
    .insertInto('legal_change')
    .values({
      change_id,
      kind,
      content: JSON.stringify(content) as never,
      decree: decree.trim(),
      decree_day: decreeDay,
      state: 'draft',
      entered_at: now,
      entered_by: actor.id,
      entered_by_name: actor.name,
      decided_at: null,
      decided_by: null,
      decided_by_name: null,
      preview: null,
      version: null,
    })
    .execute()
  return change_id
}

/** @throws not_found */
export async function changeById(db: Db, id: string, lock = false): Promise<LegalChangeRow> {
  const query = db.selectFrom('legal_change').selectAll().where('change_id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw refuse('not_found')
  return row as LegalChangeRow
}

/** The newest first. */
export async function listChanges(
  db: Db,
  filter: { kinds?: readonly ChangeContent['kind'][]; state?: LegalChangeRow['state']; limit?: number } = {},
): Promise<LegalChangeRow[]> {
  let query = db.selectFrom('legal_change').selectAll()
  if (filter.kinds) query = query.where('kind', 'in', [...filter.kinds])
  if (filter.state) query = query.where('state', '=', filter.state)
  const rows = await query
    .orderBy('entered_at', 'desc')
    .orderBy('change_id', 'desc')
    .limit(filter.limit ?? 30)
    .execute()
  return rows as LegalChangeRow[]
}

/**
 * The version of a list, locked until the transaction ends, so that changes come one by one. It is counted up last
 * (`beginVersion`): whoever reads the list in between reads what is committed.
 */
export async function lockVersion(db: Db, list: 'calendar' | 'rules'): Promise<number> {
  const { version } = await db
    .selectFrom('reference_version')
    .select('version')
    .where('list', '=', list)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return version
}

export const beginVersion = (db: Db, list: 'calendar' | 'rules', version: number) =>
  db
    .updateTable('reference_version')
    .set({ version, loaded_at: sql`now()` })
    .where('list', '=', list)
    .execute()

/** The decision about a proposal that the transaction has locked. */
export async function decideChange(
  db: Db,
  change: LegalChangeRow,
  actor: Actor,
  decision: { state: 'approved' | 'declined'; version?: number },
  now: Date,
): Promise<void> {
  await db
    .updateTable('legal_change')
    .set({
      state: decision.state,
      version: decision.version ?? null,
      decided_at: now,
      decided_by: actor.id,
      decided_by_name: actor.name,
    })
    .where('change_id', '=', change.change_id)
    .execute()
}

/** @throws nothing_pending, second_person_needed */
export function checkApprover(change: LegalChangeRow, actor: Actor): void {
  if (change.state !== 'draft') throw refuse('nothing_pending')
  if (change.entered_by === actor.id) throw refuse('second_person_needed')
}

export async function keepPreview(db: Db, id: string, preview: Preview): Promise<void> {
  await db
    .updateTable('legal_change')
    .set({ preview: JSON.stringify(preview) as never })
    .where('change_id', '=', id)
    .execute()
}
