/** Opens a case: one statement writes the report, its first event, its clocks and its place in the desk's list. */
import { CompiledQuery } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { togetherOf } from '../../platform/db/together.ts'
import { clockRows, inboxRows } from './projections.ts'
import type { EvaluatedClock } from './clockwork.ts'
import { asJson, jsonColumns, rowOf } from './store.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { noticeRow } from './notices.ts'
import { eventNotice } from './staffNotices.ts'
import type { EventRow } from './tables.ts'

export type Opening = {
  file: CaseFile
  event: EventRow
  clocks: EvaluatedClock[]
  secretHash: Buffer
  key: { hash: Buffer; bodyHash: Buffer; answer: Buffer }
  /** Name and contact, sealed so that this role cannot read them back. */
  identity?: Buffer
  /** A second event that comes with the first: what colleagues should know. */
  note?: EventRow
  /** The accounts that are told that it came in: admins of the agency that the reporter named. */
  told?: readonly string[]
  /** The row of an imported file that this report is. */
  imported?: { id: string; contentHash: Buffer }
}

/**
 * All rows of a new case in one statement: one trip to the database, all or nothing.
 * @throws a unique violation on submission_key (the key was used), imported_row (the row is here
 * already) or tracking_number (draw another number)
 */
export async function openCase(db: Db, opening: Opening): Promise<void> {
  const { file, event, clocks, key } = opening
  const row = rowOf(file)
  const at = row.submitted_at
  const inserts: [table: string, rows: Record<string, unknown>[]][] = [
    [
      'submission_key',
      [
        {
          key_hash: key.hash,
          report_id: file.reportId,
          body_hash: key.bodyHash,
          answer: key.answer,
          created_at: event.at,
        },
      ],
    ],
    ['tracking_number', [{ number: file.number, report_id: file.reportId }]],
    ['report_event', opening.note ? [event, opening.note] : [event]],
    ['report_clock', clockRows(file, clocks)],
    ['agency_inbox', inboxRows(file, clocks)],
    [
      'report',
      [
        {
          ...row,
          ...Object.fromEntries(jsonColumns.map((name) => [name, asJson(row[name])])),
          secret_hash: opening.secretHash,
        },
      ],
    ],
  ]
  if (opening.identity)
    inserts.unshift([
      'vault.identity',
      [{ report_id: file.reportId, sealed: opening.identity, created_at: at }],
    ])
  if (opening.imported)
    inserts.unshift([
      'imported_row',
      [
        {
          row_id: opening.imported.id,
          report_id: file.reportId,
          content_hash: opening.imported.contentHash,
          imported_at: event.at,
        },
      ],
    ])
  if (opening.told && opening.told.length > 0)
    inserts.unshift([
      'staff_notice',
      opening.told.map((account) =>
        eventNotice(file.reportId, account, event.seq, 'new_work', event.at.toISOString()),
      ),
    ])
  if (file.contactBy.length > 0)
    inserts.unshift([
      'notice',
      file.contactBy.map((channel) => noticeRow(file.reportId, event.seq, channel, event.at.toISOString())),
    ])
  const written = statement(inserts.filter(([, rows]) => rows.length > 0))
  await (togetherOf(db)?.write(written) ?? db.executeQuery(written))
}

const texts = new Map<string, string>()

/** The text of the statement is made once for each shape: which tables, how many rows of each. */
function statement(inserts: [table: string, rows: Record<string, unknown>[]][]): CompiledQuery {
  const shape = inserts.map(([table, rows]) => `${table}*${rows.length}`).join()
  let text = texts.get(shape)
  if (text === undefined) {
    text = textOf(inserts)
    texts.set(shape, text)
  }
  return CompiledQuery.raw(
    text,
    inserts.flatMap(([, rows]) => rows.flatMap((row) => Object.values(row))),
  )
}

function textOf(inserts: [table: string, rows: Record<string, unknown>[]][]): string {
  let parameter = 0
  const insert = ([table, rows]: [string, Record<string, unknown>[]]): string => {
    const columns = Object.keys(rows[0]!)
    const values = rows.map(() => `(${columns.map(() => `$${++parameter}`).join(', ')})`)
    return `insert into ${table} (${columns.join(', ')}) values ${values.join(', ')}`
  }
  const written = inserts.map(insert)
  const last = written.pop()!
  return `with ${written.map((one, index) => `w${index} as (${one})`).join(', ')} ${last}`
}
