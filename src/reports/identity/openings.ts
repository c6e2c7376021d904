/** Who looked at what is locked, as the reporter reads it: name, office, time and reason. */
import type { EventRow } from '../casefile/tables.ts'

export type Opening = {
  at: Date
  what: 'identity' | 'original_text'
  /** The officer who looked, not the custodian who agreed. */
  name: string
  /** Code of the officer's unit or agency; the national desk has none. */
  place?: string
  reason: string
}

const rows: Partial<Record<string, Opening['what']>> = { X12: 'identity', X13: 'original_text' }

/** Every time something was opened, oldest first; what was only asked for is none. */
export const openingsIn = (events: readonly EventRow[]): Opening[] =>
  events.flatMap((event) => {
    const what = rows[event.transition]
    if (what === undefined || event.audience !== 'reporter') return []
    const told = (name: string): string | undefined =>
      typeof event.data[name] === 'string' ? (event.data[name] as string) : undefined
    const isAgreed = told('proposed_by') !== undefined
    const place = isAgreed
      ? (told('proposed_by_unit') ?? told('proposed_by_agency'))
      : (event.actor_unit ?? event.actor_agency ?? undefined)
    return [
      {
        at: event.at,
        what,
        name: told('proposed_by_name') ?? event.actor_name,
        ...(place !== undefined && { place }),
        reason: told('reason') ?? '',
      },
    ]
  })
