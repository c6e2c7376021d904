/** The lists of a desk, as data: which rows, for whom. Each is in the order in which the law is running out. */
import type { State } from '../../regulation/kinds.ts'
import type { Actor, Role } from '../../regulation/permissions.ts'
import type { Words } from '../../regulation/transition.ts'

export type Queue = {
  name: string
  label: Words
  for: readonly Role[]
  /** Whose own work it is, where they also see the work of others. */
  first?: readonly Role[]
  states?: readonly State[]
  /** Only rows that wait for a second person. */
  pending?: true
  open?: boolean
  /** Only what the account itself has taken. */
  mine?: true
  /** Only where a colleague named the account in a note that it has not read. */
  mentioned?: true
  /** What this colleague holds, for whom the account stands in. */
  heldBy?: string
  /** Their reporter lets the Ombudsman take them over (X21), and none has yet. */
  asksOmbudsman?: true
  /** In the name of somebody who no longer works for the agency. */
  withoutHolder?: true
}

/** Lists that no two people share. */
export const isPersonal = (queue: Queue): boolean =>
  queue.mine === true || queue.mentioned === true || queue.heldBy !== undefined

/** The list of all that a desk still has to do with, whatever its state. */
export const everythingOpen = 'berjalan'
/** What is no work of its own: everything at once, and what is over. */
export const uncounted: readonly string[] = ['semua', 'selesai', everythingOpen]

const national: readonly Role[] = ['national_verifier', 'moderator', 'arbiter']
const agency: readonly Role[] = ['agency_admin', 'unit_officer', 'approver']
const oversight: readonly Role[] = [
  'oversight_province',
  'oversight_ministry',
  'ombudsman',
  'evaluator',
  'auditor',
]

export const queues: readonly Queue[] = [
  {
    name: 'periksa',
    label: { id: 'Perlu diperiksa', en: 'To verify' },
    for: national,
    states: ['received'],
    open: true,
  },
  {
    name: 'identitas',
    label: { id: 'Minta buka identitas', en: 'Asks for identity' },
    for: ['identity_custodian'],
    open: true,
  },
  { name: 'ditahan', label: { id: 'Ditahan', en: 'On hold' }, for: national, states: ['held'], open: true },
  {
    name: 'kelengkapan',
    label: { id: 'Menunggu kelengkapan', en: 'Waiting for details' },
    for: national,
    states: ['awaiting_completion'],
    open: true,
  },
  {
    name: 'kewenangan',
    label: { id: 'Penentuan wewenang', en: 'Authority' },
    for: national,
    first: ['arbiter'],
    states: ['authority_dispute'],
    open: true,
  },
  {
    name: 'diminta',
    label: { id: 'Diminta pelapor', en: 'Asked by the reporter' },
    for: ['ombudsman'],
    asksOmbudsman: true,
  },
  {
    name: 'ombudsman',
    label: { id: 'Kami tangani', en: 'With us' },
    for: ['ombudsman'],
    states: ['with_ombudsman'],
  },
  {
    name: 'banding',
    label: { id: 'Banding', en: 'Appeals' },
    for: [...national, ...oversight],
    states: ['appealed'],
    open: true,
  },
  {
    name: 'kerja',
    label: { id: 'Belum dijawab', en: 'Not answered yet' },
    for: [...agency, ...oversight],
    states: ['forwarded', 'in_progress', 'awaiting_reporter', 'answer_proposed', 'authority_dispute'],
    open: true,
  },
  {
    name: 'ke-kami',
    label: { id: 'Dikirim langsung ke kami', en: 'Sent to us directly' },
    for: ['agency_admin'],
    states: ['received'],
    open: true,
  },
  { name: 'baru', label: { id: 'Baru masuk', en: 'New' }, for: agency, states: ['forwarded'], open: true },
  {
    name: 'dikerjakan',
    label: { id: 'Sedang dikerjakan', en: 'In progress' },
    for: agency,
    states: ['in_progress'],
    open: true,
  },
  {
    name: 'menunggu-pelapor',
    label: { id: 'Menunggu pelapor', en: 'Waiting for the reporter' },
    for: agency,
    states: ['awaiting_reporter'],
    open: true,
  },
  {
    name: 'persetujuan',
    label: { id: 'Perlu persetujuan', en: 'To approve' },
    for: agency,
    states: ['answer_proposed'],
    open: true,
  },
  {
    name: 'usulan',
    label: { id: 'Menunggu orang kedua', en: 'Waits for a second person' },
    for: [...national, ...agency],
    pending: true,
  },
  { name: 'saya', label: { id: 'Tugas saya', en: 'Mine' }, for: agency, mine: true, open: true },
  {
    name: 'tanpa-pemegang',
    label: { id: 'Tanpa pemegang', en: 'Without a holder' },
    for: ['agency_admin'],
    withoutHolder: true,
    open: true,
  },
  {
    name: 'disebut',
    label: { id: 'Disebut', en: 'Mentions you' },
    for: [...national, ...agency],
    mentioned: true,
  },
  {
    name: 'dijawab',
    label: { id: 'Sudah dijawab', en: 'Answered' },
    for: [...agency, ...oversight],
    states: ['answered'],
  },
  {
    name: 'selesai',
    label: { id: 'Ditutup', en: 'Closed' },
    for: [...national, ...agency, ...oversight],
    states: ['closed_solved', 'closed_by_agency', 'archived', 'withdrawn', 'merged'],
  },
  {
    name: everythingOpen,
    label: { id: 'Semua yang berjalan', en: 'All that is open' },
    for: [...national, ...agency],
    open: true,
  },
  { name: 'semua', label: { id: 'Semua', en: 'All' }, for: [...national, ...agency, ...oversight] },
]

/** The queues of an account: that of its own work in front, then one for each colleague who is away. */
export const queuesFor = ({ roles, standsInFor = [] }: Pick<Actor, 'roles' | 'standsInFor'>): Queue[] => {
  const own = queues.filter((queue) => queue.for.some((role) => roles.includes(role)))
  const leading = own.filter((queue) => queue.first?.some((role) => roles.includes(role)) === true)
  const first = leading.length > 0 ? leading : own.slice(0, 1)
  const forOthers = standsInFor.map(({ id, name }): Queue => ({
    name: `p-${id}`,
    label: { id: `Menggantikan ${name}`, en: `Standing in for ${name}` },
    for: agency,
    heldBy: id,
    open: true,
  }))
  return [...first, ...forOthers, ...own.filter((queue) => !first.includes(queue))]
}
