import type { Zone } from './zones.ts'

export const regionLevels = ['provinsi', 'kabupaten', 'kota', 'kecamatan', 'kelurahan', 'desa'] as const
export type RegionLevel = (typeof regionLevels)[number]

export interface RegionTable {
  code: string
  name: string
  level: RegionLevel
  parent_code: string | null
  province_code: string
  zone: Zone
  lat: number | null
  lng: number | null
  /** 'Kelurahan X, Kec. Y, Kota Z, Jawa Timur' */
  path: string
  search: string
  active: boolean
  shipped: boolean
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    region: RegionTable
  }
}
