/** The days of a year as a file, as the page of the calendar shows them. */
import { Type } from 'typebox'
import type { Ground } from '../../platform/ground.ts'
import { listFiles } from '../../platform/http/listFiles.ts'
import type { App } from '../../platform/http/server.ts'
import type { Row } from '../../platform/sheets/sheet.ts'
import { dayOf } from '../../web/dates.ts'
import { paths } from '../../web/paths.ts'
import { dayColumn, textColumn } from '../../web/sheets.ts'
import { namesOf } from '../accounts/queries.ts'
import { daysOfYear } from './queries.ts'
import { effectWords, personWords, typeWords } from './words.ts'

const YearQuery = Type.Object({
  tahun: Type.Optional(Type.Integer({ minimum: 1945, maximum: 2200 })),
})

export function calendarFiles(app: App, ground: Ground): void {
  const { db, now } = ground
  listFiles(app, ground, paths.desk.calendar, { access: 'read_law', query: YearQuery }, async (request) => {
    const { say } = request
    const { tahun: year = Number(dayOf(now(), 'WIB').slice(0, 4)) } = request.query as { tahun?: number }
    const days = await daysOfYear(db, year)
    const names = await namesOf(
      db,
      days.flatMap(({ entered_by, checked_by }) => [entered_by, checked_by ?? '']),
    )
    const rows = days.map((day): Row => [
      day.day,
      day.name,
      say(typeWords[day.type]),
      day.scope_kind === 'nation' ? say('seluruh Indonesia', 'the whole country') : day.scope_code,
      say(effectWords[day.effect]),
      day.decree,
      day.known_from_day,
      day.withdrawn_from_day,
      personWords(day.entered_by, names, say),
      personWords(day.checked_by ?? '', names, say),
    ])
    return {
      name: `kalender-${year}`,
      columns: [
        dayColumn(say('Tanggal', 'Day')),
        textColumn(say('Nama', 'Name')),
        textColumn(say('Jenis', 'Type')),
        textColumn(say('Berlaku untuk', 'For')),
        textColumn(say('Akibat', 'Effect')),
        textColumn(say('Keputusan', 'Decree')),
        dayColumn(say('Tanggal keputusan', 'Day of the decree')),
        dayColumn(say('Dicabut', 'Withdrawn')),
        textColumn(say('Dimasukkan', 'Entered')),
        textColumn(say('Diperiksa', 'Checked')),
      ],
      pages: [rows],
    }
  })
}
