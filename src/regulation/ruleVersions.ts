/**
 * Later versions of a deadline and shorter pledges of agencies, as two persons enter them: read into the same rows
 * as those shipped, through the same checks, with words that say what to do instead.
 */
import type { FieldProblem } from '../errors.ts'
import { dayNumber, dayText, isDay, type Day } from './days.ts'
import { prepareRules, type Deadline, type RuleBook } from './deadlines.ts'
import type { Pledge } from './law.ts'

export type RuleDraft = {
  rule: string
  validFrom: Day
  /** In the unit of the rule, which never changes. */
  days: number
  /** Of a rule that may be extended: how much at most. */
  extensionDays?: number
  /** The decree says that clocks that run on the first day also get the new length. */
  appliesToOpen: boolean
  /** The instrument and the article that set the new length. */
  instrument: string
  article?: string
  decreeDay: Day
}

const longestDays = 400

/**
 * The version in force on a day, which one that begins then follows: a release may already ship a later one. Before the
 * first version it is the first; undefined only for a rule that does not exist.
 */
export const versionFollowed = (rules: RuleBook, rule: string, day: Day): Deadline | undefined => {
  const versions = rules.get(rule)
  return versions?.findLast(({ validFrom }) => validFrom <= day) ?? versions?.[0]
}

/** The row of a new version: the same events, zone and pauses as the version before, with its own length and source. */
export function versionRow(draft: RuleDraft, before: Deadline): Deadline {
  const { validTo: _ended, readIn: _read, ...kept } = before
  return {
    ...kept,
    validFrom: draft.validFrom,
    length: { ...before.length, n: draft.days },
    ...(before.extension && {
      extension: { ...before.extension, n: draft.extensionDays ?? before.extension.n },
    }),
    source: {
      kind: 'law',
      title: draft.instrument,
      ...(draft.article !== undefined && draft.article !== '' && { article: draft.article }),
      confirmed: true,
    },
    confirmed: true,
    appliesToOpen: draft.appliesToOpen,
  }
}

/**
 * The shipped rules and the versions that two persons entered, as one book: a version holds until the next one begins,
 * from whichever of the two it comes. Of two that begin on one day the entered one counts: it is the law of this
 * service, approved by two persons, and a release that ships the same figure later must not stop the service.
 * @throws ClockError `invalid_input` for a row whose days cannot be read
 */
export function withLaterVersions(shipped: RuleBook, later: readonly Deadline[]): RuleBook {
  if (later.length === 0) return shipped
  const isEntered = (row: Deadline): boolean =>
    later.some(({ id, validFrom }) => id === row.id && validFrom === row.validFrom)
  const rows = [...[...shipped.values()].flat().filter((row) => !isEntered(row)), ...later]
  const all = rows.map((row) => {
    const next = rows
      .filter((one) => one.id === row.id && one.validFrom > row.validFrom)
      .map(({ validFrom }) => validFrom)
      .sort()[0]
    if (next === undefined || (row.validTo !== undefined && row.validTo < next)) return row
    return { ...row, validTo: dayText(dayNumber(next) - 1) }
  })
  return prepareRules(all)
}

/** What is wrong with a new version, on `today` (the latest zone's day, so that no clock has started under it). */
export function problemsOfRule(draft: RuleDraft, rules: RuleBook, today: Day): FieldProblem[] {
  const before = versionFollowed(rules, draft.rule, draft.validFrom)
  if (!before)
    return [
      problem(
        'rule',
        'unknown_clock',
        'Tidak ada aturan itu. Pilih dari daftar.',
        'There is no such rule. Choose one from the list.',
      ),
    ]
  if (before.length.unit === 'none')
    return [
      problem(
        'rule',
        'rule_without_length',
        'Aturan ini tidak menghitung hari; kejadiannya sendiri yang menentukan. Tidak ada lamanya untuk diubah.',
        'This rule counts no days; the event itself decides. There is no length to change.',
      ),
    ]
  return [...problemsOfLength(draft, before), ...problemsOfDays(draft, before, today)]
}

function problemsOfLength(draft: RuleDraft, before: Deadline): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!Number.isInteger(draft.days) || draft.days < 1 || draft.days > longestDays)
    problems.push(
      problem(
        'days',
        'rule_without_length',
        `Isi lama tenggat, 1 sampai ${longestDays}. Aturan tanpa lama tidak dapat menghasilkan tanggal.`,
        `Give the length, 1 to ${longestDays}. A rule without a length makes no date.`,
      ),
    )
  const extension = draft.extensionDays
  if (extension !== undefined && (!before.extension || !Number.isInteger(extension) || extension < 1))
    problems.push(
      problem(
        'extension_days',
        'no_extension',
        'Aturan ini tidak mengenal perpanjangan. Kosongkan isian ini.',
        'This rule knows no extension. Leave this empty.',
      ),
    )
  if (draft.days === before.length.n && (extension ?? before.extension?.n) === before.extension?.n)
    problems.push(
      problem(
        'days',
        'nothing_changes',
        'Lamanya sama dengan versi yang berlaku. Tidak perlu versi baru.',
        'The length is that of the present version. No new version is needed.',
      ),
    )
  return problems
}

