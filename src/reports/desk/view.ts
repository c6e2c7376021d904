/** The data of the list beside every desk page. */
import { loadCalendar } from '../../directory/calendar/queries.ts'
import { unitsOf } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { filterOf, type Desk } from './desk.ts'
import { deskCounts, deskList, placeNames, seesWholeAgency } from './queries.ts'
import type { QueueView } from './queuePage.ts'

const rowsShown = 50

export async function queueView(ground: Ground, desk: Desk): Promise<QueueView> {
  const { db } = ground
  const { actor, now, area } = desk
  const filter = filterOf(desk.query)
  const { cursor: _cursor, ...whole } = filter
  const [list, [late, week, all], calendar, units] = await Promise.all([
    deskList(db, actor, { ...filter, limit: rowsShown }, now, area),
    deskCounts(db, actor, [{ ...whole, due: 'late' }, { ...whole, due: 'week' }, whole], now, area),
    loadCalendar(db),
    unitsToChoose(db, desk),
  ])
  const places = await placeNames(
    db,
    list.items.flatMap((row) => row.region ?? []),
  )
  return {
    list,
    counts: countsShown(filter.due, { late: late!, week: week!, all: all! }),
    calendar,
    units,
    places,
  }
}

/** A view that is narrowed to what is late holds nothing due later. */
const countsShown = (due: string | undefined, counts: { late: number; week: number; all: number }) =>
  due === undefined
    ? counts
    : {
        late: counts.late,
        week: due === 'late' ? counts.late : counts.week,
        all: due === 'late' ? counts.late : due === 'week' ? counts.week : counts.all,
      }

/** Whoever sees a whole agency may look at one unit of it; agencies with hundreds of units search instead. */
async function unitsToChoose(db: Db, { actor }: Desk): Promise<QueueView['units']> {
  if (actor.agency === undefined || !seesWholeAgency(actor)) return []
  const units = await unitsOf(db, actor.agency, '', { limit: 60 })
  return units.map(({ code, name }) => ({ code, name }))
}
