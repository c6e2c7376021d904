import { sql } from 'kysely'
import { prepareCalendar, type Calendar, type CalendarRow } from '../../regulation/clocks.ts'
import type { Db } from '../../platform/db/database.ts'
import type { After } from '../lists.ts'
import type { CalendarRowTable } from './tables.ts'

interface Held {
  edition: string
  calendar: Calendar
}

/** What one process holds of one database: the calendar, and when it last made sure that it is the current one. */
interface Memory {
  held?: Held
  checkedAtMs: number
  reading?: Promise<Calendar>
}

// Another process may enter a day: a clock computed with the calendar of a second ago carries its version, and the
// recomputation that follows every change finds it by that.
const trustedMs = 1_000

const memories = new WeakMap<object, Memory>()

/**
 * The calendar that clocks are computed with. It is kept in memory; once a second the next caller asks the database
 * whether it is still the current one, and it is only read again when it is not.
 * @param fresh asks at once: for whoever has just changed it
 */
export async function loadCalendar(db: Db, { fresh = false }: { fresh?: boolean } = {}): Promise<Calendar> {
  // The same for a database and for every transaction on it.
  const database = db.getExecutor().adapter
  const memory = memories.get(database) ?? { checkedAtMs: -trustedMs }
  memories.set(database, memory)
  if (!fresh) {
    if (memory.held && performance.now() - memory.checkedAtMs < trustedMs) return memory.held.calendar
    if (memory.reading) return memory.reading
  }
  const reading = readCalendar(db, memory)
  memory.reading = reading
  try {
    return await reading
  } finally {
    if (memory.reading === reading) delete memory.reading
  }
}

async function readCalendar(db: Db, memory: Memory): Promise<Calendar> {
  const askedAtMs = performance.now()
  const current = await db
    .selectFrom('reference_version')
    .select(['version', 'loaded_at'])
    .where('list', '=', 'calendar')
    .executeTakeFirst()
  const edition = current ? `${current.version} ${current.loaded_at.getTime()}` : ''
  if (memory.held?.edition !== edition) {
    const rows = await countedDays(db)
    memory.held = { edition, calendar: prepareCalendar(rows, { version: String(current?.version ?? 0) }) }
  }
  memory.checkedAtMs = askedAtMs
  return memory.held.calendar
}

async function countedDays(db: Db): Promise<CalendarRow[]> {
  const rows = await db
    .selectFrom('calendar_row')
    .select(['day', 'name', 'type', 'scope_kind', 'scope_code', 'effect', 'decree', 'known_from_day'])
    .where('active', '=', true)
    .orderBy('day')
    .orderBy('id')
    .limit(20_000)
    .execute()
  return rows.map(({ scope_kind, scope_code, known_from_day, ...row }) => ({
    ...row,
    scope:
      scope_kind === 'nation'
        ? 'nation'
        : scope_kind === 'region'
          ? { region: scope_code }
          : { agency: scope_code },
    knownFrom: known_from_day,
  }))
}

export type Holiday = Pick<
  CalendarRowTable,
  'id' | 'day' | 'name' | 'type' | 'scope_kind' | 'scope_code' | 'effect' | 'decree' | 'known_from_day'
>

export interface HolidayFilter {
  from?: string
  to?: string
  type?: CalendarRow['type']
  /** Days of the nation, of this region and of the regions that it lies in; without it the nation's only. */
  region?: string
  /** And those that this agency has by itself. */
  agency?: string
}

/** The days that count as decreed, in the order of the calendar. */
export function listHolidays(
  db: Db,
  filter: HolidayFilter = {},
  { after, limit = 100 }: { after?: After; limit?: number } = {},
): Promise<Holiday[]> {
  const { region, agency } = filter
  const regions = [2, 5, 8, 13]
    .filter((length) => length <= (region?.length ?? 0))
    .map((length) => region!.slice(0, length))
  return db
    .selectFrom('calendar_row')
    .select(['id', 'day', 'name', 'type', 'scope_kind', 'scope_code', 'effect', 'decree', 'known_from_day'])
    .where('active', '=', true)
    .where(
      sql<boolean>`(
        scope_kind = 'nation'
        or (scope_kind = 'region' and scope_code = any(${regions}::varchar[]))
        or (scope_kind = 'agency' and scope_code = ${agency ?? ''})
      )`,
    )
    .$if(filter.from !== undefined, (query) => query.where('day', '>=', filter.from!))
    .$if(filter.to !== undefined, (query) => query.where('day', '<=', filter.to!))
    .$if(filter.type !== undefined, (query) => query.where('type', '=', filter.type!))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(day, id) > (${after!.name}::text::date, ${after!.code}::varchar)`),
    )
    .orderBy('day')
    .orderBy('id')
    .limit(limit)
    .execute()
}
