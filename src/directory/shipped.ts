import { createHash } from 'node:crypto'
import { referenceFile } from './csv.ts'

/** A list that comes with the program and how it stands in the database. */
export interface ShippedList<Row> {
  list: string
  table: string
  key: keyof Row & string
  columns: readonly (keyof Row & string)[]
  /** Goes up when the rows made from the same files change, so that they are loaded again. */
  edition: number
  files: readonly string[]
  /** A column that takes the version of the list in which a row first stood. */
  versionColumn?: string
  rows: (within: Within) => Promise<Row[]>
}

/** Which villages to load: undefined for the whole country, else the regencies and cities (for tests). */
export type Within = readonly string[] | undefined

/** Whether a region below the regencies, or an office of a regency, belongs to the part that is loaded. */
export const isWithin = (within: Within, regionCode: string): boolean =>
  within === undefined || within.includes(regionCode.slice(0, 5))

/** What tells one state of a list from another without reading its rows. */
export async function checksumOf(
  list: Pick<ShippedList<unknown>, 'edition' | 'files'>,
  within: Within,
): Promise<string> {
  const hash = createHash('sha256').update(`${list.edition} ${within?.join(' ') ?? 'all'}`)
  for (const file of list.files) hash.update(await referenceFile(file))
  return hash.digest('hex')
}
