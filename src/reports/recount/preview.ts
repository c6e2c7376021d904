/** The effect of a proposal before it is approved: how many open clocks would move, by how much, and a sample. */
import { sql } from 'kysely'
import { calendarWith } from '../../directory/calendar/actions.ts'
import { keepPreview, listOf } from '../../directory/changes/store.ts'
import type { LegalChangeRow, Preview } from '../../directory/changes/tables.ts'
import { rulesWith } from '../../directory/deadlines/actions.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Law } from '../../regulation/law.ts'
import { fileOf } from '../casefile/store.ts'
import type { ReportRow } from '../casefile/tables.ts'
import { candidateCount, candidatesOf, differences } from './candidates.ts'
import { compareClocks, movedByDays } from './compare.ts'

const batchReports = 500
/** So many reports are counted while the page waits; more are counted by the worker. */
export const countedAtOnce = 2_000
const sampleSize = 20

export async function currentVersion(db: Db, kind: LegalChangeRow['kind']): Promise<number> {
  const row = await db
    .selectFrom('reference_version')
    .select('version')
    .where('list', '=', listOf(kind))
    .executeTakeFirstOrThrow()
  return row.version
}

/** Counts now if few reports are concerned, else leaves it to the worker. */
export async function beginPreview(ground: Ground, change: LegalChangeRow): Promise<Preview> {
  const { db } = ground
  const version = await currentVersion(db, change.kind)
  const [before, after] = await sidesOf(db, change, ground.now())
  const reports = await candidateCount(db, differences(before, after))
  const preview: Preview =
    reports <= countedAtOnce
      ? await countEffect(db, before, after, ground.now(), version)
      : { ...emptyPreview(version), state: 'counting' }
  await keepPreview(db, change.change_id, preview)
  return preview
}

/** The worker's part: proposals whose effect is still to be counted. */
export async function countPreviews(ground: Ground, signal?: AbortSignal): Promise<void> {
  const { db } = ground
  const waiting = (await db
    .selectFrom('legal_change')
    .selectAll()
    .where('state', '=', 'draft')
    .where(sql<boolean>`preview ->> 'state' = 'counting'`)
    .orderBy('entered_at')
    .limit(5)
    .execute()) as LegalChangeRow[]
  for (const change of waiting) {
    if (signal?.aborted) return
    const version = await currentVersion(db, change.kind)
    const [before, after] = await sidesOf(db, change, ground.now())
    await keepPreview(db, change.change_id, await countEffect(db, before, after, ground.now(), version))
  }
}

/** The law of today, and as it would be. A pledge holds only for clocks that start later: nothing moves. */
async function sidesOf(db: Db, change: LegalChangeRow, now: Date): Promise<[Law, Law]> {
  const law = await loadLaw(db)
  if (change.kind === 'calendar') return [law, { ...law, calendar: await calendarWith(db, change, now) }]
  if (change.kind === 'rule') return [law, { ...law, ...(await rulesWith(db, change)) }]
  return [law, law]
}

const emptyPreview = (version: number): Preview => ({
  version,
  state: 'counted',
  looked: 0,
  reports: 0,
  clocks: 0,
  byDays: {},
  sample: [],
})

async function countEffect(db: Db, before: Law, after: Law, now: Date, version: number): Promise<Preview> {
  const preview = emptyPreview(version)
  const changed = differences(before, after)
  let last: string | undefined
  for (;;) {
    const ids = await candidatesOf(db, changed, last, batchReports)
    if (ids.length === 0) return preview
    last = ids.at(-1)
    const rows = await db
      .selectFrom('report')
      .selectAll()
      .where('report_id', '=', sql<string>`any(${ids}::uuid[])`)
      .orderBy('report_id')
      .execute()
    for (const row of rows) addEffect(preview, row as ReportRow, before, after, now)
  }
}

function addEffect(preview: Preview, row: ReportRow, before: Law, after: Law, now: Date): void {
  const file = fileOf(row)
  preview.looked += file.clocks.filter(({ ended }) => ended === undefined).length
  const moved = compareClocks(file, before, after, now.toISOString()).moved.filter(({ open }) => open)
  if (moved.length === 0) return
  preview.reports++
  preview.clocks += moved.length
  for (const clock of moved) {
    const days = String(movedByDays(clock))
    preview.byDays[days] = (preview.byDays[days] ?? 0) + 1
    if (preview.sample.length < sampleSize)
      preview.sample.push({
        number: file.number,
        rule: clock.rule,
        agency: file.parts.find(({ no }) => no === clock.part)?.agency ?? null,
        oldDue: clock.old_due_on,
        newDue: clock.new_due_on,
      })
  }
}
