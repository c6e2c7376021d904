/**
 * What the reporter is told of a step beside the words of the timeline (DOMAIN section 4, "Reporter told"): what it
 * means for the clock, what can be done now, which door is next. Said when it happens, in letters and at the newest
 * step of the page; later it may no longer be true.
 */
import type { CaseFile } from '../../regulation/facts.ts'
import type { Words } from '../../regulation/transition.ts'
import { levelWords } from '../../regulation/words.ts'
import type { Say } from '../../web/say.ts'
import type { EventRow } from './tables.ts'

/** By the row of the state table. */
const besides: Partial<Record<string, Words>> = {
  T17: {
    id: 'Penengah memutuskan instansi mana yang berwenang. Putusannya mengikat.',
    en: 'The arbiter decides which agency is competent. The decision binds.',
  },
  T21: {
    id: 'Waktu penanganan berhenti sampai Anda menjawab, paling lama sampai tanggal itu.',
    en: 'The clock waits until you answer, at the longest until that date.',
  },
  T28: {
    id: 'Laporan ditutup sebagai selesai menurut Anda. Kalau masalahnya muncul lagi, Anda dapat membukanya lagi dalam 90 hari.',
    en: 'The report is closed as solved, by your word. If the trouble comes back, you can reopen it within 90 days.',
  },
  T29: {
    id: 'Laporan kembali ke instansi dengan separuh waktu semula.',
    en: 'The report goes back to the agency, with half the time.',
  },
  T38: {
    id: 'Jalan berikutnya: Ombudsman Republik Indonesia, gratis; untuk keputusan tertulis pengadilan tata usaha negara (PTUN); untuk permintaan informasi Komisi Informasi.',
    en: 'The next path: the Ombudsman of Indonesia, free of charge; for a written decision the administrative court (PTUN); for an information request the Komisi Informasi.',
  },
  T41: {
    id: 'Anda dapat membatalkan pencabutan ini dalam 30 hari.',
    en: 'You can undo this within 30 days.',
  },
  T42: {
    id: 'Pintu lain: lembaga yang disebut dalam alasan itu, atau Ombudsman Republik Indonesia.',
    en: 'Another door: the institution named in that reason, or the Ombudsman of Indonesia.',
  },
  T45: {
    id: 'Berubah pikiran? Laporan dapat dirahasiakan lagi kapan saja.',
    en: 'Changed your mind? The report can be made secret again at any time.',
  },
  T46: {
    id: 'Nomor lain: polisi 110, ambulans 119, kekerasan pada perempuan dan anak 129.',
    en: 'Other numbers: police 110, ambulance 119, violence against women and children 129.',
  },
  T47: { id: 'Kami mohon maaf.', en: 'We apologise.' },
}

const openings = new Set(['T1', 'T2', 'T3', 'T4', 'T5'])

export function besidesOf(
  { transition, action }: Pick<EventRow, 'transition' | 'action'>,
  file: Pick<CaseFile, 'level'>,
  say: Say,
): string | undefined {
  if (openings.has(transition))
    return say(
      `Pilihan privasi Anda: ${levelWords[file.level].id}. Siapa bisa melihat apa tertulis di halaman laporan Anda.`,
      `Your privacy choice: ${levelWords[file.level].en}. Who can see what is written on the page of your report.`,
    )
  const words = action === 'refer_bounce' ? besides['T17'] : besides[transition]
  return words && say(words)
}
