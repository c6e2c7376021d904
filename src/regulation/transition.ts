import type { ErrorCode, FieldProblem } from '../errors.ts'
import type { RuleId } from './deadlines.ts'
import type { Facts } from './facts.ts'
import type { PartState, Publication, Stage, State } from './kinds.ts'
import type { Role } from './permissions.ts'
import type { Source } from './sources.ts'

/** A condition: says which error the person gets (and in which fields), or nothing when it holds. */
export type Condition = (facts: Facts) => ErrorCode | { code: ErrorCode; fields: FieldProblem[] } | undefined
/** Chooses between rows of the same action: first or second rejection, first or second bounce. */
export type Choice = (facts: Facts) => boolean

/** A clock named in a row. `K` is the clock of the final answer of the report's kind (K1–K4). */
export type ClockName = RuleId | 'K'

export type Words = { id: string; en: string }

/**
 * One row of the state table: who may do what from where, under which conditions, what it does to the clocks,
 * and what the reporter and the public get to know. A row is one sentence of DOMAIN section 4.
 */
export type Transition = {
  id: string
  action: string
  /** The button. */
  label: Words
  /** `new` opens a case; `open` is S1–S9; `any` is every state. */
  from: readonly State[] | 'new' | 'open' | 'any'
  by: readonly Role[]
  /** Applies only when this holds; otherwise another row of the same action does. */
  when?: Choice
  needs?: readonly Condition[]
  /** Conditions that no input changes: while one fails the step is not offered, and who asks is told why. */
  bars?: readonly Condition[]
  /** The step waits for another person: the action that completes it, and who may. */
  confirm?: {
    action: string
    by: readonly Role[]
    when?: Choice
    /** Asked once more when the second person agrees: what was proposed may have become impossible meanwhile. */
    needs?: readonly Condition[]
  }
  to: State | 'same' | 'before'
  /** The part's own state where it differs from the report's (a bounced part is closed). */
  part?: PartState
  publication?: Publication
  starts?: readonly ClockName[]
  /** Started instead where the reporter named the agency, and it is not about its people: its own admin checks (L4). */
  startsIfNamed?: readonly ClockName[]
  /** Started at half length, rounded up (T29, T32, T37). */
  startsHalf?: readonly ClockName[]
  meets?: readonly ClockName[]
  /** Ended because it no longer has an object; it stays late if it already was. `all` ends every open clock. */
  ends?: readonly ClockName[] | 'all'
  pauses?: readonly ClockName[]
  resumes?: readonly ClockName[]
  /** What the reporter is told, for the public page of rules; `undefined` = the step is internal. */
  told?: Words
  /**
   * What the reporters of merged reports are told when the main one takes this step (T13). Left out, they are told of
   * public steps in the words of the timeline, and of no others.
   */
  toldMerged?: Words
  /** Who may read the event: everyone once published, the reporter, or staff only. */
  audience: 'public' | 'reporter' | 'staff'
  source: Source
}

export const stageOf = (state: State): Stage =>
  (
    [
      'authority_dispute',
      'forwarded',
      'in_progress',
      'awaiting_reporter',
      'answer_proposed',
      'answered',
    ] as State[]
  ).includes(state)
    ? 'handling'
    : (state as Stage)
