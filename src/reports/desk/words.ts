/** Words of the desks that are not in the regulation: what was just done, what a second person completes. */
import type { Words } from '../../regulation/transition.ts'
import { rowsFor, transitions } from '../../regulation/transitions.ts'
import type { State } from '../../regulation/kinds.ts'
import type { Role } from '../../regulation/permissions.ts'
import type { Say } from '../../web/say.ts'
import type { EventRow } from '../casefile/tables.ts'

const confirmLabels: Partial<Record<string, Words>> = {
  confirm_archive: { id: 'Sahkan pengarsipan', en: 'Confirm the archive' },
  confirm_bounce: { id: 'Setujui pemindahan', en: 'Agree to the move' },
  publish: { id: 'Tampilkan di publik', en: 'Publish' },
  reclassify: { id: 'Sahkan jenis baru', en: 'Confirm the new kind' },
  approve_identity: { id: 'Setujui pembukaan identitas', en: 'Agree to open the identity' },
  correct_error: { id: 'Sahkan perbaikan', en: 'Confirm the correction' },
}

/** The words on the button of an action, from the row of the state table that it would be. */
export function labelOf(action: string, state: State, roles: readonly Role[], say: Say): string {
  const row =
    rowsFor(state, roles).find((one) => one.action === action) ??
    rowsFor(state, roles).find((one) => one.confirm?.action === action)
  const own = row?.action === action ? row.label : confirmLabels[action]
  return own ? say(own) : action
}

/** What the timeline says to the reporter, in the words of whoever reads it at a desk. */
export function titleAtDesk(
  { action, data }: Pick<EventRow, 'action' | 'data'>,
  told: string,
  say: Say,
): string {
  if (action === 'note') return say('Catatan internal', 'Internal note')
  if (action === 'approve_identity' || (action === 'open_identity' && data['proposed'] !== true))
    return say('Nama dan kontak pelapor dibuka', "The reporter's name and contact were opened")
  if (action === 'open_identity')
    return say('Minta buka nama dan kontak pelapor', "Asks to open the reporter's name and contact")
  return told
}

export const textAtDesk = ({ action }: Pick<EventRow, 'action'>, told: string, say: Say): string =>
  action === 'merge'
    ? say(
        'Laporan itu tentang hal yang sama. Pelapor tetap dikabari dari laporan itu.',
        'That report is about the same matter. The reporter still gets each update of it.',
      )
    : told

/** The words of an action wherever it starts from: for lists over many states. */
export const proposalWords = (action: string, say: Say): string => {
  const row = transitions.find((one) => one.action === action)
  return row ? say(row.label) : action
}

/** The button of the second person. */
export const confirmLabel = (action: string, say: Say): string => {
  const label = confirmLabels[action]
  return label ? say(label) : say('Sahkan', 'Confirm')
}

