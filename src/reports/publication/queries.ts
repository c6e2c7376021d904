/** What the public may ask. Every query here reads `public_report` and never a report itself. */
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { refuse } from '../../errors.ts'
import { loadCalendar } from '../../directory/calendar/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { readTrackingNumber } from '../../platform/crypto/token.ts'
import { evaluateClocks, type EvaluatedClock } from '../casefile/clockwork.ts'
import { eventsOf } from '../casefile/events.ts'
import { codesIn, type Names } from '../casefile/narration.ts'
import { namesOf } from '../casefile/reading.ts'
import { loadFile } from '../casefile/store.ts'
import type { EventRow, PublicRow } from '../casefile/tables.ts'

export type PublicFilter = {
  state?: string
  agency?: string
  region?: string
  category?: string
  kind?: string
  q?: string
  from?: string
  to?: string
  cursor?: string
  limit?: number
}

export type PublicList = { items: PublicRow[]; names: Names; next?: string }

/** Public reports, newest first. The cursor is the number of the last one: nothing about its exact time. */
export async function publicList(db: Db, filter: PublicFilter): Promise<PublicList> {
  const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100)
  let query = db.selectFrom('public_report').selectAll()
  if (filter.state) query = query.where('state', '=', filter.state as PublicRow['state'])
  if (filter.kind === 'complaint') query = query.where('kind', 'in', ['complaint', 'complaint_service', 'complaint_oversight'])
  else if (filter.kind) query = query.where('kind', '=', filter.kind as PublicRow['kind'])
  if (filter.agency) query = query.where('agency_code', '=', filter.agency)
  if (filter.category) query = query.where('category', '=', filter.category)
  if (filter.region) query = query.where(inRegion(filter.region))
  if (filter.from) query = query.where('submitted_day', '>=', filter.from)
  if (filter.to) query = query.where('submitted_day', '<=', filter.to)
  const words = filter.q?.trim()
  if (words) query = query.where(sql<boolean>`search @@ websearch_to_tsquery('indonesian', ${words})`)
  if (filter.cursor) {
    const last = await placeOf(db, filter.cursor)
    query = query.where(sql<boolean>`(sort_at, report_id) < (${last.sort_at}, ${last.report_id}::uuid)`)
  }
  const rows = (await query
    .orderBy('sort_at', 'desc')
    .orderBy('report_id', 'desc')
    .limit(limit + 1)
    .execute()) as PublicRow[]
  const items = rows.slice(0, limit)
  const names = await namesOf(db, items.flatMap((row) => [row.agency_code ?? '', row.unit_code ?? '']))
  return { items, names, ...(rows.length > limit && { next: items.at(-1)!.number }) }
}

/** A province and a regency have columns of their own; below that the code is matched by its start. */
const inRegion = (region: string): RawBuilder<SqlBool> => {
  const code = region.replace(/[%_\\]/g, '')
  if (code.length === 2) return sql`province = ${code}`
  if (code.length === 5) return sql`regency = ${code}`
  return sql`regency = ${code.slice(0, 5)} and region like ${`${code}%`}`
}

async function placeOf(db: Db, cursor: string): Promise<{ sort_at: Date; report_id: string }> {
  const number = readTrackingNumber(cursor)
  const row =
    number === undefined
      ? undefined
      : await db
          .selectFrom('tracking_number')
          .innerJoin('public_report', 'public_report.report_id', 'tracking_number.report_id')
          .select(['public_report.sort_at', 'public_report.report_id'])
          .where('tracking_number.number', '=', number)
          .executeTakeFirst()
  if (!row) throw refuse('bad_request')
  return row
}

export type PublicReading = { row: PublicRow; events: EventRow[]; names: Names }

/**
 * One published report with its public events.
 * @throws not_found for an unknown, a malformed and an unpublished number alike
 */
export async function publicReport(db: Db, typed: string): Promise<PublicReading> {
  const number = readTrackingNumber(typed)
  if (number === undefined) throw refuse('not_found')
  const row = (await db
    .selectFrom('tracking_number')
    .innerJoin('public_report', 'public_report.report_id', 'tracking_number.report_id')
    .selectAll('public_report')
    .where('tracking_number.number', '=', number)
    .executeTakeFirst()) as PublicRow | undefined
  if (!row) throw refuse('not_found')
  const events = await eventsOf(db, row.report_id, ['public'])
  const names = await namesOf(db, [...codesIn(events), row.agency_code ?? '', row.unit_code ?? ''])
  return { row, events, names }
}

/** The clocks of a published report: dates and rules tell nothing about a person. */
export async function publicClocks(db: Db, typed: string): Promise<EvaluatedClock[]> {
  const { row } = await publicReport(db, typed)
  const file = await loadFile(db, row.report_id)
  return file ? evaluateClocks(file, await loadCalendar(db)) : []
}
