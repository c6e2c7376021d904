/** A list that leaves the program as a file: its columns, and its rows a page at a time. */

/**
 * What stands in a column. A day is 'YYYY-MM-DD'; an instant is a Date, shown as the clock on the wall `offsetHours`
 * ahead of UTC, which the head names; a share is a number from 0 to 1.
 */
export type Column =
  | { head: string; kind: 'text' | 'number' | 'share' | 'day' }
  | { head: string; kind: 'instant'; offsetHours: number }

/** In a column of numbers a text may stand where the number may not be told ('<5'). */
export type Cell = string | number | Date | null

export type Row = readonly Cell[]

export type Sheet = {
  /** Of the file, without its ending: letters, digits and hyphens. */
  name: string
  columns: readonly Column[]
  /** Asked for one after another, when whoever reads has taken the last one: one page is what memory holds. */
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>
}

/** A text that a spreadsheet would run as a formula when it reads it; full-width signs count in some of them. */
export const looksLikeFormula = (text: string): boolean => /^\s*[=+\-@＝＋－＠\t\r\n]/u.test(text)

/** The wall clock of an instant as a Date whose UTC parts are to be read. */
export const wallClock = (at: Date, offsetHours: number): Date =>
  new Date(at.getTime() + offsetHours * 3_600_000)
