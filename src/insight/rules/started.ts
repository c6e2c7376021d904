/** Which deadlines the program runs, and why the others wait. */
import type { Deadline, RuleId } from '../../regulation/deadlines.ts'
import { answerClocks } from '../../regulation/kinds.ts'
import { transitions } from '../../regulation/transitions.ts'
import type { Say, Words } from '../../web/say.ts'

/** Clocks that some step of the table starts (O1 is no clock: it is offered when an answer is late, X16). */
const started = new Set<string>([
  ...transitions.flatMap(({ starts = [], startsIfNamed = [], startsHalf = [] }) => [
    ...starts,
    ...startsIfNamed,
    ...startsHalf,
  ]),
  ...Object.values(answerClocks),
  'O1',
])

export const isStarted = ({ id }: Pick<Deadline, 'id'>): boolean => started.has(id)

const throughPpid: Words = {
  id: 'permohonan informasi publik yang resmi berjalan lewat PPID, bukan lewat program ini',
  en: 'formal requests for information go through the PPID, not through this program',
}
const noStep: Words = {
  id: 'bukan langkah sebuah laporan; program tidak menghitungnya',
  en: 'no step of a report; the program does not count it',
}

/** Every deadline that no step starts, with the reason. */
export const notRun: Partial<Record<RuleId, Words>> = {
  K6: {
    id: 'jawaban tampil di halaman lacak pada saat disetujui, jadi tidak ada waktu di antaranya',
    en: 'an answer stands on the follow page the moment it is approved, so no time passes between',
  },
  I1: throughPpid,
  I2: throughPpid,
  I3: throughPpid,
  I4: throughPpid,
  I5: throughPpid,
  P1: noStep,
  P2: noStep,
  P3: noStep,
  P4: {
    id: 'moderator menarik naskah (T34, T35); program belum menghitung waktunya',
    en: 'a moderator takes the text back (T34, T35); the program does not count the time yet',
  },
}

export const whyNotRun = ({ id }: Deadline, say: Say): string => {
  const words = notRun[id as RuleId]
  return words ? say(words) : '–'
}
