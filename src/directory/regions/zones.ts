/** The three zones of Indonesia; none has summer time. */
export type Zone = 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura'

/** WIB: where the national desk works, and the zone of ministries and institutions. */
export const nationalZone: Zone = 'Asia/Jakarta'

// Keppres 41/1987 sets the zones by province; provinces made since then keep the zone of the one they came from.
const provinces: Record<Zone, string> = {
  // WIB (UTC+7): Sumatra with its islands, Java, and Kalimantan Barat (61) and Tengah (62).
  'Asia/Jakarta': '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62',
  // WITA (UTC+8): Bali, NTB, NTT, Kalimantan Selatan (63), Timur (64) and Utara (65), Sulawesi.
  'Asia/Makassar': '51 52 53 63 64 65 71 72 73 74 75 76',
  // WIT (UTC+9): Maluku, Maluku Utara and the six provinces of Papua.
  'Asia/Jayapura': '81 82 91 92 93 94 95 96',
}

const zoneByProvince = new Map(
  (Object.keys(provinces) as Zone[]).flatMap((zone) =>
    provinces[zone].split(' ').map((code) => [code, zone] as const),
  ),
)

/** The zone of a region or of anything in it, by the province that its code begins with; WIB without a region. */
export const zoneOfRegion = (code: string | null | undefined): Zone =>
  zoneByProvince.get(code?.slice(0, 2) ?? '') ?? nationalZone
