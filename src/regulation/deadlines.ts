/**
 * Every legal deadline as a dated row (DOMAIN 2.2). A clock keeps the row that was in force when it started.
 * To change a deadline, end the old row with `validTo` and add a new one: old rows stay, old clocks use them.
 */
import { ClockError } from './clockError.ts'
import { isDay, type Day } from './days.ts'
import { ownChoice, sources, type Source } from './sources.ts'

/** `none`: no day count; the event itself decides (O1). */
export type Length = { unit: 'workingDays' | 'calendarDays' | 'hours' | 'none'; n: number }
/** States in which a clock may wait: S2 held, S3 awaiting completion, S7 awaiting the reporter's answer. */
export type PauseReason = 'S2' | 'S3' | 'S7'

export type Deadline = {
  id: string
  name: { id: string; en: string }
  validFrom: Day
  /** Last day, inclusive, on which a clock may start under this row. */
  validTo?: Day
  length: Length
  /** F5: counted back from the due day of the lead agency. */
  countedBackFrom?: 'lead_due'
  from: string
  to: readonly string[]
  /** At most once: by whom, how much at most. `under` names the rule that grants it (I2). */
  extension?: { by: string; unit: 'workingDays' | 'calendarDays'; n: number; under?: string }
  pauses: readonly PauseReason[]
  /** At most this many pauses for S7 (A9); each ends by itself after R2. */
  maxPauses?: number
  /** Whose time zone counts (A1, A20): the national desk in WIB, the handling agency, the reporter. */
  zone: 'desk' | 'agency' | 'reporter'
  /** A due date in calendar days that falls on a day off moves to the next working day (A6). */
  rollsForward: boolean
  /** Days of a platform outage do not count (A33). */
  skipsOutages?: boolean
  /** Working days from the moment a report is marked urgent: life, a child, violence (T46). 0 = the same day. */
  urgentDays?: number
  /** Outside legal compliance: shown, not counted as late. */
  indicative?: boolean
  source: Source
  /** Where we read the figure when the instrument itself is not public. */
  readIn?: readonly Source[]
  confirmed: boolean
  /** The decree says that this version also applies to clocks that run on its first day. */
  appliesToOpen: boolean
}

const workingDays = (n: number): Length => ({ unit: 'workingDays', n })
const calendarDays = (n: number): Length => ({ unit: 'calendarDays', n })
const hours = (n: number): Length => ({ unit: 'hours', n })

const plain = { pauses: [], rollsForward: false, confirmed: true, appliesToOpen: false } as const
const goLive = { ...plain, validFrom: '2026-01-01' } as const
// The guideline of 2018 and its successor. The first day of both and the figures of the second are to be
// confirmed with the gazette; 5/2025 repeats the days of 62/2018 until then.
// (Rows keep their own line breaks here: one row is one sentence of the rule.)
// oxfmt-ignore
const guideline2018 = {
  ...plain, validFrom: '2019-01-01', validTo: '2025-04-30', source: sources.PERMENPANRB62,
} as const
// oxfmt-ignore
const guideline2025 = {
  ...plain, validFrom: '2025-05-01', source: sources.PERMENPANRB5, confirmed: false,
} as const

// oxfmt-ignore
const V1 = {
  id: 'V1', name: { id: 'Diperiksa dan diteruskan', en: 'Verify and forward' }, length: workingDays(3),
  from: 'received', to: ['forwarded', 'completion_asked', 'archived'], zone: 'desk', readIn: [sources.L1, sources.L2],
  urgentDays: 0,
} as const
// oxfmt-ignore
const F1 = {
  id: 'F1', name: { id: 'Jawaban pertama instansi', en: 'First follow-up' }, length: workingDays(5),
  from: 'forwarded', to: ['first_reply_delivered'], zone: 'agency', readIn: [sources.L2, sources.FIND],
  urgentDays: 1,
} as const
const finalAnswer = { from: 'forwarded', to: ['answer_delivered'], zone: 'agency' } as const
// Waiting for the reporter is the only pause of an answer; without a cap it would become a way to sleep.
const waitsForReporter = { pauses: ['S7'], maxPauses: 2 } as const
// oxfmt-ignore
const K1 = {
  ...finalAnswer, id: 'K1', name: { id: 'Jawaban akhir permintaan informasi', en: 'Final answer to a request for information' },
  length: workingDays(5), readIn: [sources.FIND, sources.G4],
} as const
// oxfmt-ignore
const K2 = {
  ...finalAnswer, id: 'K2', length: workingDays(14), readIn: [sources.G4],
  name: { id: 'Jawaban akhir pengaduan layanan', en: 'Final answer to a complaint about a service' },
} as const
// oxfmt-ignore
const K3 = {
  ...finalAnswer, id: 'K3', length: workingDays(60), readIn: [sources.G4],
  name: { id: 'Jawaban akhir pengaduan berkadar pengawasan', en: 'Final answer to a complaint that needs an inspection' },
} as const
// oxfmt-ignore
const R1 = {
  id: 'R1', name: { id: 'Pelapor menilai jawaban', en: 'The reporter responds' }, length: workingDays(10),
  from: 'answer_delivered', to: ['accepted', 'rejected', 'auto_closed'], zone: 'reporter', skipsOutages: true,
  extension: { by: 'reporter', unit: 'workingDays', n: 10 }, readIn: [sources.L2],
} as const
const informationRequest = {
  ...plain,
  validFrom: '2010-04-30',
  zone: 'agency',
  readIn: [sources.G5],
} as const

