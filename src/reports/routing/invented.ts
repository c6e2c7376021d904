/** Invented decided reports for tests: three offices and the village office, in a few ways of saying the same. */
import { seededRandom } from './random.ts'
import type { DecidedReport } from './training.ts'

const complaints: [office: string, category: string, what: string[]][] = [
  [
    'local.dinas-perhubungan',
    '1398',
    ['lampu jalan padam', 'pju mati', 'penerangan jalan tidak menyala', 'lampu pju redup'],
  ],
  [
    'local.dinas-pekerjaan-umum',
    '1397',
    ['jalan berlubang', 'aspal rusak', 'jalan rusak parah', 'lubang di aspal'],
  ],
  [
    'local.dinas-sosial',
    '957',
    ['bantuan sosial belum cair', 'bansos tidak tepat', 'kartu sembako kosong', 'belum dapat bansos'],
  ],
  [
    '@village',
    'x0110',
    ['surat pengantar lama', 'pelayanan kantor kelurahan', 'petugas kelurahan tidak ada', 'surat dari lurah'],
  ],
]
const beginnings = ['mohon', 'tolong pak', 'selamat pagi', 'saya warga', 'sudah lama']
const ends = ['di gang kami', 'depan rumah', 'sejak minggu lalu', 'terima kasih', 'segera']

export function inventedReports(count: number, seed = 1): DecidedReport[] {
  const random = seededRandom(seed)
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  return Array.from({ length: count }, (_, index) => {
    const [office, category, what] = one(complaints)
    return {
      text: `${one(beginnings)} ${one(what)} ${one(ends)} ${one(ends)}`,
      place: { regency: '35.78', district: `35.78.0${1 + Math.floor(random() * 5)}` },
      office,
      category,
      decidedAt: new Date(Date.UTC(2025, 0, 1) + index * 3_600_000).toISOString(),
    }
  })
}
