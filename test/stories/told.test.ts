/**
 * DOMAIN section 4, column "Reporter told", row by row: the letter that goes out says what the table promises, in the
 * language of the report. What is expected is written here by hand, not taken from the program's own table.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageFor } from '../../src/channels/notifications/messages.ts'
import { transitions } from '../../src/regulation/transitions.ts'
import { closeUnanswered } from '../../src/reports/closing/actions.ts'
import { expireQuestion } from '../../src/reports/handling/actions.ts'
import { submit, type Door } from '../../src/reports/intake/actions.ts'
import { expireCompletion } from '../../src/reports/verification/actions.ts'
import type { Verb } from '../../src/reports/casefile/step.ts'
import { aTown, jayapura, surabaya, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown(undefined, { BASE_URL: 'https://lapor.example' })
const { does } = town
const worker = await town.database.as('lapor_worker')
const vault = await town.database.as('lapor_vault')
const ground = { ...town.ground, db: worker, as: async () => vault }

type Language = 'id' | 'en'
/** The letters of each row of the table, by language. */
const letters: Record<Language, Map<string, string[]>> = { id: new Map(), en: new Map() }

async function send(language: Language, fields = {}, door: Partial<Door> = {}): Promise<Sent> {
  const { answer, reportId } = await submit(
    town.ground,
    {
      kind: 'pengaduan',
      title: 'Lampu padam',
      text: 'Lampu jalan di depan balai warga padam sejak hari Senin.',
      region: '35.78',
      privacy: 'terbuka',
      email: 'sumiati@contoh.id',
      ...fields,
    },
    { channel: 'web', language, ...door },
  )
  return { number: answer.number, secret: answer.secret, id: reportId! }
}

const read = new Map<string, number>()

/** Writes down the letters of what has just happened, as they go out now. */
async function collect(language: Language, report: Sent): Promise<void> {
  const events = await worker
    .selectFrom('report_event as e')
    .innerJoin('notice as n', (join) =>
      join.onRef('n.report_id', '=', 'e.report_id').onRef('n.seq', '=', 'e.seq'),
    )
    .select(['e.seq', 'e.transition', 'e.action'])
    .where('e.report_id', '=', report.id)
    .where('e.seq', '>', read.get(report.id) ?? 0)
    .orderBy('e.seq')
    .execute()
  for (const { seq, transition, action } of events) {
    const message = await messageFor(ground, worker, { report_id: report.id, seq, channel: 'email' })
    assert.ok(typeof message !== 'string', `${transition} ${action}: ${String(message)}`)
    read.set(report.id, seq)
    const name = rowsOfActions[action] ?? transition
    const known = letters[language].get(name) ?? []
    // Where to look and how to stop stand under every letter and are not what a row is about.
    const [, ...said] = message.text.split(/\n\n(?=Buka |Open )/)[0]!.split('\n\n')
    letters[language].set(name, [...known, said.join('\n')])
  }
}
/** Several actions share a row of the table and tell different things. */
const rowsOfActions: Record<string, string> = {
  revive: 'T12 revive',
  unmerge: 'T13 undo',
  clock_moved: 'A10',
}

const answer = { text: 'Lampu diganti lagi oleh petugas lapangan hari Kamis.', outcome: 'repaired' }
const bounceTo = (agency: string) => ({ proposed_agency: agency, reason: 'Jalan ini jalan nasional.' })

