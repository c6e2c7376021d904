/** Who acted where no handling agency did, by its own name: a verdict on an appeal is not a clerk's. */
import type { Say, Words } from '../../web/say.ts'
import type { EventRow } from './tables.ts'

type Told = Pick<EventRow, 'transition' | 'actor_agency'>

const above: Partial<Record<string, Words>> = {
  T18: { id: 'Penengah', en: 'Arbiter' },
  T37: { id: 'Pemeriksa banding', en: 'Appeal officer' },
  T38: { id: 'Pemeriksa banding', en: 'Appeal officer' },
  T39: { id: 'Ombudsman', en: 'Ombudsman' },
  T40: { id: 'Ombudsman', en: 'Ombudsman' },
}

/** Whether the step was taken over the heads of the agencies, also by a province that is one itself. */
export const isAbove = ({ transition }: Pick<Told, 'transition'>): boolean => above[transition] !== undefined

export function officeOf(
  { transition, actor_agency }: Told,
  names: ReadonlyMap<string, string>,
  say: Say,
): string {
  const office = above[transition]
  if (!office) return say('Petugas nasional', 'National desk')
  const agency = actor_agency === null ? undefined : names.get(actor_agency)
  return [say(office), agency].filter(Boolean).join(', ')
}