// oxfmt-ignore
export const deadlines = [
  // ---- verification ----
  { ...guideline2018, ...V1, pauses: ['S3', 'S2'] },
  { ...guideline2025, ...V1, pauses: ['S3', 'S2'] },
  { ...plain, id: 'V2', name: { id: 'Diperiksa instansi pilihan pelapor', en: 'Verify, agency chosen by the reporter' },
    validFrom: '2025-05-01', length: workingDays(3), from: 'received', to: ['agency_verified'], pauses: ['S3'],
    urgentDays: 0, zone: 'agency', source: ownChoice('the route is public, its length is not; the same days as V1', 'jalurnya diumumkan, lamanya tidak; disamakan dengan V1'), readIn: [sources.L4] },
  { ...goLive, id: 'V3', name: { id: 'Keputusan atas laporan yang ditahan', en: 'Decision on a held report' },
    length: workingDays(1), from: 'held', to: ['released', 'archived'], zone: 'desk',
    source: ownChoice('a report held by suspicion must not lie there', 'laporan yang ditahan karena dugaan tidak boleh dibiarkan') },
  { ...plain, id: 'V4', name: { id: 'Kabar apakah laporan sudah lengkap', en: 'Answer on completeness' }, validFrom: '2009-07-18',
    length: calendarDays(14), from: 'received', to: ['told_complete', 'told_incomplete'], zone: 'desk',
    source: sources.UU25_44_1, readIn: [sources.G9] },
  { ...plain, id: 'V5', name: { id: 'Pelapor melengkapi laporan', en: 'The reporter completes the report' },
    validFrom: '2009-07-18', length: calendarDays(30), from: 'completion_asked', to: ['completed'], zone: 'reporter',
    rollsForward: true, extension: { by: 'national_verifier', unit: 'calendarDays', n: 30 },
    source: sources.UU25_44, confirmed: false },
  // ---- follow-up ----
  { ...guideline2018, ...F1 },
  { ...guideline2025, ...F1 },
  { ...goLive, id: 'F2', name: { id: 'Diteruskan ke unit', en: 'Forward down one tier' }, length: workingDays(2),
    from: 'agency_received', to: ['unit_received'], zone: 'agency', source: ownChoice('leaves the unit time inside F1', 'menyisakan waktu bagi unit di dalam F1') },
  { ...goLive, id: 'F3', name: { id: 'Batas menyatakan bukan wewenang', en: 'Bounce window' }, length: workingDays(3),
    from: 'forwarded', to: ['bounced'], zone: 'agency', source: ownChoice('who is not competent can say so at once', 'yang tidak berwenang bisa segera mengatakannya') },
  { ...goLive, id: 'F4', name: { id: 'Keputusan penengah', en: 'Arbitration' }, length: workingDays(3),
    from: 'second_bounce', to: ['authority_decided'], zone: 'agency',
    source: ownChoice('the reporter waits while agencies disagree', 'pelapor menunggu selama instansi berbeda pendapat') },
  { ...goLive, id: 'F5', name: { id: 'Bagian instansi pendukung', en: 'Contribution to a split report' },
    length: workingDays(3), countedBackFrom: 'lead_due', from: 'part_opened', to: ['part_answered'], zone: 'agency',
    extension: { by: 'lead_agency', unit: 'workingDays', n: 3 },
    source: ownChoice('the lead needs three working days to join the parts', 'instansi pemimpin perlu tiga hari kerja untuk menyatukan bagian-bagiannya') },
  // ---- the final answer ----
  { ...guideline2018, ...K1, ...waitsForReporter },
  { ...guideline2025, ...K1, ...waitsForReporter },
  { ...guideline2018, ...K2, ...waitsForReporter },
  { ...guideline2025, ...K2, ...waitsForReporter },
  { ...guideline2018, ...K3, ...waitsForReporter },
  { ...guideline2025, ...K3, ...waitsForReporter },
  { ...goLive, ...finalAnswer, ...waitsForReporter, id: 'K4',
    name: { id: 'Tanggapan atas aspirasi', en: 'Considered reply to an aspiration' }, length: workingDays(14),
    extension: { by: 'approver', unit: 'workingDays', n: 14 }, indicative: true,
    source: ownChoice('no law sets a day; a wish deserves an answer too', 'tidak ada undang-undang yang menetapkan harinya; harapan pun layak dijawab') },
  // Runs on through bounces and splits: it is the citizen's ceiling, not an office's clock.
  { ...plain, id: 'K5', name: { id: 'Batas akhir sejak berkas lengkap', en: 'Ceiling from a complete file' },
    validFrom: '2013-01-01', length: calendarDays(60), from: 'declared_complete', to: ['decided'], zone: 'agency',
    source: sources.PERPRES76, readIn: [sources.G3] },
  { ...plain, id: 'K6', name: { id: 'Pemberitahuan keputusan', en: 'Notify the decision' }, validFrom: '2014-10-17',
    length: workingDays(5), from: 'approved', to: ['answer_delivered'], zone: 'agency',
    source: sources.UU30_62, readIn: [sources.G9], confirmed: false },
  // ---- formal information requests ----
  { ...informationRequest, id: 'I1', name: { id: 'Permohonan informasi publik', en: 'Formal information request' },
    length: workingDays(10), from: 'foi_registered', to: ['foi_notified'], source: sources.UU14_22,
    extension: { by: 'foi_officer', unit: 'workingDays', n: 7, under: 'I2' } },
  // The total of the first period and its extension, counted from the start of I1 (A26).
  { ...informationRequest, id: 'I2', name: { id: 'Permohonan informasi yang diperpanjang', en: 'Extended information request' },
    length: workingDays(17), from: 'foi_registered', to: ['foi_notified'], source: sources.UU14_22 },
  { ...informationRequest, id: 'I3', name: { id: 'Pengajuan keberatan', en: 'File an objection' },
    length: workingDays(30), from: 'ground_arose', to: ['objection_filed'], source: sources.UU14_36 },
  { ...informationRequest, id: 'I4', name: { id: 'Tanggapan atas keberatan', en: 'Decide the objection' },
    length: workingDays(30), from: 'objection_filed', to: ['objection_answered'], source: sources.UU14_36 },
  { ...informationRequest, id: 'I5', name: { id: 'Sengketa ke Komisi Informasi', en: 'Go to the Komisi Informasi' },
    length: workingDays(14), from: 'objection_answered', to: ['dispute_filed'], source: sources.UU14 },
  // ---- the reporter ----
  { ...guideline2018, ...R1 },
  { ...guideline2025, ...R1 },
  { ...goLive, id: 'R2', name: { id: 'Pelapor menjawab pertanyaan', en: 'The reporter answers a question' },
    length: workingDays(10), from: 'asked', to: ['replied', 'resumed'], zone: 'reporter',
    source: ownChoice('a question never stops a case for good', 'pertanyaan tidak boleh menghentikan laporan selamanya') },
  { ...goLive, id: 'B1', name: { id: 'Pengajuan banding', en: 'File an appeal' }, length: workingDays(10),
    from: 'closed', to: ['appealed'], zone: 'reporter', source: ownChoice('modelled on administrative objection', 'mengikuti keberatan administratif') },
  { ...goLive, id: 'B2', name: { id: 'Keputusan banding', en: 'Decide an appeal' }, length: workingDays(10),
    from: 'appealed', to: ['appeal_decided'], zone: 'desk',
    source: ownChoice('as the administrative appeal of UU 30/2014', 'seperti banding administratif UU 30/2014'), readIn: [sources.UU30_77] },
  { ...goLive, id: 'O1', name: { id: 'Tawaran ke Ombudsman', en: 'Offer the Ombudsman' }, length: { unit: 'none', n: 0 },
    from: 'overdue', to: ['consent_asked'], zone: 'reporter', source: sources.UU25_46, readIn: [sources.G9] },
  // ---- personal data and security: hours, day and night ----
  { ...plain, id: 'P1', name: { id: 'Pemberitahuan kebocoran data', en: 'Breach notice' }, validFrom: '2022-10-17',
    length: hours(72), from: 'breach_known', to: ['breach_notified'], zone: 'desk',
    source: sources.UU27_46, readIn: [sources.G8] },
  { ...plain, id: 'P2', name: { id: 'Laporan insiden siber', en: 'Cyber incident report' }, validFrom: '2024-01-01',
    length: hours(24), from: 'incident_known', to: ['incident_reported'], zone: 'desk',
    source: sources.BSSN1, readIn: [sources.FIND] },
  { ...plain, id: 'P3', name: { id: 'Permintaan subjek data', en: 'Data-subject request' }, validFrom: '2024-10-17',
    length: hours(72), from: 'data_requested', to: ['data_request_answered'], zone: 'desk',
    source: sources.UU27_32, readIn: [sources.G8], confirmed: false },
  { ...goLive, id: 'P4', name: { id: 'Permintaan menyamarkan atau menarik publikasi', en: 'Masking or unpublish request' },
    length: workingDays(1), from: 'unpublish_asked', to: ['unpublish_decided'], zone: 'desk',
    source: ownChoice('the text is hidden at once; the decision must not wait', 'naskah langsung ditutup; keputusannya tidak boleh menunggu') },
] as const satisfies readonly Deadline[]

