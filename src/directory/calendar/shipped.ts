import { parseHolidays } from '../../regulation/holidayFile.ts'
import { referenceFile } from '../csv.ts'
import type { ShippedList } from '../shipped.ts'
import type { CalendarRowTable } from './tables.ts'

type ShippedDay = Omit<
  CalendarRowTable,
  | 'entered_at'
  | 'active'
  | 'shipped'
  | 'calendar_version'
  | 'withdrawn_from_day'
  | 'withdrawn_version'
  | 'change_id'
>

/** Who stands for a row that came with the program: whoever checked the release against the decrees. */
const release = 'release'

export const shippedCalendar: ShippedList<ShippedDay> = {
  list: 'calendar',
  table: 'calendar_row',
  key: 'id',
  columns: [
    'id',
    'day',
    'name',
    'type',
    'scope_kind',
    'scope_code',
    'effect',
    'decree',
    'known_from_day',
    'entered_by',
    'checked_by',
  ],
  edition: 1,
  files: ['holidays.csv'],
  versionColumn: 'calendar_version',
  rows: async () => parseHolidays((await referenceFile('holidays.csv')).toString('utf8')).map(dayRow),
}

function dayRow({
  day,
  name,
  type,
  scope,
  effect,
  decree,
  knownFrom,
}: ReturnType<typeof parseHolidays>[number]): ShippedDay {
  const kind = scope === 'nation' ? 'nation' : 'region' in scope ? 'region' : 'agency'
  const code = scope === 'nation' ? '' : 'region' in scope ? scope.region : scope.agency
  return {
    id: [day, type, kind, code].filter((part) => part !== '').join('.'),
    day,
    name,
    type,
    scope_kind: kind,
    scope_code: code,
    effect,
    decree,
    known_from_day: knownFrom,
    entered_by: release,
    checked_by: release,
  }
}
