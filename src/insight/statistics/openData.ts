/** What anyone may download, with the meaning of each column. */
import type { Cell, Column, Sheet } from '../../platform/sheets/sheet.ts'
import type { Words } from '../../web/say.ts'
import type { Counting } from './queries.ts'
import { type Counts, countFields, leastOfACell } from './shares.ts'

export const columnWords: Record<keyof Counts, Words> = {
  received: {
    id: 'laporan yang diteruskan ke instansi itu; baris nasional: semua laporan yang masuk',
    en: 'reports forwarded to the agency; the national row: all reports that came in',
  },
  answer_due: {
    id: 'tenggat jawaban akhir (K1–K3) yang jatuh',
    en: 'deadlines of final answers (K1–K3) that fell due',
  },
  answer_on_time: { id: 'di antaranya dijawab tepat waktu', en: 'of which answered in time' },
  first_due: {
    id: 'tenggat jawaban pertama (F1) yang jatuh',
    en: 'deadlines of first replies (F1) that fell due',
  },
  first_on_time: { id: 'di antaranya dijawab tepat waktu', en: 'of which replied in time' },
  solved: { id: 'dinyatakan selesai oleh pelapor', en: 'called solved by the reporter' },
  closed_by_agency: {
    id: 'ditutup tanpa pelapor menyatakannya selesai',
    en: 'closed without the reporter calling it solved',
  },
  with_ombudsman: {
    id: 'yang ada di Ombudsman pada akhir hari atau bulan itu',
    en: 'with the Ombudsman at the end of that day or month',
  },
}

/** The licence of the figures, by its name; data of the program and fonts have their own. */
export const licence = {
  short: 'CC BY 4.0',
  name: {
    id: 'Creative Commons Atribusi 4.0 Internasional',
    en: 'Creative Commons Attribution 4.0 International',
  },
  url: 'https://creativecommons.org/licenses/by/4.0/',
} as const

/** How each row was counted: columns beside the counts, so that a file that is passed on still says it. */
export const countingWords: Record<keyof Counting | 'licence', Words> = {
  formula: { id: 'versi rumus', en: 'version of the formula' },
  calendar_version: {
    id: 'versi kalender hari kerja',
    en: 'version of the calendar of working days',
  },
  computed_at: { id: 'saat dihitung (UTC)', en: 'when it was counted (UTC)' },
  licence: { id: 'lisensi data', en: 'licence of the data' },
}

const countingColumns: Column[] = [
  { head: 'formula', kind: 'number' },
  { head: 'calendar_version', kind: 'number' },
  { head: 'computed_at', kind: 'text' },
  { head: 'licence', kind: 'text' },
]

const countingCells = ({ formula, calendar_version, computed_at }: Counting): Cell[] => [
  formula,
  calendar_version,
  computed_at.toISOString(),
  licence.short,
]

/** A count as the open data gives it: the smallest that are not none are hidden. */
const shown = (count: number): Cell => (count > 0 && count < leastOfACell ? `<${leastOfACell}` : count)

const countsOf = (row: Counts): Cell[] => countFields.map((name) => shown(row[name]))

// Heads are the names that the page of open data explains; programs read them, so they are not translated.
const countColumns: Column[] = countFields.map((head) => ({ head, kind: 'number' }))

export const daysSheet = (name: string, rows: readonly (Counts & Counting & { day: string })[]): Sheet => ({
  name,
  columns: [{ head: 'day', kind: 'day' }, ...countColumns, ...countingColumns],
  pages: [rows.map((row) => [row.day, ...countsOf(row), ...countingCells(row)])],
})

export const nationSheet = (
  name: string,
  rows: readonly (Counts & Counting & { month: string })[],
): Sheet => ({
  name,
  columns: [{ head: 'month', kind: 'text' }, ...countColumns, ...countingColumns],
  pages: [rows.map((row) => [row.month, ...countsOf(row), ...countingCells(row)])],
})

export const monthsSheet = (
  name: string,
  rows: readonly (Counts & Counting & { month: string; agency_code: string; agency: string })[],
): Sheet => ({
  name,
  columns: [
    { head: 'month', kind: 'text' },
    { head: 'agency_code', kind: 'text' },
    { head: 'agency', kind: 'text' },
    ...countColumns,
    ...countingColumns,
  ],
  pages: [
    rows.map((row) => [row.month, row.agency_code, row.agency, ...countsOf(row), ...countingCells(row)]),
  ],
})
