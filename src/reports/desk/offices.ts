/** Looking for an office by words: what a search box and its list of results need, with and without script. */
import { sql } from 'kysely'
import { unitsOf } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { fieldProblem } from '../../platform/http/validation.ts'
import { refuse } from '../../errors.ts'
import { one } from './formInputs.ts'
import type { FieldSpec } from './formFields.ts'

/** `value` is the code of an agency, or of a unit (which begins with it). */
export type FoundOffice = { value: string; name: string; of?: string }

const shown = 8

/** Agencies, and for `target` their units too, in whose name every word occurs; those of the region first. */
export async function findOffices(
  db: Db,
  typed: string,
  options: { withUnits: boolean; region?: string | undefined },
): Promise<FoundOffice[]> {
  const words = wordsOf(typed)
  if (words.length === 0) return []
  const regency = options.region?.slice(0, 5) ?? ''
  const agencies = await sql<{ value: string; name: string }>`
    select code as value, name
    from agency
    where active
      and type <> 'national_desk'
      and lower(name || ' ' || short_name || ' ' || code) like all(${patterns(words)}::text[])
    order by (region_code = ${regency}) desc nulls last, length(name), name, code
    limit ${shown}`.execute(db)
  if (!options.withUnits || agencies.rows.length >= shown) return agencies.rows
  const units = await sql<{ value: string; name: string; of: string }>`
    select u.code as value, u.name, a.name as of
    from unit u
    join agency a on a.code = u.agency_code
    where u.active
      and a.active
      and lower(u.name || ' ' || u.short_name || ' ' || a.name) like all(${patterns(words)}::text[])
    order by
      (a.region_code = ${regency}) desc nulls last,
      case u.kind when 'kecamatan' then 1 when 'kelurahan' then 2 when 'desa' then 2 else 0 end,
      length(u.name), u.name, u.code
    limit ${shown - agencies.rows.length}`.execute(db)
  return [...agencies.rows, ...units.rows]
}

/** The units of one agency by words; without words the first of them, because most agencies have few. */
export async function findOwnUnits(db: Db, agency: string, typed: string): Promise<FoundOffice[]> {
  const units = await unitsOf(db, agency, typed, { limit: 12 })
  return units.map((unit) => ({ value: unit.code, name: unit.name }))
}

const wordsOf = (typed: string): string[] => (typed.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).slice(0, 8)
const patterns = (words: readonly string[]): string[] => words.map((word) => `%${word}%`)

export type Lookups = Record<string, FoundOffice[]>

/**
 * Reads the office fields of a form: a chosen radio button stands, words that mean one office choose it, and other
 * words become a list to choose from.
 * @throws invalid_input with the lists in `lookups` when there is something left to choose
 */
export async function chooseOffices(
  typed: Fields,
  specs: readonly FieldSpec[],
  find: (spec: FieldSpec & { type: 'office' }, words: string) => Promise<FoundOffice[]>,
): Promise<Fields> {
  const chosen: Fields = { ...typed }
  const asked = one(typed, 'cari')
  const lookups: Lookups = {}
  for (const spec of specs) {
    if (spec.type !== 'office') continue
    const words = one(typed, `${spec.name}_q`).trim()
    const isAsked = asked === spec.name
    if (words === '' || (one(typed, spec.name) !== '' && !isAsked)) continue
    const found = await find(spec, words)
    if (found.length === 1 && asked === '') chosen[spec.name] = found[0]!.value
    else lookups[spec.name] = found
  }
  if (asked === '' && Object.keys(lookups).length === 0) return chosen
  const fields = asked === '' ? Object.keys(lookups).map((name) => fieldProblem(name, 'not_a_choice')) : []
  throw refuse('invalid_input', { fields, lookups, isSearch: asked !== '' })
}
