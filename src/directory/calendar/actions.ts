/** Changing the calendar (A7): one person writes down what a decree says, another checks it and lets it count. */
import { sql } from 'kysely'
import { refuse, type FieldProblem } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { problemsOfChange } from '../../regulation/calendarChange.ts'
import { localDay, type Calendar, type CalendarRow, type Day } from '../../regulation/clocks.ts'
import { dayNumber, dayText, isDay } from '../../regulation/days.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { prepareCalendar } from '../../regulation/workingDays.ts'
import { agencyByCode } from '../agencies/queries.ts'
import { insertChange } from '../changes/store.ts'
import type { CalendarContent, LegalChangeRow } from '../changes/tables.ts'
import { pathOf } from '../regions/queries.ts'
import type { CalendarChangeInput } from './inputs.ts'
import { calendarRowOf, loadCalendar } from './queries.ts'

const longestSpanDays = 60

/** The day on which something is decided, in the time of the national desk. */
export const decisionDay = (now: Date): Day => localDay(now, 'Asia/Jakarta')

/**
 * Keeps a proposed change of the calendar. @returns its id
 * @throws invalid_input with what to do instead, field by field
 */
export async function draftCalendar(
  ground: Ground,
  actor: Actor,
  input: CalendarChangeInput,
): Promise<string> {
  const { db } = ground
  const now = ground.now()
  const content: CalendarContent = {
    add: (input.add ?? []).flatMap((one) => rowsOf(one, input)),
    withdraw: [...new Set(input.withdraw ?? [])],
    isRetroactive: input.retroactive === true,
    note: input.note ?? '',
  }
  const problems = [
    ...(await problemsOfPlaces(db, content.add)),
    ...(await problemsOfCalendar(
      db,
      content,
      { decree: input.decree, decree_day: input.decree_day },
      decisionDay(now),
    )),
  ]
  if (problems.length > 0) throw refuse('invalid_input', { fields: problems })
  return insertChange(
    db,
    actor,
    { kind: 'calendar', content },
    { decree: input.decree, decreeDay: input.decree_day },
    now,
  )
}

/** A span is one row for each of its days, so that each day can be withdrawn by itself. */
function rowsOf(
  one: NonNullable<CalendarChangeInput['add']>[number],
  input: CalendarChangeInput,
): CalendarRow[] {
  const usual = one.type === 'ramadan' ? 'short_day' : 'closes'
  const row = (day: Day): CalendarRow => ({
    day,
    name: one.name.trim(),
    type: one.type,
    scope:
      one.agency !== undefined
        ? { agency: one.agency }
        : one.region !== undefined
          ? { region: one.region }
          : 'nation',
    effect: one.effect ?? usual,
    decree: input.decree.trim(),
    knownFrom: input.decree_day,
  })
  if (one.until === undefined || !isDay(one.day) || !isDay(one.until)) return [row(one.day)]
  const [first, last] = [dayNumber(one.day), dayNumber(one.until)]
  if (last < first || last - first > longestSpanDays)
    throw refuse('invalid_input', {
      fields: [
        {
          field: 'add',
          code: 'span_wrong',
          id: `Rentang ${one.day} sampai ${one.until} terbalik atau lebih dari ${longestSpanDays} hari. Tulis hari pertama dulu, atau bagi rentangnya.`,
          en: `The span ${one.day} to ${one.until} is reversed or longer than ${longestSpanDays} days. Write the first day first, or split it.`,
        },
      ],
    })
  return Array.from({ length: last - first + 1 }, (_, place) => row(dayText(first + place)))
}

async function problemsOfPlaces(db: Db, add: readonly CalendarRow[]): Promise<FieldProblem[]> {
  const places = new Set(add.map(({ scope }) => JSON.stringify(scope)))
  const problems: FieldProblem[] = []
  for (const text of places) {
    const scope = JSON.parse(text) as CalendarRow['scope']
    if (scope === 'nation') continue
    if ('agency' in scope && !(await agencyByCode(db, scope.agency)))
      problems.push({
        field: 'agency',
        code: 'agency_unknown',
        id: `Tidak ada instansi ${scope.agency}. Pakai kode dari daftar instansi.`,
        en: `There is no agency ${scope.agency}. Use a code of the list of agencies.`,
      })
    if ('region' in scope && (await pathOf(db, scope.region)) === undefined)
      problems.push({
        field: 'region',
        code: 'region_unknown',
        id: `Tidak ada wilayah ${scope.region}. Pakai kode dari daftar wilayah, misalnya 51 atau 51.03.`,
        en: `There is no region ${scope.region}. Use a code of the list of regions, such as 51 or 51.03.`,
      })
  }
  return problems
}

