import type { State } from '../../regulation/kinds.ts'
import type { Words } from '../../web/say.ts'
import type { ReporterAction } from '../casefile/inputs.ts'

const words: Record<ReporterAction | 'surel', Words> = {
  surel: {
    id: 'Alamat surel yang baru dipakai mulai sekarang. Kabar yang tidak sampai dikirim lagi ke sana.',
    en: 'The new e-mail address counts from now on. The news that did not arrive is sent there again.',
  },
  complete: {
    id: 'Terima kasih. Laporan Anda lengkap dan diperiksa lagi.',
    en: 'Thank you. Your report is complete and is being checked again.',
  },
  reply: { id: 'Terkirim. Instansi dapat membacanya sekarang.', en: 'Sent. The agency can read it now.' },
  accept: {
    id: 'Terima kasih. Laporan ditutup sebagai selesai menurut Anda.',
    en: 'Thank you. The report is closed as solved, by your word.',
  },
  reject: {
    id: 'Keberatan Anda tercatat dan tenggat yang baru berjalan.',
    en: 'Your objection is noted and a new deadline is running.',
  },
  reopen: {
    id: 'Laporan dibuka lagi dan tenggat yang baru berjalan.',
    en: 'The report is open again and a new deadline is running.',
  },
  revive: {
    id: 'Laporan dibuka lagi. Tambahkan yang masih kurang, supaya sampai ke kantor yang tepat.',
    en: 'The report is open again. Add what is still missing, so that it finds the right office.',
  },
  appeal: {
    id: 'Banding Anda tercatat. Pejabat lain yang memutuskan.',
    en: 'Your appeal is noted. Another officer decides.',
  },
  unmerge: {
    id: 'Laporan Anda berdiri sendiri lagi dan diperiksa dari awal.',
    en: 'Your report stands on its own again and is checked from the beginning.',
  },
  withdraw: {
    id: 'Laporan sudah dicabut. Sampai kapan bisa dibatalkan tertulis di bawah.',
    en: 'The report is withdrawn. Until when you can undo this is written below.',
  },
  revoke_withdrawal: {
    id: 'Pencabutan dibatalkan. Laporan dibuka lagi.',
    en: 'The withdrawal is undone. The report is open again.',
  },
  rate: { id: 'Nilai Anda tercatat.', en: 'Your rating is noted.' },
  lower_secrecy: {
    id: 'Pilihan baru berlaku. Anda bisa mengubahnya lagi.',
    en: 'The new choice holds. You can change it again.',
  },
  raise_secrecy: { id: 'Laporan sekarang lebih tertutup.', en: 'The report is more closed now.' },
  consent_contact: { id: 'Pilihan Anda tercatat.', en: 'Your choice is noted.' },
  take_back_ombudsman: {
    id: 'Permintaan ke Ombudsman dibatalkan.',
    en: 'The request to the Ombudsman is taken back.',
  },
  ask_ombudsman: {
    id: 'Pilihan Anda tercatat. Ombudsman melihat permintaan ini dan menghubungi Anda lewat halaman ini.',
    en: 'Your choice is noted. The Ombudsman sees this request and writes to you on this page.',
  },
  extend_response: {
    id: 'Waktu menilai ditambah. Tanggal yang baru ada di bawah "Tenggat sekarang".',
    en: 'You have more time to judge. The new date stands under "The deadline now".',
  },
}

const replyOfMerged: Words = {
  id: 'Terkirim. Petugas yang menggabungkan laporan ini membacanya.',
  en: 'Sent. The officer who merged this report reads it.',
}

/** What was just done, said once on top of the page. */
export const doneWords = (action: string | undefined, state: State): Words | undefined => {
  if (action === 'reply' && state === 'merged') return replyOfMerged
  return action !== undefined && Object.hasOwn(words, action)
    ? words[action as keyof typeof words]
    : undefined
}
