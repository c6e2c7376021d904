/** The events of a report as its reporter reads them: time, what, who, words in quotes, which clock was met. */
import type { Calendar } from '../../regulation/clocks.ts'
import type { RuleId } from '../../regulation/deadlines.ts'
import { transitions } from '../../regulation/transitions.ts'
import { type Html, html } from '../../web/html.ts'
import { deadlineRibbon } from '../../web/parts/deadline.ts'
import { lines, type Strand, type TimelineEntry } from '../../web/parts/timeline.ts'
import type { Say } from '../../web/say.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { besidesOf } from '../casefile/besides.ts'
import type { EvaluatedClock } from '../casefile/clockwork.ts'
import { ribbonOf } from '../casefile/countable.ts'
import type { Narrated, Names } from '../casefile/narration.ts'
import { narrateToReporter } from '../casefile/narrationOwn.ts'
import { officeOf } from '../casefile/offices.ts'
import type { EventRow } from '../casefile/tables.ts'

export type Told = {
  file: Pick<CaseFile, 'kind' | 'level' | 'state' | 'zone'>
  events: readonly EventRow[]
  clocks: readonly EvaluatedClock[]
  names: Names
  calendar: Calendar
  now: Date
}

/** Fields of an event that hold somebody's own words. */
const ownWords = ['text', 'reason', 'comment', 'reply', 'next_step', 'task', 'reasons', 'ground']
const strands: Record<Narrated['by'], Strand> = {
  reporter: 'citizen',
  agency: 'agency',
  national_desk: 'desk',
  system: 'desk',
}
/** Clocks whose end is news; the others are the desks' own. */
const newsworthy: readonly RuleId[] = ['V1', 'V2', 'F1', 'K1', 'K2', 'K3', 'K4', 'R1', 'B2']

/** Whether the step met a rule: two steps of one second must not both claim it. */
function meetsOf({ action, transition }: EventRow): (rule: RuleId) => boolean {
  const row = transitions.find(({ id, action: named }) => id === transition && named === action)
  const names: readonly string[] = row?.meets ?? []
  return (rule) => newsworthy.includes(rule) && names.includes(/^K[1-4]$/.test(rule) ? 'K' : rule)
}

export const entriesOf = (told: Told, say: Say): TimelineEntry[] =>
  told.events.map((event, at) => {
    const { title, text, by } = narrateToReporter(event, say, told.names, told.file)
    const beside = at === told.events.length - 1 ? besidesOf(event, told, say) : undefined
    const isQuote = ownWords.some((name) => typeof event.data[name] === 'string' && event.data[name] !== '')
    return {
      at: event.at,
      strand: isOpening(event) ? 'agency' : strands[by],
      title,
      who: whoOf(event, by, told.names, say),
      ...(isQuote && text !== '' ? { quote: text, text: beside ?? null } : { text: below(text, beside) }),
      clock: clockOf(event, told, say),
    }
  })

/** Our own words, and what is said beside the newest step. */
const below = (text: string, beside: string | undefined): Html | null => {
  const all = [text, beside].filter(Boolean).join('\n')
  return all === '' ? null : html`${lines(all)}`
}

/** The custodian agrees; whoever asked is the one who looks. */
const isOpening = ({ action, data }: EventRow): boolean =>
  action === 'approve_identity' && typeof data['proposed_by_agency'] === 'string'

function whoOf(event: EventRow, by: Narrated['by'], names: Names, say: Say): string {
  if (isOpening(event)) {
    const { proposed_by_unit: unit, proposed_by_agency: agency } = event.data
    return names.get(String(unit)) ?? names.get(String(agency)) ?? say('Instansi', 'Agency')
  }
  if (by === 'reporter') return say('Anda', 'You')
  if (by === 'national_desk') return officeOf(event, names, say)
  if (by === 'system') return say('Sistem', 'Automatic')
  const code = event.actor_unit ?? event.actor_agency ?? ''
  return names.get(code) ?? names.get(event.actor_agency ?? '') ?? say('Instansi', 'Agency')
}

/** The ribbon of the clock that this event met. */
function clockOf(event: EventRow, { clocks, calendar, now }: Told, say: Say): Html | null {
  const at = event.at.toISOString()
  const meets = meetsOf(event)
  const met = clocks.findLast(
    ({ clock }) => clock.ended === 'met' && clock.endedAt === at && meets(clock.rule),
  )
  if (!met) return null
  const done = /^[VB]/.test(met.clock.rule)
    ? say('diperiksa', 'checked')
    : met.clock.rule === 'R1'
      ? say('dinilai', 'judged')
      : met.clock.rule === 'F1'
        ? say('ditanggapi', 'responded')
        : say('dijawab', 'answered')
  return deadlineRibbon(ribbonOf(met, now, calendar, done), say)
}
