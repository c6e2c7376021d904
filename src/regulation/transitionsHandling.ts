/** The state table, part two: the agency works, answers, and the reporter judges (T19–T32). DOMAIN section 4. */
import { nothingLeftToFill, saysSomething } from './answerWords.ts'
import * as must from './conditions.ts'
import * as only from './rowChoices.ts'
import { ownChoice, sources } from './sources.ts'
import type { Transition } from './transition.ts'

// Rows keep their own line breaks: one row is one sentence of the table.
// oxfmt-ignore
export const handling = [
  { id: 'T19', action: 'start', label: { id: 'Mulai kerjakan', en: 'Start' }, from: ['forwarded'],
    by: ['unit_officer', 'agency_admin'], when: must.withReply, needs: [saysSomething, nothingLeftToFill], to: 'in_progress', ends: ['F3'], meets: ['F1', 'F2'],
    told: { id: 'siapa yang menangani, langkah berikutnya, dan balasannya', en: 'who handles it, the next step, and the reply' }, audience: 'public', source: sources.L2 },
  { id: 'T19', action: 'start', label: { id: 'Mulai kerjakan', en: 'Start' }, from: ['forwarded'],
    by: ['unit_officer', 'agency_admin'], when: must.withoutReply, needs: [nothingLeftToFill], to: 'in_progress', ends: ['F3'], meets: ['F2'],
    told: { id: 'siapa yang menangani dan langkah berikutnya', en: 'who handles it and the next step' }, audience: 'public', source: sources.L2 },
  { id: 'T20', action: 'interim_reply', label: { id: 'Kabari pelapor', en: 'Interim reply' }, from: ['in_progress'],
    by: ['unit_officer', 'agency_admin'], needs: [saysSomething, nothingLeftToFill], to: 'same', meets: ['F1'],
    told: { id: 'seluruh isi kabar', en: 'the full text' }, audience: 'public', source: sources.L2 },
  { id: 'T21', action: 'ask_reporter', label: { id: 'Tanya pelapor', en: 'Ask the reporter' }, from: ['in_progress'],
    by: ['unit_officer', 'agency_admin'], needs: [must.pauseLeft, nothingLeftToFill], to: 'awaiting_reporter', meets: ['F1'], pauses: ['K'], starts: ['R2'],
    toldMerged: { id: 'Instansi menunggu jawaban pelapor laporan utama; waktu penanganan berhenti selama itu.', en: 'The agency waits for an answer from the reporter of the main report; the clock waits meanwhile.' },
    told: { id: 'pertanyaan, batas menjawab, dan bahwa waktu berhenti', en: 'the question, the date, and that the clock waits' }, audience: 'reporter', source: sources.L3 },
  { id: 'T22', action: 'reply', label: { id: 'Jawab pertanyaan', en: 'Answer the question' }, from: ['awaiting_reporter'],
    by: ['reporter'], to: 'in_progress', meets: ['R2'], resumes: ['K'],
    toldMerged: { id: 'Pelapor laporan utama sudah menjawab; waktu penanganan berjalan lagi.', en: 'The reporter of the main report has answered; the clock runs again.' },
    told: { id: 'tenggat yang baru', en: 'the new due date' }, audience: 'reporter', source: ownChoice('the clock waits only for the reporter', 'waktu hanya menunggu pelapor') },
  { id: 'T23', action: 'expire_question', label: { id: 'Batas menjawab lewat', en: 'Time to answer is over' }, from: ['awaiting_reporter'],
    by: ['system'], when: only.replyTimeOver, to: 'in_progress', ends: ['R2'], resumes: ['K'],
    toldMerged: { id: 'Waktu penanganan laporan utama berjalan lagi; instansi melanjutkan dengan data yang ada.', en: 'The clock of the main report runs again; the agency goes on with what it has.' },
    told: { id: 'waktu berjalan lagi', en: 'the clock runs again' }, audience: 'reporter', source: ownChoice('a question never stops a case for good', 'pertanyaan tidak boleh menghentikan laporan selamanya') },
  { id: 'T24', action: 'extend', label: { id: 'Perpanjang tenggat', en: 'Extend' }, from: ['forwarded', 'in_progress'],
    by: ['approver'], needs: [must.extensionAllowed, nothingLeftToFill], to: 'same',
    told: { id: 'alasan dan tanggal yang baru', en: 'the reason and the new date' }, audience: 'public', source: ownChoice('only our own rule K4 may be extended; a formal request for information has I2', 'hanya K4, aturan kami sendiri, yang dapat diperpanjang; permohonan informasi publik punya I2') },
  { id: 'T25', action: 'propose_answer', label: { id: 'Ajukan jawaban', en: 'Propose an answer' }, from: ['in_progress'],
    by: ['unit_officer', 'agency_admin'], needs: [saysSomething, nothingLeftToFill, must.contributorsAnswered], to: 'answer_proposed',
    audience: 'staff', source: ownChoice('nothing goes out that a second person did not see', 'tidak ada yang keluar tanpa dilihat orang kedua') },
  { id: 'T26', action: 'return_answer', label: { id: 'Kembalikan', en: 'Return' }, from: ['answer_proposed'],
    by: ['approver'], to: 'in_progress', audience: 'staff', source: ownChoice('see T25', 'lihat T25') },
  { id: 'T27', action: 'approve', label: { id: 'Setujui dan kirim', en: 'Approve and deliver' }, from: ['answer_proposed'],
    by: ['approver'], when: must.leadPart, needs: [must.notTheDrafter], to: 'answered', meets: ['F1', 'F2', 'F5', 'K', 'K5'], starts: ['R1'],
    told: { id: 'jawaban, dan tombol sudah atau belum selesai', en: 'the answer, and buttons solved or not solved' }, audience: 'public', source: ownChoice('the answer goes out once a second person has seen it', 'jawaban keluar setelah dilihat orang kedua') },
  { id: 'T27', action: 'approve', label: { id: 'Setujui bagian kami', en: 'Approve our part' }, from: ['answer_proposed'],
    by: ['approver'], when: must.contributorPart, needs: [must.notTheDrafter], to: 'answered', meets: ['F1', 'F2', 'F5'],
    told: { id: 'bagian instansi itu sudah dijawab', en: 'that agency has answered its part' }, audience: 'public', source: ownChoice('one joint answer names each part', 'satu jawaban bersama menyebut tiap bagian') },

  // The reporter, not the office, says whether it is solved.
  { id: 'T28', action: 'accept', label: { id: 'Sudah selesai', en: 'It is solved' }, from: ['answered'],
    by: ['reporter'], to: 'closed_solved', meets: ['R1'],
    told: { id: 'ditutup sebagai selesai menurut pelapor', en: 'closed as solved' }, audience: 'public', source: sources.L2 },
  { id: 'T29', action: 'reject', label: { id: 'Belum selesai', en: 'It is not solved' }, from: ['answered'],
    by: ['reporter'], when: must.firstRejection, to: 'in_progress', meets: ['R1'], startsHalf: ['K'], starts: ['K5'],
    told: { id: 'kembali ke instansi, tenggat setengah dari semula', en: 'back to the agency, at half the time' }, audience: 'public', source: ownChoice('the first objection goes back to the office', 'keberatan pertama kembali ke instansi') },
  { id: 'T30', action: 'reject', label: { id: 'Belum selesai', en: 'It is not solved' }, from: ['answered'],
    by: ['reporter'], when: must.secondRejection, to: 'appealed', meets: ['R1'], starts: ['B2'],
    told: { id: 'diperiksa pejabat yang lebih tinggi', en: 'goes to a higher officer' }, audience: 'public', source: ownChoice('the second objection goes up', 'keberatan kedua naik ke pejabat yang lebih tinggi') },
  { id: 'T31', action: 'close_unanswered', label: { id: 'Ditutup tanpa tanggapan pelapor', en: "Closed without the reporter's word" }, from: ['answered'],
    by: ['system'], when: only.verdictTimeOver, to: 'closed_by_agency', ends: ['R1'], starts: ['B1'],
    told: { id: 'ditutup instansi tanpa jawaban Anda; banding sampai kapan', en: 'closed by the agency without your reply; appeal until' }, audience: 'public', source: sources.L2 },
  { id: 'T32', action: 'reopen', label: { id: 'Buka lagi', en: 'Reopen' }, from: ['closed_solved', 'closed_by_agency'],
    by: ['reporter'], bars: [must.withinReopening], to: 'in_progress', ends: ['B1'], startsHalf: ['K'],
    told: { id: 'laporan dibuka lagi', en: 'the report is open again' }, audience: 'public', source: ownChoice('damage that comes back needs no new number', 'kerusakan yang kembali tidak perlu nomor baru') },
] as const satisfies readonly Transition[]
