/** Dates of a published report that a change of the calendar or of a rule moved: from when to when, and by which decree. */
import type { Db } from '../../platform/db/database.ts'

export type MovedDate = { at: Date; oldDueOn: string; newDueOn: string; cause: { id: string; en: string } }

type Recorded = {
  id: string
  en: string
  clocks: { no: number; old_due_on: string; new_due_on: string }[]
}

/** @returns the moves of each clock by its number, oldest first; what only changed its verdict is not among them */
export async function movedDates(db: Db, reportId: string): Promise<ReadonlyMap<number, MovedDate[]>> {
  const rows = await db
    .selectFrom('report_event')
    .select(['at', 'data'])
    .where('report_id', '=', reportId)
    .where('action', '=', 'clock_moved')
    .orderBy('seq')
    .limit(200)
    .execute()
  const moves = new Map<number, MovedDate[]>()
  for (const { at, data } of rows) {
    const { id, en, clocks } = data as unknown as Recorded
    for (const { no, old_due_on: oldDueOn, new_due_on: newDueOn } of clocks)
      if (oldDueOn !== newDueOn)
        moves.set(no, [...(moves.get(no) ?? []), { at, oldDueOn, newDueOn, cause: { id, en } }])
  }
  return moves
}