const done: Partial<Record<string, Words>> = {
  forward: { id: 'diteruskan', en: 'passed on' },
  ask_completion: { id: 'pelapor diminta melengkapi', en: 'the reporter is asked to complete it' },
  recall: { id: 'ditarik kembali', en: 'taken back' },
  hold: { id: 'ditahan sementara', en: 'on hold' },
  release: { id: 'dilepaskan', en: 'released' },
  merge: { id: 'digabungkan', en: 'merged' },
  archive: { id: 'pengarsipan diusulkan', en: 'archive proposed' },
  confirm_archive: { id: 'diarsipkan, pelapor diberi tahu', en: 'archived, the reporter is told' },
  confirm_bounce: { id: 'dipindahkan', en: 'moved' },
  decide_authority: {
    id: 'wewenang diputuskan, pelapor diberi tahu',
    en: 'authority decided, the reporter is told',
  },
  refer_bounce: { id: 'penengah yang memutuskan', en: 'the arbiter decides' },
  split: { id: 'dibagi ke beberapa instansi', en: 'split between agencies' },
  unmerge: { id: 'penggabungan dibatalkan', en: 'merge undone' },
  reclassify: { id: 'jenis laporan diubah', en: 'kind changed' },
  mark_urgent: { id: 'ditandai mendesak', en: 'marked urgent' },
  raise_secrecy: { id: 'dibuat lebih tertutup', en: 'made more closed' },
  extend: { id: 'tenggat diperpanjang, pelapor diberi tahu', en: 'deadline extended, the reporter is told' },
  grant_appeal: { id: 'banding dikabulkan, pelapor diberi tahu', en: 'appeal granted, the reporter is told' },
  refuse_appeal: { id: 'banding ditolak, pelapor diberi tahu', en: 'appeal refused, the reporter is told' },
  take_over: { id: 'diambil alih Ombudsman', en: 'taken over by the Ombudsman' },
  ombudsman_result: { id: 'hasil Ombudsman tercatat', en: 'the result of the Ombudsman is recorded' },
  decline_takeover: {
    id: 'tidak diambil alih, pelapor diberi tahu',
    en: 'not taken over, the reporter is told',
  },
  go_on_ex_officio: { id: 'pemeriksaan diteruskan karena jabatan', en: 'the inspection goes on ex officio' },
  correct_error: {
    id: 'dibuka lagi, pelapor menerima permintaan maaf',
    en: 'open again, the reporter gets an apology',
  },
  unpublish: { id: 'ditarik dari publik', en: 'no longer public' },
  mask: { id: 'data pribadi ditutup', en: 'personal data masked' },
  decline: { id: 'usulan ditolak', en: 'proposal declined' },
  bounce: { id: 'pemindahan diusulkan', en: 'move proposed' },
  start: { id: 'mulai dikerjakan', en: 'work has started' },
  interim_reply: { id: 'kabar terkirim ke pelapor', en: 'news sent to the reporter' },
  ask_reporter: { id: 'pertanyaan terkirim, waktu berhenti', en: 'question sent, the clock waits' },
  propose_answer: { id: 'jawaban diajukan untuk disetujui', en: 'answer proposed for approval' },
  approve: { id: 'jawaban terkirim ke pelapor', en: 'answer sent to the reporter' },
  return_answer: { id: 'jawaban dikembalikan', en: 'answer returned' },
  note: { id: 'catatan disimpan', en: 'note kept' },
  assign: { id: 'petugas ditugaskan', en: 'officer assigned' },
  propose_publication: { id: 'naskah publik diusulkan', en: 'public text proposed' },
  publish: { id: 'tampil di publik', en: 'published' },
  open_identity: { id: 'identitas terbuka 15 menit', en: 'identity open for 15 minutes' },
  read_original: { id: 'naskah asli terbuka 15 menit', en: 'original text open for 15 minutes' },
  approve_identity: { id: 'pembukaan identitas disetujui', en: 'opening of the identity agreed' },
  draf: { id: 'draf disimpan', en: 'draft saved' },
}

/** What was said by the step before this page. */
/** `link` leads to a report that has left this desk's list. */
export type Flash = { words: string; isDone: string; link?: string }

/**
 * '7K4M-29QX: diteruskan ke Dinas Perhubungan.'
 * @param office where it went, by name
 */
export function doneWords(
  action: string,
  shown: string,
  isWaiting: boolean,
  say: Say,
  office?: string,
): string {
  const what = done[action]
  const said = what ? say(what) : say('tercatat', 'recorded')
  return isWaiting
    ? say(
        `${shown}: usulan tercatat, menunggu orang kedua.`,
        `${shown}: proposal recorded, it waits for a second person.`,
      )
    : office === undefined
      ? `${shown}: ${said}.`
      : say(`${shown}: ${said} ke ${office}.`, `${shown}: ${said} to ${office}.`)
}

/** Actions whose text is written in this box. */
export const answerActions = ['propose_answer', 'interim_reply', 'ask_reporter']

/** Under this name a browser keeps what is written: by number, because an address says what was sent by it. */
export const draftName = (number: string, action: string): string =>
  `${number.replace('-', '')}.${answerActions.includes(action) ? 'answer' : action}`
