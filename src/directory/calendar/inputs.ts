import { Type, type Static } from 'typebox'
import { calendarRowTypes } from '../../regulation/workingDays.ts'
import { RegionCode } from '../lists.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'YYYY-MM-DD' })

const AddedDay = Type.Object({
  day: Day,
  until: Type.Optional(
    Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'Last day of a span, such as Ramadan' }),
  ),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  type: Type.Enum([...calendarRowTypes]),
  effect: Type.Optional(Type.Enum(['closes', 'note_only', 'short_day'])),
  region: Type.Optional(RegionCode),
  agency: Type.Optional(Type.String({ maxLength: 20 })),
})

/** A change of the calendar as a program sends it. */
export const CalendarChangeInput = Type.Object({
  decree: Type.String({ minLength: 3, maxLength: 300 }),
  decree_day: Day,
  retroactive: Type.Optional(
    Type.Boolean({ description: 'The decree itself covers days before its own date' }),
  ),
  note: Type.Optional(Type.String({ maxLength: 1_000 })),
  add: Type.Optional(Type.Array(AddedDay, { maxItems: 200 })),
  withdraw: Type.Optional(Type.Array(Type.String({ maxLength: 80 }), { maxItems: 200 })),
})
export type CalendarChangeInput = Static<typeof CalendarChangeInput>

/** The same as the form sends it: one day a line, all of one type and place. */
export const CalendarForm = Type.Object({
  decree: Type.String({ maxLength: 300, default: '' }),
  decree_day: Type.String({ maxLength: 20, default: '' }),
  retroactive: Type.Optional(Type.Boolean()),
  note: Type.Optional(Type.String({ maxLength: 1_000 })),
  add: Type.String({ maxLength: 20_000, default: '' }),
  type: Type.String({ maxLength: 20, default: 'national' }),
  effect: Type.String({ maxLength: 20, default: 'closes' }),
  region: Type.String({ maxLength: 13, default: '' }),
  agency: Type.String({ maxLength: 20, default: '' }),
  withdraw: Type.Optional(Type.Array(Type.String({ maxLength: 80 }), { maxItems: 50 })),
})
export type CalendarForm = Static<typeof CalendarForm>

const line = /^(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|sampai|s\.d\.|–)\s*(\d{4}-\d\d-\d\d))?[\s,;:]+(.{1,200})$/

/** The lines of the form's box as days; what is not of the form `2027-01-31 Name` is given back as it was typed. */
export function readDayLines(form: CalendarForm): {
  add: NonNullable<CalendarChangeInput['add']>
  unread: string[]
} {
  const add: NonNullable<CalendarChangeInput['add']> = []
  const unread: string[] = []
  for (const raw of form.add.split(/\r?\n/).map((one) => one.trim())) {
    if (raw === '') continue
    const [, day, until, name] = line.exec(raw) ?? []
    if (day === undefined || name === undefined) {
      unread.push(raw)
      continue
    }
    add.push({
      day,
      name: name.trim(),
      type: form.type as never,
      effect: form.effect as never,
      ...(until !== undefined && { until }),
      ...(form.region !== '' && { region: form.region }),
      ...(form.agency !== '' && { agency: form.agency }),
    })
  }
  return { add, unread }
}
