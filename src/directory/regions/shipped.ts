import { referenceRows } from '../csv.ts'
import { isWithin, type ShippedList, type Within } from '../shipped.ts'
import { squash, wordsOf } from '../words.ts'
import type { RegionLevel, RegionTable } from './tables.ts'
import { zoneOfRegion } from './zones.ts'

export type ShippedRegion = Omit<RegionTable, 'active' | 'shipped'>

export const shippedRegions: ShippedList<ShippedRegion> = {
  list: 'regions',
  table: 'region',
  key: 'code',
  columns: ['code', 'name', 'level', 'parent_code', 'province_code', 'zone', 'lat', 'lng', 'path', 'search'],
  edition: 1,
  files: ['regions.csv.gz', 'kabkota_centroids.csv', 'kecamatan_centroids.csv.gz'],
  rows: regionRows,
}

async function regionRows(within: Within): Promise<ShippedRegion[]> {
  const centres = new Map(
    [
      ...(await referenceRows<'code' | 'lat' | 'lng'>('kabkota_centroids.csv')),
      ...(await referenceRows<'code' | 'lat' | 'lng'>('kecamatan_centroids.csv.gz')),
    ].map(({ code, lat, lng }) => [code, { lat: Number(lat), lng: Number(lng) }]),
  )
  const made = new Map<string, ShippedRegion>()
  // Parents stand before their children in the file.
  for (const { code, name, level, parent } of await referenceRows<'code' | 'name' | 'level' | 'parent'>(
    'regions.csv.gz',
  )) {
    if (code.length > 5 && !isWithin(within, code)) continue
    const above = made.get(parent)
    // A village has no centre of its own in the sources: it gets none rather than its kecamatan's.
    const centre = centres.get(code)
    made.set(code, {
      code,
      name,
      level: level as RegionLevel,
      parent_code: parent || null,
      province_code: code.slice(0, 2),
      zone: zoneOfRegion(code),
      lat: centre?.lat ?? null,
      lng: centre?.lng ?? null,
      path: above ? `${titleOf(level, name)}, ${above.path}` : name,
      search: searchWords(code, level, name, above),
    })
  }
  return [...made.values()]
}

/** Names of regencies and cities say what they are; a kecamatan and what is below it do not. */
export function titleOf(level: string, name: string): string {
  if (level === 'kecamatan') return `Kec. ${name}`
  if (level === 'kelurahan') return `Kelurahan ${name}`
  if (level === 'desa') return `Desa ${name}`
  return name
}

/** What everybody calls two provinces whose official names nobody types. */
const otherWords: Record<string, string[]> = { '31': ['dki'], '34': ['diy', 'jogja', 'yogya'] }

/** Its own words and those of every parent, so that 'putat gede surabaya' finds the village. */
function searchWords(code: string, level: string, name: string, above: ShippedRegion | undefined): string {
  const words = new Set([...wordsOf(name), ...(otherWords[code] ?? []), ...(above?.search.split(' ') ?? [])])
  // Whether a place is written in one word or two is anyone's guess ('Karangpilang'), so both are found.
  if (!['provinsi', 'kabupaten', 'kota'].includes(level)) words.add(squash(name))
  return [...words].join(' ')
}
