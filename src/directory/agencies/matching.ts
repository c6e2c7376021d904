import type { RegionMatcher } from '../regions/matching.ts'
import { wordsOf } from '../words.ts'
import { officeMeant, officeName, type OfficeName } from './offices.ts'
import { territorialUnitCode, type TerritorialKind } from './shipped.ts'
import type { AgencyType } from './tables.ts'

export type NamedAgency = {
  code: string
  name: string
  short_name: string
  type: AgencyType
  region_code: string | null
}
export type NamedUnit = { code: string; agency_code: string; name: string; short_name: string }
export type Alias = { code: string; alias: string }

/** An agency, and its office where the name says which. */
export type AgencyMatch = { agency: string; unit?: string }

/**
 * The agency that people mean by a name, or undefined where it is not clear.
 * @param region where the report happened: 'Dinas Sosial' alone is the one of that regency or city
 */
export type MatchAgency = (text: string, region?: string) => AgencyMatch | undefined

interface Names {
  /** National agencies, by every name that they have. */
  central: Map<string, string>
  byRegion: Map<string, string>
  offices: Map<string, OfficeName[]>
  regions: RegionMatcher
}

/** Makes the matcher; `offices` are the units but those of kecamatan and below, which are named by their region. */
export function agencyMatcher(
  agencies: readonly NamedAgency[],
  offices: readonly NamedUnit[],
  aliases: { agencies: readonly Alias[]; offices: readonly { slug: string; alias: string }[] },
  regions: RegionMatcher,
): MatchAgency {
  const names: Names = {
    central: centralNames(agencies, aliases.agencies),
    byRegion: new Map(
      agencies.flatMap(({ code, region_code }) => (region_code ? [[region_code, code]] : [])),
    ),
    offices: officeNames(offices, aliases.offices),
    regions,
  }
  return (text, region) => {
    const plain = text.replace(/\([^)]*\)/g, ' ')
    return (
      matchOne(names, text, region) ??
      // 'Direktorat X, Kementerian Y', 'Pemerintah Provinsi Z - Program W': one of the two may be known.
      matchOne(names, plain, region) ??
      plain
        .split(/,| [-–] /)
        .reverse()
        .map((part) => matchOne(names, part, undefined))
        .find((match) => match !== undefined)
    )
  }
}

function centralNames(agencies: readonly NamedAgency[], aliases: readonly Alias[]): Map<string, string> {
  const central = new Map<string, string>()
  const known = new Set<string>()
  for (const { code, name, short_name, region_code } of agencies) {
    known.add(code)
    const all = region_code
      ? [name, short_name]
      : [name, ...name.split('/'), short_name, ...short_name.split('/')]
    for (const one of all) central.set(wordsOf(one).join(' '), code)
  }
  for (const { code, alias } of aliases) if (known.has(code)) central.set(wordsOf(alias).join(' '), code)
  return central
}

function officeNames(
  offices: readonly NamedUnit[],
  aliases: readonly { slug: string; alias: string }[],
): Map<string, OfficeName[]> {
  const aliasesBySlug = Map.groupBy(aliases, ({ slug }) => slug)
  // Half a thousand agencies have the same offices: the words of a name are taken apart once.
  const made = new Map<string, OfficeName>()
  const nameOf = (slug: string, name: string): OfficeName => {
    const key = `${slug} ${name}`
    const known = made.get(key) ?? officeName(slug, name)
    made.set(key, known)
    return known
  }
  const byAgency = new Map<string, OfficeName[]>()
  for (const { code, agency_code, name, short_name } of offices) {
    const slug = code.slice(agency_code.length + 1)
    const place = / (Kota|Kabupaten|Provinsi) .*$/
    const all = [
      name.replace(place, ''),
      short_name,
      ...(aliasesBySlug.get(slug) ?? []).map(({ alias }) => alias),
    ]
    const list = byAgency.get(agency_code) ?? []
    list.push(...all.filter((one) => one !== '').map((one) => nameOf(slug, one)))
    byAgency.set(agency_code, list)
  }
  return byAgency
}

