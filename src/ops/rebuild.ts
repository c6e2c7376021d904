/** `lapor rebuild [--check]`: proves that the rows equal the events, or makes them so. */
import { sql } from 'kysely'
import type { Db } from '../platform/db/database.ts'
import { rebuildBatch, type Difference } from '../reports/casefile/rebuilding.ts'
import { withGround } from './withGround.ts'

const batch = 500
/** Enough to see what is wrong; the count says how much. */
const mostShown = 50

export async function run(argv: string[]): Promise<number | void> {
  const isCheck = argv.includes('--check')
  let found = 0
  await withGround(async ({ db }) => {
    const began = performance.now()
    const total = await rebuild(db, !isCheck, (differences) => {
      for (const { number, table, columns } of differences.slice(0, Math.max(0, mostShown - found)))
        process.stdout.write(`${number} ${table}: ${columns.join(', ')}\n`)
      found += differences.length
    })
    const without = await rowsWithoutEvents(db)
    found += without
    const seconds = (performance.now() - began) / 1_000
    const rate = Math.round(total / Math.max(seconds, 0.001))
    if (without > 0) process.stdout.write(`${without} baris tanpa peristiwa / rows without events\n`)
    const verb = isCheck ? 'berbeda / different' : 'diperbaiki / put right'
    process.stdout.write(`${total} laporan / reports, ${found} ${verb}, ${seconds.toFixed(1)} s, ${rate}/s\n`)
  })
  if (isCheck && found > 0) return 1
}

/** Every report, in batches. @returns how many there are */
export async function rebuild(
  db: Db,
  write: boolean,
  onDifferences: (differences: Difference[]) => void,
): Promise<number> {
  let total = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { last, reports, differences } = await rebuildBatch(db, after, batch, write)
    total += reports
    if (differences.length > 0) onDifferences(differences)
    if (last === undefined) return total
    after = last
  }
}

/** A row that no event tells of cannot be derived; it is counted, never removed. */
async function rowsWithoutEvents(db: Db): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx)
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count
      from report r
      where not exists (select from report_event e where e.report_id = r.report_id and e.seq = 1)`.execute(
      trx,
    )
    return rows[0]!.count
  })
}
