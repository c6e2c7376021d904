import type { Db } from '../../platform/db/database.ts'
import { readTrackingNumber } from '../../platform/crypto/token.ts'
import type { ReportRow } from '../casefile/tables.ts'

/** The report behind a number as somebody typed it; undefined for an unknown and a malformed one alike. */
export async function reportIdOf(db: Db, typed: string): Promise<string | undefined> {
  const number = readTrackingNumber(typed)
  if (number === undefined) return undefined
  const row = await db
    .selectFrom('tracking_number')
    .select('report_id')
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.report_id
}

export type Published = { number: string; title: string }

/** What everyone may know of a number: its title, if it is published. */
export async function publishedReport(db: Db, typed: string): Promise<Published | undefined> {
  const number = readTrackingNumber(typed)
  if (number === undefined) return undefined
  return db
    .selectFrom('tracking_number')
    .innerJoin('public_report', 'public_report.report_id', 'tracking_number.report_id')
    .select(['public_report.number', 'public_report.title'])
    .where('tracking_number.number', '=', number)
    .executeTakeFirst()
}

/** The report that another one was merged into: where it stands, and whether everybody may read it. */
export type MainReport = Pick<ReportRow, 'number' | 'state' | 'agency_word' | 'reporter_word'> & {
  isPublic: boolean
}

export async function mainReport(db: Db, number: string): Promise<MainReport | undefined> {
  const row = await db
    .selectFrom('tracking_number')
    .innerJoin('report', 'report.report_id', 'tracking_number.report_id')
    .select([
      'report.number',
      'report.state',
      'report.agency_word',
      'report.reporter_word',
      'report.publication',
    ])
    .where('tracking_number.number', '=', number)
    .executeTakeFirst()
  if (!row) return undefined
  const { publication, ...main } = row
  return { ...main, isPublic: publication === 'published' }
}