function matchOne(names: Names, text: string, region: string | undefined): AgencyMatch | undefined {
  const words = wordsOf(text)
  const whole = names.central.get(words.join(' '))
  if (whole) return { agency: whole }
  const place = placeBehind(names, words)
  if (place?.head.every((word) => governing.has(word))) return { agency: names.byRegion.get(place.region)! }
  const local = place && localOffice(names, words, place)
  return (
    local ?? branchOf(names, words) ?? (region === undefined ? undefined : officeIn(names, words, region))
  )
}

/** 'Dinas Perhubungan | Kota Semarang': the regency, city or province that a name ends with, in as many words as it has. */
function placeBehind(names: Names, words: string[]): Place | undefined {
  for (let start = 0; start < words.length; start++) {
    const rest = words.slice(start)
    const level = governs[rest[0]!]
    const region = names.regions.whole(level ? [level, ...rest.slice(1)] : rest)
    if (region && names.byRegion.has(region)) return { head: words.slice(0, start), region }
  }
  return undefined
}

type Place = { head: string[]; region: string }

/** 'Bupati Batang' is the head of Kabupaten Batang. */
const governs: Record<string, string> = {
  walikota: 'kota',
  pemkot: 'kota',
  bupati: 'kabupaten',
  pemkab: 'kabupaten',
  gubernur: 'provinsi',
  pemprov: 'provinsi',
}
/** Before a place these words mean its government as a whole. */
const governing = new Set(['pemerintah', 'pemda', 'kantor', 'wali', 'bapak', 'ibu', 'yth', 'balai'])
/** An office that begins so belongs to a local government, also one that has no code here. */
const localBeginnings =
  /^(dinas|badan|bagian|biro|bidang|satuan|sekretariat|suku|sudin|upt|uptd|disd?[a-z]+|din[a-z]+)$/

function localOffice(names: Names, words: string[], { head, region }: Place): AgencyMatch | undefined {
  // 'Kecamatan Bojonegoro': the kecamatan of that name, not the regency.
  const isTerritorial = head.length === 1 && territorial.has(head[0]!)
  const office = officeIn(names, isTerritorial ? words : head, region)
  if (office) return office
  const agency = names.byRegion.get(region)
  return agency && localBeginnings.test(head[0] ?? '') && !branchOf(names, words) ? { agency } : undefined
}

const territorial = new Set(['kecamatan', 'kec', 'kelurahan', 'kel', 'desa', 'ds'])

/** The office of a name within the government of a region. */
function officeIn(names: Names, words: string[], region: string): AgencyMatch | undefined {
  const own = words[0] === 'kantor' ? words.slice(1) : words
  const agency = names.byRegion.get(region.slice(0, 5))
  if (agency === undefined || own[0] === undefined) return undefined
  if (territorial.has(own[0])) return territorialOffice(names, own, region.slice(0, 5), agency)
  const slug = officeMeant(names.offices.get(agency) ?? [], own.join(' '))
  return slug === undefined ? undefined : { agency, unit: `${agency}.${slug}` }
}

function territorialOffice(
  names: Names,
  words: string[],
  regency: string,
  agency: string,
): AgencyMatch | undefined {
  const code = names.regions.match(words.join(' '), regency)
  if (code === undefined || code.length < 8) return undefined
  const kind: TerritorialKind =
    code.length === 8 ? 'kecamatan' : code.charAt(9) === '1' ? 'kelurahan' : 'desa'
  return { agency, unit: territorialUnitCode(agency, kind, code) }
}

/** 'BPJS Kesehatan KC Palangkaraya', 'Kanwil Kementerian Agama Bali': a branch of a national agency. */
function branchOf(names: Names, words: string[]): AgencyMatch | undefined {
  // 'Kantor Pertanahan' is a name of its own, 'Kantor Kementerian Agama' an office of the ministry.
  const own = words.filter((word, index) => index > 1 || !['kanwil', 'kantor', 'wilayah'].includes(word))
  for (const name of own.length < words.length ? [words, own] : [words]) {
    for (let count = name.length - 1; count > 0; count--) {
      const agency = names.central.get(name.slice(0, count).join(' '))
      if (agency) return { agency }
    }
  }
  return undefined
}
