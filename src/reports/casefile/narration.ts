/**
 * What an event means in plain words, for the reporter's timeline, the public page, the API and messages: one
 * place, so that a text message and a page never say two things.
 */
import { sharesIn } from '../../regulation/disclosure.ts'
import type { DeskSource, Level } from '../../regulation/kinds.ts'
import { deskSourceWords, levelWords } from '../../regulation/words.ts'
import type { Say } from '../../web/say.ts'
import {
  answerText,
  archivedLine,
  field,
  kindLine,
  list,
  nameOf,
  reclassifiedLine,
  shown,
  splitLines,
  type Names,
  type Told,
} from './eventWords.ts'
import { isAbove } from './offices.ts'
import { movedClocksLine } from './movedClocks.ts'
import { escalateLine, offerOmbudsmanLine } from './narrationDeadlines.ts'
import { assignedLine } from './assigning.ts'
import { recallLine } from './recalling.ts'

export type { Names } from './eventWords.ts'

export type Narrated = {
  /** One short line. */
  title: string
  /** Somebody's own words, or an explanation; may be empty. */
  text: string
  by: 'reporter' | 'agency' | 'national_desk' | 'system'
}

type Line = (event: Told, say: Say, names: Names) => { title: string; text?: string }

const openedLine: Line = (event, say) => ({
  title: say('Nama dan kontak Anda dibuka petugas', 'An officer opened your name and contact'),
  text: say(`Alasan: ${field(event, 'reason')}`, `Reason: ${field(event, 'reason')}`),
})

/** T39: the exact data that the reporter lets go. */
function sharedWithOmbudsman(event: Told, say: Say): string {
  const share = sharesIn(event.data)
  const all = [
    say(
      'nomor, tanggal, dan isi laporan dengan data pribadi ditutup',
      'number, dates and the text with personal data masked',
    ),
    share.includes('text') &&
      say('isi asli dengan lampiran dan lokasi', 'the text as written, with files and place'),
    share.includes('identity') && say('nama dan kontak', 'name and contact'),
  ].filter((one) => one !== false)
  return say(`Boleh dibaca Ombudsman: ${all.join('; ')}.`, `The Ombudsman may read: ${all.join('; ')}.`)
}