export type RuleId = (typeof deadlines)[number]['id']

/** Deadline rows by id, each list in order of `validFrom`. */
export type RuleBook = ReadonlyMap<string, readonly Deadline[]>

/**
 * Puts rows in order and refuses what would make a clock ambiguous.
 * @throws ClockError `invalid_input` for a bad day, a negative length or two rows of one id that overlap
 */
export function prepareRules(rows: readonly Deadline[]): RuleBook {
  const book = new Map<string, Deadline[]>()
  for (const row of rows) {
    const days = [row.validFrom, ...(row.validTo === undefined ? [] : [row.validTo])]
    if (!days.every(isDay) || !Number.isSafeInteger(row.length.n) || row.length.n < 0)
      throw new ClockError(
        'invalid_input',
        `rule ${row.id} of ${row.validFrom}: the dates or the length cannot be read`,
      )
    book.set(row.id, [...(book.get(row.id) ?? []), row])
  }
  for (const versions of book.values()) {
    versions.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    versions.forEach((row, place) => {
      const next = versions[place + 1]
      if (
        (row.validTo ?? row.validFrom) < row.validFrom ||
        (next && (row.validTo ?? '9999') >= next.validFrom)
      )
        throw new ClockError(
          'invalid_input',
          `rule ${row.id}: the version of ${row.validFrom} overlaps another`,
        )
    })
  }
  return book
}

