/** The data of the list beside every desk page. */
import { loadLaw } from '../../directory/deadlines/queries.ts'
import { unitsOf } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import type { Ground } from '../../platform/ground.ts'
import { namesOf as accountNames } from '../../directory/accounts/queries.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { actsForAgency } from '../casefile/deciding.ts'
import { namesOf } from '../casefile/reading.ts'
import type { InboxRow } from '../casefile/tables.ts'
import { filterOf, type Desk } from './desk.ts'
import { deskCounts, type DeskFilter, deskList, placeNames, seesWholeAgency } from './queries.ts'
import type { QueueView } from './queuePage.ts'
import type { Tallies } from './tally.ts'

const rowsShown = 30

/** `tallies` are the counts of whole queues, where the page has them anyway. */
export async function queueView(ground: Ground, desk: Desk, tallies?: Promise<Tallies>): Promise<QueueView> {
  const { db } = ground
  const { actor, now, area } = desk
  const readAt = Date.now()
  const filter = filterOf(desk)
  const [list, counts, law, units] = await Promise.all([
    deskList(db, actor, { ...filter, limit: rowsShown }, now, area),
    countsOf(db, desk, filter, tallies),
    loadLaw(db),
    unitsToChoose(db, desk),
  ])
  const [places, holders] = await Promise.all([
    placeNames(
      db,
      list.items.flatMap((row) => row.region ?? []),
    ),
    holdersOf(db, actor, list.items),
  ])
  return {
    readAt,
    list,
    counts: countsShown(filter.due, counts),
    law,
    units,
    places,
    holders,
  }
}

/** Who has each row, for those who work with more than their own: the officer by name, else the unit. */
async function holdersOf(db: Db, actor: Actor, rows: readonly InboxRow[]): Promise<QueueView['holders']> {
  if (!actsForAgency(actor)) return new Map()
  const [officers, units] = await Promise.all([
    accountNames(
      db,
      rows.flatMap(({ officer_id }) => (officer_id !== null && officer_id !== actor.id ? officer_id : [])),
    ),
    namesOf(
      db,
      rows.flatMap(({ unit_code }) => (unit_code !== null && unit_code !== actor.unit ? unit_code : [])),
    ),
  ])
  return new Map([...officers, ...units])
}

async function countsOf(
  db: Db,
  desk: Desk,
  filter: DeskFilter,
  tallies?: Promise<Tallies>,
): Promise<QueueView['counts']> {
  const { queue: _queue, cursor: _cursor, ...narrowing } = filter
  const known = Object.keys(narrowing).length === 0 ? (await tallies)?.get(desk.queue.name) : undefined
  if (known) return known
  const { cursor: _from, ...whole } = filter
  const wanted: DeskFilter[] = [{ ...whole, due: 'late' }, { ...whole, due: 'week' }, whole]
  const [late, week, all] = await deskCounts(db, desk.actor, wanted, desk.now, desk.area)
  return { late: late!, week: week!, all: all! }
}

/** A view that is narrowed to what is late holds nothing due later. */
const countsShown = (due: string | undefined, counts: { late: number; week: number; all: number }) =>
  due === undefined
    ? counts
    : due === 'today'
      ? { late: 0, week: counts.all, all: counts.all }
      : {
          late: counts.late,
          week: due === 'late' ? counts.late : counts.week,
          all: due === 'late' ? counts.late : due === 'week' ? counts.week : counts.all,
        }

/** Whoever sees a whole agency may look at one unit of it; agencies with hundreds of units search instead. */
async function unitsToChoose(db: Db, { actor }: Desk): Promise<QueueView['units']> {
  if (actor.agency === undefined || !seesWholeAgency(actor)) return []
  const { agency } = actor
  const units = await remembered(db, `units ${agency}`, 60, () => unitsOf(db, agency, '', { limit: 60 }))
  return units.map(({ code, name }) => ({ code, name }))
}
