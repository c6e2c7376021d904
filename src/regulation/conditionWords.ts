/**
 * What each condition of the state table says, in words that stand beside its rows on the public page of rules and in
 * docs/lifecycle.md. A condition that a row uses and that has no words here fails test/lifecycle.test.ts.
 */
import { nothingLeftToFill, saysSomething } from './answerWords.ts'
import * as must from './conditions.ts'
import { justForwarded, justHandedDown, undoMinutes } from './justDone.ts'
import * as only from './rowChoices.ts'
import type { Choice, Condition, Transition, Words } from './transition.ts'

/** Each is a clause: it follows "bila" or "if". */
// oxfmt-ignore
const clauses: readonly (readonly [Condition | Choice, id: string, en: string])[] = [
  // Which row of an action it is.
  [must.reporterNamedThisAgency, 'pelapor memilih instansi ini dan laporannya bukan tentang perbuatan petugasnya', 'the reporter named this agency and it is not about the conduct of its people'],
  [must.firstBounce, 'laporan belum pernah dinyatakan bukan wewenang', 'no agency has said "not ours" before'],
  [must.laterBounce, 'laporan sudah pernah dinyatakan bukan wewenang', 'an agency has said "not ours" before'],
  [only.bounceProposed, 'instansi menyatakan bukan wewenang dan usulannya belum disetujui', 'an agency says "not ours" and its proposal is not agreed to'],
  [must.byRule, 'aturan pembagian instansi sendiri menunjuknya', "a rule of the agency's own names it"],
  [must.byHandover, 'pemegang baru menerima serah terima', 'the new holder accepts the handover'],
  [must.withReply, 'balasan untuk pelapor ikut dikirim', 'a reply to the reporter goes with it'],
  [must.withoutReply, 'tanpa balasan untuk pelapor', 'no reply to the reporter goes with it'],
  [must.leadPart, 'instansi ini memimpin (atau satu-satunya)', 'this agency leads, or is the only one'],
  [must.contributorPart, 'instansi ini membantu instansi pemimpin', 'this agency contributes to the lead'],
  [must.firstRejection, 'keberatan pertama', 'it is the first objection'],
  [must.secondRejection, 'pelapor sudah pernah keberatan', 'the reporter has objected before'],
  [must.isInspection, 'laporan perlu pemeriksaan', 'the report needs an inspection'],
  [must.isNoInspection, 'laporan tidak perlu pemeriksaan', 'the report needs no inspection'],
  [must.leavesTheLaw, 'laporan keluar dari pemeriksaan atau dari tenggat hukum', 'the report leaves an inspection or a legal deadline'],
  [must.staysInTheLaw, 'laporan tidak keluar dari pemeriksaan atau dari tenggat hukum', 'the report leaves neither an inspection nor a legal deadline'],
  [must.clockGetsLonger, 'tenggat jawabannya menjadi lebih lama', 'the deadline of the answer gets longer'],
  [must.withoutConsent, 'yang meminta bukan Ombudsman, dan bukan pula instansi yang diizinkan pelapor', 'whoever asks is neither the Ombudsman nor an agency that the reporter agreed to'],
  [must.identityAskedFor, 'ada permintaan membuka identitas', 'somebody asks to open the identity'],
  [must.agencyReadsMasked, 'instansi membaca naskah tersamar (Tanpa nama, Rahasia)', 'the agency reads a masked text (name hidden, secret)'],
  [justForwarded, `diteruskan paling lama ${undoMinutes} menit yang lalu, dan instansi belum memulai`, `it was passed on at most ${undoMinutes} minutes ago and the agency has not begun`],
  [justHandedDown, `diteruskan ke unit paling lama ${undoMinutes} menit yang lalu, dan unit belum memulai`, `the unit got it at most ${undoMinutes} minutes ago and has not begun`],
  [only.completionTimeOver, 'waktu melengkapi (V5) lewat', 'the time to complete (V5) is over'],
  [only.replyTimeOver, 'waktu menjawab pertanyaan (R2) lewat', 'the time to answer (R2) is over'],
  [only.verdictTimeOver, 'waktu menilai jawaban (R1) lewat', 'the time to judge the answer (R1) is over'],
  [only.wasNotCompleted, 'laporan diarsipkan karena tidak dilengkapi', 'it was archived as not completed'],
  [only.somethingProposed, 'ada usulan yang menunggu orang kedua', 'a proposal waits for a second person'],
  [only.ombudsmanAsked, 'pelapor sudah meminta bantuan Ombudsman', 'the reporter has asked the Ombudsman'],
  [only.resultToJudge, 'Ombudsman memberi hasil untuk dinilai pelapor', 'the Ombudsman gives a result for the reporter to judge'],
  [only.resultCloses, 'Ombudsman menutupnya dengan hasil', 'the Ombudsman closes it with a result'],
  [only.handedBack, 'Ombudsman mengembalikannya ke instansi', 'the Ombudsman hands it back to the agency'],

  // Agencies, units and officers.
  [must.agencyKnown, 'instansinya dikenal dan menerima laporan', 'the agency is known and takes reports'],
  [must.everyPartAgencyKnown, 'setiap instansinya dikenal dan menerima laporan', 'every agency is known and takes reports'],
  [must.everyUnitOfItsAgency, 'setiap unit bagian dari instansinya', 'every unit belongs to its agency'],
  [must.oneLeadAmongThem, 'tepat satu instansi memimpin, setiap instansi sekali, dan instansi yang membagi tetap memimpin', 'exactly one agency leads, each stands once, and the agency that splits stays the lead'],
  [must.inspectorateKnown, 'inspektoratnya siap menerima, bila laporan perlu pemeriksaan', 'its inspectorate can take it, where the report needs an inspection'],
  [must.staysInside, 'tetap di inspektorat, bila laporan perlu pemeriksaan', 'it stays in the inspectorate, where the report needs an inspection'],
  [must.notSplitYet, 'laporan belum pernah dibagi', 'the report has not been split yet'],
  [must.unitInsideOwnTree, 'unitnya bagian dari instansi ini', 'the unit belongs to this agency'],
  [must.unitInsideOwnTreeIfNamed, 'unitnya, bila disebut, bagian dari instansi ini', 'the unit, where one is named, belongs to this agency'],
  [must.unitOfTheAgency, 'unitnya, bila disebut, bagian dari instansi itu', 'the unit, where one is named, belongs to that agency'],
  [must.otherUnit, 'unit lain dari yang sekarang', 'it is another unit than now'],
  [must.ownAgency, 'menerima untuk instansi sendiri, bukan meneruskannya ke instansi lain', 'it accepts for its own agency and sends nothing elsewhere'],
  [must.officerOfTheAgency, 'petugasnya bekerja di instansi yang memegang laporan', 'the officer works for the agency that has the report'],
  [must.nobodyHasIt, 'belum ada petugas yang memegangnya', 'no officer has it yet'],
  [must.noUnitHasIt, 'belum ada unit atau petugas yang memegangnya', 'no unit and no officer has it yet'],
  [must.stillHeld, 'masih dipegang petugas yang menyerahkan', 'whoever hands over still has it'],
  [must.someAgencyHasIt, 'ada instansi yang menanganinya, atau putusannya menunjuk satu', 'an agency has it, or the decision names one'],

  // Whose it is to do.
  [must.otherAgencyProposed, 'mengusulkan instansi lain yang belum memegangnya', 'another agency is proposed, which does not have it'],
  [must.authorityOpen, 'wewenangnya belum diputus penengah', 'the arbiter has not decided the authority'],
  [must.insideBounceWindow, 'batas menyatakan bukan wewenang (F3) belum lewat', 'the bounce window (F3) is not over'],
  [must.heldOnlyOnce, 'belum pernah ditahan', 'it has not been held before'],
  [must.mergeableInto, 'laporan utama masih berjalan, sama kerahasiaannya, sama-sama perlu atau tidak perlu pemeriksaan, dan (bagi instansi) ditangani instansi itu', 'the main report is still going on, as secret, needs an inspection too or neither does, and (for an agency) is handled by it'],
  [must.mergedLately, 'belum 30 hari sejak digabung', 'at most 30 days have passed since the merge'],
  [must.contributorsAnswered, 'setiap instansi pembantu sudah memberi bagiannya', 'every contributor has given its part'],
  [must.notTheDrafter, 'bukan penulis jawaban itu', 'it is not whoever wrote the answer'],
  [must.noEarlierHand, 'belum pernah memegang laporan ini, sendiri atau lewat instansinya', 'they never had this report, in person or by their agency'],
  [must.ownProposal, 'usulan itu dari instansi sendiri (bagi petugas instansi)', "it is their own agency's proposal (for staff of an agency)"],

  // What the law and the reporter allow.
  [must.pauseLeft, 'tenggat jawaban belum lewat dan belum dua kali berhenti', 'the answer is not late and the clock has stopped less than twice'],
  [must.extensionAllowed, 'aturannya membolehkan, belum pernah diperpanjang, dan tenggatnya belum lewat', 'the rule allows it, for the first time, before the deadline'],
  [must.notExtendedYet, 'belum pernah meminta tambahan waktu', 'no more time was asked for yet'],
  [must.mayBePublished, 'laporan tidak Rahasia dan tidak Anonim', 'the report is neither secret nor anonymous'],
  [must.withinReopening, 'belum 90 hari sejak ditutup', 'at most 90 days have passed since it was closed'],
  [must.withinAppeal, 'batas banding (B1) belum lewat', 'the time to appeal (B1) is not over'],
  [must.reporterConsents, 'pelapor sendiri memintanya dan memilih data yang boleh dibaca', 'the reporter asked for it and chose what may be read'],
  [must.letGoToOmbudsman, 'bagi Ombudsman: laporan ada di sana dan pelapor mengizinkan identitasnya dibaca', 'for the Ombudsman: it has the report and the reporter let the identity go along'],
  [must.documentNamed, 'nomor dan tanggal dokumen hasil disebut', 'number and date of the document are given'],
  [must.withdrawnLately, 'belum 30 hari sejak dicabut', 'at most 30 days have passed since the withdrawal'],
  [must.someIdentity, 'identitasnya ada', 'there is an identity'],
  [must.consentOrSecret, 'bagi instansi: pada Tanpa nama hanya bila pelapor mengizinkannya', 'for the agency: of a hidden name only where the reporter agreed'],
  [must.anonymousByReporterOnly, 'Anonim penuh hanya dipilih pelapor sendiri', 'only the reporter chooses to be fully anonymous'],
  [must.onlyTheIdentity, 'yang ditolak hanya pembukaan identitas', 'only the opening of the identity is refused'],
  [must.keepsTheLaw, 'jenisnya tidak keluar dari tenggat hukum', 'the kind does not leave the legal deadlines'],
  [must.otherKind, 'jenisnya lain dari yang sekarang', 'it is another kind than now'],
  [must.moreSecret, 'lebih rahasia dari yang sekarang', 'it is more secret than now'],
  [must.lessSecret, 'kurang rahasia dari yang sekarang', 'it is less secret than now'],
  [must.reasonOfTheList, 'alasannya ada di daftar tertutup; “tidak dilengkapi” hanya setelah pelapor diberi 30 hari', 'the reason is on the closed list; "not completed" only after the reporter had 30 days'],

  // What a text must say.
  [saysSomething, 'tulisannya mengatakan apa yang dikerjakan', 'the text says what is being done'],
  [nothingLeftToFill, 'isian templat sudah diganti semua', 'every blank of a template is filled in'],
]

const words = new Map<Condition | Choice, Words>(
  clauses.map(([condition, id, en]) => [condition, { id, en }]),
)

/** The conditions that have words; each is used in some row. */
export const wordedConditions: readonly (Condition | Choice)[] = clauses.map(([condition]) => condition)

/** Every condition of a row, also those asked of the second person. */
export const conditionsOf = ({
  when,
  needs = [],
  bars = [],
  confirm,
}: Transition): (Condition | Choice)[] => [
  ...(when ? [when] : []),
  ...needs,
  ...bars,
  ...(confirm?.when ? [confirm.when] : []),
  ...(confirm?.needs ?? []),
]

/** @throws Error for a condition that nobody has put into words */
export function conditionWords(condition: Condition | Choice): Words {
  const found = words.get(condition)
  if (!found)
    throw new Error(`Put the condition "${condition.name}" into words in src/regulation/conditionWords.ts.`)
  return found
}
