/** T4: what the manual form takes: a submit as through any door, and what only the desk knows. */
import { Type, type Static } from 'typebox'
import type { FieldProblem } from '../../errors.ts'
import { firstReceivedDay } from '../../regulation/counterEntry.ts'
import { deskSources, type DeskSource } from '../../regulation/kinds.ts'
import { Day, SubmitInput } from '../../reports/intake/inputs.ts'

export const CounterInput = Type.Object(
  {
    ...SubmitInput.properties,
    source: Type.Unsafe<DeskSource>({ type: 'string', enum: [...deskSources] }),
    received_on: Day,
    paper_number: Type.Optional(Type.String({ maxLength: 60 })),
    /** Ticked once the reporter heard it read and agreed. */
    read_back: Type.Optional(Type.String({ maxLength: 10 })),
    /** Numbers of the like reports that the officer has been shown already. */
    seen: Type.Optional(Type.String({ maxLength: 400 })),
  },
  { additionalProperties: false },
)
export type CounterInput = Static<typeof CounterInput>

/** Other doors than the web form take any text; the verifier asks for completion (DESIGN). */
export const shortestDeskText = 1

/** What is wrong with the fields of the desk itself. `today` is the desk's own day. */
export function deskProblems(input: Partial<CounterInput>, today: string): FieldProblem[] {
  const problems: FieldProblem[] = []
  const { received_on: day } = input
  if (day !== undefined && day > today)
    problems.push({
      field: 'received_on',
      code: 'future_day',
      id: 'Tanggal ini belum terjadi. Tulis tanggal laporan diterima di meja.',
      en: 'That day has not come yet. Give the day on which the desk got the report.',
    })
  if (day !== undefined && day < firstReceivedDay)
    problems.push({
      field: 'received_on',
      code: 'too_early',
      id: 'Tanggal ini sebelum tahun 2019. Periksa tahunnya.',
      en: 'That day is before 2019. Check the year.',
    })
  if (input.read_back === undefined)
    problems.push({
      field: 'read_back',
      code: 'not_read_back',
      id: 'Bacakan laporan kepada pelapor, lalu beri tanda bila sudah dibenarkan.',
      en: 'Read the report to the reporter, and tick the box once they agree with it.',
    })
  return problems
}

/** "This field is required" says nothing in a list of what is wrong; these say which. */
const missing: Record<string, { id: string; en: string }> = {
  text: { id: 'Tulis isi laporannya.', en: 'Write what the report says.' },
  received_on: {
    id: 'Isi tanggal laporan diterima di meja.',
    en: 'Give the day on which the desk got the report.',
  },
  source: {
    id: 'Pilih apakah laporan datang lewat loket, surat, atau telepon.',
    en: 'Choose whether it came by counter, letter or phone.',
  },
  kind: { id: 'Pilih jenis laporannya.', en: 'Choose the kind of report.' },
}

export const named = (problem: FieldProblem): FieldProblem => {
  const words = problem.code === 'required' ? missing[problem.field] : undefined
  return words ? { ...problem, ...words } : problem
}
