import type { Zone } from '../regions/zones.ts'

export const agencyTypes = [
  'ministry',
  'institution',
  'province',
  'regency',
  'city',
  'state_company',
  'campus',
  'mission',
  'national_desk',
] as const
export type AgencyType = (typeof agencyTypes)[number]

export const unitKinds = [
  'opd',
  'inspectorate',
  'secretariat',
  'hospital',
  'utility',
  'kecamatan',
  'kelurahan',
  'desa',
] as const
export type UnitKind = (typeof unitKinds)[number]

export interface AgencyTable {
  code: string
  name: string
  short_name: string
  slug: string
  type: AgencyType
  parent_code: string | null
  region_code: string | null
  zone: Zone
  /** Registered office ends, where they differ from the rule: {mon_thu: '15:30', fri: '16:00'}. */
  hours: { mon_thu: string; fri: string } | null
  active: boolean
  shipped: boolean
  successor_code: string | null
}

export interface UnitTable {
  code: string
  agency_code: string
  name: string
  short_name: string
  kind: UnitKind
  parent_unit_code: string | null
  region_code: string | null
  urusan: string
  active: boolean
  shipped: boolean
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    agency: AgencyTable
    unit: UnitTable
  }
}
