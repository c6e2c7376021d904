/**
 * One row of an imported file as a submit: names become codes where they are clear, and everything that has no code
 * here is kept as it was written, in a note that the desks read.
 */
import { createHash } from 'node:crypto'
import type { Matcher } from '../../directory/matcher.ts'
import { cleanText } from '../../platform/http/text.ts'
import type { FormKind, Kind } from '../../regulation/kinds.ts'
import { firstWords } from '../../reports/casefile/projections.ts'
import { longestText, type SubmitInput } from '../../reports/intake/inputs.ts'
import { instantOf } from './dates.ts'
import type { Line } from './lines.ts'

export type RefusedRow = { line: number; id?: string; reason: string; detail?: string }

export type ImportRow = {
  line: number
  id: string
  contentHash: Buffer
  input: SubmitInput
  receivedAt?: Date
  note?: string
  /** What the office that decided the row said: for `--decided`. */
  decided?: { agency: string; unit?: string; category?: string; kind: Exclude<Kind, 'complaint'> }
  matched: { region: boolean; agency: boolean; category: boolean }
  named: { region: boolean; agency: boolean; category: boolean }
}

const fields = [
  'id',
  'text',
  'title',
  'category',
  'categoryId',
  'agency',
  'date',
  'region',
  'kind',
  'channel',
  'status',
] as const
type Written = Partial<Record<(typeof fields)[number], string>>

/** The row of a line, or why there is none. `zone` is that of times written without one; left out, the place's own. */
export function rowOfLine(line: Line, match: Matcher, now: Date, zone?: string): ImportRow | RefusedRow {
  const parsed = parsedLine(line)
  if ('reason' in parsed) return parsed
  const { written, contentHash } = parsed
  const { id, text = '' } = written
  if (id === undefined || id.length > 100)
    return { line: line.no, reason: 'no_id', detail: 'a field "id" of 1 to 100 characters is needed' }
  const refused = (reason: string, detail: string): RefusedRow => ({ line: line.no, id, reason, detail })
  if (text === '') return refused('no_text', 'a field "text" with words in it is needed')
  if (text.length > longestText)
    return refused('text_too_long', `${text.length} characters; at most ${longestText} are taken`)

  const region = written.region === undefined ? undefined : match.region(written.region)
  const office = written.agency === undefined ? undefined : match.agency(written.agency, region)
  const category = match.topic(written.category, written.categoryId)
  const received = written.date === undefined ? undefined : instantOf(written.date, zone, region)
  if (received && received > now) return refused('date_in_future', 'the date has not come yet')
  const kind = kindOf(written.kind)
  const title = written.title ?? ''
  const optional = {
    title: title.length > 200 ? firstWords(title, 190).toWellFormed() : title || undefined,
    region,
    agency: office?.agency,
    category,
    occurred: written.date !== undefined && !received ? written.date.slice(0, 120).toWellFormed() : undefined,
  }
  const unclear: [name: string, value: string | undefined, isClear: boolean][] = [
    ['Judul', title, title.length <= 200],
    ['Wilayah', written.region, region !== undefined],
    ['Instansi', written.agency, office !== undefined && office.unit === undefined],
    ['Kategori', written.category, category !== undefined],
    ['Jenis', written.kind, kind.isExact],
    ['Kanal', written.channel, false],
    ['Status', written.status, false],
  ]
  const kept = unclear.filter(([, value, isClear]) => value !== undefined && value !== '' && !isClear)
  return {
    line: line.no,
    id,
    contentHash,
    input: {
      kind: kind.form,
      text,
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    },
    ...(received && { receivedAt: received }),
    ...(kept.length > 0 && { note: noteOf(id, kept) }),
    ...(office && {
      decided: { ...office, ...(category !== undefined && { category }), kind: kind.decided },
    }),
    matched: { region: region !== undefined, agency: office !== undefined, category: category !== undefined },
    named: {
      region: written.region !== undefined,
      agency: written.agency !== undefined,
      category: written.category !== undefined,
    },
  }
}

function parsedLine({ no, text, refused }: Line): { written: Written; contentHash: Buffer } | RefusedRow {
  if (text === undefined) return { line: no, reason: refused ?? 'not_json' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { line: no, reason: 'not_json', detail: 'each line is one JSON object' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line: no, reason: 'not_json', detail: 'each line is one JSON object' }
  const written: Written = {}
  for (const field of fields) {
    const given = (value as Record<string, unknown>)[field]
    if (typeof given !== 'string' && typeof given !== 'number') continue
    const clean = cleanText(String(given)).trim()
    if (clean !== '') written[field] = clean
  }
  return { written, contentHash: createHash('sha256').update(JSON.stringify(written)).digest() }
}

/** Names without a code here, in the words of the file. Bounded: a note is read by people. */
const noteOf = (id: string, kept: [name: string, value: string | undefined, isClear: boolean][]): string =>
  [
    `Dari berkas impor, baris ${id}, seperti tertulis:`,
    ...kept.map(([name, value]) => `${name}: ${value!.slice(0, 500).toWellFormed()}`),
  ].join('\n')

/** Kinds as other systems name them. A word that we do not know is a complaint, and the note says what was written. */
function kindOf(written: string | undefined): {
  form: FormKind
  decided: Exclude<Kind, 'complaint'>
  isExact: boolean
} {
  const words = (written ?? '').toLowerCase()
  if (/informasi|information/.test(words)) return { form: 'informasi', decided: 'information', isExact: true }
  if (/aspirasi|saran|usul|suggestion|aspiration/.test(words))
    return { form: 'aspirasi', decided: 'aspiration', isExact: true }
  if (/tidak berkadar/.test(words)) return { form: 'pengaduan', decided: 'complaint_service', isExact: false }
  if (/berkadar/.test(words)) return { form: 'pengaduan', decided: 'complaint_oversight', isExact: false }
  const isExact = words === '' || /^(keluhan|pengaduan|aduan|laporan|complaint)$/.test(words)
  return { form: 'pengaduan', decided: 'complaint_service', isExact }
}
