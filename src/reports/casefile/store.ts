/** Reads and writes the case file row and its projections. Only `advance.ts`, `open.ts` and rebuild call it. */
import { sql } from 'kysely'
import type { CaseFile } from '../../regulation/facts.ts'
import type { Db } from '../../platform/db/database.ts'
import { present } from '../../platform/present.ts'
import type { EvaluatedClock } from './clockwork.ts'
import { clockRows, inboxRows, publicRow } from './projections.ts'
import type { Marks, ReportRow } from './tables.ts'

const isoOf = (value: Date): string => value.toISOString()

/** What a file may lack and is no mark has a column of its own: the compiler asks for each, so that none is lost. */
type Columns = { [Name in Exclude<Lacking, keyof Marks>]-?: CaseFile[Name] | null }
type Lacking = { [Name in keyof CaseFile]-?: undefined extends CaseFile[Name] ? Name : never }[keyof CaseFile]

/** The case file as the rules see it, from its row. */
export function fileOf(row: ReportRow): CaseFile {
  const optional = {
    publicTitle: row.public_title,
    publicText: row.public_text,
    category: row.category,
    region: row.region,
    place: row.place,
    lat: row.lat,
    lng: row.lng,
    occurred: row.occurred,
    occurredDay: row.occurred_day,
    wishedAgency: row.wished_agency,
    agencyWord: row.agency_word,
    reporterWord: row.reporter_word,
  } satisfies Columns
  return {
    reportId: row.report_id,
    number: row.number,
    version: row.version,
    channel: row.channel,
    language: row.language,
    kind: row.kind,
    wishedKind: row.wished_kind,
    stage: row.stage,
    state: row.state,
    publication: row.publication,
    level: row.level,
    urgent: row.urgent,
    title: row.title,
    text: row.text,
    zone: row.zone,
    submittedAt: isoOf(row.submitted_at),
    updatedAt: isoOf(row.updated_at),
    parts: row.parts,
    clocks: row.clocks,
    pending: row.pending,
    ...row.marks,
    ...present(optional),
  }
}

/** The row of a file; the hash of the secret is not part of the file and is never in an event. */
export function rowOf(file: CaseFile): Omit<ReportRow, 'secret_hash'> {
  return {
    report_id: file.reportId,
    number: file.number,
    version: file.version,
    channel: file.channel,
    language: file.language,
    kind: file.kind,
    wished_kind: file.wishedKind,
    stage: file.stage,
    state: file.state,
    publication: file.publication,
    level: file.level,
    urgent: file.urgent,
    title: file.title,
    text: file.text,
    public_title: file.publicTitle ?? null,
    public_text: file.publicText ?? null,
    category: file.category ?? null,
    region: file.region ?? null,
    place: file.place ?? null,
    lat: file.lat ?? null,
    lng: file.lng ?? null,
    occurred: file.occurred ?? null,
    occurred_day: file.occurredDay ?? null,
    wished_agency: file.wishedAgency ?? null,
    zone: file.zone,
    submitted_at: new Date(file.submittedAt),
    updated_at: new Date(file.updatedAt),
    parts: file.parts,
    clocks: file.clocks,
    pending: file.pending,
    agency_word: file.agencyWord ?? null,
    reporter_word: file.reporterWord ?? null,
    marks: marksOf(file),
  }
}

export const marksOf = (file: CaseFile): ReportRow['marks'] => ({
  mergedFrom: file.mergedFrom,
  contactConsent: file.contactConsent,
  contactBy: file.contactBy,
  rejections: file.rejections,
  bounces: file.bounces,
  holds: file.holds,
  handlers: file.handlers,
  ...(file.mergedInto !== undefined && { mergedInto: file.mergedInto }),
  ...(file.mergedAt !== undefined && { mergedAt: file.mergedAt }),
  ...(file.stageBefore !== undefined && { stageBefore: file.stageBefore }),
  ...(file.archiveReason !== undefined && { archiveReason: file.archiveReason }),
  ...(file.deskFirst && { deskFirst: file.deskFirst }),
  ...(file.ombudsmanConsent !== undefined && { ombudsmanConsent: file.ombudsmanConsent }),
  ...(file.identityErased && { identityErased: file.identityErased }),
  ...(file.importedId !== undefined && { importedId: file.importedId }),
})

/** jsonb columns go as text: `pg` would turn a JavaScript array into a PostgreSQL array. */
export const asJson = (value: unknown): never => (value === null ? null : JSON.stringify(value)) as never

export const jsonColumns = ['parts', 'clocks', 'pending', 'agency_word', 'reporter_word', 'marks'] as const

/** The file, locked until the transaction ends when `lock` is set; undefined when there is none. */
export async function loadFile(db: Db, reportId: string, lock = false): Promise<CaseFile | undefined> {
  const query = db.selectFrom('report').selectAll().where('report_id', '=', reportId)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row && fileOf(row as ReportRow)
}

/** Replaces the file and everything derived from it. Inside the transaction of the event that changed it. */
export async function writeFile(db: Db, file: CaseFile, clocks: readonly EvaluatedClock[]): Promise<void> {
  const { report_id, ...row } = rowOf(file)
  const values = { ...row, ...Object.fromEntries(jsonColumns.map((name) => [name, asJson(row[name])])) }
  await db.updateTable('report').set(values).where('report_id', '=', report_id).execute()
  await writeProjections(db, file, clocks)
}

/** The lists' rows for one file, written anew: few rows, and no rule about which of them a step can touch. */
export async function writeProjections(
  db: Db,
  file: CaseFile,
  clocks: readonly EvaluatedClock[],
): Promise<void> {
  await db.deleteFrom('report_clock').where('report_id', '=', file.reportId).execute()
  const due = clockRows(file, clocks)
  if (due.length > 0) await db.insertInto('report_clock').values(due).execute()
  await db.deleteFrom('agency_inbox').where('report_id', '=', file.reportId).execute()
  await db.insertInto('agency_inbox').values(inboxRows(file, clocks)).execute()
  await writePublic(db, file, clocks)
}

async function writePublic(db: Db, file: CaseFile, clocks: readonly EvaluatedClock[]): Promise<void> {
  const row = publicRow(file, clocks)
  if (!row) {
    await db.deleteFrom('public_report').where('report_id', '=', file.reportId).execute()
    return
  }
  const values = { ...row, agency_word: asJson(row.agency_word), reporter_word: asJson(row.reporter_word) }
  // Supporters and photos are counted by their own rooms and survive an update of the report.
  const {
    supporters: _supporters,
    photos: _photos,
    published_at: _published,
    report_id: _id,
    ...updated
  } = values
  await db
    .insertInto('public_report')
    .values(values)
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet(updated))
    .execute()
}

export const infinity = sql<Date>`'infinity'::timestamptz`
