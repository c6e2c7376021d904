/** Conditions on the words of an answer: it says something, and a template is filled in. */
import type { Facts } from './facts.ts'
import { placeholdersIn } from './placeholders.ts'
import type { Condition } from './transition.ts'

const text = ({ input }: Facts, field: string): string =>
  typeof input[field] === 'string' ? input[field].trim() : ''

/** Words that say who speaks, of what and when, and nothing of what is being done. */
const filler =
  /\b(laporan|aduan|pengaduan|keluhan|permohonan|anda|bapak|ibu|saudara|tersebut|ini|itu|yang|terima|kasih|atas|sedang|akan|masih|telah|sudah|segera|dalam|proses|kami|untuk|dengan|pihak|instansi|dinas|terkait|internal|mohon|ditunggu|menunggu|tunggu|bersabar|sabar|dan|di|ke|kepada|pada|oleh|dari|siap|baik|oke|ok|lebih|lanjut|bidang|unit|bagian|pimpinan|atasan|petugas|tim|secepatnya|sesegera|mungkin|selanjutnya|ya|akan|hal|agar|supaya)\b/gi
/** "Being coordinated", "followed up", "processed": what people hear while nothing happens. */
const empty =
  /\b(di|me|ber)?(n|ng)?(ko+rdinasi|tindak\s*lanjut|proses|teruskan|terima|catat|pelajari|tangan|sampai|urus|tinjau|cek|periksa|laksana|perhati|upaya|usaha)(kan|i)?\b/gi

/** T20: "being coordinated" alone is no reply; an empty reply is what people hate today. */
export const saysSomething: Condition = (facts) => {
  const words = text(facts, 'text') || text(facts, 'reply')
  // What is left when both are taken away is what the reply says: "Lampu diganti" is enough, "Siap" is not.
  const left = words
    .replace(empty, ' ')
    .replace(filler, ' ')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
  return left.length < 10 ? 'answer_too_thin' : undefined
}

/** Nobody reads "{nama_instansi}": what a template left open is filled before a text is sent. */
export const nothingLeftToFill: Condition = ({ input, actor }) => {
  if (actor.kind !== 'staff') return undefined
  const fields = Object.entries(input).flatMap(([field, value]) => {
    const left = typeof value === 'string' ? placeholdersIn(value).map((name) => `{${name}}`) : []
    if (left.length === 0) return []
    const names = left.join(', ')
    return [
      {
        field,
        code: 'placeholder_left',
        id: `Belum terisi: ${names}. Ganti atau hapus bagian itu.`,
        en: `Not filled in: ${names}. Replace or remove that part.`,
      },
    ]
  })
  return fields.length > 0 ? { code: 'placeholder_left', fields } : undefined
}
