/** Why a report is where it is, in a sentence or two: what it waits for, and what has happened to it. Pure. */
import type { Kind } from '../../regulation/kinds.ts'
import { shortDay, tinyDay } from '../../web/dates.ts'
import type { Say } from '../../web/say.ts'
import { kindWords } from '../../regulation/words.ts'
import type { PacketItem } from './packet.ts'

export function whyHere(
  { part, file, clocks }: Pick<PacketItem, 'part' | 'file' | 'clocks'>,
  say: Say,
): string[] {
  const due = (rule: RegExp): string | undefined => {
    const found = clocks.find(({ clock }) => clock.ended === undefined && rule.test(clock.rule))
    return found && shortDay(found.result.due_on, say)
  }
  const [reply, first, verdict] = [due(/^R2$/), due(/^F1$/), due(/^R1$/)]
  const now: Partial<Record<string, string>> = {
    forwarded: say(
      `Belum mulai dikerjakan${first === undefined ? '' : `, tindak lanjut pertama paling lambat ${first}`}.`,
      `Not started yet${first === undefined ? '' : `, first follow-up by ${first}`}.`,
    ),
    in_progress: say(
      'Sedang dikerjakan; jawaban akhir belum diajukan.',
      'In progress; the final answer is not proposed yet.',
    ),
    awaiting_reporter: say(
      `Menunggu jawaban pelapor${reply === undefined ? '' : ` sampai ${reply}`}; waktu jawaban berhenti.`,
      `Waits for the reporter${reply === undefined ? '' : ` until ${reply}`}; the clock of the answer stands still.`,
    ),
    answer_proposed: say(
      `Jawaban ${part?.proposal?.byName ?? ''} menunggu persetujuan.`,
      `The answer of ${part?.proposal?.byName ?? ''} waits for approval.`,
    ),
    answered: say(
      `Sudah dijawab; pelapor menilai${verdict === undefined ? '' : ` sampai ${verdict}`}.`,
      `Answered; the reporter judges${verdict === undefined ? '' : ` until ${verdict}`}.`,
    ),
    authority_dispute: say('Wewenang sedang diputuskan.', 'The authority is being decided.'),
    closed: say('Tidak lagi di instansi ini.', 'No longer with this agency.'),
  }
  const others = file.parts.filter(({ no, state }) => no !== part?.no && state !== 'closed')
  return [
    now[part?.state ?? 'closed'] ?? '',
    file.rejections > 0 &&
      say('Pelapor menolak jawaban sebelumnya.', 'The reporter rejected the answer before.'),
    file.urgent && say('Ditandai mendesak.', 'Marked urgent.'),
    others.length > 0 &&
      (part?.lead
        ? say(
            `Memimpin; ${others.length} instansi lain menjawab bagiannya.`,
            `Leads; ${others.length} other agencies answer their parts.`,
          )
        : say('Hanya bagian dari jawaban bersama.', 'Only a part of a joint answer.')),
    part?.task !== undefined && say(`Tugasnya: ${part.task}`, `Its task: ${part.task}`),
    file.mergedFrom.length > 0 &&
      say(
        `${file.mergedFrom.length} laporan lain digabungkan ke sini.`,
        `${file.mergedFrom.length} other reports were merged into it.`,
      ),
  ].filter((line): line is string => typeof line === 'string' && line !== '')
}

export const kindAndDay = ({ file }: Pick<PacketItem, 'file'>, say: Say): string =>
  `${say(kindWords[file.kind as Kind])}, ${say('masuk', 'came in')} ${tinyDay(file.submittedAt, say)}`
