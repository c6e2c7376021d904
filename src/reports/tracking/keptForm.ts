/** A form that was sent after the report had closed by itself: what it holds goes along with the key and comes back. */
import { html, type Html } from '../../web/html.ts'
import { hidden } from '../../web/parts/fields.ts'
import { reporterActs } from '../desk/acts.ts'
import type { ReporterAction } from '../casefile/inputs.ts'
import { all, one, type Typed } from '../intake/typed.ts'

export type KeptForm = { action: ReporterAction; typed: Typed }

const prefix = 'kept.'
/** The page that comes back has a version and a question of its own. */
const ofThatPage = new Set(['version', 'confirm', 'csrf'])
const longestKept = 20_000

/** A refused form, to be carried along; nothing when there is nothing in it but what the page had put there. */
export function keptForm(action: ReporterAction, typed: Typed): KeptForm | undefined {
  const fields = Object.entries(typed).filter(([name]) => !ofThatPage.has(name))
  const isTyped = fields.some(([name]) => name !== 'idempotency_key' && one(typed, name) !== undefined)
  return isTyped ? { action, typed: Object.fromEntries(fields) } : undefined
}

/** The words among the fields, for showing; a choice alone has none. */
export const wordsOf = ({ typed }: Pick<KeptForm, 'typed'>): string | undefined =>
  ['text', 'reason', 'comment'].map((name) => one(typed, name)).find((words) => words !== undefined)

export const keptFields = ({ action, typed }: KeptForm): Html =>
  html`${hidden({ kept_action: action })}${Object.keys(typed).map((name) =>
    all(typed, name).map((value) => hidden({ [`${prefix}${name}`]: value })),
  )}`

/** What came along with the key. */
export function readKeptForm(sent: Typed): KeptForm | undefined {
  const action = one(sent, 'kept_action')
  if (action === undefined || !Object.hasOwn(reporterActs, action)) return undefined
  const fields = Object.keys(sent)
    .filter((name) => name.startsWith(prefix))
    .map((name) => [name.slice(prefix.length), all(sent, name).map((value) => value.slice(0, longestKept))])
  return { action: action as ReporterAction, typed: Object.fromEntries(fields) as Typed }
}
