/**
 * What a template may leave open, to be filled from the report by the service. A text that is filled goes to the
 * reporter and may become public, so nothing stands here that one of its readers may not see: no name and no contact
 * of a reporter, and the title only masked (DOMAIN section 6).
 */
import type { Words } from './transition.ts'

export const placeholders = {
  nomor: { id: 'nomor laporan', en: 'number of the report' },
  judul: { id: 'judul laporan, data pribadi ditutup', en: 'title of the report, personal data masked' },
  jenis: { id: 'jenis laporan', en: 'kind of report' },
  kategori: { id: 'kategori laporan', en: 'category of the report' },
  nama_instansi: { id: 'instansi yang menulis', en: 'the agency that writes' },
  nama_unit: { id: 'unit yang menangani', en: 'the unit that handles it' },
  nama_petugas: { id: 'petugas yang mengirim', en: 'the officer who sends' },
  batas: { id: 'tenggat jawaban akhir', en: 'due day of the final answer' },
  batas_pelapor: {
    id: 'sampai kapan pelapor dapat menjawab bila ditanya hari ini',
    en: 'until when the reporter can answer if asked today',
  },
  tanggal: { id: 'tanggal hari ini', en: "today's date" },
  alamat_lacak: { id: 'alamat halaman lacak', en: 'address of the tracking page' },
} as const satisfies Record<string, Words>
export type Placeholder = keyof typeof placeholders

export const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name)

const pattern = /\{\s*([\p{L}][\p{L}\d_ -]{0,39}?)\s*\}/gu

/** The names in braces, each once, in the order of the text; also those that are no placeholder of ours. */
export const placeholdersIn = (text: string): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name!.toLowerCase())),
]

/** The text with everything filled that has a value; what has none stays, and keeps the text from being sent. */
export const filled = (text: string, values: Partial<Record<Placeholder, string>>): string =>
  text.replace(pattern, (whole, name: string) => {
    const known = name.toLowerCase()
    return (isPlaceholder(known) ? values[known] : undefined) ?? whole
  })
