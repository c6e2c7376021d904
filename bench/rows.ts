/** The rows of made-up lives as text for COPY, table by table, from the projections that a real step writes. */
import { randomBytes } from 'node:crypto'
import { pepperedHash } from '../src/platform/crypto/token.ts'
import type { Calendar } from '../src/regulation/clocks.ts'
import { shippedLaw } from '../src/regulation/law.ts'
import { evaluateClocks } from '../src/reports/casefile/clockwork.ts'
import { clockRows, inboxRows, publicRow } from '../src/reports/casefile/projections.ts'
import { rowOf } from '../src/reports/casefile/store.ts'
import type { Life } from './lives.ts'
import { secretOf } from './world.ts'

export const filledTables = [
  'report',
  'report_event',
  'report_clock',
  'agency_inbox',
  'public_report',
  'tracking_number',
  'submission_key',
  'vault.identity',
] as const
export type FilledTable = (typeof filledTables)[number]

/** Lines by table, and the columns that they have. */
export type Lines = Map<FilledTable, { columns: string[]; lines: string[] }>

const keptMs = 48 * 3_600_000
const sealedBytes = 190

export function addLife(
  out: Lines,
  { file, events }: Life,
  calendar: Calendar,
  pepper: Buffer,
  endAt: number,
): void {
  const clocks = evaluateClocks(file, shippedLaw(calendar))
  const add = (table: FilledTable, row: object) => addRow(out, table, row)
  const secret = pepperedHash(pepper, 'report_secret', `${file.reportId}\0${secretOf(file.number)}`)
  add('report', { ...rowOf(file), secret_hash: secret })
  for (const event of events) add('report_event', event)
  for (const row of clockRows(file, clocks)) add('report_clock', row)
  for (const row of inboxRows(file, clocks)) add('agency_inbox', row)
  const shown = publicRow(file, clocks)
  if (shown) add('public_report', shown)
  add('tracking_number', { number: file.number, report_id: file.reportId })
  if (endAt - Date.parse(file.submittedAt) < keptMs) {
    add('submission_key', {
      key_hash: randomBytes(32),
      report_id: file.reportId,
      body_hash: randomBytes(32),
      answer: randomBytes(500),
      created_at: new Date(file.submittedAt),
    })
  }
  if (file.contactBy.length > 0) {
    add('vault.identity', {
      report_id: file.reportId,
      sealed: randomBytes(sealedBytes),
      created_at: new Date(file.submittedAt),
    })
  }
}

function addRow(out: Lines, table: FilledTable, row: object): void {
  let found = out.get(table)
  if (!found) out.set(table, (found = { columns: Object.keys(row), lines: [] }))
  found.lines.push(Object.values(row).map(copyValue).join('\t'))
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character]!) : text

function copyValue(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value !== 'object') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  return escaped(JSON.stringify(value))
}
