/** What anyone may download, with the meaning of each column. */
import type { Cell, Column, Sheet } from '../../platform/sheets/sheet.ts'
import type { Words } from '../../web/say.ts'
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
    id: 'ditutup instansi tanpa penilaian pelapor',
    en: "closed by the agency without the reporter's verdict",
  },
  with_ombudsman: { id: 'diambil alih Ombudsman', en: 'taken over by the Ombudsman' },
}

/** A count as the open data gives it: the smallest that are not none are hidden. */
const shown = (count: number): Cell => (count > 0 && count < leastOfACell ? `<${leastOfACell}` : count)

const countsOf = (row: Counts): Cell[] => countFields.map((name) => shown(row[name]))

// Heads are the names that the page of open data explains; programs read them, so they are not translated.
const countColumns: Column[] = countFields.map((head) => ({ head, kind: 'number' }))

export const daysSheet = (name: string, rows: readonly (Counts & { day: string })[]): Sheet => ({
  name,
  columns: [{ head: 'day', kind: 'day' }, ...countColumns],
  pages: [rows.map((row) => [row.day, ...countsOf(row)])],
})

export const nationSheet = (name: string, rows: readonly (Counts & { month: string })[]): Sheet => ({
  name,
  columns: [{ head: 'month', kind: 'text' }, ...countColumns],
  pages: [rows.map((row) => [row.month, ...countsOf(row)])],
})

export const monthsSheet = (
  name: string,
  rows: readonly (Counts & { month: string; agency_code: string; agency: string })[],
): Sheet => ({
  name,
  columns: [
    { head: 'month', kind: 'text' },
    { head: 'agency_code', kind: 'text' },
    { head: 'agency', kind: 'text' },
    ...countColumns,
  ],
  pages: [rows.map((row) => [row.month, row.agency_code, row.agency, ...countsOf(row)])],
})