export const shippedRules: RuleBook = prepareRules(deadlines)

/** Where a rule comes from, as it is shown: an article is as good as confirmed only with the day count in it. */
export const basisOf = ({ source, confirmed }: Deadline): Source => ({
  ...source,
  confirmed: source.confirmed && confirmed,
})

/**
 * What a rule is called. Pages name a rule without its version: all versions bear one name (a test holds it), those
 * that two persons enter at the desk included (`versionRow` keeps the name of the version before).
 */
export const nameOfRule = (id: string): Deadline['name'] | undefined => shippedRules.get(id)?.[0]?.name

/**
 * The row of a rule under which a clock that starts on `startDay` (local date) runs.
 * @throws ClockError `unknown_clock`, or `rule_not_in_force` when no version covers the day (A16)
 */
export function deadlineInForce(id: string, startDay: Day, rules: RuleBook = shippedRules): Deadline {
  const versions = rules.get(id)
  if (!versions)
    throw new ClockError(
      'unknown_clock',
      `there is no clock ${JSON.stringify(id).slice(0, 40)}; there are ${[...rules.keys()].join(', ')}`,
    )
  const row = versions.findLast(({ validFrom }) => validFrom <= startDay)
  if (!row || (row.validTo !== undefined && row.validTo < startDay))
    throw new ClockError(
      'rule_not_in_force',
      `rule ${id} is not in force on ${startDay}; its versions are ${versions.map(rangeOf).join(', ')}`,
    )
  return row
}

const rangeOf = ({ validFrom, validTo }: Deadline): string =>
  validTo === undefined ? `from ${validFrom}` : `${validFrom} to ${validTo}`
