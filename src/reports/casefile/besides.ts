/**
 * What the reporter is told of a step beside the words of the timeline (DOMAIN section 4, "Reporter told"): what it
 * means for the clock, what can be done now, which door is next. Said when it happens, in letters and at the newest
 * step of the page; later it may no longer be true.
 */
import { escalations } from '../../regulation/escalation.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { needsInspection } from '../../regulation/inspection.ts'
import type { Words } from '../../regulation/transition.ts'
import { levelWords } from '../../regulation/words.ts'
import { dayOf, fullDay } from '../../web/dates.ts'
import type { Say } from '../../web/say.ts'
import type { EvaluatedClock } from './clockwork.ts'
import { provisionalMark } from './countable.ts'
import type { EventRow } from './tables.ts'

/** By the row of the state table. */
const besides: Partial<Record<string, Words>> = {
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

/** T41, X8: a withdrawn report can be opened again until this day. */
export const undoDay = ({ zone }: Pick<CaseFile, 'zone'>, withdrawnAt: Date): string =>
  dayOf(new Date(withdrawnAt.getTime() + 30 * 86_400_000), zone)

/** What the days in these words are taken from. */
export type Beside = {
  file: Pick<CaseFile, 'kind' | 'level' | 'state' | 'zone'>
  clocks: readonly EvaluatedClock[]
  now: Date
}

export function besidesOf(
  event: Pick<EventRow, 'transition' | 'action' | 'at'>,
  beside: Beside,
  say: Say,
): string | undefined {
  const { transition, action } = event
  const { level } = beside.file
  if (openings.has(transition))
    return say(
      `Pilihan privasi Anda: ${levelWords[level].id}. Siapa bisa melihat apa tertulis di halaman laporan Anda.`,
      `Your privacy choice: ${levelWords[level].en}. Who can see what is written on the page of your report.`,
    )
  if (action === 'ask_reporter') return waitsUntil(beside, say)
  if (action === 'withdraw') return undoWords(event.at, beside, say)
  if (action === 'refer_bounce' || transition === 'T17') return decidedBy(beside, say)
  if (action === 'offer_ombudsman') return toldAbove(beside, say)
  const words = besides[transition]
  return words && say(words)
}

/** T17: nothing is decided yet, and until when it will be (F4). */
function decidedBy({ clocks }: Beside, say: Say): string {
  const asked = clocks.findLast(({ clock }) => clock.rule === 'F4' && clock.ended === undefined)
  if (!asked)
    return say(
      'Penengah memutuskan instansi mana yang berwenang. Putusannya mengikat.',
      'The arbiter decides which agency is competent. The decision binds.',
    )
  const day = `${fullDay(asked.result.due_on, say)}${provisionalMark(asked, say)}`
  return say(
    `Diserahkan ke penengah. Putusan paling lambat ${day}, dan mengikat.`,
    `Handed to the arbiter. The decision is due by ${day}, and binds.`,
  )
}

const lateAbove = escalations.find(({ step }) => step === 'late_above')?.lateDays

/** X16: on this day the tier above does not know yet; of an inspection it hears nothing. */
const toldAbove = ({ file }: Beside, say: Say): string | undefined =>
  lateAbove === undefined || needsInspection(file.kind)
    ? undefined
    : say(
        `Kalau ${lateAbove} hari kerja setelah tenggat belum dijawab juga, atasan instansi diberi tahu.`,
        `If there is no answer ${lateAbove} working days after that date, those above the agency are told.`,
      )

/** T21: the clock stands still, and not for ever (R2). */
function waitsUntil({ clocks }: Beside, say: Say): string | undefined {
  const asked = clocks.findLast(({ clock }) => clock.rule === 'R2' && clock.ended === undefined)
  // Told late, when it is answered already.
  if (!asked) return undefined
  const day = `${fullDay(asked.result.due_on, say)}${provisionalMark(asked, say)}`
  return say(
    `Waktu penanganan berhenti sampai Anda menjawab, paling lama sampai ${day}.`,
    `The clock waits until you answer, at the longest until ${day}.`,
  )
}

function undoWords(at: Date, { file, now }: Beside, say: Say): string | undefined {
  if (file.state !== 'withdrawn') return undefined
  const day = undoDay(file, at)
  return dayOf(now, file.zone) > day
    ? say(
        `Pencabutan ini bisa dibatalkan sampai ${fullDay(day, say)}. Batas itu sudah lewat. Masih ada masalah? Kirim laporan baru.`,
        `This could be undone until ${fullDay(day, say)}. That day has passed. Is there still a problem? Send a new report.`,
      )
    : say(`Bisa dibatalkan sampai ${fullDay(day, say)}.`, `You can undo this until ${fullDay(day, say)}.`)
}
