import type { EventRow } from './tables.ts'

/** Every agency and unit code that these events mention, for one look-up of their names. */
export function codesIn(events: readonly Pick<EventRow, 'data' | 'actor_agency' | 'actor_unit'>[]): string[] {
  const codes = new Set<string>()
  for (const { data, actor_agency, actor_unit } of events) {
    const proposer = [data['proposed_by_agency'], data['proposed_by_unit']]
    for (const value of [
      data['agency'],
      data['unit'],
      data['proposed_agency'],
      actor_agency,
      actor_unit,
      ...proposer,
    ])
      if (typeof value === 'string') codes.add(value)
    if (Array.isArray(data['parts']))
      for (const part of data['parts'] as { agency: string }[]) codes.add(part.agency)
  }
  return [...codes]
}
