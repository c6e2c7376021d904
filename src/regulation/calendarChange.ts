/**
 * A change of the calendar as two persons make it: rows that a decree adds, rows that one withdraws. Pure checks,
 * each with words that say what to do instead; the same row checks as for the shipped calendar (`prepareCalendar`).
 */
import type { FieldProblem } from '../errors.ts'
import { ClockError } from './clockError.ts'
import { isDay, type Day } from './days.ts'
import { decreeInFuture } from './ruleVersions.ts'
import { prepareCalendar, type CalendarRow } from './workingDays.ts'

export type CalendarChange = {
  add: readonly CalendarRow[]
  /** Rows that no longer count, as they stand now. */
  withdraw: readonly CalendarRow[]
  decree: string
  decreeDay: Day
  /** The decree itself says that it covers days before its own date. */
  isRetroactive: boolean
}

const mostRows = 200

// Days that fall on the same date every year by presidential decree: a year without one of them is not complete.
const fixedDays = ['01-01', '05-01', '06-01', '08-17', '12-25']

/** What is wrong with a change, judged against the rows in force on `today`. An empty list = it may be approved. */
export function problemsOfChange(
  change: CalendarChange,
  present: readonly CalendarRow[],
  today: Day,
): FieldProblem[] {
  const { add, withdraw, decree, decreeDay } = change
  if (add.length + withdraw.length === 0)
    return [
      problem(
        'add',
        'required',
        'Isi paling sedikit satu hari, atau pilih satu untuk dicabut.',
        'Give at least one day, or choose one to withdraw.',
      ),
    ]
  if (add.length + withdraw.length > mostRows)
    return [
      problem(
        'add',
        'too_many',
        `Paling banyak ${mostRows} hari sekali usul. Bagi menjadi beberapa usulan.`,
        `At most ${mostRows} days in one change. Split it.`,
      ),
    ]
  if (decree.trim() === '')
    return [
      problem(
        'decree',
        'required',
        'Tulis nomor keputusannya, supaya orang lain dapat mencocokkannya.',
        'Give the number of the decree, so that others can check it.',
      ),
    ]
  if (!isDay(decreeDay))
    return [
      problem(
        'decree_day',
        'wrong_form',
        'Tanggal keputusan tidak ada. Tulis seperti 2027-01-31.',
        'There is no such day. Write it as 2027-01-31.',
      ),
    ]
  if (decreeDay > today) return [decreeInFuture]
  const unreadable = problemsOfRows(add)
  if (unreadable.length > 0) return unreadable
  return [
    ...problemsOfTime(change),
    ...problemsOfDoubles(change, present),
    ...problemsOfYears(change, present),
  ]
}

function problemsOfRows(add: readonly CalendarRow[]): FieldProblem[] {
  return add.flatMap((row) => {
    try {
      prepareCalendar([row])
      if (row.name.trim() !== '') return []
      return [
        problem('add', 'required', `Beri nama untuk hari ${row.day}.`, `Give the day ${row.day} a name.`),
      ]
    } catch (error) {
      if (!(error instanceof ClockError)) throw error
      return [
        problem(
          'add',
          'calendar_invalid',
          `Hari ${row.day}: ${whyInIndonesian(error.message)}`,
          sentence(error.message),
        ),
      ]
    }
  })
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

const whyInIndonesian = (message: string): string =>
  /Ramadan/.test(message)
    ? 'Ramadan, dan hanya Ramadan, adalah hari pendek. Pilih jenis ramadan dengan akibat hari pendek.'
    : 'tanggal, jenis, atau akibatnya tidak dikenal. Tulis tanggal seperti 2027-01-31.'

/** A late decree is the rule here; a decree of after its day is a slip of the pen unless somebody says otherwise. */
function problemsOfTime({ add, decreeDay, isRetroactive }: CalendarChange): FieldProblem[] {
  const past = add.filter(({ day }) => day < decreeDay)
  if (past.length === 0 || isRetroactive) return []
  return [
    problem(
      'decree_day',
      'decree_after_day',
      `Keputusan bertanggal ${decreeDay}, sesudah harinya (${past[0]!.day}). Periksa kedua tanggal pada naskah; ` +
        'bila keputusan itu memang berlaku surut, tandai "berlaku surut".',
      `The decree of ${decreeDay} is dated after its day (${past[0]!.day}). Check both in its text; ` +
        'if it really is retroactive, tick "retroactive".',
    ),
  ]
}

const placeOf = ({ scope }: CalendarRow): string => JSON.stringify(scope)
const keyOf = (row: CalendarRow): string => `${row.day} ${row.type} ${placeOf(row)}`

function problemsOfDoubles(
  { add, withdraw }: CalendarChange,
  present: readonly CalendarRow[],
): FieldProblem[] {
  const gone = new Set(withdraw.map(keyOf))
  const known = new Set(present.map(keyOf).filter((key) => !gone.has(key)))
  const double = add.find((row) => {
    const key = keyOf(row)
    if (known.has(key)) return true
    known.add(key)
    return false
  })
  if (!double) return []
  return [
    problem(
      'add',
      'day_stands_twice',
      `${double.day} sudah ada dengan jenis dan wilayah yang sama. Cabut baris lama dalam usulan yang sama, atau hapus dari usulan ini.`,
      `${double.day} stands already with that type and place. Withdraw the old row in the same change, or leave it out.`,
    ),
  ]
}

/**
 * One national holiday entered for a new year would make the whole year count as known, and every date in it would
 * be promised as certain. So a year comes whole, and years come in order.
 */
function problemsOfYears({ add, withdraw }: CalendarChange, present: readonly CalendarRow[]): FieldProblem[] {
  const gone = new Set(withdraw.map(keyOf))
  const after = prepareCalendar([...present.filter((row) => !gone.has(keyOf(row))), ...add])
  const touched = new Set([...add, ...withdraw].filter(isNational).map(({ day }) => Number(day.slice(0, 4))))
  const years = after.rows.filter(isNational).map(({ day }) => Number(day.slice(0, 4)))
  const first = Math.min(...years.filter(after.isLoaded))
  const problems: FieldProblem[] = []
  for (const year of [...touched].sort()) {
    if (!after.isLoaded(year)) continue
    const missing = fixedDays.filter(
      (date) => !after.rows.some((row) => isNational(row) && row.day === `${year}-${date}`),
    )
    if (missing.length > 0)
      problems.push(
        problem(
          'add',
          'year_incomplete',
          `Kalender ${year} berlubang: ${missing.map((date) => `${year}-${date}`).join(', ')} belum ada. Masukkan seluruh libur nasional tahun itu dalam satu usulan.`,
          `The calendar of ${year} has gaps: ${missing.map((date) => `${year}-${date}`).join(', ')} are missing. Enter all national holidays of the year in one change.`,
        ),
      )
    for (let earlier = first; earlier < year; earlier++)
      if (!after.isLoaded(earlier))
        problems.push(
          problem(
            'add',
            'year_skipped',
            `Kalender ${earlier} belum ada. Masukkan ${earlier} dulu, baru ${year}.`,
            `There is no calendar of ${earlier} yet. Enter ${earlier} first, then ${year}.`,
          ),
        )
  }
  return problems
}

const isNational = ({ type, scope }: CalendarRow): boolean =>
  scope === 'nation' && (type === 'national' || type === 'collective_leave')

const problem = (field: string, code: string, id: string, en: string): FieldProblem => ({
  field,
  code,
  id,
  en,
})
