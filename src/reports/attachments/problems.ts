import type { FieldProblem } from '../../errors.ts'
import type { FileKind } from './accepted.ts'

/** Why one file was not taken. `too_many` speaks of several files at once. */
export type FileProblemCode =
  | 'file_too_large'
  | 'file_type'
  | 'file_empty'
  | 'file_damaged'
  | 'picture_too_large'
  | 'picture_unreadable'
  | 'picture_format'
  | 'file_gone'
  | 'report_full'
  | 'form_full'
  | 'too_many'

export type FileProblem = FieldProblem & { field: 'files'; code: FileProblemCode }

/** The whole sentence for the person, with the file's name, what is wrong, and that the text is safe. */
const problem = (code: FileProblemCode, id: string, en: string): FileProblem => ({
  field: 'files',
  code,
  id: `${id} Tulisan Anda tidak hilang.`,
  en: `${en} What you wrote is kept.`,
})

const kinds: Record<FileKind, { id: string; en: string }> = {
  image: { id: 'foto', en: 'a photo' },
  pdf: { id: 'PDF', en: 'a PDF' },
  audio: { id: 'rekaman suara', en: 'a sound recording' },
  video: { id: 'video', en: 'a video' },
}

export const fileTooLarge = (
  name: string,
  sizeBytes: number,
  maxBytes: number,
  kind?: FileKind,
): FileProblem =>
  problem(
    'file_too_large',
    `${name} berukuran ${megabytes(sizeBytes, 'id')}. Paling besar ${megabytes(maxBytes, 'id')}${kind ? ` untuk ${kinds[kind].id}` : ''}.`,
    `${name} has ${megabytes(sizeBytes, 'en')}. At most ${megabytes(maxBytes, 'en')}${kind ? ` for ${kinds[kind].en}` : ''}.`,
  )

/** For a file of which only the beginning was kept, so that its real size is not known. */
export const fileOverLimit = (name: string, maxBytes: number): FileProblem =>
  problem(
    'file_too_large',
    `${name} terlalu besar. Paling besar ${megabytes(maxBytes, 'id')}.`,
    `${name} is too large. At most ${megabytes(maxBytes, 'en')}.`,
  )

export const fileType = (name: string): FileProblem =>
  problem(
    'file_type',
    `Isi ${name} bukan foto, PDF, video, atau rekaman suara yang dapat kami terima, apa pun namanya. ` +
      'Pilih JPG, PNG, WebP, PDF, MP4, MOV, 3GP, WebM, M4A, MP3, OGG, atau AMR.',
    `What is in ${name} is no photo, PDF, video or sound recording that we can accept, whatever its name. ` +
      'Choose JPG, PNG, WebP, PDF, MP4, MOV, 3GP, WebM, M4A, MP3, OGG or AMR.',
  )

export const fileEmpty = (name: string): FileProblem =>
  problem(
    'file_empty',
    `${name} kosong. Pilih berkasnya sekali lagi.`,
    `${name} is empty. Choose the file again.`,
  )

export const fileDamaged = (name: string): FileProblem =>
  problem(
    'file_damaged',
    `${name} rusak atau terpotong. Buka dulu di perangkat Anda, lalu pilih lagi.`,
    `${name} is damaged or cut off. Open it on your device first, then choose it again.`,
  )

export const pictureTooLarge = (name: string, megapixels: number): FileProblem =>
  problem(
    'picture_too_large',
    `${name} mempunyai terlalu banyak titik gambar. Paling banyak ${megapixels} megapiksel. Perkecil dulu fotonya.`,
    `${name} has too many pixels. At most ${megapixels} megapixels. Make the photo smaller first.`,
  )

export const pictureUnreadable = (name: string): FileProblem =>
  problem(
    'picture_unreadable',
    `${name} tidak dapat dibuka sebagai foto. Mungkin rusak atau terpotong. Ambil ulang atau pilih foto lain.`,
    `${name} cannot be opened as a photo. It may be damaged or cut off. Take it again or choose another one.`,
  )

export const pictureFormat = (name: string): FileProblem =>
  problem(
    'picture_format',
    `${name} berformat HEIC, yang belum dapat kami buka. Simpan atau kirim sebagai JPG ("Paling Kompatibel" di iPhone).`,
    `${name} is a HEIC photo, which we cannot open yet. Save or send it as JPG ("Most Compatible" on an iPhone).`,
  )

export const filesGone = (count: number): FileProblem =>
  problem(
    'file_gone',
    `${count} berkas yang Anda pilih sebelumnya sudah tidak tersimpan. Pilih lagi bila masih perlu.`,
    `${count} files that you chose before are no longer kept. Choose them again if they are needed.`,
  )

export const reportIsFull = (name: string, maxFiles: number): FileProblem =>
  problem(
    'report_full',
    `${name} belum disimpan: laporan ini sudah mempunyai ${maxFiles} berkas dari Anda. Tarik satu berkas dulu.`,
    `${name} was not kept: this report already has ${maxFiles} files from you. Take one back first.`,
  )

export const formIsFull = (name: string): FileProblem =>
  problem(
    'form_full',
    `${name} belum disimpan: formulir ini sudah membawa terlalu banyak berkas. Kirim dulu, lalu tambahkan berkasnya di halaman laporan.`,
    `${name} was not kept: this form has brought too many files already. Send it first, then add the file on the report's page.`,
  )

export const tooManyWait = (name: string): FileProblem =>
  problem(
    'form_full',
    `${name} belum disimpan: sekarang terlalu banyak berkas sedang masuk. Kirim laporannya dulu; berkas dapat ditambahkan nanti di halaman laporan.`,
    `${name} was not kept: too many files are coming in just now. Send the report first; add the file later on its page.`,
  )

export const tooMany = (count: number, maxFiles: number): FileProblem =>
  problem(
    'too_many',
    `Anda memilih ${count} berkas. ${maxFiles} yang pertama kami simpan; sisanya dapat ditambahkan kemudian di halaman laporan.`,
    `You chose ${count} files. The first ${maxFiles} are kept; the others can be added later on the report's page.`,
  )

/** 84 MB, 1,5 MB, 320 kB: as phones show it, in steps of 1000. */
export function megabytes(sizeBytes: number, language: 'id' | 'en'): string {
  const [size, unit] = sizeBytes >= 1e6 ? [sizeBytes / 1e6, 'MB'] : [sizeBytes / 1000, 'kB']
  const rounded = size >= 10 ? Math.round(size) : Math.max(Math.round(size * 10) / 10, 0.1)
  return `${rounded.toLocaleString(language)} ${unit}`
}
