/** The same events for the one person they are about: the reporter reads "Anda", never of somebody called "pelapor". */
import type { Say } from '../../web/say.ts'
import { narrate, type Names, type Narrated } from './narration.ts'
import type { Told } from './eventWords.ts'

const titles: Partial<Record<string, (event: Told, say: Say) => string>> = {
  complete: (_, say) => say('Anda melengkapi laporan', 'You completed the report'),
  ask_reporter: (_, say) => say('Instansi bertanya kepada Anda', 'The agency asks you'),
  reply: ({ transition }, say) =>
    transition === 'X2'
      ? say('Keterangan tambahan dari Anda', 'More from you')
      : say('Jawaban Anda', 'Your answer'),
  accept: (_, say) => say('Anda: sudah selesai', 'You: it is solved'),
  reject: ({ transition }, say) =>
    transition === 'T30'
      ? say(
          'Anda: belum selesai, naik ke pejabat yang lebih tinggi',
          'You: not solved; it goes to a higher officer',
        )
      : say('Anda: belum selesai', 'You: it is not solved'),
  close_unanswered: (_, say) =>
    say('Ditutup instansi tanpa tanggapan Anda', 'Closed by the agency without your word'),
  reopen: (_, say) => say('Anda membuka laporan ini lagi', 'You reopened the report'),
  appeal: (_, say) => say('Anda mengajukan banding', 'You appealed'),
  ask_ombudsman: (_, say) => say('Anda meminta bantuan Ombudsman', 'You asked the Ombudsman for help'),
  go_on_ex_officio: (_, say) =>
    say(
      'Pemeriksaan diteruskan karena jabatan, tanpa identitas Anda',
      'The inspection goes on ex officio, without your identity',
    ),
  withdraw: (_, say) => say('Anda mencabut laporan ini', 'You withdrew the report'),
  rate: ({ data }, say) =>
    say(
      `Anda memberi nilai ${String(data['rating'] ?? '')} dari 5`,
      `You rated it ${String(data['rating'] ?? '')} of 5`,
    ),
  consent_contact: ({ data }, say) =>
    data['on'] === true
      ? say('Anda mengizinkan instansi menghubungi Anda', 'You let the agency contact you')
      : say('Anda mencabut izin dihubungi', 'You no longer want to be contacted'),
}

/** On the reporter's own page and in letters to them. */
export function narrateToReporter(event: Told, say: Say, names: Names): Narrated {
  const told = narrate(event, say, names)
  const title = titles[event.action]?.(event, say)
  return title === undefined ? told : { ...told, title }
}
