/** The state table, part one: a report comes in, is checked and finds its agency (T1–T18). DOMAIN section 4. */
import { nothingLeftToFill } from './answerWords.ts'
import * as must from './conditions.ts'
import * as only from './rowChoices.ts'
import { ownChoice, sources } from './sources.ts'
import type { Transition } from './transition.ts'

const guide = sources.L3
const received = {
  id: 'nomor, kunci rahasia, tenggat, dan siapa bisa melihat apa',
  en: 'number, secret, dates, who sees what',
}

// Rows keep their own line breaks: one row is one sentence of the table.
// oxfmt-ignore
export const intake = [
  { id: 'T1', action: 'submit', label: { id: 'Kirim laporan', en: 'Send report' }, from: 'new',
    by: ['visitor', 'reporter'], to: 'received', starts: ['V1', 'V4'], startsIfNamed: ['V2', 'V4'], told: received, audience: 'public', source: sources.L1 },
  { id: 'T2', action: 'submit_by_sms', label: { id: 'Kirim lewat SMS', en: 'Send by SMS' }, from: 'new',
    by: ['visitor'], to: 'received', starts: ['V1', 'V4'], startsIfNamed: ['V2', 'V4'], told: received, audience: 'public', source: sources.SEED },
  { id: 'T3', action: 'submit_by_message', label: { id: 'Kirim lewat pesan', en: 'Send by message' }, from: 'new',
    by: ['visitor'], to: 'received', starts: ['V1', 'V4'], startsIfNamed: ['V2', 'V4'], told: received, audience: 'public', source: sources.SEED },
  { id: 'T4', action: 'submit_for_reporter', label: { id: 'Catat laporan warga', en: "Enter a citizen's report" }, from: 'new',
    by: ['national_verifier', 'agency_admin', 'unit_officer'], to: 'received', starts: ['V1', 'V4'], startsIfNamed: ['V2', 'V4'],
    told: { id: 'lembar berisi nomor dan kunci rahasia', en: 'a slip with number and secret' }, audience: 'public', source: guide },
  { id: 'T5', action: 'submit_by_partner', label: { id: 'Masuk dari aplikasi terhubung', en: 'From a linked application' }, from: 'new',
    by: ['api_client'], to: 'received', starts: ['V1', 'V4'], startsIfNamed: ['V2', 'V4'], told: received, audience: 'public', source: sources.L5 },

  // Held is a pause for one working day, never a verdict: the reporter hears "a short check", no accusation.
  { id: 'T6', action: 'hold', label: { id: 'Tahan sementara', en: 'Hold' }, from: ['received'],
    by: ['national_verifier', 'moderator', 'system'], bars: [must.heldOnlyOnce], to: 'held', starts: ['V3'], pauses: ['V1', 'V2'],
    toldMerged: { id: 'Laporan utama sedang diperiksa sebentar; waktunya berhenti selama itu.', en: 'The main report is under a short check; its clock waits meanwhile.' },
    told: { id: 'laporan sedang diperiksa sebentar', en: 'the report is under a short check' }, audience: 'reporter', source: ownChoice('abuse must not reach an agency unseen', 'penyalahgunaan tidak boleh sampai ke instansi tanpa dilihat') },
  { id: 'T7', action: 'release', label: { id: 'Lepaskan', en: 'Release' }, from: ['held'],
    by: ['national_verifier', 'moderator'], to: 'received', meets: ['V3'], resumes: ['V1', 'V2'],
    toldMerged: { id: 'Pemeriksaan laporan utama selesai; waktunya berjalan lagi.', en: 'The check of the main report is over; its clock runs again.' },
    told: { id: 'pemeriksaan selesai', en: 'the check is over' }, audience: 'reporter', source: ownChoice('see T6', 'lihat T6') },
  // Two persons, a reason and an appeal: nobody's report vanishes because one officer calls it abuse.
  { id: 'T8', action: 'archive', label: { id: 'Arsipkan sebagai penyalahgunaan', en: 'Archive as abuse' }, from: ['held'],
    by: ['national_verifier', 'moderator'], needs: [must.reasonOfTheList, nothingLeftToFill],
    confirm: { action: 'confirm_archive', by: ['national_verifier', 'moderator'] }, to: 'archived', ends: 'all', starts: ['B1'],
    told: { id: 'alasan dan cara mengajukan banding', en: 'the reason and how to appeal' }, audience: 'reporter', source: guide },

  // The reporter never has to find the right office ("no wrong door"): naming it is the verifier's duty.
  { id: 'T9', action: 'forward', label: { id: 'Periksa dan teruskan', en: 'Verify and forward' }, from: ['received'],
    by: ['national_verifier'], needs: [must.agencyKnown, must.unitOfTheAgency, must.inspectorateKnown], to: 'forwarded',
    meets: ['V1', 'V2', 'V4'], starts: ['F1', 'F2', 'F3', 'K', 'K5'],
    told: { id: 'instansi, jenis laporan, dan tanggal tenggat', en: 'agency, kind and due dates' }, audience: 'public', source: sources.L3 },
  { id: 'T9', action: 'forward', label: { id: 'Periksa dan terima', en: 'Verify and accept' }, from: ['received'],
    by: ['agency_admin'], when: must.reporterNamedThisAgency, needs: [must.ownAgency, must.keepsTheLaw, must.agencyKnown, must.unitOfTheAgency, must.inspectorateKnown], to: 'forwarded',
    meets: ['V1', 'V2', 'V4'], starts: ['F1', 'F2', 'F3', 'K', 'K5'],
    told: { id: 'instansi, jenis laporan, dan tanggal tenggat', en: 'agency, kind and due dates' }, audience: 'public', source: sources.L4 },
  // Nothing is deleted as incomplete: it waits, with what is missing said once and in full.
  { id: 'T10', action: 'ask_completion', label: { id: 'Minta kelengkapan', en: 'Ask for completion' }, from: ['received'],
    by: ['national_verifier', 'agency_admin'], needs: [nothingLeftToFill], to: 'awaiting_completion', meets: ['V4'], pauses: ['V1', 'V2'], starts: ['V5'],
    toldMerged: { id: 'Laporan utama menunggu kelengkapan dari pelapornya; waktunya berhenti selama itu.', en: 'The main report waits for more from its reporter; its clock waits meanwhile.' },
    told: { id: 'apa yang kurang, caranya, dan sampai kapan', en: 'what is missing, how, and until when' }, audience: 'reporter', source: sources.UU25_44 },
  { id: 'T11', action: 'complete', label: { id: 'Lengkapi', en: 'Complete' }, from: ['awaiting_completion'],
    by: ['reporter'], to: 'received', meets: ['V5'], resumes: ['V1', 'V2'],
    toldMerged: { id: 'Laporan utama sudah lengkap; waktunya berjalan lagi.', en: 'The main report is complete; its clock runs again.' },
    told: { id: 'terima kasih dan tanggal yang baru', en: 'thanks and the new date' }, audience: 'reporter', source: sources.UU25_44 },
  { id: 'T11', action: 'reply', label: { id: 'Lengkapi', en: 'Complete' }, from: ['awaiting_completion'],
    by: ['reporter'], to: 'received', meets: ['V5'], resumes: ['V1', 'V2'],
    toldMerged: { id: 'Laporan utama sudah lengkap; waktunya berjalan lagi.', en: 'The main report is complete; its clock runs again.' },
    told: { id: 'terima kasih dan tanggal yang baru', en: 'thanks and the new date' }, audience: 'reporter', source: sources.UU25_44 },
  { id: 'T12', action: 'expire_completion', label: { id: 'Batas kelengkapan lewat', en: 'Completion period over' }, from: ['awaiting_completion'],
    by: ['system'], when: only.completionTimeOver, to: 'archived', ends: 'all', starts: ['B1'],
    told: { id: 'alasan; satu ketukan membuka lagi kapan saja', en: 'the reason; one click reopens it at any time' }, audience: 'reporter', source: sources.UU25_44 },
  { id: 'T12', action: 'revive', label: { id: 'Buka lagi', en: 'Open again' }, from: ['archived'],
    by: ['reporter'], when: only.wasNotCompleted, to: 'received', ends: ['B1'], starts: ['V1'],
    told: { id: 'laporan dibuka lagi', en: 'the report is open again' }, audience: 'reporter', source: ownChoice('incomplete reports are never lost', 'laporan yang belum lengkap tidak pernah hilang') },
  { id: 'T13', action: 'merge', label: { id: 'Gabungkan', en: 'Merge' },
    from: ['received', 'held', 'awaiting_completion', 'forwarded', 'authority_dispute', 'in_progress'],
    by: ['national_verifier', 'arbiter'], needs: [must.mergeableInto], to: 'merged', ends: 'all',
    told: { id: 'nomor laporan utama; tetap menerima kabarnya', en: 'the main number; still gets each update' }, audience: 'reporter', source: ownChoice('one fact, one case, nobody forgotten', 'satu kejadian, satu perkara, tidak ada yang terlupa') },
  // At its own gate an agency accepts a report or asks; it does not make it disappear in another one.
  { id: 'T13', action: 'merge', label: { id: 'Gabungkan', en: 'Merge' },
    from: ['forwarded', 'authority_dispute', 'in_progress'],
    by: ['agency_admin'], needs: [must.mergeableInto], to: 'merged', ends: 'all',
    told: { id: 'nomor laporan utama; tetap menerima kabarnya', en: 'the main number; still gets each update' }, audience: 'reporter', source: ownChoice('one fact, one case, nobody forgotten', 'satu kejadian, satu perkara, tidak ada yang terlupa') },
  { id: 'T13', action: 'unmerge', label: { id: 'Batalkan penggabungan', en: 'Undo the merge' }, from: ['merged'],
    by: ['national_verifier', 'system'], bars: [must.mergedLately], to: 'received', starts: ['V1'],
    told: { id: 'laporan berdiri sendiri lagi', en: 'the report stands on its own again' }, audience: 'reporter', source: ownChoice('a wrong merge is undone within 30 days', 'penggabungan yang keliru dibatalkan dalam 30 hari') },
  // The main report may be solved for its own reporter and not for this one: whoever was merged can always leave.
  { id: 'T13', action: 'unmerge', label: { id: 'Laporan saya berdiri sendiri', en: 'My report stands on its own' }, from: ['merged'],
    by: ['reporter'], to: 'received', starts: ['V1'],
    told: { id: 'laporan berdiri sendiri lagi', en: 'the report stands on its own again' }, audience: 'reporter', source: ownChoice('nobody speaks for a reporter who does not want it', 'tidak ada yang mewakili pelapor tanpa kemauannya') },

  { id: 'T14', action: 'split', label: { id: 'Bagi ke beberapa instansi', en: 'Split between agencies' }, from: ['forwarded', 'in_progress'],
    by: ['national_verifier', 'arbiter', 'agency_admin'], bars: [must.notSplitYet], needs: [must.everyPartAgencyKnown, must.everyUnitOfItsAgency, must.oneLeadAmongThem, must.inspectorateKnown], to: 'forwarded', starts: ['F5'],
    told: { id: 'daftar instansi dan siapa yang memimpin', en: 'the agencies and who leads' }, audience: 'public', source: ownChoice('several agencies, one answer', 'beberapa instansi, satu jawaban') },
  { id: 'T15', action: 'forward', label: { id: 'Teruskan ke unit', en: 'Forward to a unit' }, from: ['forwarded'],
    by: ['agency_admin'], needs: [must.agencyKnown, must.unitInsideOwnTree, must.otherUnit, must.staysInside], to: 'forwarded', meets: ['F2'],
    told: { id: 'nama unit', en: 'the unit' }, audience: 'public', source: sources.L4 },
  { id: 'T15', action: 'forward', label: { id: 'Teruskan ke unit menurut aturan', en: 'Forward to a unit by rule' }, from: ['forwarded'],
    by: ['system'], when: must.byRule, needs: [must.agencyKnown, must.unitInsideOwnTree, must.noUnitHasIt, must.staysInside], to: 'forwarded', starts: ['F2'],
    told: { id: 'nama unit', en: 'the unit' }, audience: 'public', source: ownChoice('the agency keeps its own rules, and no person has decided yet', 'instansi memelihara aturannya sendiri, dan belum ada orang yang memutuskan') },
  // A report may not be passed around: a bounce names a better agency, and the second one is decided for good.
  { id: 'T16', action: 'bounce', label: { id: 'Bukan wewenang kami', en: 'Not our authority' }, from: ['forwarded'],
    by: ['agency_admin'], when: must.firstBounce, bars: [must.authorityOpen], needs: [must.agencyKnown, must.otherAgencyProposed, must.insideBounceWindow],
    confirm: { action: 'confirm_bounce', by: ['national_verifier'], needs: [must.agencyKnown, must.otherAgencyProposed, must.inspectorateKnown] }, to: 'forwarded', part: 'closed',
    ends: ['F1', 'F2', 'F3', 'K'], starts: ['F1', 'F2', 'F3', 'K'],
    told: { id: 'instansi lama dan baru, dan alasannya', en: 'old and new agency and the reason' }, audience: 'public', source: guide },
  { id: 'T16', action: 'refer_bounce', label: { id: 'Minta penengah memutuskan', en: 'Refer to the arbiter' }, from: ['forwarded'],
    by: ['national_verifier', 'system'], when: only.bounceProposed,
    to: 'authority_dispute', ends: ['F1', 'F2', 'F3', 'K'], starts: ['F4'],
    told: { id: 'wewenang sedang diputuskan, dan sampai kapan', en: 'authority is being decided, and until when' }, audience: 'public', source: ownChoice('unclear authority is decided within days', 'wewenang yang tidak jelas diputus dalam hitungan hari') },
  { id: 'T17', action: 'bounce', label: { id: 'Bukan wewenang kami', en: 'Not our authority' }, from: ['forwarded'],
    by: ['agency_admin'], when: must.laterBounce, bars: [must.authorityOpen], needs: [must.agencyKnown, must.otherAgencyProposed, must.insideBounceWindow], to: 'authority_dispute',
    ends: ['F1', 'F2', 'F3', 'K'], starts: ['F4'],
    told: { id: 'wewenang sedang diputuskan, dan sampai kapan', en: 'authority is being decided, and until when' }, audience: 'public', source: ownChoice('the second bounce is the last', 'pengembalian kedua adalah yang terakhir') },
  { id: 'T18', action: 'decide_authority', label: { id: 'Putuskan wewenang', en: 'Decide the authority' }, from: ['authority_dispute'],
    by: ['arbiter'], bars: [must.noEarlierHand], needs: [must.agencyKnown, must.inspectorateKnown], to: 'forwarded', part: 'closed', meets: ['F4'], starts: ['F1', 'F2', 'K'],
    told: { id: 'putusan dan dasarnya', en: 'the decision and its ground' }, audience: 'public', source: ownChoice('binding, by somebody of neither agency', 'mengikat, oleh orang di luar kedua instansi') },
  { id: 'T18', action: 'split', label: { id: 'Putuskan: ditangani bersama', en: 'Decide: handled jointly' }, from: ['authority_dispute'],
    by: ['arbiter'], bars: [must.noEarlierHand], needs: [must.everyPartAgencyKnown, must.everyUnitOfItsAgency, must.oneLeadAmongThem, must.inspectorateKnown], to: 'forwarded', meets: ['F4'], starts: ['F5', 'F1', 'K'],
    told: { id: 'putusan: beberapa instansi bersama', en: 'the decision: several agencies together' }, audience: 'public', source: ownChoice('joint = split', 'ditangani bersama berarti dibagi') },
] as const satisfies readonly Transition[]
