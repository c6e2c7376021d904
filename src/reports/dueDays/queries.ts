/** How many reports of a list fall due on which day of a month. */
import { agencyByCode } from '../../directory/agencies/queries.ts'
import { listHolidays, type Holiday } from '../../directory/calendar/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import type { Day } from '../../regulation/days.ts'
import type { Desk } from '../desk/desk.ts'
import { deskCounts, type DeskFilter } from '../desk/queries.ts'
import { isPersonal } from '../desk/queues.ts'
import { shared } from '../desk/shared.ts'
import type { Month } from './month.ts'

export type DueDays = {
  /** Days without any are not in it. */
  counts: ReadonlyMap<Day, number>
  /** All that is late today, in whatever month it fell due. */
  late: number
  holidays: ReadonlyMap<Day, Holiday[]>
}

export async function dueDaysOf(db: Db, desk: Desk, month: Month): Promise<DueDays> {
  const [[late = 0, ...counts], holidays] = await Promise.all([
    countsOf(db, desk, month),
    holidaysOf(db, desk, month),
  ])
  return {
    counts: new Map(
      month.days.flatMap((day, at): [Day, number][] => (counts[at]! > 0 ? [[day, counts[at]!]] : [])),
    ),
    late,
    holidays,
  }
}

/** One statement of short stretches of the list's own index, once in some seconds for everybody who sees the same. */
const countsOf = (
  db: Db,
  { actor, queue, now, area, zone }: Desk,
  { name, days }: Month,
): Promise<number[]> => {
  const filters: DeskFilter[] = [
    { queue: queue.name, due: 'late' },
    ...days.map((day) => ({ queue: queue.name, dueOn: { day, zone } })),
  ]
  return shared(
    db,
    actor,
    `due days ${queue.name} ${name} ${now.toISOString().slice(0, 16)}`,
    () => deskCounts(db, actor, filters, now, area),
    isPersonal(queue) ? 'own' : undefined,
  )
}

/** Those of the nation, and of the region and the agency of the desk. */
async function holidaysOf(db: Db, { actor }: Desk, { days }: Month): Promise<Map<Day, Holiday[]>> {
  const { agency: code } = actor
  const agency =
    code === undefined ? undefined : await remembered(db, `agency ${code}`, 30, () => agencyByCode(db, code))
  const found = await listHolidays(db, {
    from: days[0]!,
    to: days.at(-1)!,
    ...(agency && { agency: agency.code }),
    ...(agency?.region_code && { region: agency.region_code }),
  })
  const named = new Map<Day, Holiday[]>()
  // A note such as the beginning of Ramadan changes no date.
  for (const holiday of found)
    if (holiday.effect !== 'note_only') named.set(holiday.day, [...(named.get(holiday.day) ?? []), holiday])
  return named
}
