import type { RuleBook } from '../../regulation/deadlines.ts'
import type { FieldProblem } from '../../errors.ts'
import type { KeptFile } from '../../web/parts/fields.ts'
import type { Words } from '../../web/say.ts'
import type { Choices } from './choices.ts'
import type { Typed } from './typed.ts'

/** Everything that the form and its preview show. */
export type FormView = {
  typed: Typed
  /** The idempotency key: however often this form is sent, it is one report. */
  key: string
  choices: Choices
  /** 'YYYY-MM-DD'; the deadlines shown are those in force then. */
  today: string
  rules: RuleBook
  problems?: readonly FieldProblem[]
  /** Files that came with an earlier attempt. */
  kept?: readonly KeptFile[]
  /** What happened to the form before. */
  notice?: Words
  mostFiles: number
  mostBytes: number
}
