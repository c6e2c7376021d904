/** One line for each piece of news, as the desk's list, a letter and the page of one report say it. */
import { stepWords, type EscalationStep } from '../../regulation/escalation.ts'
import type { Words } from '../../regulation/transition.ts'
import { narrate, type Names } from '../../reports/casefile/narration.ts'
import { ruleName } from '../../reports/casefile/narrationDeadlines.ts'
import type { EventRow } from '../../reports/casefile/tables.ts'
import { longDay } from '../../web/dates.ts'
import type { Say } from '../../web/say.ts'

export type ToldEvent = Pick<
  EventRow,
  'action' | 'transition' | 'actor_kind' | 'actor_agency' | 'actor_unit' | 'data' | 'state'
>

/** Where the words for the reporter's timeline speak to the reporter, staff get their own. */
const forStaff: Partial<Record<string, Words>> = {
  open_identity: {
    id: 'Petugas meminta identitas pelapor dibuka',
    en: "An officer asks to open the reporter's identity",
  },
  approve_identity: {
    id: 'Permintaan membuka identitas disetujui',
    en: 'The request to open the identity was agreed',
  },
  assign: { id: 'Laporan ditugaskan kepada Anda', en: 'The report was assigned to you' },
  submit: {
    id: 'Laporan baru dikirim langsung ke instansi Anda',
    en: 'A new report was sent directly to your agency',
  },
}

/** Never words of the report: what kind of step it was, and which office it names. */
export function eventLine(event: ToldEvent, say: Say, names: Names): string {
  const own = forStaff[event.action.startsWith('submit') ? 'submit' : event.action]
  return own ? say(own) : narrate(event, say, names).title
}

/** A notice of the list: of an event, or of a clock. */
export function newsLine(
  item: { event: ToldEvent | null; rule: string | null; step: string | null; due_on: string | null },
  say: Say,
  names: Names,
): string {
  const { event, rule, step, due_on: dueOn } = item
  if (event) return eventLine(event, say, names)
  const words = stepWords[step as EscalationStep]
  const due = dueOn === null ? '' : say(`, tenggat ${longDay(dueOn, say)}`, `, due ${longDay(dueOn, say)}`)
  return `${words ? say(words) : say('Tenggat', 'Deadline')}: ${ruleName(rule ?? '', say).toLowerCase()}${due}`
}
