/**
 * The state table, part three: publication, appeal, Ombudsman, withdrawal, archive, corrections (T33–T47), and
 * the steps that change no state but belong to a report's life (X rows, our choice). DOMAIN section 4.
 */
import { nothingLeftToFill } from './answerWords.ts'
import * as must from './conditions.ts'
import { justForwarded, justHandedDown } from './justDone.ts'
import { states } from './kinds.ts'
import * as only from './rowChoices.ts'
import { ownChoice, sources } from './sources.ts'
import type { Transition } from './transition.ts'

// T41: whoever withdraws takes their name along.
const notWithdrawn = states.filter((state) => state !== 'withdrawn')
const handlers = ['national_verifier', 'moderator', 'agency_admin', 'unit_officer', 'approver'] as const

// Rows keep their own line breaks: one row is one sentence of the table.
// oxfmt-ignore
export const after = [
  { id: 'T33', action: 'propose_publication', label: { id: 'Usulkan tampil di publik', en: 'Propose publication' }, from: 'any',
    by: handlers, bars: [must.mayBePublished], confirm: { action: 'publish', by: ['moderator', 'national_verifier', 'approver', 'agency_admin'] },
    to: 'same', publication: 'published', told: { id: 'tautan dan cara keberatan', en: 'the link and how to object' }, audience: 'public', source: ownChoice('private until a person publishes', 'tertutup sampai ada orang yang menampilkannya') },
  { id: 'T34', action: 'unpublish', label: { id: 'Tarik dari publik', en: 'Unpublish' }, from: 'any',
    by: ['moderator', 'national_verifier'], to: 'same', publication: 'unpublished',
    told: { id: 'hasil permintaan', en: 'the result' }, audience: 'reporter', source: ownChoice('what was published can be taken back at any time', 'yang sudah tampil bisa ditarik kapan saja') },
  { id: 'T35', action: 'mask', label: { id: 'Tutup data pribadi', en: 'Mask personal data' }, from: 'any',
    by: ['moderator'], to: 'same', told: { id: 'bila sudah tampil: bagian yang ditutup', en: 'if published: what was masked' }, audience: 'reporter', source: sources.UU27 },

  { id: 'T36', action: 'appeal', label: { id: 'Ajukan banding', en: 'Appeal' }, from: ['closed_by_agency', 'archived'],
    by: ['reporter'], bars: [must.withinAppeal], to: 'appealed', meets: ['B1'], starts: ['B2'],
    told: { id: 'tanda terima dan tanggal putusan', en: 'receipt and date of the decision' }, audience: 'public', source: ownChoice('modelled on UU 30/2014', 'mengikuti UU 30/2014') },
  { id: 'T37', action: 'grant_appeal', label: { id: 'Kabulkan banding', en: 'Grant the appeal' }, from: ['appealed'],
    by: ['national_verifier', 'oversight_province', 'oversight_ministry'], bars: [must.noEarlierHand], needs: [must.someAgencyHasIt, must.inspectorateKnown], to: 'in_progress',
    meets: ['B2'], starts: ['F1'], startsHalf: ['K'],
    told: { id: 'putusan dan perintahnya', en: 'the decision and its order' }, audience: 'public', source: ownChoice('see T36', 'lihat T36') },
  { id: 'T38', action: 'refuse_appeal', label: { id: 'Tolak banding', en: 'Refuse the appeal' }, from: ['appealed'],
    by: ['national_verifier', 'oversight_province', 'oversight_ministry'], bars: [must.noEarlierHand], to: 'before', meets: ['B2'],
    told: { id: 'alasan dan jalan berikutnya (Ombudsman, PTUN, Komisi Informasi)', en: 'the reasons and the next path' }, audience: 'public', source: ownChoice('see T36', 'lihat T36') },

  { id: 'T39', action: 'take_over', label: { id: 'Ambil alih (Ombudsman)', en: 'Take over (Ombudsman)' },
    from: ['forwarded', 'authority_dispute', 'in_progress', 'awaiting_reporter', 'answer_proposed', 'answered', 'closed_solved', 'closed_by_agency', 'appealed'],
    by: ['ombudsman'], bars: [must.reporterConsents], to: 'with_ombudsman', ends: 'all',
    told: { id: 'kantor, kontak, dan nomor di luar', en: 'office, contact, outside number' }, audience: 'public', source: sources.UU25_46 },
  // Whether it is solved is the reporter's word, and not the Ombudsman's: with the result the reporter is asked (R1).
  { id: 'T40', action: 'ombudsman_result', label: { id: 'Hasil Ombudsman', en: 'Ombudsman result' }, from: ['with_ombudsman'],
    by: ['ombudsman'], when: only.resultToJudge, needs: [must.documentNamed], to: 'answered', starts: ['R1'],
    told: { id: 'hasil', en: 'the result' }, audience: 'public', source: sources.UU25_46 },
  { id: 'T40', action: 'ombudsman_result', label: { id: 'Hasil Ombudsman', en: 'Ombudsman result' }, from: ['with_ombudsman'],
    by: ['ombudsman'], when: only.resultCloses, needs: [must.documentNamed], to: 'closed_by_agency', starts: ['B1'],
    told: { id: 'hasil', en: 'the result' }, audience: 'public', source: sources.UU25_46 },
  { id: 'T40', action: 'ombudsman_result', label: { id: 'Kembalikan ke instansi', en: 'Hand back' }, from: ['with_ombudsman'],
    by: ['ombudsman'], when: only.handedBack, to: 'in_progress', starts: ['F1', 'K5'], startsHalf: ['K'],
    told: { id: 'hasil', en: 'the result' }, audience: 'public', source: sources.UU25_46 },

  { id: 'T41', action: 'withdraw', label: { id: 'Cabut laporan', en: 'Withdraw' }, from: 'open',
    by: ['reporter'], to: 'withdrawn', ends: 'all',
    told: { id: 'laporan dicabut; dapat dibuka lagi 30 hari', en: 'withdrawn; can be reopened for 30 days' }, audience: 'reporter', source: ownChoice('it is the reporter\'s report', 'laporan itu milik pelapor') },
  // A reason of the closed list, a second person, and delivery: nothing is quietly closed.
  { id: 'T42', action: 'archive', label: { id: 'Arsipkan dengan alasan', en: 'Archive with a reason' }, from: ['received', 'forwarded', 'authority_dispute', 'in_progress'],
    by: ['national_verifier', 'agency_admin', 'approver'], when: must.isNoInspection, needs: [must.reasonOfTheList, nothingLeftToFill],
    confirm: { action: 'confirm_archive', by: ['approver', 'national_verifier', 'moderator', 'agency_admin'] }, to: 'archived', ends: 'all', starts: ['B1'],
    told: { id: 'alasan lengkap, pintu lain, dan banding', en: 'the full reason, the other door, and appeal' }, audience: 'reporter', source: sources.L3 },
  // An inspection is laid aside only with somebody from outside the agency that it is about.
  { id: 'T42', action: 'archive', label: { id: 'Arsipkan dengan alasan', en: 'Archive with a reason' }, from: ['received', 'forwarded', 'authority_dispute', 'in_progress'],
    by: ['national_verifier', 'agency_admin', 'approver'], when: must.isInspection, needs: [must.reasonOfTheList, nothingLeftToFill],
    confirm: { action: 'confirm_archive', by: ['national_verifier'] }, to: 'archived', ends: 'all', starts: ['B1'],
    told: { id: 'alasan lengkap, pintu lain, dan banding', en: 'the full reason, the other door, and appeal' }, audience: 'reporter', source: sources.L3 },
  { id: 'T43', action: 'reclassify', label: { id: 'Ubah jenis laporan', en: 'Reclassify' }, from: 'open',
    by: ['national_verifier', 'agency_admin'], when: must.staysInTheLaw, needs: [must.otherKind, must.inspectorateKnown],
    confirm: { action: 'reclassify', by: ['national_verifier', 'agency_admin'], when: must.clockGetsLonger, needs: [must.inspectorateKnown] }, to: 'same',
    told: { id: 'jenis lama dan baru, dan tanggal baru', en: 'old and new kind and the new date' }, audience: 'public', source: sources.G4 },
  // No agency takes a report out of the legal clocks, or out of an inspection, by itself.
  { id: 'T43', action: 'reclassify', label: { id: 'Ubah jenis laporan', en: 'Reclassify' }, from: 'open',
    by: ['national_verifier', 'agency_admin'], when: must.leavesTheLaw, needs: [must.otherKind],
    confirm: { action: 'reclassify', by: ['national_verifier'] }, to: 'same',
    told: { id: 'jenis lama dan baru, dan tanggal baru', en: 'old and new kind and the new date' }, audience: 'public', source: ownChoice('a way out of the law takes the national desk', 'keluar dari tenggat hukum perlu meja nasional') },
  { id: 'T44', action: 'raise_secrecy', label: { id: 'Rahasiakan', en: 'Raise secrecy' }, from: 'any',
    by: ['reporter', 'national_verifier', 'arbiter', 'agency_admin', 'unit_officer', 'approver', 'moderator'], needs: [must.moreSecret, must.anonymousByReporterOnly], to: 'same',
    told: { id: 'tingkat kerahasiaan yang baru', en: 'the new level' }, audience: 'reporter', source: ownChoice('secrecy is raised at once, by anyone who sees the need', 'kerahasiaan dinaikkan seketika oleh siapa pun yang melihat perlunya') },
  { id: 'T45', action: 'lower_secrecy', label: { id: 'Kurangi kerahasiaan', en: 'Lower secrecy' }, from: 'any',
    by: ['reporter'], needs: [must.lessSecret], to: 'same',
    told: { id: 'tingkat yang baru; 24 jam untuk membatalkan', en: 'the new level; 24 hours to undo' }, audience: 'reporter', source: ownChoice('only the reporter opens what the reporter closed', 'hanya pelapor yang membuka apa yang ditutup pelapor') },
  { id: 'T46', action: 'mark_urgent', label: { id: 'Tandai mendesak', en: 'Mark urgent' }, from: 'open',
    by: ['national_verifier', 'system'], to: 'same',
    told: { id: 'nomor darurat', en: 'emergency numbers' }, audience: 'reporter', source: ownChoice('life, a child, violence', 'nyawa, anak, kekerasan') },
  { id: 'T47', action: 'correct_error', label: { id: 'Perbaiki kekeliruan kami', en: 'Correct our error' }, from: ['held', 'archived'],
    by: ['national_verifier'], confirm: { action: 'correct_error', by: ['national_verifier', 'moderator'] }, to: 'received', ends: ['B1', 'V3'], starts: ['V1'],
    told: { id: 'permintaan maaf dan tanggal baru', en: 'an apology and the new date' }, audience: 'reporter', source: ownChoice('our error is ours to mend', 'kekeliruan kami, kami yang memperbaiki') },

  { id: 'X1', action: 'note', label: { id: 'Catatan internal', en: 'Internal note' }, from: 'any',
    by: ['national_verifier', 'arbiter', 'agency_admin', 'unit_officer', 'approver'], to: 'same', audience: 'staff', source: ownChoice('colleagues talk beside the report', 'rekan kerja berbicara di samping laporan') },
  { id: 'X2', action: 'reply', label: { id: 'Tambah keterangan', en: 'Add information' },
    from: ['received', 'held', 'forwarded', 'authority_dispute', 'in_progress', 'answer_proposed', 'answered', 'appealed', 'with_ombudsman', 'archived', 'merged', 'closed_by_agency', 'closed_solved'],
    by: ['reporter'], to: 'same', told: { id: 'keterangan tercatat', en: 'the information is noted' }, audience: 'reporter', source: ownChoice('the reporter can always write', 'pelapor selalu boleh menulis') },
  { id: 'X3', action: 'assign', label: { id: 'Tugaskan petugas', en: 'Assign an officer' }, from: ['forwarded', 'in_progress', 'awaiting_reporter', 'answer_proposed'],
    by: ['agency_admin', 'unit_officer'], needs: [must.officerOfTheAgency], to: 'same', audience: 'staff', source: ownChoice('somebody by name has it', 'ada petugas bernama yang memegangnya') },
  { id: 'X3', action: 'assign', label: { id: 'Tugaskan menurut aturan', en: 'Assign by rule' }, from: ['forwarded'],
    by: ['system'], when: must.byRule, needs: [must.officerOfTheAgency, must.nobodyHasIt], to: 'same', audience: 'staff',
    source: ownChoice('the agency keeps its own rules, and no person has decided yet', 'instansi memelihara aturannya sendiri, dan belum ada orang yang memutuskan') },
  { id: 'X18', action: 'assign', label: { id: 'Serah terima', en: 'Hand over' }, from: 'open',
    by: ['system'], when: must.byHandover, needs: [must.officerOfTheAgency, must.unitInsideOwnTreeIfNamed, must.staysInside, must.stillHeld], to: 'same', audience: 'staff',
    source: ownChoice('offered by whoever had it or an admin, accepted by whoever gets it', 'ditawarkan pemegang lama atau admin, diterima oleh pemegang baru') },
  { id: 'X4', action: 'decline', label: { id: 'Tolak usulan', en: 'Decline the proposal' }, from: 'any',
    by: ['national_verifier', 'moderator', 'approver', 'agency_admin', 'unit_officer'], when: only.somethingProposed, needs: [must.ownProposal], to: 'same',
    audience: 'staff', source: ownChoice('a proposal can be refused or taken back', 'usulan boleh ditolak atau ditarik') },
  { id: 'X5', action: 'rate', label: { id: 'Beri nilai', en: 'Rate' }, from: ['closed_solved', 'closed_by_agency'],
    by: ['reporter'], to: 'same', told: { id: 'nilai tercatat', en: 'the rating is noted' }, audience: 'reporter', source: ownChoice('a rating may come later than the verdict', 'nilai boleh menyusul setelah penilaian') },
  { id: 'X6', action: 'consent_contact', label: { id: 'Izin dihubungi', en: 'Consent to contact' }, from: 'any',
    by: ['reporter'], to: 'same', told: { id: 'pilihan tercatat', en: 'the choice is noted' }, audience: 'reporter', source: sources.UU27 },
  { id: 'X7', action: 'extend_response', label: { id: 'Minta waktu tambahan', en: 'Ask for more time' }, from: ['answered'],
    by: ['reporter'], bars: [must.notExtendedYet], to: 'same', told: { id: 'tanggal yang baru', en: 'the new date' }, audience: 'reporter', source: ownChoice('R1 is extended once by the reporter', 'R1 diperpanjang satu kali oleh pelapor') },
  { id: 'X8', action: 'revoke_withdrawal', label: { id: 'Batalkan pencabutan', en: 'Undo the withdrawal' }, from: ['withdrawn'],
    by: ['reporter'], bars: [must.withdrawnLately], to: 'received', starts: ['V1'],
    told: { id: 'laporan dibuka lagi', en: 'the report is open again' }, audience: 'reporter', source: ownChoice('T41: reopen within 30 days', 'T41: dibuka lagi dalam 30 hari') },
  { id: 'X9', action: 'absorb', label: { id: 'Laporan lain digabungkan', en: 'Another report was merged into it' }, from: 'open',
    by: ['national_verifier', 'arbiter', 'agency_admin'], to: 'same', told: { id: 'laporan lain tentang hal yang sama digabungkan', en: 'another report on the same matter was merged' },
    audience: 'public', source: ownChoice('the main report says how many share it', 'laporan utama menyebut berapa orang yang mengalaminya') },
  { id: 'X19', action: 'let_go', label: { id: 'Laporan gabungan berdiri sendiri', en: 'A merged report stands on its own' }, from: 'any',
    by: ['system'], to: 'same', told: { id: 'laporan yang digabungkan berdiri sendiri lagi', en: 'a report that was merged stands on its own again' },
    audience: 'public', source: ownChoice('T13 undone: the main report counts only those who still share it', 'T13 dibatalkan: laporan utama hanya menghitung yang masih bersama') },
  // T12 and T31: silence counts as an answer only of somebody who was asked twice.
  { id: 'X10', action: 'remind', label: { id: 'Ingatkan pelapor', en: 'Remind the reporter' }, from: ['answered', 'awaiting_completion'],
    by: ['system'], to: 'same', told: { id: 'apa yang ditunggu dan sampai kapan', en: 'what is waited for and until when' },
    audience: 'reporter', source: ownChoice('two reminders before silence counts (T12, T31)', 'dua pengingat sebelum diam dihitung (T12, T31)') },
  { id: 'X11', action: 'main_moved', label: { id: 'Kabar dari laporan utama', en: 'News of the main report' }, from: ['merged'],
    by: ['system'], to: 'same', told: { id: 'kabar dari laporan utama', en: 'news of the main report' }, audience: 'reporter',
    source: ownChoice('T13: whoever was merged still gets each update', 'T13: yang digabungkan tetap mendapat setiap kabar') },
  // Identity is opened for a reason, by a second unit where the reporter did not agree, and the reporter sees it.
  { id: 'X12', action: 'open_identity', label: { id: 'Buka identitas pelapor', en: "Open the reporter's identity" }, from: notWithdrawn,
    by: ['national_verifier', 'agency_admin', 'unit_officer', 'approver', 'ombudsman'], bars: [must.someIdentity, must.consentOrSecret, must.letGoToOmbudsman],
    confirm: { action: 'approve_identity', by: ['identity_custodian'], when: must.withoutConsent }, to: 'same',
    told: { id: 'siapa yang membuka identitas, dan alasannya', en: 'who opened the identity, and why' }, audience: 'reporter', source: sources.UU27 },
  // The agency reads a masked copy; what was written stays within reach of whoever can say why it is needed.
  { id: 'X13', action: 'read_original', label: { id: 'Baca naskah asli', en: 'Read the original text' }, from: 'any',
    by: ['agency_admin', 'unit_officer', 'approver'], when: must.agencyReadsMasked, to: 'same',
    told: { id: 'siapa yang membaca naskah asli, dan alasannya', en: 'who read the original text, and why' }, audience: 'reporter',
    source: ownChoice('masked by default, original on need, and the reporter sees it', 'biasanya tersamar, naskah asli bila perlu, dan pelapor melihat catatannya') },
  { id: 'X14', action: 'decline', label: { id: 'Tolak pembukaan identitas', en: 'Refuse to open the identity' }, from: 'any',
    by: ['identity_custodian'], when: must.identityAskedFor, needs: [must.onlyTheIdentity], to: 'same',
    audience: 'staff', source: ownChoice('a second unit that can only agree is none', 'unit kedua yang hanya bisa setuju bukanlah unit kedua') },
  // Who is told at which step stands in escalation.ts; that it was done stands in the report.
  { id: 'X15', action: 'escalate', label: { id: 'Laporkan keterlambatan', en: 'Escalate' },
    from: ['received', 'held', 'awaiting_completion', 'forwarded', 'authority_dispute', 'in_progress', 'awaiting_reporter', 'answer_proposed', 'answered', 'appealed'],
    by: ['system'], to: 'same', audience: 'staff', source: ownChoice('whoever is late is seen from above, tier by tier', 'keterlambatan terlihat dari atas, jenjang demi jenjang') },
  { id: 'X16', action: 'offer_ombudsman', label: { id: 'Tawarkan Ombudsman', en: 'Offer the Ombudsman' },
    from: ['forwarded', 'authority_dispute', 'in_progress', 'awaiting_reporter', 'answer_proposed', 'appealed'],
    by: ['system'], to: 'same', toldMerged: { id: 'Jawaban atas laporan utama terlambat. Anda pun boleh pergi ke Ombudsman.', en: 'The answer to the main report is late. You too may go to the Ombudsman.' },
    told: { id: 'tenggat jawaban lewat, dan jalan ke Ombudsman', en: 'the answer is late, and the way to the Ombudsman' },
    audience: 'reporter', source: sources.UU25_46 },
  // A slip of the hand is put right before it costs anybody a day; after that a wrong office bounces (T16).
  { id: 'X17', action: 'recall', label: { id: 'Tarik kembali', en: 'Take back' }, from: ['forwarded'],
    by: ['national_verifier'], when: justForwarded, to: 'received', ends: ['F1', 'F2', 'F3', 'K', 'K5'],
    told: { id: 'penerusan ditarik kembali, laporan diperiksa lagi', en: 'the forwarding is taken back, the report is checked again' },
    audience: 'public', source: ownChoice('a wrong office is put right within ten minutes, before it has begun', 'kantor yang keliru diperbaiki dalam sepuluh menit, sebelum mulai dikerjakan') },
  { id: 'X17', action: 'recall', label: { id: 'Tarik kembali dari unit', en: 'Take back from the unit' }, from: ['forwarded'],
    by: ['agency_admin'], when: justHandedDown, to: 'same',
    told: { id: 'unitnya ditentukan lagi', en: 'another unit is being chosen' }, audience: 'public', source: ownChoice('the same inside an agency', 'sama, di dalam satu instansi') },
  // The reporter, and nobody for them, lets a report go to the Ombudsman, and says what goes along (T39, "consent").
  { id: 'X21', action: 'ask_ombudsman', label: { id: 'Minta bantuan Ombudsman', en: 'Ask the Ombudsman' },
    from: ['forwarded', 'authority_dispute', 'in_progress', 'awaiting_reporter', 'answer_proposed', 'answered', 'closed_solved', 'closed_by_agency', 'appealed'],
    by: ['reporter'], to: 'same', told: { id: 'apa yang boleh dibaca Ombudsman', en: 'what the Ombudsman may read' }, audience: 'reporter', source: sources.UU25_46 },
  { id: 'X23', action: 'decline_takeover', label: { id: 'Tidak kami ambil alih', en: 'We do not take it over' },
    from: ['forwarded', 'authority_dispute', 'in_progress', 'awaiting_reporter', 'answer_proposed', 'answered', 'closed_solved', 'closed_by_agency', 'appealed'],
    by: ['ombudsman'], bars: [must.reporterConsents], to: 'same', told: { id: 'alasan, dan bahwa instansi tetap menangani', en: 'the reason, and that the agency goes on' }, audience: 'reporter', source: sources.UU25_46 },
  { id: 'X22', action: 'take_back_ombudsman', label: { id: 'Batalkan permintaan ke Ombudsman', en: 'Take back the request to the Ombudsman' },
    from: ['forwarded', 'authority_dispute', 'in_progress', 'awaiting_reporter', 'answer_proposed', 'answered', 'closed_solved', 'closed_by_agency', 'appealed'],
    by: ['reporter'], when: only.ombudsmanAsked, to: 'same', told: { id: 'permintaan dibatalkan', en: 'the request is taken back' }, audience: 'reporter', source: sources.UU27 },
  { id: 'X20', action: 'go_on_ex_officio', label: { id: 'Lanjutkan karena jabatan', en: 'Go on ex officio' }, from: ['withdrawn'],
    by: ['national_verifier', 'agency_admin', 'unit_officer'], when: must.isInspection, to: 'same',
    told: { id: 'pemeriksaan diteruskan tanpa identitas Anda', en: 'the inspection goes on without your identity' }, audience: 'reporter', source: ownChoice('T41: what was done wrong does not end with the complaint', 'T41: kesalahan tidak hapus karena laporannya dicabut') },
] as const satisfies readonly Transition[]
