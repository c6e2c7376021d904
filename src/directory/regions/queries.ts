import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { afterRow, type After } from '../lists.ts'
import { wordsOf } from '../words.ts'
import type { RegionTable } from './tables.ts'

export type Region = Omit<RegionTable, 'search' | 'shipped'>

const shown = [
  'code',
  'name',
  'level',
  'parent_code',
  'province_code',
  'zone',
  'lat',
  'lng',
  'path',
  'active',
] as const

/** One region; also one that is no longer in use, for the reports that name it. */
export const regionByCode = (db: Db, code: string): Promise<Region | undefined> =>
  db.selectFrom('region').select(shown).where('code', '=', code).executeTakeFirst()

/** 'Kelurahan Putat Gede, Kec. Sukomanunggal, Kota Surabaya, Jawa Timur', or undefined for a code that is none. */
export const pathOf = async (db: Db, code: string): Promise<string | undefined> =>
  (await db.selectFrom('region').select('path').where('code', '=', code).executeTakeFirst())?.path

/** The paths of several regions in one question, for lists. */
export async function pathsOf(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; path: string }>`
    select code, path
    from region
    where code = any(${[...new Set(codes)]}::varchar[])`.execute(db)
  return new Map(rows.map(({ code, path }) => [code, path]))
}

/** The regions directly below one, by name; the provinces where no parent is given. */
export function childrenOf(
  db: Db,
  parent: string | undefined,
  { after, limit = 200 }: { after?: After; limit?: number } = {},
): Promise<Region[]> {
  return db
    .selectFrom('region')
    .select(shown)
    .where('active', '=', true)
    .where('parent_code', parent === undefined ? 'is' : '=', parent ?? null)
    .$if(after !== undefined, (query) => query.where(afterRow(after!)))
    .orderBy('name')
    .orderBy('code')
    .limit(limit)
    .execute()
}

/** Every region from the province down to this one: what the picker shows as chosen. */
export async function chainOf(db: Db, code: string): Promise<Region[]> {
  const codes = [2, 5, 8, 13].filter((length) => length <= code.length).map((length) => code.slice(0, length))
  const { rows } = await sql<Region>`
    select ${sql.join(shown.map((column) => sql.ref(column)))}
    from region
    where code = any(${codes}::varchar[])
    order by code`.execute(db)
  return rows
}

/** What a place is, before or after its name; it says nothing about which place. */
const levelWords = new Set([
  'provinsi',
  'prov',
  'kabupaten',
  'kab',
  'kecamatan',
  'kec',
  'kelurahan',
  'kel',
  'desa',
])

interface Search {
  words: string[]
  within: string
  limit: number
}

/**
 * Regions whose words, or whose parents' words, begin with every word typed; the larger place first.
 * Villages are only looked through when larger places do not fill the list: 'jawa' fits 25,000 of them.
 */
export async function searchRegions(
  db: Db,
  text: string,
  { within = '', limit = 20 }: { within?: string; limit?: number } = {},
): Promise<Region[]> {
  const words = wordsOf(text)
    .filter((word) => !levelWords.has(word))
    .slice(0, 8)
  if (words.length === 0) return []
  const search = { words, within, limit }
  // A plan that is made once can use the smaller index only if the condition stands in the text.
  const larger = await searchIn(db, sql`length(code) <= 8`, search)
  const isTooShort = words.every((word) => word.length < 3)
  return larger.length >= limit || isTooShort ? larger : searchIn(db, sql`true`, search)
}

async function searchIn(
  db: Db,
  size: RawBuilder<unknown>,
  { words, within, limit }: Search,
): Promise<Region[]> {
  const name = words.join(' ')
  const query = words.map((word) => `'${word}':*`).join(' & ')
  const { rows } = await sql<Region>`
    select ${sql.join(shown.map((column) => sql.ref(column)))}
    from region
    where search @@ ${query}::text::tsquery
      and ${size}
      and active
      and code like ${`${within}%`}
    order by
      -- A province or regency by its name first, then any place by its whole name, then by how its name begins,
      -- then what only lies in a place called so.
      case
        when length(code) <= 5 and (lower(name) = ${name} or lower(name) like ${`% ${name}`}) then 0
        when length(code) <= 5 and lower(name) like ${`${name}%`} then 1
        when lower(name) = ${name} then 2
        when lower(name) like ${`${name}%`} then 3
        else 4
      end,
      length(code),
      name,
      code
    limit ${limit}`.execute(db)
  return rows
}