/** The ways of reports that between them take every row. A letter is written as it would be just after its step. */
const journeys: ((walk: Walk) => Promise<void>)[] = [
  async ({ start, step }) => {
    const report = await start()
    await step('verifier', report, 'hold', { rule: 'Kata kasar.' })
    await step('verifier', report, 'release')
    await step('verifier', report, 'mark_urgent')
    await forwarded(step, report)
    await step('admin', report, 'forward', { agency: surabaya, unit: transportOffice })
    await step('officer', report, 'start', {
      next_step: 'Memeriksa lokasi.',
      reply: 'Petugas datang besok pagi.',
    })
    await step('officer', report, 'interim_reply', { text: 'Suku cadang dipesan dan tiba hari Jumat.' })
    await step('officer', report, 'ask_reporter', { text: 'Nomor tiangnya berapa?' })
    await step('reporter', report, 'reply', { text: 'Nomor 17.' })
    await answered(step, report)
    await step('reporter', report, 'reject', { reason: 'Masih padam.' })
    await answered(step, report)
    await step('reporter', report, 'reject', { reason: 'Tetap padam.' })
    await step('ministry', report, 'grant_appeal', { task: 'Ganti tiangnya.' })
  },
  async ({ start, step, passes }) => {
    const report = await start()
    await step('verifier', report, 'ask_completion', {
      missing: ['Nama jalan'],
      text: 'Sebutkan nama jalannya.',
    })
    await step('reporter', report, 'complete', { text: 'Jalan Melati.' })
    await step('verifier', report, 'ask_completion', {
      missing: ['Nama jalan'],
      text: 'Sebutkan nama jalannya.',
    })
    town.clock.later(33)
    await passes(report, expireCompletion)
    await step('reporter', report, 'revive')
  },
  async ({ start, step }) => {
    const [main, double] = [await start(), await start()]
    await forwarded(step, main)
    await step('verifier', double, 'merge', { into: main.number })
    await step('admin', main, 'start', { next_step: 'Memeriksa lokasi.' })
    await step('verifier', double, 'unmerge', { reason: 'Ternyata lain tempat.' })
  },
  async ({ start, step }) => {
    const report = await start()
    await forwarded(step, report)
    await step('verifier', report, 'split', {
      parts: [
        { agency: surabaya, lead: true, task: 'Memperbaiki lampu' },
        { agency: jayapura, lead: false, task: 'Memastikan jaringan' },
      ],
    })
  },
  async ({ start, step }) => {
    const report = await start()
    await forwarded(step, report)
    await step('admin', report, 'bounce', bounceTo(jayapura))
    await step('verifier', report, 'confirm_bounce')
    await step('admin of Jayapura', report, 'bounce', bounceTo(surabaya))
    await step('arbiter', report, 'decide_authority', { agency: surabaya, ground: 'Daftar ruas jalan kota.' })
  },
  async ({ start, step, passes }) => {
    const report = await start()
    await forwarded(step, report)
    await step('admin', report, 'start', { next_step: 'Memeriksa lokasi.' })
    await step('admin', report, 'ask_reporter', { text: 'Nomor tiangnya berapa?' })
    town.clock.later(20)
    await passes(report, expireQuestion)
    await step('admin', report, 'propose_answer', answer)
    await step('approver', report, 'approve')
    town.clock.later(20)
    await passes(report, closeUnanswered)
    await step('reporter', report, 'appeal', { reason: 'Masih padam.' })
    await step('ministry', report, 'refuse_appeal', { reasons: 'Tiang itu milik PLN.' })
  },
  async ({ start, step }) => {
    const wish = await start({ kind: 'aspirasi' })
    await step('verifier', wish, 'forward', { agency: surabaya })
    await step('approver', wish, 'extend', { days: 5, reason: 'Menunggu rapat anggaran.' })
  },
  async ({ start, step }) => {
    const report = await start({ privacy: 'tanpa-nama' })
    await forwarded(step, report)
    await step('admin', report, 'propose_publication', { text: 'Lampu di depan rumah Bu Tini padam.' })
    await step('moderator', report, 'publish')
    await step('moderator', report, 'mask', { text: 'Lampu di depan [alamat] padam.' })
    await step('moderator', report, 'unpublish', { reason: 'Pelapor meminta.' })
    await step('admin', report, 'start', { next_step: 'Memeriksa lokasi.' })
    await answered(step, report, 'admin')
    await step('reporter', report, 'accept', { comment: 'Terima kasih.' })
    await step('reporter', report, 'reopen', { reason: 'Padam lagi.' })
    await step('reporter', report, 'ask_ombudsman', { share_text: true, share_identity: false })
    await step('ombudsman', report, 'take_over', {
      office: 'Ombudsman Perwakilan Jawa Timur',
      outside_number: '0123/LM/2026',
    })
    await step('ombudsman', report, 'ombudsman_result', {
      text: 'Instansi diminta melanjutkan.',
      document: 'LHP 12/2026',
      to: 'in_progress',
    })
  },
  async ({ start, step }) => {
    const report = await start()
    await step('verifier', report, 'hold', { rule: 'Ancaman.' })
    const why = { reason_code: 'abuse', reason: 'Isinya ancaman kepada orang.' }
    await step('verifier', report, 'archive', why)
    await step('moderator', report, 'confirm_archive')
    await step('verifier', report, 'correct_error', { reason: 'Kami salah membaca.' })
    await step('verifier2', report, 'correct_error', { reason: 'Kami salah membaca.' })
  },
  async ({ start, step }) => {
    const report = await start()
    await forwarded(step, report)
    await step('admin', report, 'archive', { reason_code: 'court_pending', reason: 'Sedang disidangkan.' })
    await step('approver', report, 'confirm_archive')
  },
  async ({ start, step }) => {
    const report = await start()
    await forwarded(step, report)
    await step('verifier', report, 'reclassify', { kind: 'information', reason: 'Ini pertanyaan.' })
    await step('reporter', report, 'withdraw', { confirm: true })
  },
  async ({ start, step }) => {
    const report = await start({ privacy: 'tanpa-nama' })
    await step('reporter', report, 'lower_secrecy', { level: 'terbuka' })
    await step('reporter', report, 'raise_secrecy', { level: 'tanpa-nama' })
  },
  async ({ start }) => {
    for (const action of [
      'submit_for_reporter',
      'submit_by_sms',
      'submit_by_message',
      'submit_by_partner',
    ] as const)
      await start({}, { channel: 'manual', action })
  },
]

