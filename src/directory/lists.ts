import { sql, type RawBuilder } from 'kysely'
import { Type, type TSchema } from 'typebox'
import { refuse } from '../errors.ts'
import { fieldProblem } from '../platform/http/validation.ts'

/** Where a list goes on: what the last row is sorted by (its name, or its day) and its code. */
export type After = { name: string; code: string }

/** The rows behind that one, by the same index that the list is ordered by. */
export const afterRow = ({ name, code }: After): RawBuilder<boolean> =>
  sql<boolean>`(name, code) > (${name}::varchar, ${code}::varchar)`

/** The place in the list as it stands in an address; programs pass it back and do not look into it. */
export const cursorOf = ({ name, code }: After): string =>
  Buffer.from(JSON.stringify([name, code])).toString('base64url')

/**
 * The place in the list that a cursor names.
 * @throws bad_request when it was not made here
 */
export function placeOf(cursor: string | undefined): After | undefined {
  if (cursor === undefined) return undefined
  const [name, code, ...more] = partsOf(cursor)
  if (typeof name === 'string' && typeof code === 'string' && more.length === 0) return { name, code }
  throw refuse('bad_request', { fields: [fieldProblem('cursor', 'wrong_form')] })
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}

/** `limit` rows of `limit + 1` that were asked for, and where it goes on if there is more. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  item: (row: Row) => Item,
  place: (row: Row) => After,
): { items: Item[]; next?: string } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(item),
    ...(rows.length > limit && last !== undefined && { next: cursorOf(place(last)) }),
  }
}

/** How every list can be walked through. */
export const pagingFields = (most: number, usual: number) => ({
  cursor: Type.Optional(Type.String({ maxLength: 600, description: '`next` of the answer before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: usual })),
})

export const answerList = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) })

/** These lists change a few times a year; after five minutes a reader asks again with its ETag. */
export const listCaching = 'public, max-age=300'

export const RegionCode = Type.String({
  pattern: '^\\d\\d(\\.\\d\\d(\\.\\d\\d(\\.\\d{4})?)?)?$',
  maxLength: 13,
})