function problemsOfDays(draft: RuleDraft, before: Deadline, today: Day): FieldProblem[] {
  if (!isDay(draft.validFrom) || !isDay(draft.decreeDay))
    return [
      problem(
        isDay(draft.validFrom) ? 'decree_day' : 'valid_from',
        'wrong_form',
        'Tanggal ini tidak ada. Tulis seperti 2027-01-31.',
        'There is no such day. Write it as 2027-01-31.',
      ),
    ]
  const problems: FieldProblem[] = []
  if (draft.validFrom <= before.validFrom)
    problems.push(
      problem(
        'valid_from',
        'rules_overlap',
        `Bertumpuk dengan versi yang berlaku sejak ${before.validFrom}. Pilih tanggal sesudahnya.`,
        `Overlaps the version in force since ${before.validFrom}. Choose a later day.`,
      ),
    )
  if (draft.validFrom <= today)
    problems.push(
      problem(
        'valid_from',
        'rule_starts_in_past',
        'Aturan baru berlaku paling cepat besok, supaya tidak ada yang terlambat karena perubahan hari ini. ' +
          'Bila keputusannya juga mengenai tenggat yang sedang berjalan, tandai pilihan itu.',
        'A new rule begins tomorrow at the earliest, so that nobody is late by a change of today. ' +
          'If its decree also covers clocks that run already, tick that choice.',
      ),
    )
  if (draft.decreeDay > today) problems.push(decreeInFuture)
  else if (draft.decreeDay > draft.validFrom)
    problems.push(
      problem(
        'decree_day',
        'decree_after_day',
        'Tanggal keputusan sesudah tanggal mulai berlaku. Periksa keduanya pada naskahnya.',
        'The decree is dated after the first day of the rule. Check both in its text.',
      ),
    )
  return problems
}

export const decreeInFuture: FieldProblem = {
  field: 'decree_day',
  code: 'decree_in_future',
  id: 'Keputusan itu bertanggal sesudah hari ini. Masukkan pada atau sesudah tanggal keputusannya.',
  en: 'That decree is dated after today. Enter it on the day of the decree or later.',
}

/** What is wrong with a pledge; `before` are those of the same agency and rule. */
export function problemsOfPledge(
  pledge: Pledge & { decreeDay: Day },
  rules: RuleBook,
  before: readonly Pledge[],
  today: Day,
): FieldProblem[] {
  const law = versionFollowed(rules, pledge.rule, pledge.validFrom)
  if (!law || law.length.unit !== 'workingDays' || law.zone !== 'agency' || law.countedBackFrom)
    return [
      problem(
        'rule',
        'not_pledgeable',
        'Janji lebih cepat hanya untuk tenggat instansi dalam hari kerja, misalnya F1 atau K2.',
        'A shorter pledge is only for an agency’s deadlines in working days, such as F1 or K2.',
      ),
    ]
  const problems: FieldProblem[] = []
  if (!Number.isInteger(pledge.workingDays) || pledge.workingDays < 1 || pledge.workingDays >= law.length.n)
    problems.push(
      problem(
        'days',
        'pledge_not_shorter',
        `Janji instansi harus lebih pendek dari ${law.length.n} hari kerja menurut aturan, paling sedikit 1.`,
        `A pledge must be shorter than the ${law.length.n} working days of the rule, at least 1.`,
      ),
    )
  if (!isDay(pledge.validFrom) || pledge.validFrom <= today)
    problems.push(
      problem(
        'valid_from',
        'rule_starts_in_past',
        'Janji baru berlaku paling cepat besok.',
        'A new pledge begins tomorrow at the earliest.',
      ),
    )
  else if (before.some(({ validFrom }) => validFrom >= pledge.validFrom))
    problems.push(
      problem(
        'valid_from',
        'rules_overlap',
        'Sudah ada janji instansi ini yang mulai pada atau sesudah tanggal itu. Pilih tanggal sesudahnya.',
        'A pledge of this agency already begins on or after that day. Choose a later day.',
      ),
    )
  if (pledge.decreeDay > today) problems.push(decreeInFuture)
  return problems
}

const problem = (field: string, code: string, id: string, en: string): FieldProblem => ({
  field,
  code,
  id,
  en,
})