type Walk = {
  start: (fields?: Record<string, unknown>, door?: Partial<Door>) => Promise<Sent>
  step: (who: string, report: Sent, action: string, input?: Record<string, unknown>) => Promise<unknown>
  passes: (report: Sent, verb: Verb) => Promise<void>
}
const forwarded = (step: Walk['step'], report: Sent) =>
  step('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
async function answered(step: Walk['step'], report: Sent, by = 'officer'): Promise<void> {
  await step(by, report, 'propose_answer', answer)
  await step('approver', report, 'approve')
}

for (const language of ['id', 'en'] as const) {
  for (const journey of journeys) {
    town.clock.set('2026-07-06T02:10:00.000Z')
    const told = async (report: Sent) => collect(language, report)
    await journey({
      start: async (fields, door) => {
        const report = await send(language, fields, door)
        await told(report)
        return report
      },
      step: async (who, report, action, input) => {
        await does(who, report, action, input)
        await told(report)
      },
      passes: async (report, verb) => {
        await town.passes(report, verb)
        await told(report)
      },
    })
  }
}

/** The rows, what DOMAIN says is told, and how the letter says it in each language. */
// oxfmt-ignore
const table: [row: string, told: string, id: RegExp[], en: RegExp[]][] = [
  ['T1', 'number (in every letter), dates, who sees what', [/paling lambat Kamis, 9 Juli/, /Siapa bisa melihat apa/], [/by Thursday 9 July/, /Who can see what/]],
  ['T2', 'number', [/lewat SMS/, /paling lambat/], [/by SMS/, /by Thursday/]],
  ['T3', 'reply', [/lewat pesan/, /paling lambat/], [/by message/, /by Thursday/]],
  ['T4', 'slip; the letter the same', [/dicatat petugas/, /paling lambat/], [/entered by an officer/, /by Thursday/]],
  ['T5', 'our number (the other one comes with its door)', [/dari aplikasi lain/, /paling lambat/], [/linked application/, /by Thursday/]],
  ['T6', 'under short check, no accusation', [/diperiksa sebentar/, /bukan tuduhan/], [/short check/, /no accusation/]],
  ['T7', 'yes', [/Pemeriksaan selesai/], [/check is over/]],
  ['T8', 'reason, appeal', [/Isinya ancaman/, /Banding dapat diajukan sampai/], [/Isinya ancaman/, /appeal can be filed until/]],
  ['T9', 'agency, kind, due dates', [/Kota Surabaya/, /Pengaduan layanan/, /13 Juli/, /Jawaban akhir .*24 Juli/], [/Kota Surabaya/, /Service complaint/, /13 July/, /final answer .*24 July/]],
  ['T10', 'what is missing, how, until when', [/Nama jalan/, /Mohon dilengkapi sampai/], [/Nama jalan/, /complete it by/]],
  ['T11', 'new date', [/melengkapi laporan/, /paling lambat/], [/completed the report/, /by Thursday/]],
  ['T12', 'reason; reopens at any time', [/belum dilengkapi/, /membukanya lagi kapan saja/], [/not completed/, /again at any time/]],
  ['T12 revive', 'open again', [/dibuka lagi/, /paling lambat/], [/open again/, /by /]],
  ['T13', 'main number, still gets each update', [/[0-9A-Z]{4}-[0-9A-Z]{4}/, /tetap dikabari/], [/[0-9A-Z]{4}-[0-9A-Z]{4}/, /still get each update/]],
  ['T13 undo', 'stands alone again', [/Penggabungan dibatalkan/, /paling lambat/], [/merge was undone/, /by /]],
  ['T14', 'list of agencies, lead named', [/Kota Surabaya \(memimpin\)/, /Kota Jayapura/], [/Kota Surabaya \(lead\)/, /Kota Jayapura/]],
  ['T15', 'unit name', [/Dinas Perhubungan/], [/Dinas Perhubungan/]],
  ['T16', 'old and new agency, reason', [/ke .*Kota Jayapura/, /dari .*Kota Surabaya: Jalan ini jalan nasional/], [/to .*Kota Jayapura/, /by .*Kota Surabaya: Jalan ini/]],
  ['T17', 'authority is being decided, date', [/Diserahkan ke penengah\. Putusan paling lambat \S+, \d+ \S+ 2026/, /keputusan penengah, paling lambat/], [/Handed to the arbiter\. The decision is due by/, /Next: .*arbit.*, by/]],
  ['T18', 'decision and ground', [/Diputuskan: ditangani .*Surabaya/, /Daftar ruas/, /— Penengah/], [/Decided: handled by .*Surabaya/, /Daftar ruas/, /— Arbiter/]],
  ['T19', 'who handles, next step', [/Mulai dikerjakan/, /Memeriksa lokasi/, /— (Dinas Perhubungan|Pemerintah Kota)/], [/Work has started/, /Memeriksa lokasi/, /— (Dinas Perhubungan|Pemerintah Kota)/]],
  ['T20', 'full text', [/Suku cadang dipesan dan tiba hari Jumat/], [/Suku cadang dipesan/]],
  ['T21', 'question, date, that the clock waits', [/Nomor tiangnya berapa/, /Waktu penanganan berhenti sampai Anda menjawab, paling lama sampai \S+, \d+ \S+ 2026/, /Mohon dijawab sampai/], [/Nomor tiangnya berapa/, /clock waits until you answer, at the longest until \S+ \d+ \S+ 2026/, /Please answer by/]],
  ['T22', 'new due', [/Jawaban Anda/, /paling lambat/], [/Your answer/, /by Friday/]],
  ['T23', 'clock runs again', [/berjalan lagi/, /paling lambat/], [/runs again/, /by /]],
  ['T24', 'reason, new date', [/rapat anggaran/, /Jawaban akhir paling lambat Jumat, 31 Juli/], [/rapat anggaran/, /final answer by Friday 31 July/]],
  ['T27', 'answer, solved or not', [/Lampu diganti lagi/, /Sudah diperbaiki/, /selesai atau belum, sampai/], [/Lampu diganti lagi/, /Repaired/, /solved or not, until/]],
  ['T28', 'closed as solved', [/ditutup sebagai selesai/], [/closed as solved/]],
  ['T29', 'back to the agency', [/kembali ke instansi/, /Jawaban akhir|jawaban akhir/], [/back to the agency/, /final answer/]],
  ['T30', 'goes to a higher officer', [/pejabat yang lebih tinggi/, /keputusan banding, paling lambat/], [/higher officer/, /appeal, by/]],
  ['T31', 'closed by agency without your reply; appeal until', [/tanpa tanggapan/, /Banding dapat diajukan sampai/], [/without your word/, /appeal can be filed until/]],
  ['T32', 'yes', [/Anda membuka laporan ini lagi/, /paling lambat/], [/You reopened/, /by /]],
  ['T33', 'link, how to object', [/https:\/\/lapor\.example\/laporan\//, /meminta penarikan/], [/https:\/\/lapor\.example\/en\/laporan\//, /take it back/]],
  ['T34', 'result', [/ditarik dari publik/, /Pelapor meminta/], [/no longer public/, /Pelapor meminta/]],
  ['T35', 'if published', [/Data pribadi ditutup/], [/Personal data were masked/]],
  ['T36', 'receipt, date', [/mengajukan banding/, /keputusan banding, paling lambat/], [/You appealed/, /appeal, by/]],
  ['T37', 'decision', [/Banding dikabulkan/, /Ganti tiangnya/, /— Pemeriksa banding/], [/appeal is granted/, /Ganti tiangnya/, /— Appeal officer/]],
  ['T38', 'reasons, next path', [/Tiang itu milik PLN/, /Ombudsman/, /PTUN/, /Komisi Informasi/], [/Tiang itu milik PLN/, /Ombudsman/, /PTUN/, /Komisi Informasi/]],
  ['T39', 'office, contact, outside number', [/Ombudsman Perwakilan Jawa Timur/, /0123\/LM\/2026/], [/Ombudsman Perwakilan Jawa Timur/, /0123\/LM\/2026/]],
  ['T40', 'result', [/Hasil Ombudsman/, /diminta melanjutkan/], [/Ombudsman's result/, /diminta melanjutkan/]],
  ['T41', 'confirmation; reopen within 30 days', [/Anda mencabut/, /Bisa dibatalkan sampai \S+, \d+ \S+ 2026/], [/You withdrew/, /undo this until \S+ \d+ \S+ 2026/]],
  ['T42', 'full reason, other door, appeal', [/Sedang disidangkan/, /Pintu lain/, /Banding dapat diajukan sampai/], [/Sedang disidangkan/, /Another door/, /appeal can be filed until/]],
  ['T43', 'old and new kind, new date', [/dari pengaduan layanan menjadi permintaan informasi/, /Jawaban akhir paling lambat/], [/from service complaint to information request/, /final answer by/]],
  ['T44', 'yes', [/lebih tertutup: Tanpa nama/], [/more closed: Name hidden/]],
  ['T45', 'yes, can be undone', [/Kerahasiaan diubah: Terbuka/, /dirahasiakan lagi/], [/Secrecy changed: Open/, /secret again/]],
  ['T46', 'emergency numbers', [/112/, /110/, /119/, /129/], [/112/, /110/, /119/, /129/]],
  ['T47', 'apology, new date', [/mohon maaf/, /paling lambat/], [/apologise/, /by /]],
]

for (const [row, told, id, en] of table)
  test(`${row} the reporter is told, in both languages: ${told}`, () => {
    for (const [language, patterns] of [
      ['id', id],
      ['en', en],
    ] as const) {
      const known = letters[language].get(row) ?? []
      // Of several ways of one row (an aspiration has no kind to tell) one letter says it all.
      const isSaid = known.some((letter) => patterns.every((pattern) => pattern.test(letter)))
      assert.ok(isSaid, `${language} ${String(patterns)}\n${known.join('\n~\n')}`)
    }
  })

test('no row that tells the reporter something is missing here, and the internal ones send nothing', () => {
  const rows = new Set(table.map(([row]) => row.split(' ')[0]))
  const telling = transitions.filter(({ id, told }) => id.startsWith('T') && told !== undefined)
  assert.deepEqual(
    telling.map(({ id }) => id).filter((id) => !rows.has(id)),
    [],
  )
  // T25 and T26 are between two colleagues: nothing is told before it is approved.
  const silent = Array.from({ length: 47 }, (_, at) => `T${at + 1}`).filter((id) => !rows.has(id))
  assert.deepEqual(silent, ['T25', 'T26'])
  for (const language of ['id', 'en'] as const)
    for (const row of silent) assert.equal(letters[language].get(row), undefined)
})
