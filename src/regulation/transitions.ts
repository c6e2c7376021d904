/**
 * The state table as data: pages, buttons, server checks, the API and the public page of rules all ask it, and
 * `advance()` is the only code that carries a row out.
 * @source DOMAIN section 4; each row names its own.
 */
import type { CaseFile, Facts, Part } from './facts.ts'
import type { State } from './kinds.ts'
import type { Actor, Role } from './permissions.ts'
import type { Transition } from './transition.ts'
import { after } from './transitionsAfter.ts'
import { handling } from './transitionsHandling.ts'
import { intake } from './transitionsIntake.ts'

export const transitions: readonly Transition[] = [...intake, ...handling, ...after]

type Rows = (typeof intake)[number] | (typeof handling)[number] | (typeof after)[number]
export type ActionName =
  | Rows['action']
  | 'confirm_archive'
  | 'confirm_bounce'
  | 'publish'
  | 'approve_identity'
export type TransitionId = Rows['id']

/** S1–S9: a report in one of these still waits for somebody. */
export const openStates: readonly State[] = [
  'received',
  'held',
  'awaiting_completion',
  'forwarded',
  'authority_dispute',
  'in_progress',
  'awaiting_reporter',
  'answer_proposed',
  'answered',
]

export const startsFrom = (row: Transition, state: State): boolean => {
  if (row.from === 'any') return true
  if (row.from === 'new') return false
  if (row.from === 'open') return openStates.includes(state)
  return row.from.includes(state)
}

/** Steps that no button offers: the service takes them, or they follow from another step. */
const internal = new Set([
  'expire_completion',
  'expire_question',
  'close_unanswered',
  'absorb',
  'let_go',
  'main_moved',
  'remind',
  'escalate',
  'offer_ombudsman',
])

/** Steps that only tell somebody: whoever is writing an answer meanwhile has not missed a change. */
export const tellingOnly: readonly string[] = ['escalate', 'offer_ombudsman']

/** What a page needs to know of a file to offer buttons: its state, its parts, what is pending. */
type Reader = {
  file: CaseFile
  actor: Actor
  now: string
  part?: Part
  /** When the running clocks are due, where a step is offered only until then (T36). */
  dueAt?: Facts['dueAt']
}

/**
 * The rows that `actor` could carry out on a report in `state`, by role alone.
 * Whether the report is theirs is answered by the query that found it; conditions are asked when they act.
 */
export const rowsFor = (state: State, roles: readonly Role[]): Transition[] =>
  transitions.filter((row) => startsFrom(row, state) && row.by.some((role) => roles.includes(role)))

/** The actions a role may do in a state, each once, in the order of the table. */
export const permittedActions = (state: State, role: Role): string[] => [
  ...new Set(rowsFor(state, [role]).map((row) => row.action)),
]

const choiceFacts = ({ file, actor, now, part, dueAt = new Map() }: Reader): Facts => ({
  ...(part && { part }),
  file,
  actor,
  now,
  input: {},
  agencies: new Map(),
  units: new Map(),
  dueAt,
})

/**
 * The actions to offer: those of the table that hold for this file, plus the confirmation of what is pending,
 * and never both halves of a two-person step to the same person.
 */
export const offeredActions = (reader: Reader, state: State = reader.file.state): string[] => {
  const { file, actor } = reader
  const offered = rowsFor(state, actor.roles)
    .filter((row) => !internal.has(row.action))
    .filter((row) => row.when === undefined || safely(row, reader))
    .filter((row) => !row.bars?.some((bar) => bar(choiceFacts(reader))))
    .filter((row) => !file.pending.some((one) => one.action === row.action))
    .map((row) => row.action)
  const confirmable = file.pending
    .filter((one) => one.by !== actor.id)
    .flatMap((one) => confirmationOf(one.action, actor.roles))
  return [...new Set([...confirmable, ...offered])]
}

const safely = (row: Transition, reader: Reader): boolean => {
  // Choices that look at the input (T40) are offered; the row is chosen when the input is there.
  if (row.id === 'T40') return true
  return row.when?.(choiceFacts(reader)) ?? true
}

/** The action that completes a pending one, if one of `roles` may. */
export const confirmationOf = (action: string, actorRoles: readonly Role[]): string[] =>
  transitions
    .filter((row) => row.action === action && row.confirm?.by.some((role) => actorRoles.includes(role)))
    .map((row) => row.confirm!.action)

/** The pending action that `action` completes: `confirm_archive` completes `archive`. */
export const completedBy = (action: string): string | undefined =>
  transitions.find((row) => row.confirm?.action === action && row.action !== action)?.action