/** What is wrong with a proposal today: also asked again when it is approved, because others may have come first. */
export async function problemsOfCalendar(
  db: Db,
  content: CalendarContent,
  { decree, decree_day }: { decree: string; decree_day: string },
  today: Day,
): Promise<FieldProblem[]> {
  const calendar = await loadCalendar(db, { fresh: true })
  const withdrawn = await rowsById(db, content.withdraw)
  const gone = content.withdraw.find((id) => !withdrawn.has(id))
  if (gone !== undefined)
    return [
      {
        field: 'withdraw',
        code: 'row_unknown',
        id: `Baris ${gone} tidak ada atau sudah dicabut. Muat ulang daftar kalender.`,
        en: `The row ${gone} does not exist or was withdrawn. Reload the calendar.`,
      },
    ]
  return problemsOfChange(
    {
      add: content.add,
      withdraw: [...withdrawn.values()],
      decree,
      decreeDay: decree_day,
      isRetroactive: content.isRetroactive,
    },
    calendar.rows,
    today,
  )
}

/** Rows that count today, by id. */
export async function rowsById(db: Db, ids: readonly string[]): Promise<Map<string, CalendarRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('calendar_row')
    .select([
      'id',
      'day',
      'name',
      'type',
      'scope_kind',
      'scope_code',
      'effect',
      'decree',
      'known_from_day',
      'withdrawn_from_day',
    ])
    .where('active', '=', true)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, calendarRowOf(row)]))
}

/** The calendar as it would be after a proposal, for the preview of its effect. */
export async function calendarWith(
  db: Db,
  { content }: LegalChangeRow & { kind: 'calendar' },
  now: Date,
): Promise<Calendar> {
  const calendar = await loadCalendar(db, { fresh: true })
  const keys = new Set(
    [...(await rowsById(db, content.withdraw)).values()].map((row) => JSON.stringify(keyOf(row))),
  )
  const rows = calendar.rows.map((row) =>
    keys.has(JSON.stringify(keyOf(row))) ? { ...row, withdrawnFrom: withdrawalDay(now) } : row,
  )
  return prepareCalendar([...rows, ...content.add])
}

const keyOf = ({ day, type, scope }: CalendarRow) => [day, type, scope]

/** Clocks that end today still keep a row that is withdrawn today: nobody becomes late by the correction (A11). */
const withdrawalDay = (now: Date): Day => dayText(dayNumber(decisionDay(now)) + 1)

/** Lets an approved change count, inside the transaction that approves it. */
export async function applyCalendar(
  db: Db,
  change: LegalChangeRow & { kind: 'calendar' },
  approver: Actor,
  version: number,
  now: Date,
): Promise<void> {
  const { content } = change
  if (content.withdraw.length > 0)
    await db
      .updateTable('calendar_row')
      .set({ active: false, withdrawn_from_day: withdrawalDay(now), withdrawn_version: version })
      .where('id', 'in', content.withdraw)
      .where('active', '=', true)
      .execute()
  for (const row of content.add) await insertRow(db, row, change, approver, version)
}

async function insertRow(
  db: Db,
  row: CalendarRow,
  change: LegalChangeRow,
  approver: Actor,
  version: number,
): Promise<void> {
  const kind = row.scope === 'nation' ? 'nation' : 'region' in row.scope ? 'region' : 'agency'
  const code = row.scope === 'nation' ? '' : 'region' in row.scope ? row.scope.region : row.scope.agency
  // A row that stood before and was withdrawn keeps its name: history is never written over.
  const id = [row.day, row.type, kind, code, `v${version}`].filter((part) => part !== '').join('.')
  await sql`
    insert into calendar_row (id, day, name, type, scope_kind, scope_code, effect, decree, known_from_day, entered_at,
      entered_by, checked_by, active, calendar_version, change_id)
    values (${id}, ${row.day}::text::date, ${row.name}, ${row.type}, ${kind}, ${code}, ${row.effect}, ${change.decree},
      ${change.decree_day}::text::date, ${change.entered_at}, ${change.entered_by}, ${approver.id}, true, ${version},
      ${change.change_id}::uuid)`.execute(db)
}
