import { sql } from 'kysely'
import type { AgencyType } from '../../directory/agencies/tables.ts'
import type { Db } from '../../platform/db/database.ts'
import type { DecidedReport } from './training.ts'
import { isElsewhere, kindOfOffice, placeOf } from './offices.ts'

/** The newest decisions teach the most, and the time of training stays bounded. */
const mostReports = 40_000
const batch = 5_000

type Row = {
  report_id: string
  title: string
  text: string
  region: string | null
  category: string | null
  submitted_at: Date
  agency: string
  unit: string | null
  agency_type: AgencyType
  agency_region: string | null
}

/**
 * Reports that a verifier sent to an office and that lie there still: what was bounced counts for the office that
 * took it in the end. Read in batches, the newest first.
 */
export async function decidedReports(db: Db, most = mostReports): Promise<DecidedReport[]> {
  const reports: DecidedReport[] = []
  let last: Row | undefined
  while (reports.length < most) {
    const rows = await nextBatch(db, last, Math.min(batch, most - reports.length))
    for (const row of rows) reports.push(decidedReport(row))
    last = rows.at(-1)
    if (rows.length < batch) break
  }
  return reports
}

const undecided = [
  'received',
  'held',
  'awaiting_completion',
  'authority_dispute',
  'archived',
  'withdrawn',
  'merged',
]

async function nextBatch(db: Db, last: Row | undefined, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.report_id, r.title, r.text, r.region, r.category, r.submitted_at,
           part ->> 'agency' as agency, part ->> 'unit' as unit,
           a.type as agency_type, a.region_code as agency_region
    from report r
    cross join lateral (
      select p as part
      from jsonb_array_elements(r.parts) p
      where (p ->> 'lead')::boolean and p ->> 'state' <> 'closed'
      limit 1
    ) lead
    join agency a on a.code = part ->> 'agency'
    where r.state <> all(${undecided}::varchar[])
      and (r.submitted_at, r.report_id) < (${last?.submitted_at ?? new Date('9999-01-01T00:00:00Z')}::timestamptz,
                                           ${last?.report_id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}::uuid)
    order by r.submitted_at desc, r.report_id desc
    limit ${limit}`.execute(db)
  return rows
}

function decidedReport(row: Row): DecidedReport {
  const office = {
    agency: row.agency,
    agencyType: row.agency_type,
    agencyRegion: row.agency_region,
    unit: row.unit ?? undefined,
  }
  return {
    title: row.title,
    text: row.text,
    place: placeOf(row.region),
    office: kindOfOffice(office),
    isElsewhere: isElsewhere(office, row.region),
    ...(row.category !== null && { category: row.category }),
    decidedAt: row.submitted_at.toISOString(),
  }
}
