/** Looking for an office by words: what a search box and its list of results need, with and without script. */
import { sql } from 'kysely'
import { meantByAlias } from '../../directory/agencies/aliases.ts'
import { unitsByCode, unitsOf } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { present } from '../../platform/present.ts'
import { fieldProblem } from '../../platform/http/validation.ts'
import { refuse } from '../../errors.ts'
import { one } from './formInputs.ts'
import type { FieldSpec } from './formFields.ts'

/** `value` is the code of an agency, or of a unit (which begins with it). */
export type FoundOffice = { value: string; name: string; of?: string }

const shown = 8

/**
 * Agencies, and for `target` their units too, in whose name every word occurs; those of the region first. Words that
 * are no name of any are looked up as other names ('dispendukcapil surabaya'). Where only an agency may be chosen, a
 * unit's name leads to its agency.
 */
export async function findOffices(
  db: Db,
  typed: string,
  options: { withUnits: boolean; region?: string | undefined },
): Promise<FoundOffice[]> {
  const words = wordsOf(typed)
  if (words.length === 0) return []
  const regency = options.region?.slice(0, 5) ?? ''
  const agencies = await agenciesNamed(db, words, regency)
  if (agencies.length >= shown || (agencies.length > 0 && !options.withUnits)) return agencies
  const units = await unitsNamed(db, words, regency)
  const found = [...agencies, ...(options.withUnits ? units : agenciesOfUnits(units))]
  if (found.length > 0)
    return found.slice(0, shown).map(({ value, name, of }) => ({ value, name, ...present({ of }) }))
  return await officesByAlias(db, words, regency, options.withUnits)
}

type FoundUnit = FoundOffice & { of: string; agency: string }

async function agenciesNamed(db: Db, words: readonly string[], regency: string): Promise<FoundOffice[]> {
  const { rows } = await sql<FoundOffice>`
    select code as value, name
    from agency
    where active
      and type <> 'national_desk'
      and lower(name || ' ' || short_name || ' ' || code) like all(${patterns(words)}::text[])
    order by (region_code = ${regency}) desc nulls last, length(name), name, code
    limit ${shown}`.execute(db)
  return rows
}

/** A village shares its name with others of the same city, so the kecamatan stands beside it. */
async function unitsNamed(
  db: Db,
  words: readonly string[],
  regency: string,
  slug?: string,
): Promise<FoundUnit[]> {
  const meant =
    slug === undefined
      ? sql`lower(u.name || ' ' || u.short_name || ' ' || a.name) like all(${patterns(words)}::text[])`
      : sql`u.code = a.code || '.' || ${slug}::text and lower(a.name) like all(${patterns(words)}::text[])`
  const { rows } = await sql<FoundUnit>`
    select u.code as value, u.name, a.code as agency,
      case when u.kind in ('kelurahan', 'desa') and k.name is not null
           then 'Kec. ' || k.name || ', ' || a.name else a.name end as of
    from unit u
    join agency a on a.code = u.agency_code
    left join region k on k.code = left(u.region_code, 8)
    where u.active and a.active and ${meant}
    order by
      (a.region_code = ${regency}) desc nulls last,
      case u.kind when 'kecamatan' then 1 when 'kelurahan' then 2 when 'desa' then 2 else 0 end,
      length(u.name), u.name, u.code
    limit ${shown}`.execute(db)
  return rows
}

async function officesByAlias(
  db: Db,
  words: readonly string[],
  regency: string,
  withUnits: boolean,
): Promise<FoundOffice[]> {
  const found: FoundOffice[] = []
  for (const { agency, unit, rest } of await meantByAlias(words)) {
    if (agency !== undefined) found.push(...(await agencyOf(db, agency)))
    if (unit === undefined) continue
    const units = await unitsNamed(db, rest, regency, unit)
    found.push(...(withUnits ? units : agenciesOfUnits(units)))
  }
  return found.slice(0, shown).map(({ value, name, of }) => ({ value, name, ...present({ of }) }))
}

const agencyOf = (db: Db, code: string): Promise<FoundOffice[]> =>
  db
    .selectFrom('agency')
    .select(['code as value', 'name'])
    .where('code', '=', code)
    .where('active', '=', true)
    .execute()

const agenciesOfUnits = (units: readonly FoundUnit[]): FoundOffice[] => [
  ...new Map(units.map(({ agency, name, of }) => [agency, { value: agency, name: of, of: name }])).values(),
]

/** The units of one agency by words; without words the first of them, because most agencies have few. */
export async function findOwnUnits(db: Db, agency: string, typed: string): Promise<FoundOffice[]> {
  const units = await unitsOf(db, agency, typed, { limit: 12 })
  if (units.length > 0) return units.map((unit) => ({ value: unit.code, name: unit.name }))
  const meant = (await meantByAlias(wordsOf(typed))).flatMap(({ unit }) => unit ?? [])
  const known = await unitsByCode(
    db,
    meant.map((slug) => `${agency}.${slug}`),
  )
  return [...known.values()].map(({ code, name }) => ({ value: code, name }))
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
