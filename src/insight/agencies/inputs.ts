import { agencyTypes, type AgencyType } from '../../directory/agencies/tables.ts'
import { sortings, type AgencyQuestion } from './queries.ts'

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim().slice(0, 100) : ''

/** What the address of the list asks for; what is wrong in it is left out. */
export function questionOf(query: Record<string, unknown>): AgencyQuestion {
  const [q, type, sort] = [textOf(query['q']), textOf(query['type']), textOf(query['sort'])]
  const page = Number.parseInt(textOf(query['page']), 10)
  return {
    sort: sortings.find((one) => one === sort) ?? 'received',
    page: page >= 1 && page <= 100 ? page - 1 : 0,
    ...(q !== '' && { q }),
    ...((agencyTypes as readonly string[]).includes(type) && { type: type as AgencyType }),
  }
}
