/** Forms of the steps that find a report its agency (T6–T18): checking, completing, merging, moving. */
import { area, reason, words, type FieldSpec, type FormSpec, type Option } from './formFields.ts'

/** What is usually missing; the officer adds in words what this report needs. */
const usuallyMissing: readonly Option[] = [
  words('Tempat kejadian: jalan, nomor, atau patokan', 'Where: street, number or landmark'),
  words('Kapan terjadi', 'When it happened'),
  words('Apa yang terjadi, langkah demi langkah', 'What happened, step by step'),
  words('Kantor atau petugas yang dimaksud', 'Which office or officer is meant'),
  words('Foto atau dokumen pendukung', 'A photo or document'),
  words(
    'Nomor berkas atau pelanggan (dikirim lewat halaman lacak)',
    'File or customer number (through the tracking page)',
  ),
].map((label) => ({ value: label.id, label }))

/** DOMAIN T6: a hold names its rule. */
const holdRules: readonly Option[] = [
  words('Isi mengancam atau menghina orang', 'Threatens or insults a person'),
  words('Iklan atau penipuan', 'Advertising or fraud'),
  words('Teks yang sama dikirim berulang-ulang', 'The same text sent again and again'),
  words('Memuat data pribadi orang lain', "Holds somebody else's personal data"),
].map((label) => ({ value: label.id, label }))

export const checkingForms = {
  forward: {
    icon: 'send',
    fields: [{ type: 'office', finds: 'target', name: 'target', label: words('Tujuan', 'Office') }],
  },
  ask_completion: {
    icon: 'message-square',
    key: 'l',
    explain: words(
      'Waktu pemeriksaan berhenti sampai pelapor menjawab. Tanyakan semuanya sekali saja.',
      'The clock of the check waits for the reporter. Ask for everything at once.',
    ),
    fields: [
      {
        type: 'ticks',
        name: 'missing',
        label: words('Yang belum ada', 'What is missing'),
        options: usuallyMissing,
      },
      area('text', words('Pesan untuk pelapor', 'Message to the reporter'), {
        rows: 3,
        hint: words(
          'Bahasa sehari-hari; pelapor membacanya di halaman lacak.',
          'Everyday words; the reporter reads it on the tracking page.',
        ),
      }),
    ],
  },
  recall: {
    icon: 'undo-2',
    explain: words(
      'Bisa dalam 10 menit, selama kantor tujuan belum menyentuhnya. Pelapor diberi tahu, dan tenggat semula tetap.',
      'Within 10 minutes, while the office has not touched it. The reporter is told, and the dates stay.',
    ),
    fields: [],
  },
  hold: {
    icon: 'pause',
    key: 'h',
    explain: words(
      'Paling lama satu hari kerja. Pelapor diberi tahu "sedang diperiksa sebentar", tanpa tuduhan.',
      'One working day at most. The reporter reads "under a short check", without an accusation.',
    ),
    fields: [
      {
        type: 'choice',
        name: 'rule',
        label: words('Aturan yang dipakai', 'The rule'),
        options: () => holdRules,
      },
    ],
  },
  release: { icon: 'play', fields: [] },
  merge: {
    icon: 'merge',
    key: 'g',
    explain: words(
      'Pelapor tetap dikabari dari laporan utama. Dapat dibatalkan 30 hari.',
      'The reporter still gets each update of the main report. It can be undone for 30 days.',
    ),
    fields: [
      {
        type: 'line',
        name: 'into',
        label: words('Nomor laporan utama', 'Number of the main report'),
        max: 20,
      },
    ],
  },
  unmerge: { icon: 'undo-2', fields: [reason] },
  split: {
    icon: 'split',
    explain: words(
      'Satu instansi memimpin dan menjawab pelapor; yang lain menjawab bagiannya.',
      'One agency leads and answers the reporter; the others answer their part.',
    ),
    fields: [1, 2, 3].flatMap((no): FieldSpec[] => [
      {
        type: 'office',
        finds: 'agency',
        name: `agency_${no}`,
        label:
          no === 1
            ? words('Instansi yang memimpin', 'Leading agency')
            : words(`Instansi ke-${no}`, `Agency ${no}`),
        ...(no > 2 && { isOptional: true as const }),
      },
      area(`task_${no}`, words('Tugasnya', 'Its task'), {
        rows: 2,
        max: 1000,
        ...(no > 2 && { isOptional: true as const }),
      }),
    ]),
  },
  bounce: {
    icon: 'undo-2',
    key: 'b',
    explain: words(
      'Sebut instansi yang lebih tepat dan alasannya. Penolakan kedua diputus penengah.',
      'Name a better agency and why. A second refusal is decided by the arbiter.',
    ),
    fields: [
      {
        type: 'office',
        finds: 'agency',
        name: 'proposed_agency',
        label: words('Instansi yang diusulkan', 'Proposed agency'),
      },
      reason,
    ],
  },
  confirm_bounce: { icon: 'check', fields: [] },
  refer_bounce: {
    icon: 'scale',
    explain: words(
      'Penengah memutuskan instansi yang berwenang.',
      'The arbiter decides which agency is competent.',
    ),
    fields: [reason],
  },
  decide_authority: {
    icon: 'scale',
    explain: words(
      'Putusan mengikat. Waktu penanganan mulai dari awal.',
      'The decision is binding. The clocks start afresh.',
    ),
    fields: [
      {
        type: 'office',
        finds: 'agency',
        name: 'agency',
        label: words('Instansi yang berwenang', 'Competent agency'),
      },
      area('ground', words('Dasar putusan', 'Ground of the decision'), { rows: 4 }),
    ],
  },
} as const satisfies Record<string, FormSpec>
