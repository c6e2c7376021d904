/** Comma separated values (RFC 4180) that a spreadsheet opens without running anything. */
import { type Cell, type Column, looksLikeFormula, type Row, type Sheet, wallClock } from './sheet.ts'

/** Without it Excel takes the file for one in the code page of the machine. */
const byteOrderMark = '\uFEFF'

export async function* csv({ columns, pages }: Sheet): AsyncGenerator<string> {
  yield byteOrderMark + line(columns.map(({ head }) => text(head)))
  for await (const rows of pages) yield rows.map((row) => line(cells(row, columns))).join('')
}

const line = (fields: readonly string[]): string => `${fields.join(',')}\r\n`

const cells = (row: Row, columns: readonly Column[]): string[] =>
  columns.map((column, at) => cell(row[at] ?? null, column))

function cell(value: Cell, column: Column): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'string') return text(value)
  const offsetHours = column.kind === 'instant' ? column.offsetHours : 0
  return wallClock(value, offsetHours).toISOString().slice(0, 16).replace('T', ' ')
}

/** The apostrophe is the spreadsheets' own sign for "this is text"; it is theirs to hide. */
function text(value: string): string {
  const safe = looksLikeFormula(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
