/** What made-up reports are about: the shipped agencies, units, regions and topics, and the people at the desks. */
import { createHash, createHmac } from 'node:crypto'
import type pg from 'pg'
import type { CalendarRow } from '../src/regulation/clocks.ts'
import { chanceFrom } from './chance.ts'

export type Office = { code: string; zone: string; region: string | null; units: string[] }
export type Place = { code: string; zone: string }

/** Sent whole to the threads that make the rows. */
export type World = {
  agencies: Office[]
  places: Place[]
  topics: string[]
  calendar: CalendarRow[]
  pepperHex: string
  endAt: number
}

/** Three years of reports end now. */
export const spanDays = 3 * 365
const mostAgencies = 600

export async function readWorld(
  pool: pg.Pool,
  calendar: CalendarRow[],
  pepper: Buffer,
  now: Date,
): Promise<World> {
  const all = async <Row extends object>(text: string): Promise<Row[]> => (await pool.query<Row>(text)).rows
  const agencies = await all<{ code: string; zone: string; region: string | null; units: string[] | null }>(`
    select a.code, a.zone, a.region_code as region,
      (select array_agg(code order by code) from (
        select u.code from unit u where u.agency_code = a.code and u.active order by u.code limit 12) few) as units
    from agency a where a.active and a.type <> 'national_desk' order by a.code`)
  const places = await all<Place>(`
    select code, zone from region where active and length(code) = 13 order by md5(code) limit 20000`)
  const topics = await all<{ code: string }>(
    'select code from topic where active order by md5(code) limit 200',
  )
  return {
    agencies: shuffled(agencies)
      .slice(0, mostAgencies)
      .map((one) => ({ ...one, units: one.units ?? [] })),
    places,
    topics: topics.map(({ code }) => code),
    calendar,
    pepperHex: pepper.toString('hex'),
    endAt: now.getTime(),
  }
}

/** Mixed, so that the busiest are not the first of the alphabet; the same each time. */
function shuffled<T>(items: readonly T[]): T[] {
  const chance = chanceFrom(7)
  return items
    .map((item) => ({ item, at: chance.share() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

const uuid = (bytes: Buffer): string => {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The id of a person at a desk: the same place always gives the same person. */
export const personAt = (place: string): string => uuid(createHash('md5').update(`person ${place}`).digest())

/** The secret of a made-up report can be had again from its number, so that the benchmark can ask as its reporter. */
export function secretOf(number: string): string {
  const bytes = createHmac('sha256', 'made-up reports').update(number).digest()
  return (bytes.readBigUInt64BE() % 10n ** 16n).toString().padStart(16, '0')
}
