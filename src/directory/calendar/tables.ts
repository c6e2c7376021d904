import type { Generated } from 'kysely'
import type { CalendarRow } from '../../regulation/clocks.ts'

export interface CalendarRowTable {
  id: string
  day: string
  name: string
  type: CalendarRow['type']
  scope_kind: 'nation' | 'region' | 'agency'
  /** Empty for the nation. */
  scope_code: string
  effect: CalendarRow['effect']
  decree: string
  known_from_day: string
  entered_at: Generated<Date>
  entered_by: string
  checked_by: string | null
  active: Generated<boolean>
  shipped: Generated<boolean>
  calendar_version: Generated<number>
  /** From this day on it no longer counts, and the version of the calendar that began without it. */
  withdrawn_from_day: string | null
  withdrawn_version: number | null
  /** The change of two persons that brought it; null for shipped rows. */
  change_id: string | null
}

export interface ReferenceVersionTable {
  list: string
  version: number
  checksum: string
  loaded_at: Date
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    calendar_row: CalendarRowTable
    reference_version: ReferenceVersionTable
  }
}
