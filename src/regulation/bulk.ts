/**
 * What can be done to a whole filter at once, and how it is undone. Each row of it goes through the verb of its action
 * like any other step, so nothing here permits what the state table does not.
 */
import { undoMinutes } from './justDone.ts'
import type { Role } from './permissions.ts'
import type { Words } from './transition.ts'
import { transitions, type ActionName } from './transitions.ts'

export type BulkKind = {
  kind: string
  action: ActionName
  label: Words
  /** On the button of the preview: 'Teruskan' 12 laporan. */
  verb: Words
  /** For whom, where the same action means different things to different desks; else whom the state table names. */
  by?: readonly Role[]
  /** The step that takes it back, and for how long it is offered. The table has none for the others. */
  undo?: { action: ActionName; minutes: number }
  /** The reporter hears of it. */
  tells?: true
}

const words = (id: string, en: string): Words => ({ id, en })
const oneDay = 24 * 60

export const bulkKinds = [
  {
    kind: 'forward_first',
    action: 'forward',
    label: words('Teruskan ke usulan pertama', 'Pass on to the first suggestion'),
    verb: words('Teruskan', 'Pass on'),
    by: ['national_verifier'],
    undo: { action: 'recall', minutes: undoMinutes },
    tells: true,
  },
  {
    kind: 'forward',
    action: 'forward',
    label: words('Teruskan ke satu instansi', 'Pass on to one agency'),
    verb: words('Teruskan', 'Pass on'),
    by: ['national_verifier'],
    undo: { action: 'recall', minutes: undoMinutes },
    tells: true,
  },
  {
    kind: 'hand_down',
    action: 'forward',
    label: words('Teruskan ke unit', 'Pass on to a unit'),
    verb: words('Teruskan', 'Pass on'),
    by: ['agency_admin'],
    undo: { action: 'recall', minutes: undoMinutes },
    tells: true,
  },
  {
    kind: 'assign',
    action: 'assign',
    label: words('Tugaskan ke petugas', 'Assign to an officer'),
    verb: words('Tugaskan', 'Assign'),
    undo: { action: 'assign', minutes: oneDay },
  },
  {
    kind: 'interim_reply',
    action: 'interim_reply',
    label: words('Kabari para pelapor', 'Tell the reporters'),
    verb: words('Kabari pelapor', 'Tell the reporters of'),
    tells: true,
  },
  {
    kind: 'ask_reporter',
    action: 'ask_reporter',
    label: words('Tanya para pelapor', 'Ask the reporters'),
    verb: words('Tanya pelapor', 'Ask the reporters of'),
    tells: true,
  },
  {
    kind: 'ask_completion',
    action: 'ask_completion',
    label: words('Minta kelengkapan', 'Ask for completion'),
    verb: words('Minta kelengkapan', 'Ask for completion of'),
    tells: true,
  },
  {
    kind: 'mark_urgent',
    action: 'mark_urgent',
    label: words('Tandai mendesak', 'Mark urgent'),
    verb: words('Tandai mendesak', 'Mark urgent'),
    tells: true,
  },
  {
    kind: 'archive',
    action: 'archive',
    label: words('Usulkan pengarsipan', 'Propose to archive'),
    verb: words('Usulkan pengarsipan', 'Propose to archive'),
    undo: { action: 'decline', minutes: oneDay },
  },
] as const satisfies readonly BulkKind[]

export type BulkKindName = (typeof bulkKinds)[number]['kind']

/** A run takes no more rows than this; a longer filter is narrowed, or done in two. */
export const mostBulkRows = 10_000

export const bulkKindOf = (name: string): BulkKind | undefined => bulkKinds.find(({ kind }) => kind === name)

const permitsBulk = ({ action, by }: BulkKind, roles: readonly Role[]): boolean =>
  by !== undefined
    ? by.some((role) => roles.includes(role))
    : transitions.some((row) => row.action === action && row.by.some((role) => roles.includes(role)))

/** The kinds on offer to somebody with these roles, in the order of their list. */
export const bulkKindsFor = (roles: readonly Role[]): BulkKind[] =>
  bulkKinds.filter((one) => permitsBulk(one, roles))
