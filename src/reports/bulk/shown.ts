/** The rows of a run as its owner may read them. */
import type { Db } from '../../platform/db/database.ts'
import { namesOf } from '../casefile/reading.ts'
import type { InboxRow } from '../casefile/tables.ts'
import type { Desk } from '../desk/desk.ts'
import { asReadBy, scoped } from '../desk/queries.ts'
import type { ShownRow } from './pages.ts'
import { rowsOf } from './runs.ts'
import type { BulkRow, BulkRun, RowState } from './tables.ts'

const rowsAPage = 100
/** What did not happen, before or after the run. */
export const leftStates: readonly RowState[] = ['barred', 'refused', 'skipped', 'kept']

/** A report that has left the reader's lists has no title here: it is not theirs to read any more. */
export async function shownRows(
  db: Db,
  desk: Desk,
  run: BulkRun,
  { after, isNarrowed }: { after: number; isNarrowed: boolean },
): Promise<{ rows: ShownRow[]; next?: number }> {
  if (['asking', 'checking', 'running', 'undoing'].includes(run.state)) return { rows: [] }
  const found = await rowsOf(db, run.run_id, {
    after,
    states: isNarrowed ? leftStates : undefined,
    limit: rowsAPage + 1,
  })
  const rows = found.slice(0, rowsAPage)
  const [titles, names] = await Promise.all([titlesOf(db, desk, rows), targetNames(db, run, rows)])
  return {
    rows: rows.map((row) => {
      const title = titles.get(row.report_id)
      const targetName = names.get(targetOf(run, row))
      return { ...row, ...(title && { title }), ...(targetName && { targetName: `→ ${targetName}.` }) }
    }),
    ...(found.length > rowsAPage && { next: rows.at(-1)!.place }),
  }
}

async function titlesOf(
  db: Db,
  { actor, area, queue }: Desk,
  rows: readonly BulkRow[],
): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map()
  const listed = (await scoped(db, actor, area, queue)
    .where(
      'report_id',
      'in',
      rows.map(({ report_id }) => report_id),
    )
    .selectAll()
    .execute()) as InboxRow[]
  return new Map(listed.map((row) => [row.report_id, asReadBy(row, actor).title]))
}

const targetOf = (run: BulkRun, { input }: BulkRow): string => {
  const target = { ...run.input, ...input }
  const unit = target['unit'] ?? target['agency']
  return typeof unit === 'string' ? unit : ''
}

const targetNames = (db: Db, run: BulkRun, rows: readonly BulkRow[]) =>
  namesOf(
    db,
    rows.map((row) => targetOf(run, row)),
  )
