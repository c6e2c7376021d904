import { referenceRows } from '../csv.ts'
import { zoneOfRegion } from '../regions/zones.ts'
import { isWithin, type ShippedList, type Within } from '../shipped.ts'
import { slugOf } from '../words.ts'
import type { AgencyTable, AgencyType, UnitKind, UnitTable } from './tables.ts'

export type ShippedAgency = Omit<AgencyTable, 'active' | 'shipped' | 'hours' | 'successor_code'>
export type ShippedUnit = Omit<UnitTable, 'active' | 'shipped'>
type AgencyLine = Record<'code' | 'name' | 'short_name' | 'type' | 'parent_code' | 'region_code', string>
type Template = Record<'slug' | 'name' | 'short_name' | 'kind' | 'urusan' | 'agency_types', string>

/** The code of the national desk, where whatever no agency takes belongs. */
export const nationalDesk = 'N'

export const shippedAgencies: ShippedList<ShippedAgency> = {
  list: 'agencies',
  table: 'agency',
  key: 'code',
  columns: ['code', 'name', 'short_name', 'slug', 'type', 'parent_code', 'region_code', 'zone'],
  edition: 1,
  files: ['agencies.csv'],
  rows: async () => (await agencyLines()).map(agencyRow),
}

export const shippedUnits: ShippedList<ShippedUnit> = {
  list: 'units',
  table: 'unit',
  key: 'code',
  columns: ['code', 'agency_code', 'name', 'short_name', 'kind', 'parent_unit_code', 'region_code', 'urusan'],
  edition: 1,
  files: ['agencies.csv', 'opd_templates.csv', 'regions.csv.gz'],
  rows: async (within) => [...(await usualOffices(within)), ...(await territorialOffices(within))],
}

const agencyLines = (): Promise<AgencyLine[]> => referenceRows<keyof AgencyLine>('agencies.csv')

const agencyRow = (line: AgencyLine): ShippedAgency => ({
  code: line.code,
  name: line.name,
  short_name: line.short_name,
  // 'Kementerian X/Badan X' is one agency with two names: the first is enough for an address.
  slug: slugOf(line.name.split('/')[0]!),
  type: line.type as AgencyType,
  parent_code: line.parent_code || null,
  region_code: line.region_code || null,
  zone: zoneOfRegion(line.region_code),
})

/** The offices that every agency of a type usually has (UU 23/2014, PP 18/2016): 'Dinas Sosial Kota Surabaya'. */
async function usualOffices(within: Within): Promise<ShippedUnit[]> {
  const templates = await referenceRows<keyof Template>('opd_templates.csv')
  const agencies = await agencyLines()
  return agencies
    .filter(({ region_code }) => region_code.length < 5 || isWithin(within, region_code))
    .flatMap((agency) =>
      templates
        .filter((template) => hasOffice(agency, template))
        .map((template) => officeRow(agency, template)),
    )
}

/** The cities and the regency of Jakarta are run by the province: no council and no water company of their own. */
const isAdministrative = ({ region_code }: AgencyLine): boolean => region_code.startsWith('31.')

const hasOffice = (agency: AgencyLine, template: Template): boolean =>
  template.agency_types.split(' ').includes(agency.type) &&
  !(isAdministrative(agency) && ['sekretariat-dprd', 'perusahaan-daerah-air-minum'].includes(template.slug))

function officeRow(agency: AgencyLine, template: Template): ShippedUnit {
  const place = placeOf(agency)
  const title = isAdministrative(agency)
    ? template.name.replace(/^(Dinas|Badan) /, 'Suku $1 ')
    : template.name
  return {
    code: `${agency.code}.${template.slug}`,
    agency_code: agency.code,
    name: place ? `${title} ${place}` : title,
    short_name: template.short_name,
    kind: template.kind as UnitKind,
    parent_unit_code: null,
    region_code: agency.region_code || null,
    urusan: template.urusan,
  }
}

/** 'Pemerintah Kota Surabaya' governs 'Kota Surabaya'. */
const placeOf = (agency: AgencyLine): string =>
  agency.region_code ? agency.name.replace(/^Pemerintah /, '') : ''

/** The offices of kecamatan, kelurahan and desa, as units of the regency or city that they lie in. */
async function territorialOffices(within: Within): Promise<ShippedUnit[]> {
  const agencyByRegion = new Map((await agencyLines()).map(({ code, region_code }) => [region_code, code]))
  const units: ShippedUnit[] = []
  for (const { code, name, level } of await referenceRows<'code' | 'name' | 'level'>('regions.csv.gz')) {
    const agency = agencyByRegion.get(code.slice(0, 5))
    if (!agency || !(level in territorialPrefix) || !isWithin(within, code)) continue
    const kind = level as TerritorialKind
    units.push({
      code: territorialUnitCode(agency, kind, code),
      agency_code: agency,
      name: `${titleOfKind[kind]} ${name}`,
      short_name: '',
      kind,
      parent_unit_code:
        kind === 'kecamatan' ? null : territorialUnitCode(agency, 'kecamatan', code.slice(0, 8)),
      region_code: code,
      urusan: 'kewilayahan',
    })
  }
  return units
}

export type TerritorialKind = 'kecamatan' | 'kelurahan' | 'desa'

const territorialPrefix: Record<TerritorialKind, string> = {
  kecamatan: 'kec',
  kelurahan: 'kel',
  desa: 'desa',
}
const titleOfKind: Record<TerritorialKind, string> = {
  kecamatan: 'Kecamatan',
  kelurahan: 'Kelurahan',
  desa: 'Desa',
}

/** 'D3578.kec-35.78.27': the office of a region below the regency can be named from the region's code alone. */
export const territorialUnitCode = (agency: string, kind: TerritorialKind, regionCode: string): string =>
  `${agency}.${territorialPrefix[kind]}-${regionCode}`
