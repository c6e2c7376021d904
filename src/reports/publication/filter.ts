/** The filter of the public list as it stands in an address: what is wrong in it is left out, never refused. */
import { listAgencies } from '../../directory/agencies/queries.ts'
import { isDay } from '../../regulation/days.ts'
import { kinds, states } from '../../regulation/kinds.ts'
import { readTrackingNumber } from '../../platform/crypto/token.ts'
import type { Db } from '../../platform/db/database.ts'
import { labelsOf, type Choice } from './labels.ts'
import type { PublicFilter } from './queries.ts'

export type Asked = Record<string, unknown>

export type ReadFilter = PublicFilter & {
  /** The agency that was typed, as it is called; or what was typed when it is called by no agency. */
  agencyName?: string
  /** Agencies that what was typed may mean. */
  meant?: Choice[]
}

/** The fields of the form beside `cursor`; their order is the order in addresses. */
export const filterFields = ['q', 'kind', 'state', 'region', 'agency', 'category', 'from', 'to'] as const

const text = (asked: Asked, name: string, most: number): string | undefined => {
  const value = [asked[name]].flat().find((one) => typeof one === 'string')
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, most) : undefined
}

const oneOf = (value: string | undefined, known: readonly string[]): string | undefined =>
  value !== undefined && known.includes(value) ? value : undefined

/** Province and regency are two boxes of the form; `region` takes any code, as links do. */
function regionOf(asked: Asked): string | undefined {
  const province = /^\d\d$/.exec(text(asked, 'province', 2) ?? '')?.[0]
  const regency = /^\d\d\.\d\d$/.exec(text(asked, 'regency', 5) ?? '')?.[0]
  if ('province' in asked || 'regency' in asked) return regency?.slice(0, 2) === province ? regency : province
  return /^\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?$/.exec(text(asked, 'region', 13) ?? '')?.[0]
}

const day = (value: string | undefined): string | undefined =>
  value !== undefined && isDay(value) ? value : undefined

/** Reads an address; an agency may stand there by its code or as somebody typed its name. */
export async function readFilter(db: Db, asked: Asked): Promise<ReadFilter> {
  const cursor = text(asked, 'cursor', 20)
  const found = {
    q: text(asked, 'q', 200),
    kind: oneOf(text(asked, 'kind', 30), kinds),
    state: oneOf(text(asked, 'state', 30), states),
    region: regionOf(asked),
    category: text(asked, 'category', 20),
    from: day(text(asked, 'from', 10)),
    to: day(text(asked, 'to', 10)),
    cursor: cursor !== undefined && readTrackingNumber(cursor) !== undefined ? cursor : undefined,
    ...(await agencyOf(db, text(asked, 'agency', 200))),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as ReadFilter
}

async function agencyOf(
  db: Db,
  typed: string | undefined,
): Promise<Pick<ReadFilter, 'agency' | 'agencyName' | 'meant'>> {
  if (typed === undefined) return {}
  if (/^[A-Z][A-Z0-9]{0,19}$/.test(typed)) {
    const name = (await labelsOf(db, { codes: [typed] })).names.get(typed) ?? typed
    if (name !== typed) return { agency: typed, agencyName: name }
  }
  const meant = await listAgencies(db, { q: typed }, { limit: 12 })
  const exact =
    meant.length === 1 ? meant[0] : meant.find(({ name }) => name.toLowerCase() === typed.toLowerCase())
  return exact ? { agency: exact.code, agencyName: exact.name } : { agencyName: typed, meant }
}

/** The filter as it goes into addresses. */
export const queryOf = (filter: ReadFilter): Record<string, string | undefined> =>
  Object.fromEntries(filterFields.map((name) => [name, filter[name]]))

export const isFiltered = (filter: ReadFilter): boolean =>
  filterFields.some((name) => filter[name] !== undefined) || filter.agencyName !== undefined
