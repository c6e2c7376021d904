import { Type } from 'typebox'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { fieldProblem } from '../../platform/http/validation.ts'
import { isDay } from '../../regulation/days.ts'
import { calendarRowTypes } from '../../regulation/workingDays.ts'
import { paths } from '../../web/paths.ts'
import { answerList, listCaching, pageOf, pagingFields, placeOf, RegionCode, type After } from '../lists.ts'
import { calendarFiles } from './listFiles.ts'
import { listHolidays, type Holiday } from './queries.ts'

const types = Type.Enum([...calendarRowTypes])

const HolidayItem = Type.Object({
  day: Type.String({ description: 'YYYY-MM-DD' }),
  name: Type.String(),
  type: types,
  scope: Type.Union([Type.Literal('nation'), Type.Literal('region'), Type.Literal('agency')]),
  region: Type.Optional(Type.String()),
  agency: Type.Optional(Type.String()),
  effect: Type.Union([Type.Literal('closes'), Type.Literal('note_only'), Type.Literal('short_day')]),
  decree: Type.String(),
  known_from: Type.String({
    description: 'The day of the decree: nobody could count with the row before it.',
  }),
})

const day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })

const HolidayQuery = Type.Object({
  year: Type.Optional(Type.Integer({ minimum: 1945, maximum: 9000 })),
  from: Type.Optional(day),
  to: Type.Optional(day),
  type: Type.Optional(types),
  region: Type.Optional(RegionCode),
  agency: Type.Optional(Type.String({ maxLength: 20 })),
  ...pagingFields(500, 200),
})

/** The days on which offices are closed or close earlier, with the decrees that say so. */
export function routes(app: App, ground: Ground): void {
  const { db } = ground
  calendarFiles(app, ground)
  app.get(
    paths.api.holidays,
    {
      schema: {
        summary: 'Days that do not count as working days, or are shorter',
        tags: ['reference'],
        querystring: HolidayQuery,
        response: { 200: answerList(HolidayItem) },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const { year, from, to, type, region, agency, cursor, limit = 200 } = request.query
      const filter = {
        from: realDay('from', from) ?? (year === undefined ? undefined : `${year}-01-01`),
        to: realDay('to', to) ?? (year === undefined ? undefined : `${year}-12-31`),
        type,
        region,
        agency,
      }
      const rows = await listHolidays(db, filter, { after: dayPlace(cursor), limit: limit + 1 })
      reply.header('cache-control', listCaching)
      return pageOf(rows, limit, holidayItem, (holiday) => ({ name: holiday.day, code: holiday.id }))
    },
  )
}

/** 30 February has the shape of a day; the database would answer with an error. */
function realDay(field: string, text: string | undefined): string | undefined {
  if (text === undefined || isDay(text)) return text
  throw refuse('bad_request', { fields: [fieldProblem(field, 'wrong_form')] })
}

function dayPlace(cursor: string | undefined): After | undefined {
  const place = placeOf(cursor)
  realDay('cursor', place?.name)
  return place
}

const holidayItem = (holiday: Holiday) => ({
  day: holiday.day,
  name: holiday.name,
  type: holiday.type,
  scope: holiday.scope_kind,
  ...(holiday.scope_kind === 'region' && { region: holiday.scope_code }),
  ...(holiday.scope_kind === 'agency' && { agency: holiday.scope_code }),
  effect: holiday.effect,
  decree: holiday.decree,
  known_from: holiday.known_from_day,
})