const lines: Partial<Record<string, Line>> = {
  submit: (_, say) => ({ title: say('Laporan dikirim', 'Report sent') }),
  submit_by_sms: (_, say) => ({ title: say('Laporan dikirim lewat SMS', 'Report sent by SMS') }),
  submit_by_message: (_, say) => ({ title: say('Laporan dikirim lewat pesan', 'Report sent by message') }),
  submit_for_reporter: (event, say) => {
    const source = deskSourceWords[field(event, 'source') as DeskSource]
    return {
      title: source
        ? say(`Laporan dicatat petugas (${source.id})`, `Report entered by an officer (${source.en})`)
        : say('Laporan dicatat petugas', 'Report entered by an officer'),
    }
  },
  submit_by_partner: (_, say) => ({
    title: say('Laporan masuk dari aplikasi lain', 'Report from a linked application'),
  }),
  hold: (_, say) => ({
    title: say('Sedang diperiksa sebentar', 'Under a short check'),
    text: say(
      'Petugas memeriksa isinya paling lama satu hari kerja. Ini bukan tuduhan.',
      'An officer is checking it, for one working day at most. This is no accusation.',
    ),
  }),
  release: (_, say) => ({ title: say('Pemeriksaan selesai', 'The check is over') }),
  forward: (event, say, names) => {
    const unit = field(event, 'unit')
    const target = nameOf(names, unit || field(event, 'agency'))
    return event.transition === 'T15'
      ? { title: say(`Diteruskan ke ${target}`, `Passed on to ${target}`) }
      : {
          title: say(`Diperiksa dan diteruskan ke ${target}`, `Checked and passed on to ${target}`),
          text: kindLine(event, say),
        }
  },
  recall: recallLine,
  ask_completion: (event, say) => ({
    title: say('Mohon dilengkapi', 'Please complete it'),
    text: [...list(event, 'missing'), field(event, 'text')].join('\n'),
  }),
  complete: (event, say) => ({
    title: say('Pelapor melengkapi laporan', 'The reporter completed the report'),
    text: field(event, 'text'),
  }),
  expire_completion: (_, say) => ({
    title: say('Diarsipkan karena belum dilengkapi', 'Archived because it was not completed'),
    text: say(
      'Anda dapat membukanya lagi kapan saja dengan satu ketukan.',
      'You can open it again at any time with one tap.',
    ),
  }),
  revive: (_, say) => ({ title: say('Laporan dibuka lagi', 'The report is open again') }),
  merge: (event, say) => ({
    title: say(
      `Digabung dengan laporan ${shown(event, 'into')}`,
      `Merged with report ${shown(event, 'into')}`,
    ),
    text: say(
      'Laporan itu tentang hal yang sama. Anda tetap dikabari dari laporan itu.',
      'That report is about the same matter. You still get each update of it.',
    ),
  }),
  unmerge: (event, say) => ({
    title: say('Penggabungan dibatalkan', 'The merge was undone'),
    text:
      field(event, 'main_ended') === ''
        ? field(event, 'reason')
        : say(
            'Laporan utama dicabut atau diarsipkan, jadi laporan Anda diperiksa lagi tersendiri.',
            'The main report was withdrawn or archived, so yours is checked again on its own.',
          ),
  }),
  main_moved: (event, say) => ({
    title: say(
      `Kabar dari laporan utama ${shown(event, 'number')}`,
      `News of the main report ${shown(event, 'number')}`,
    ),
    text: say(field(event, 'told_id'), field(event, 'told_en')),
  }),
  let_go: (_, say) => ({
    title: say('Laporan yang digabungkan berdiri sendiri lagi', 'A merged report stands on its own again'),
  }),
  absorb: (_, say) => ({
    title: say(
      'Laporan lain tentang hal yang sama digabungkan',
      'Another report on the same matter was merged',
    ),
  }),
  split: (event, say, names) => ({
    title: say('Ditangani beberapa instansi', 'Handled by several agencies'),
    text: splitLines(event, say, names),
  }),
  bounce: (event, say, names) => ({
    title: say(
      `Bukan wewenang instansi ini; yang lebih tepat ${nameOf(names, field(event, 'proposed_agency'))}`,
      `Not this agency's task, but that of ${nameOf(names, field(event, 'proposed_agency'))}`,
    ),
    text: field(event, 'reason'),
  }),
  confirm_bounce: (event, say, names) => {
    const to = nameOf(names, field(event, 'proposed_agency'))
    // The reason is the agency's that gave it away, not the desk's that agreed.
    const from = nameOf(names, field(event, 'proposed_by_agency'))
    const why = field(event, 'reason')
    return {
      title: say(`Dipindahkan ke ${to}`, `Moved to ${to}`),
      text: from === '' ? why : say(`Alasan dari ${from}: ${why}`, `Reason given by ${from}: ${why}`),
    }
  },
  refer_bounce: (_, say) => ({
    title: say(
      'Diserahkan ke penengah: instansi mana yang berwenang',
      'Handed to the arbiter: which agency is competent',
    ),
    text: say('Belum ada putusan.', 'Nothing is decided yet.'),
  }),
  decide_authority: (event, say, names) => ({
    title: say(
      `Diputuskan: ditangani ${nameOf(names, field(event, 'agency'))}`,
      `Decided: handled by ${nameOf(names, field(event, 'agency'))}`,
    ),
    text: field(event, 'ground'),
  }),
  start: (event, say) => ({
    title: say('Mulai dikerjakan', 'Work has started'),
    text: [field(event, 'next_step'), field(event, 'reply')].filter(Boolean).join('\n'),
  }),
  interim_reply: (event, say) => ({
    title: say('Kabar dari instansi', 'News from the agency'),
    text: field(event, 'text'),
  }),
  ask_reporter: (event, say) => ({
    title: say('Instansi bertanya kepada pelapor', 'The agency asks the reporter'),
    text: field(event, 'text'),
  }),
  reply: (event, say) => ({
    title:
      event.transition === 'X2'
        ? say('Keterangan tambahan dari pelapor', 'More from the reporter')
        : say('Jawaban pelapor', "The reporter's answer"),
    text: field(event, 'text'),
  }),
  expire_question: (_, say) => ({
    title: say('Waktu penanganan berjalan lagi', 'The clock runs again'),
    text: say(
      'Pertanyaan belum dijawab; instansi melanjutkan dengan data yang ada.',
      'The question was not answered; the agency goes on with what it has.',
    ),
  }),
  clock_moved: (event, say) => movedClocksLine(event, say),
  extend: (event, say) => ({
    title: say('Tenggat diperpanjang', 'The deadline was extended'),
    text: field(event, 'reason'),
  }),
  approve: (event, say, names) => ({
    title: event.data['contribution']
      ? say(
          `Bagian ${nameOf(names, event.actor_agency ?? '')} sudah dijawab`,
          `${nameOf(names, event.actor_agency ?? '')} has answered its part`,
        )
      : say('Jawaban instansi', "The agency's answer"),
    text: answerText(event, say),
  }),
  accept: (event, say) => ({
    title: say('Pelapor: sudah selesai', 'Reporter: it is solved'),
    text: field(event, 'comment'),
  }),
  reject: (event, say) => ({
    title:
      event.transition === 'T30'
        ? say(
            'Pelapor: belum selesai, naik ke pejabat yang lebih tinggi',
            'Reporter: not solved; it goes to a higher officer',
          )
        : say('Pelapor: belum selesai', 'Reporter: it is not solved'),
    text: field(event, 'reason'),
  }),
  close_unanswered: (_, say) => ({
    title: say(
      'Ditutup instansi tanpa tanggapan pelapor',
      "Closed by the agency without the reporter's word",
    ),
    text: say(
      'Sepuluh hari kerja lewat tanpa penilaian. Anda masih dapat mengajukan banding atau membukanya lagi.',
      'Ten working days passed without a verdict. You can still appeal or reopen it.',
    ),
  }),
  reopen: (event, say) => ({
    title: say('Dibuka lagi oleh pelapor', 'Reopened by the reporter'),
    text: field(event, 'reason'),
  }),
  publish: (_, say) => ({
    title: say('Laporan tampil di publik', 'The report is public'),
    text: say(
      'Data pribadi sudah ditutup. Anda dapat meminta penarikan kapan saja.',
      'Personal data are masked. You can ask to take it back at any time.',
    ),
  }),
  unpublish: (event, say) => ({
    title: say('Laporan ditarik dari publik', 'The report is no longer public'),
    text: field(event, 'reason'),
  }),
  mask: (_, say) => ({ title: say('Data pribadi ditutup', 'Personal data were masked') }),
  appeal: (event, say) => ({
    title: say('Pelapor mengajukan banding', 'The reporter appeals'),
    text: field(event, 'reason'),
  }),
  grant_appeal: (event, say) => ({
    title: say('Banding dikabulkan', 'The appeal is granted'),
    text: field(event, 'task'),
  }),
  refuse_appeal: (event, say) => ({
    title: say('Banding ditolak', 'The appeal is refused'),
    text: field(event, 'reasons'),
  }),
  take_over: (event, say) => ({
    title: say('Ditangani Ombudsman', 'Taken over by the Ombudsman'),
    text: [field(event, 'office'), field(event, 'outside_number')].filter(Boolean).join(', '),
  }),
  ask_ombudsman: (event, say) => ({
    title: say('Pelapor meminta bantuan Ombudsman', 'The reporter asks the Ombudsman for help'),
    text: sharedWithOmbudsman(event, say),
  }),
  decline_takeover: (event, say) => ({
    title: say('Ombudsman tidak mengambil alih', 'The Ombudsman does not take it over'),
    text: field(event, 'reason'),
  }),
  take_back_ombudsman: (_, say) => ({
    title: say('Permintaan ke Ombudsman dibatalkan', 'The request to the Ombudsman was taken back'),
  }),
  ombudsman_result: (event, say) => ({
    title: say('Hasil Ombudsman', "The Ombudsman's result"),
    text: [field(event, 'text'), field(event, 'document')].filter(Boolean).join('\n'),
  }),
  go_on_ex_officio: (event, say) => ({
    title: say(
      'Pemeriksaan diteruskan karena jabatan, tanpa identitas pelapor',
      "The inspection goes on ex officio, without the reporter's identity",
    ),
    text: field(event, 'reason'),
  }),
  withdraw: (event, say) => ({
    title: say('Dicabut pelapor', 'Withdrawn by the reporter'),
    text: field(event, 'reason'),
  }),
  revoke_withdrawal: (_, say) => ({ title: say('Pencabutan dibatalkan', 'The withdrawal was undone') }),
  archive: (event, say) => archivedLine(event, say),
  confirm_archive: (event, say) => archivedLine(event, say),
  reclassify: reclassifiedLine,
  raise_secrecy: (event, say) => ({
    title: say(
      `Laporan dibuat lebih tertutup: ${say(levelWords[event.data['level'] as Level])}`,
      `Made more closed: ${say(levelWords[event.data['level'] as Level])}`,
    ),
  }),
  lower_secrecy: (event, say) => ({
    title: say(
      `Kerahasiaan diubah: ${say(levelWords[event.data['level'] as Level])}`,
      `Secrecy changed: ${say(levelWords[event.data['level'] as Level])}`,
    ),
  }),
  mark_urgent: (_, say) => ({
    title: say('Ditandai mendesak', 'Marked urgent'),
    text: say('Bila ada bahaya sekarang, telepon 112.', 'If there is danger now, call 112.'),
  }),
  correct_error: (event, say) => ({
    title: say('Kami keliru, laporan dibuka lagi', 'Our mistake; the report is open again'),
    text: field(event, 'reason'),
  }),
  rate: (event, say) => ({
    title: say(
      `Pelapor memberi nilai ${String(event.data['rating'] ?? '')} dari 5`,
      `The reporter rates it ${String(event.data['rating'] ?? '')} of 5`,
    ),
  }),
  consent_contact: (event, say) => ({
    title:
      event.data['on'] === true
        ? say('Pelapor mengizinkan instansi menghubunginya', 'The reporter lets the agency make contact')
        : say('Pelapor mencabut izin dihubungi', 'The reporter no longer wants to be contacted'),
  }),
  extend_response: (_, say) => ({ title: say('Waktu menilai ditambah', 'More time to judge') }),
  remind: (event, say) =>
    event.data['rule'] === 'V5'
      ? {
          title: say(
            'Pengingat: laporan menunggu kelengkapan dari Anda',
            'Reminder: the report waits for what is missing',
          ),
        }
      : {
          title: say(
            'Pengingat: apakah jawaban ini menyelesaikan masalah Anda?',
            'Reminder: has this answer solved your problem?',
          ),
        },
  escalate: escalateLine,
  offer_ombudsman: offerOmbudsmanLine,
  open_identity: openedLine,
  approve_identity: openedLine,
  read_original: (event, say) => ({
    title: say('Naskah asli dibaca petugas', 'An officer read the original text'),
    text: say(`Alasan: ${field(event, 'reason')}`, `Reason: ${field(event, 'reason')}`),
  }),
  note: (event, say) => ({ title: say('Catatan internal', 'Internal note'), text: field(event, 'text') }),
  assign: assignedLine,
  propose_answer: (event, say) => ({
    title: say('Jawaban diajukan untuk disetujui', 'Answer proposed for approval'),
    text: field(event, 'text'),
  }),
  return_answer: (event, say) => ({
    title: say('Jawaban dikembalikan', 'Answer returned'),
    text: field(event, 'comment'),
  }),
  // Always a proposal: `narrate` says so before it.
  propose_publication: (_, say) => ({ title: say('Naskah publik', 'Public text') }),
  decline: (event, say) => ({
    title: say('Usulan ditolak', 'Proposal declined'),
    text: field(event, 'comment'),
  }),
}

/** The event in words. Proposals (staff only) say that they wait for a second person. */
export function narrate(event: Told, say: Say, names: Names): Narrated {
  const line = lines[event.action]?.(event, say, names) ?? { title: event.action }
  const title =
    event.data['proposed'] === true
      ? say(`Diusulkan: ${lower(line.title)}`, `Proposed: ${lower(line.title)}`)
      : line.title
  return { title, text: line.text ?? '', by: strandOf(event) }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** Whose strand of the weave: the reporter's, the agency's, or the plain thread of the national desk. */
const strandOf = (event: Told): Narrated['by'] => {
  if (event.actor_kind === 'reporter' || event.actor_kind === 'visitor') return 'reporter'
  // A linked application only carries what the reporter said.
  if (event.transition === 'T5') return 'reporter'
  if (event.actor_kind === 'system') return 'system'
  return event.actor_agency === null || isAbove(event) ? 'national_desk' : 'agency'
}
