/**
 * What the model learns is the kind of office, nationwide: 'the traffic office of the place', 'the village office of
 * the place'. Which government it belongs to follows from the region, so that a report from a city without a single
 * decided report finds its office too.
 */
import type { AgencyType } from '../../directory/agencies/tables.ts'
import type { Place } from './features.ts'

export const villageOffice = '@village'
export const districtOffice = '@district'
/** The regency or city as a whole, or one of its offices: 'local.dinas-perhubungan'. */
const localGovernment = 'local'
const provinceGovernment = 'province'

export type DecidedOffice = {
  agency: string
  agencyType: AgencyType
  /** The region that the agency governs. */
  agencyRegion: string | null
  unit?: string | undefined
}

/** The kind of the office that was decided on. A central agency is its own kind. */
export function kindOfOffice({ agency, agencyType, unit }: DecidedOffice): string {
  const slug = unit?.slice(agency.length + 1)
  if (agencyType === 'regency' || agencyType === 'city') {
    if (slug?.startsWith('kec-')) return districtOffice
    if (slug && /^(kel|desa)-/.test(slug)) return villageOffice
    return slug ? `${localGovernment}.${slug}` : localGovernment
  }
  if (agencyType === 'province') return slug ? `${provinceGovernment}.${slug}` : provinceGovernment
  return unit ?? agency
}

/** '35.78.07.1003' → regency 35.78, district 35.78.07, village 35.78.07.1003. */
export const placeOf = (region: string | null | undefined): Place => ({
  ...(region && region.length >= 5 && { regency: region.slice(0, 5) }),
  ...(region && region.length >= 8 && { district: region.slice(0, 8) }),
  ...(region && region.length >= 13 && { village: region }),
})

/** The office decided on belongs to another place than the report (or the report has none): no region could tell it. */
export function isElsewhere(office: DecidedOffice, region: string | null): boolean {
  const kind = kindOfOffice(office)
  if (kind === office.agency || kind === office.unit) return false
  if (region === null || office.agencyRegion === null) return true
  if (kind === districtOffice || kind === villageOffice) {
    return (
      office.unit!.replace(/^.*\.(kec|kel|desa)-/, '') !== region.slice(0, kind === districtOffice ? 8 : 13)
    )
  }
  return !region.startsWith(office.agencyRegion)
}

/** The governments over a place, by code. */
export type Governments = { regency?: string | undefined; province?: string | undefined }
/** An office by its codes; `isInPart` says that its unit could not be told because the place is not known so exactly. */
export type FilledOffice = { agency: string; unit?: string; isInPart?: true }

/** The office of a kind at a place, or undefined where the region would be needed and is not known. */
export function officeAt(
  kind: string,
  region: string | undefined,
  { regency, province }: Governments,
): FilledOffice | undefined {
  if (kind === districtOffice) {
    if (!regency) return undefined
    return region && region.length >= 8
      ? { agency: regency, unit: `${regency}.kec-${region.slice(0, 8)}` }
      : { agency: regency, isInPart: true }
  }
  if (kind === villageOffice) {
    if (!regency) return undefined
    return region?.length === 13
      ? { agency: regency, unit: `${regency}.${region.charAt(9) === '1' ? 'kel' : 'desa'}-${region}` }
      : { agency: regency, isInPart: true }
  }
  const [head, ...slug] = kind.split('.')
  const government = head === localGovernment ? regency : head === provinceGovernment ? province : undefined
  if (head !== localGovernment && head !== provinceGovernment)
    return slug.length > 0 ? { agency: head!, unit: kind } : { agency: kind }
  if (!government) return undefined
  return slug.length > 0
    ? { agency: government, unit: `${government}.${slug.join('.')}` }
    : { agency: government }
}
