/** The names behind the codes of public pages, kept for a minute: every page needs some, and they hardly ever change. */
import { sql } from 'kysely'
import { listTopics, type Topic } from '../../directory/topics/queries.ts'
import { childrenOf } from '../../directory/regions/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Names } from '../casefile/narration.ts'
import { remembered } from '../../platform/db/remembered.ts'

export type Labels = {
  /** Of agencies and their offices. */
  names: Names
  /** 'Kelurahan X, Kecamatan Y, Kota Z, Jawa Timur'. */
  places: ReadonlyMap<string, string>
  topics: ReadonlyMap<string, string>
}

type Wanted = {
  codes?: Iterable<string | null>
  regions?: Iterable<string | null>
  topics?: Iterable<string | null>
}
type Memory = { names: Map<string, string>; places: Map<string, string>; topics: Map<string, string> }

const keptSeconds = 60
const mostNames = 50_000

const memoryOf = (db: Db): Promise<Memory> =>
  remembered(db, 'labels', keptSeconds, async () => ({
    names: new Map(),
    places: new Map(),
    topics: new Map(),
  }))

/** Names that a query brought along, so that nobody has to ask for them. */
export type Brought = {
  agency_code: string | null
  agency_name: string | null
  unit_code: string | null
  unit_name: string | null
  region: string | null
  region_path: string | null
  category?: string | null
  topic_name?: string | null
}

/** The columns of `Brought` for a row `p` of `public_report`: four look-ups by key cost less than a second question. */
export const broughtNames = `
  (select a.name from agency a where a.code = p.agency_code) as agency_name,
  (select u.name from unit u where u.code = p.unit_code) as unit_name,
  (select r.path from region r where r.code = p.region) as region_path`

/** The labels of these rows, and of whatever else was asked before. */
export async function labelsWith(db: Db, rows: readonly Brought[]): Promise<Labels> {
  const memory = await memoryOf(db)
  if (memory.names.size + memory.places.size > mostNames) {
    memory.names.clear()
    memory.places.clear()
  }
  for (const row of rows) {
    if (row.agency_code !== null) memory.names.set(row.agency_code, row.agency_name ?? row.agency_code)
    if (row.unit_code !== null) memory.names.set(row.unit_code, row.unit_name ?? row.unit_code)
    if (row.region !== null) memory.places.set(row.region, row.region_path ?? row.region)
    if (row.category) memory.topics.set(row.category, row.topic_name ?? row.category)
  }
  return memory
}

/** The labels of these codes (and whatever else is known); a code without a name stands for itself. */
export async function labelsOf(db: Db, wanted: Wanted): Promise<Labels> {
  const memory = await memoryOf(db)
  const codes = missing(memory.names, wanted.codes)
  const regions = missing(memory.places, wanted.regions)
  const topics = missing(memory.topics, wanted.topics)
  if (codes.length + regions.length + topics.length === 0) return memory
  for (const { kind, code, name } of await look(db, codes, regions, topics))
    (kind === 'r' ? memory.places : kind === 't' ? memory.topics : memory.names).set(code, name)
  for (const [map, asked] of [
    [memory.names, codes],
    [memory.places, regions],
    [memory.topics, topics],
  ] as const)
    for (const code of asked) if (!map.has(code)) map.set(code, code)
  return memory
}

function missing(known: ReadonlyMap<string, string>, wanted: Iterable<string | null> | undefined): string[] {
  if (wanted === undefined) return []
  const unknown = new Set<string>()
  for (const code of wanted) if (code !== null && code !== '' && !known.has(code)) unknown.add(code)
  return [...unknown]
}

async function look(db: Db, codes: string[], regions: string[], topics: string[]) {
  const { rows } = await sql<{ kind: 'a' | 'r' | 't'; code: string; name: string }>`
    select 'a' as kind, code, name from agency where code = any(${codes}::varchar[])
    union all
    select 'a', code, name from unit where code = any(${codes}::varchar[])
    union all
    select 'r', code, path from region where code = any(${regions}::varchar[])
    union all
    select 't', code, name from topic where code = any(${topics}::varchar[])
  `.execute(db)
  return rows
}

export type Choice = { code: string; name: string }

export const provincesOf = (db: Db): Promise<Choice[]> =>
  remembered(db, 'provinces', keptSeconds, () => childrenOf(db, undefined))

export const regenciesOf = (db: Db, province: string): Promise<Choice[]> =>
  remembered(db, `regencies ${province}`, keptSeconds, () => childrenOf(db, province))

const allTopics = (db: Db): Promise<Topic[]> => remembered(db, 'topics', keptSeconds, () => listTopics(db))

export const mainTopicsOf = (db: Db): Promise<Choice[]> =>
  remembered(db, 'main topics', keptSeconds, async () =>
    (await allTopics(db)).filter((topic) => topic.parent_code === null),
  )

/** A topic and everything below it: whoever asks for 'Transportasi' wants 'Trotoar' too. */
export async function topicsBelow(db: Db, code: string): Promise<string[]> {
  const topics = await allTopics(db)
  const found = [code]
  for (const one of found)
    for (const topic of topics)
      if (topic.parent_code === one && !found.includes(topic.code)) found.push(topic.code)
  return found
}
