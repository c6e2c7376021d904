/**
 * Who is told when a clock runs out, and when it is late: one row is one step. The first three remind whoever has the
 * report; the later ones go up, tier by tier, until the agency answers. Late steps are events of the report.
 * @source tiers: SEED (unit, agency, province or ministry above, KemenPANRB); days and order: own choice
 */
import type { RuleId } from './deadlines.ts'
import { ownChoice, sources, type Source } from './sources.ts'
import type { Words } from './transition.ts'

export const escalationSteps = [
  'half',
  'near',
  'due',
  'late',
  'late_inside',
  'late_above',
  'late_top',
] as const
export type EscalationStep = (typeof escalationSteps)[number]

/** Who is told of a step; worked out in `reports/escalation/circles.ts`. */
export type EscalationCircle =
  | 'holders'
  | 'admins'
  | 'approvers'
  /** Admins of the agency that the reporter named (V2). */
  | 'named'
  /** Verifiers who had a hand in it: the national desk is a pool, told by its lists. */
  | 'verifiers'
  | 'arbiters'
  /** The agency's own auditors (APIP). */
  | 'inspectorate'
  /** The nearest tier above that has an officer: province, home affairs, coordinating ministry. */
  | 'tier_above'
  /** KemenPANRB, which owns the service. */
  | 'evaluators'

export type Escalation = {
  rules: readonly RuleId[]
  step: EscalationStep
  /** Share of the counted days: 0.5 on the day half of them are over, 1 on the due day. */
  share?: number
  /** Working days after the due day. */
  lateDays?: number
  tells: readonly EscalationCircle[]
  source: Source
}

const answers = ['K1', 'K2', 'K3', 'K5'] as const
const agencyDuties = ['F1', 'F5', ...answers] as const

const before = ownChoice(
  'whoever has it is reminded while there is time',
  'pemegang laporan diingatkan selagi masih ada waktu',
)
const supervision = sources.PERPRES76_18
const owner = sources.PERPRES76_19

// oxfmt-ignore
export const escalations: readonly Escalation[] = [
  // ---- the agency that has it ----
  { rules: [...agencyDuties, 'K4'], step: 'half', share: 0.5, tells: ['holders'], source: before },
  { rules: [...agencyDuties, 'K4'], step: 'near', share: 0.8, tells: ['holders', 'admins'], source: before },
  { rules: [...agencyDuties, 'K4'], step: 'due', share: 1, tells: ['holders', 'admins'], source: before },
  { rules: agencyDuties, step: 'late', lateDays: 1, tells: ['holders', 'admins', 'approvers'],
    source: ownChoice('the superior of the unit hears of it first', 'atasan unit yang pertama tahu') },
  { rules: agencyDuties, step: 'late_inside', lateDays: 3, tells: ['admins', 'inspectorate'],
    source: ownChoice('the agency\'s own auditor comes before anybody outside', 'pengawas internal instansi lebih dulu daripada pihak luar') },
  { rules: agencyDuties, step: 'late_above', lateDays: 5, tells: ['admins', 'tier_above'], source: supervision },
  { rules: agencyDuties, step: 'late_top', lateDays: 10, tells: ['tier_above', 'evaluators'], source: owner },
  // ---- handing it down inside the agency ----
  { rules: ['F2'], step: 'due', share: 1, tells: ['holders', 'admins'], source: before },
  { rules: ['F2'], step: 'late', lateDays: 1, tells: ['admins', 'approvers'],
    source: ownChoice('it lies between two offices of one house', 'urusannya di antara dua kantor dalam satu instansi') },
  // ---- the national desk and the agency that the reporter named ----
  { rules: ['V2'], step: 'half', share: 0.5, tells: ['named'], source: before },
  { rules: ['V1', 'V2', 'V3'], step: 'due', share: 1, tells: ['named', 'verifiers'], source: before },
  { rules: ['V1', 'V2', 'V3'], step: 'late', lateDays: 1, tells: ['named', 'verifiers'],
    source: ownChoice('the desk sees it in its list; who had a hand in it hears of it', 'meja nasional melihatnya di daftar; yang pernah menangani diberi tahu') },
  { rules: ['V1', 'V2', 'V3'], step: 'late_top', lateDays: 3, tells: ['verifiers', 'evaluators'], source: owner },
  // ---- the arbiter, and those who decide appeals ----
  { rules: ['F4'], step: 'half', share: 0.5, tells: ['arbiters'], source: before },
  { rules: ['F4'], step: 'due', share: 1, tells: ['arbiters'], source: before },
  { rules: ['F4'], step: 'late', lateDays: 1, tells: ['arbiters'], source: ownChoice('a report without an office waits for one person', 'laporan tanpa kantor menunggu satu orang') },
  { rules: ['F4'], step: 'late_top', lateDays: 3, tells: ['arbiters', 'evaluators'], source: owner },
  { rules: ['B2'], step: 'half', share: 0.5, tells: ['tier_above'], source: before },
  { rules: ['B2'], step: 'near', share: 0.8, tells: ['tier_above'], source: before },
  { rules: ['B2'], step: 'due', share: 1, tells: ['tier_above'], source: before },
  { rules: ['B2'], step: 'late', lateDays: 1, tells: ['tier_above', 'evaluators'], source: owner },
]

export const watchedRules: readonly RuleId[] = [...new Set(escalations.flatMap(({ rules }) => rules))]

/** The clocks whose passing lets the Ombudsman be offered (O1: the answer's clock or the ceiling, whichever is first). */
export const offersOmbudsman: readonly RuleId[] = answers

export const stepWords: Record<EscalationStep, Words> = {
  half: { id: 'Setengah waktu lewat', en: 'Half the time is over' },
  near: { id: 'Tenggat dekat', en: 'The deadline is near' },
  due: { id: 'Jatuh tempo hari ini', en: 'Due today' },
  late: { id: 'Terlambat', en: 'Late' },
  late_inside: { id: 'Terlambat, diteruskan ke inspektorat', en: 'Late, passed on to the inspectorate' },
  late_above: {
    id: 'Terlambat, diteruskan ke tingkat di atas instansi',
    en: 'Late, passed on to the tier above the agency',
  },
  late_top: {
    id: 'Terlambat, diteruskan ke KemenPANRB',
    en: 'Late, passed on to the Ministry for Administrative Reform',
  },
}

export const circleWords: Record<EscalationCircle, Words> = {
  holders: { id: 'yang menangani', en: 'whoever has it' },
  admins: { id: 'admin instansi', en: 'agency admins' },
  approvers: { id: 'pejabat penyetuju', en: 'approvers' },
  named: { id: 'admin instansi yang dipilih pelapor', en: 'admins of the agency that the reporter chose' },
  verifiers: { id: 'verifikator', en: 'verifiers' },
  arbiters: { id: 'penengah', en: 'arbiters' },
  inspectorate: { id: 'inspektorat', en: 'inspectorate' },
  tier_above: { id: 'pengawas di atas instansi', en: 'oversight above the agency' },
  evaluators: { id: 'KemenPANRB', en: 'KemenPANRB' },
}

export const isLate = (step: EscalationStep): boolean => step.startsWith('late')

/** The steps of a clock in the order in which they come. */
export const stepsOf = (rule: RuleId): Escalation[] => escalations.filter(({ rules }) => rules.includes(rule))
