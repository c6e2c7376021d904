/** The law before and after a version of a list: what a recount compares, and why the dates move. */
import { calendarOfVersion } from '../../directory/calendar/queries.ts'
import { changeById } from '../../directory/changes/store.ts'
import { loadLaw, rulesOfVersion } from '../../directory/deadlines/queries.ts'
import type { LegalChangeRow } from '../../directory/changes/tables.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Law } from '../../regulation/law.ts'
import { fullDay } from '../../web/dates.ts'
import { sayIn } from '../../web/say.ts'
import type { Task } from './batch.ts'
import type { RecountRow } from './tables.ts'

/** Both sides of a recount. Only the list that changed differs, so that what moves is due to this change alone. */
export async function taskOf(db: Db, recount: RecountRow): Promise<Task> {
  const law = await loadLaw(db)
  const { list, before_version, version, change_id } = recount
  const sides: [Law, Law] =
    list === 'calendar'
      ? [
          { ...law, calendar: await calendarOfVersion(db, before_version) },
          { ...law, calendar: await calendarOfVersion(db, version) },
        ]
      : [
          { ...law, ...(await rulesOfVersion(db, before_version)) },
          { ...law, ...(await rulesOfVersion(db, version)) },
        ]
  const change = change_id === null ? undefined : await changeById(db, change_id)
  return { recount, before: sides[0], after: sides[1], cause: causeOf(change) }
}

/** Why the dates move, in one sentence that a reporter understands. */
export function causeOf(change: LegalChangeRow | undefined): Task['cause'] {
  if (!change)
    return {
      id: 'Kalender hari kerja diperbarui.',
      en: 'The calendar of working days was updated.',
      decree: null,
      decree_day: null,
    }
  const decree = { decree: change.decree, decree_day: change.decree_day }
  if (change.kind !== 'calendar')
    return {
      id: `Lama tenggat diubah oleh ${change.decree}.`,
      en: `The length of the deadline was changed by ${change.decree}.`,
      ...decree,
    }
  const { add, withdraw } = change.content
  const days = (language: 'id' | 'en') => {
    const say = sayIn(language)
    const shown = add.slice(0, 3).map(({ day, name }) => `${fullDay(day, say)} (${name})`)
    return add.length > 3
      ? [...shown, say(`${add.length - 3} hari lain`, `${add.length - 3} other days`)].join('; ')
      : shown.join('; ')
  }
  if (add.length === 0)
    return {
      id: `${withdraw.length} hari libur dicabut dari kalender (${change.decree}).`,
      en: `${withdraw.length} days off were withdrawn from the calendar (${change.decree}).`,
      ...decree,
    }
  return {
    id: `Hari yang ditetapkan: ${days('id')}, menurut ${change.decree}.`,
    en: `Days decreed: ${days('en')}, by ${change.decree}.`,
    ...decree,
  }
}
