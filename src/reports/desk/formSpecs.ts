/** The form of each staff action, as data: which boxes, in which words. What is checked stands in casefile/inputs.ts. */
import type { CaseFile } from '../../regulation/facts.ts'
import { agencyOutcomes, archiveReasons, kinds, levels, type Level } from '../../regulation/kinds.ts'
import { archiveWords, kindWords, levelWords, outcomeWords } from '../../regulation/words.ts'
import type { StaffAction } from '../casefile/inputs.ts'
import { area, reason, words, type FormSpec, type Option } from './formFields.ts'
import { checkingForms } from './formSpecsChecking.ts'

const kindOptions = (file: CaseFile): Option[] =>
  kinds
    .filter((kind) => kind !== 'complaint' && kind !== file.kind)
    .map((kind) => ({ value: kind, label: kindWords[kind] }))

const levelOptions = (file: CaseFile): Option[] =>
  levels
    .filter((level: Level) => levels.indexOf(level) > levels.indexOf(file.level))
    .map((level) => ({ value: level, label: levelWords[level] }))

export const outcomeOptions: readonly Option[] = agencyOutcomes.map((value) => ({
  value,
  label: outcomeWords[value],
}))

export const formSpecs: Record<StaffAction, FormSpec> = {
  ...checkingForms,
  start: {
    icon: 'play',
    key: 's',
    fields: [
      area('next_step', words('Langkah berikutnya', 'Next step'), {
        rows: 2,
        max: 1000,
        hint: words(
          'Pelapor membacanya, misalnya "Petugas memeriksa lokasi besok pagi".',
          'The reporter reads it, such as "An officer looks at the place tomorrow morning".',
        ),
      }),
      area('reply', words('Kabar untuk pelapor', 'Word to the reporter'), {
        rows: 3,
        isOptional: true,
        hint: words('Memenuhi tenggat tindak lanjut pertama.', 'Meets the deadline of the first follow-up.'),
      }),
    ],
  },
  interim_reply: {
    icon: 'message-square',
    fields: [
      area('text', words('Kabar', 'News')),
      {
        type: 'date',
        name: 'expected_on',
        label: words('Perkiraan selesai', 'Expected on'),
        isOptional: true,
      },
    ],
  },
  ask_reporter: {
    icon: 'circle-help',
    explain: words(
      'Waktu jawaban berhenti paling lama sampai batas pelapor. Paling banyak dua kali.',
      "The clock of the answer waits until the reporter's date. Twice at most.",
    ),
    fields: [area('text', words('Pertanyaan', 'Question'), { rows: 3 })],
  },
  extend: {
    icon: 'clock',
    explain: words(
      'Sekali, sebelum tenggat, dan pelapor membaca alasannya.',
      'Once, before the due date, and the reporter reads why.',
    ),
    fields: [
      { type: 'days', name: 'days', label: words('Tambahan hari', 'More days'), isOptional: true },
      reason,
    ],
  },
  propose_answer: {
    icon: 'send',
    fields: [
      area('text', words('Jawaban untuk pelapor', 'Answer to the reporter'), { rows: 7, max: 10_000 }),
      {
        type: 'choice',
        name: 'outcome',
        label: words('Yang dilakukan', 'What was done'),
        options: () => outcomeOptions,
      },
      { type: 'files', name: 'files', label: words('Lampiran', 'Attachments'), isOptional: true },
    ],
  },
  return_answer: {
    icon: 'undo-2',
    key: 'v',
    explain: words('Kembali ke penulisnya dengan catatan Anda.', 'Goes back to its writer with your remark.'),
    fields: [area('comment', words('Yang perlu diperbaiki', 'What to improve'), { rows: 3 })],
  },
  approve: { icon: 'check', key: 't', fields: [] },
  propose_publication: {
    icon: 'eye',
    explain: words(
      'Orang kedua memeriksa naskah ini sebelum tampil.',
      'A second person reads this text before it is shown.',
    ),
    fields: [
      { type: 'line', name: 'title', label: words('Judul', 'Title'), max: 200, isOptional: true },
      area('text', words('Naskah publik', 'Public text'), { rows: 7, max: 20_000 }),
    ],
  },
  publish: { icon: 'eye', fields: [] },
  unpublish: { icon: 'eye-off', fields: [reason] },
  mask: {
    icon: 'eye-off',
    fields: [
      { type: 'line', name: 'title', label: words('Judul', 'Title'), max: 200, isOptional: true },
      area('text', words('Naskah publik', 'Public text'), { rows: 7, max: 20_000 }),
    ],
  },
  archive: {
    icon: 'archive',
    isGrave: true,
    key: 'a',
    explain: words(
      'Orang kedua mengesahkan, dan pelapor membaca seluruh alasannya. "Bukan wewenang kami" bukan alasan.',
      'A second person confirms, and the reporter reads the whole reason. "Not our task" is no reason.',
    ),
    fields: [
      {
        type: 'choice',
        name: 'reason_code',
        label: words('Alasan menurut aturan', 'Reason of the rules'),
        options: () => archiveReasons.map((value) => ({ value, label: archiveWords[value] })),
      },
      area('reason', words('Penjelasan untuk pelapor', 'Explanation for the reporter'), {
        rows: 3,
        hint: words(
          'Sebut pintu lain yang bisa dicoba pelapor.',
          'Name another door that the reporter can try.',
        ),
      }),
    ],
  },
  confirm_archive: { icon: 'check', fields: [], isGrave: true },
  reclassify: {
    icon: 'layers',
    explain: words(
      'Bila tenggatnya menjadi lebih lama, orang kedua mengesahkan.',
      'If the deadline becomes longer, a second person confirms.',
    ),
    fields: [
      {
        type: 'choice',
        name: 'kind',
        label: words('Jenis yang benar', 'The right kind'),
        options: kindOptions,
      },
      reason,
    ],
  },
  raise_secrecy: {
    icon: 'lock',
    explain: words(
      'Berlaku saat itu juga. Hanya pelapor yang dapat membukanya lagi.',
      'At once. Only the reporter can open it again.',
    ),
    fields: [
      { type: 'choice', name: 'level', label: words('Tingkat kerahasiaan', 'Level'), options: levelOptions },
    ],
  },
  mark_urgent: {
    icon: 'bell',
    explain: words(
      'Nyawa, anak, atau kekerasan. Pelapor menerima nomor darurat.',
      'Life, a child or violence. The reporter gets the emergency numbers.',
    ),
    fields: [],
  },
  grant_appeal: {
    icon: 'check',
    fields: [
      area('task', words('Perintah kepada instansi', 'Order to the agency'), { rows: 4 }),
      {
        type: 'office',
        finds: 'agency',
        name: 'agency',
        label: words('Instansi yang menerima perintah', 'Agency that gets the order'),
        // An order goes to whoever had the report; one that was archived before any agency saw it names one.
        when: (file) => !file.parts.some((part) => part.lead),
      },
    ],
  },
  refuse_appeal: {
    icon: 'x',
    fields: [
      area('reasons', words('Alasan dan jalan berikutnya', 'Reasons and the next path'), {
        rows: 4,
        hint: words(
          'Ombudsman, PTUN, atau Komisi Informasi.',
          'Ombudsman, administrative court or Information Commission.',
        ),
      }),
    ],
  },
  take_over: {
    icon: 'landmark',
    explain: words(
      'Pelapor sudah meminta bantuan Ombudsman; yang boleh dibaca tercatat di riwayat.',
      'The reporter has asked the Ombudsman; what may be read stands in the history.',
    ),
    fields: [
      {
        type: 'line',
        name: 'office',
        label: words('Kantor dan kontak', 'Office and contact'),
        max: 200,
      },
      {
        type: 'line',
        name: 'outside_number',
        label: words('Nomor di Ombudsman', 'Number at the Ombudsman'),
        max: 60,
        isOptional: true,
      },
    ],
  },
  ombudsman_result: {
    icon: 'landmark',
    fields: [
      area('text', words('Hasil', 'Result'), { rows: 4 }),
      {
        type: 'choice',
        name: 'to',
        label: words('Selanjutnya', 'Then'),
        options: () => [
          {
            value: 'answered',
            label: words('Sudah ditindaklanjuti; pelapor yang menilai', 'Acted upon; the reporter judges'),
          },
          { value: 'closed_by_agency', label: words('Pemeriksaan ditutup', 'The examination is closed') },
          { value: 'in_progress', label: words('Kembali ke instansi', 'Back to the agency') },
        ],
      },
      {
        type: 'line',
        name: 'document',
        label: words('Nomor dan tanggal dokumen hasil', 'Number and date of the document'),
        max: 200,
        isOptional: true,
        hint: words(
          'Wajib kecuali laporan kembali ke instansi.',
          'Required unless it goes back to the agency.',
        ),
      },
    ],
  },
  decline_takeover: { icon: 'x', fields: [reason] },
  go_on_ex_officio: {
    icon: 'file-text',
    explain: words(
      'Pelapor mencabut laporannya. Pemeriksaan boleh diteruskan karena jabatan; nama dan kontaknya tetap tertutup.',
      'The reporter has withdrawn. The inspection may go on ex officio; name and contact stay closed.',
    ),
    fields: [reason],
  },
  correct_error: {
    icon: 'undo-2',
    explain: words(
      'Dua orang. Laporan kembali diperiksa dan pelapor menerima permintaan maaf.',
      'Two persons. The report is checked again and the reporter gets an apology.',
    ),
    fields: [reason],
  },
  decline: {
    icon: 'x',
    fields: [area('comment', words('Alasan menolak usulan', 'Why the proposal is declined'), { rows: 2 })],
  },
  note: {
    icon: 'file-text',
    key: 'n',
    fields: [
      area('text', words('Catatan', 'Note'), {
        rows: 3,
        hint: words('Hanya dibaca petugas.', 'Read by staff only.'),
      }),
    ],
  },
  open_identity: {
    icon: 'key-round',
    explain: words(
      'Nama dan kontak terbuka 15 menit, tercatat, dan pelapor diberi tahu. Tanpa izin pelapor, penjaga identitas menyetujui dulu.',
      'Name and contact are open for 15 minutes, logged, and the reporter is told. Without consent the identity custodian agrees first.',
    ),
    fields: [
      area('reason', words('Alasan', 'Reason'), {
        rows: 3,
        max: 1000,
        hint: words('Pelapor membaca alasan ini.', 'The reporter reads this reason.'),
      }),
    ],
  },
  approve_identity: { icon: 'check', fields: [] },
  read_original: {
    icon: 'eye',
    explain: words(
      'Teks sebelum data pribadi ditutup, terbuka 15 menit untuk Anda. Tercatat, dan pelapor diberi tahu.',
      'The text before personal data were masked, open to you for 15 minutes. Logged, and the reporter is told.',
    ),
    fields: [
      area('reason', words('Alasan', 'Reason'), {
        rows: 2,
        max: 1000,
        hint: words('Pelapor membaca alasan ini.', 'The reporter reads this reason.'),
      }),
    ],
  },
  assign: {
    icon: 'user-round',
    key: 'p',
    fields: [{ type: 'officer', name: 'officer', label: words('Petugas', 'Officer') }],
  },
}

/** T15: an agency hands a report to one of its own units. */
export const handDown: FormSpec = {
  icon: 'building-2',
  key: 'u',
  fields: [{ type: 'office', finds: 'own_unit', name: 'target', label: words('Unit', 'Unit') }],
}
