/** The two strands of a public report: its events in words, oldest first. */
import { zoneOfRegion } from '../../directory/regions/zones.ts'
import type { Calendar } from '../../regulation/clocks.ts'
import { outcomeWords } from '../../regulation/words.ts'
import type { AgencyOutcome } from '../../regulation/kinds.ts'
import { shortDay, shortInstant } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { quoted } from '../../web/parts/timeline.ts'
import type { Say } from '../../web/say.ts'
import { narrate } from '../casefile/narration.ts'
import { officeOf } from '../casefile/offices.ts'
import { isReporters, mayTellDates, publicTime, sentOn } from './level.ts'
import type { PublicClock, PublicEvent, PublicReading } from './queries.ts'
import { endedDeadline, narrowRibbon } from './ribbons.ts'
import { insteadForPublic, masked } from './view.ts'

export const journey = (reading: PublicReading, calendar: Calendar, say: Say): Html =>
  html`<ol class="warp">
    ${reading.events.map((event) => step(event, reading, calendar, say))}
  </ol>`

const classes = { reporter: 'citizen', agency: 'agency', national_desk: '', system: '' } as const
const tones = { reporter: 'act', agency: 'agency', national_desk: '', system: '' } as const

function step(event: PublicEvent, reading: PublicReading, calendar: Calendar, say: Say): Html {
  const told = narrate(event, say, reading.names)
  const words = wordsOf(event, told.text, reading, say)
  const clock = clockOf(event, reading, calendar, say)
  return html`<li class="${classes[told.by]}">
    ${timeOf(event, reading, say)}
    <h3>${told.title}</h3>
    <span class="tag ${tones[told.by]}">${whoOf(event, told.by, reading, say)}</span>
    ${words && html`<p>${words}</p>`}${clock && html`<p>${clock}</p>`}
  </li>`
}

function timeOf(event: PublicEvent, { row }: PublicReading, say: Say): Html {
  const shown = publicTime(event, row)
  const words =
    event.seq === 1 && row.level !== 'open'
      ? capital(sentOn(row, say))
      : shown.length === 10
        ? shortDay(shown, say)
        : shortInstant(event.at, zoneOfRegion(row.region), say)
  return html`<time datetime="${shown}">${words}</time>`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Who did it, as far as that is public: an office, never a person. */
export function whoOf(
  event: PublicEvent,
  by: keyof typeof classes,
  { names }: PublicReading,
  say: Say,
): string {
  if (by === 'reporter') return say('Pelapor', 'Reporter')
  if (by === 'national_desk') return officeOf(event, names, say)
  if (by === 'system') return say('Dicatat otomatis', 'Recorded automatically')
  const code = event.actor_unit ?? event.actor_agency ?? ''
  return names.get(code) ?? code
}

/** Actions whose text is somebody's own words; the other texts are ours. */
const spoken = new Set(
  (
    'start interim_reply reject reopen accept bounce confirm_bounce decide_authority extend appeal grant_appeal ' +
    'refuse_appeal ombudsman_result reclassify complete'
  ).split(' '),
)

function wordsOf(event: PublicEvent, text: string, { row }: PublicReading, say: Say): Html | string | false {
  if (isReporters(event)) return row.level === 'open' && text !== '' && quoted(masked(text))
  if (event.action === 'approve') return answer(event, say)
  if (spoken.has(event.action)) return text !== '' && quoted(masked(text))
  const ours = insteadForPublic[event.action]
  return ours ? say(...ours) : masked(text)
}

function answer(event: PublicEvent, say: Say): Html {
  const outcome = event.data['outcome'] as AgencyOutcome | undefined
  const text = masked(typeof event.data['text'] === 'string' ? event.data['text'] : '')
  return html`${text !== '' && quoted(text)} ${outcome !== undefined && `${say(outcomeWords[outcome])}.`}
  ${say('Disetujui orang kedua.', 'Approved by a second person.')}`
}

/** The clock that an event met or missed: of several, the one that weighs most. */
const weight = ['K1', 'K2', 'K3', 'K4', 'F1', 'V1', 'V2', 'F4', 'B2']

function clockOf(
  event: PublicEvent,
  { row, clocks }: PublicReading,
  calendar: Calendar,
  say: Say,
): Html | undefined {
  const at = event.at.getTime()
  const ended = clocks
    .filter(
      (clock) => clock.ended_at?.getTime() === at && clock.state !== 'ended' && weight.includes(clock.rule),
    )
    .sort((one, other) => weight.indexOf(one.rule) - weight.indexOf(other.rule))[0]
  return ended && clockWords(ended, { row, calendar, say })
}

function clockWords(
  clock: PublicClock,
  { row, calendar, say }: { row: PublicReading['row']; calendar: Calendar; say: Say },
): Html {
  // Where the level hides the day of sending, "on day 2" would tell it.
  if (!mayTellDates(clock.rule, row)) {
    const isMet = clock.state === 'met'
    return html`<span class="due ${isMet ? 'done' : 'late'}"
      >${isMet ? say('dalam tenggat', 'in time') : say('lewat tenggat', 'past the deadline')}</span
    >`
  }
  return narrowRibbon({ ...endedDeadline(clock, row, calendar), done: doneWord(clock.rule, say) }, say)
}

const doneWord = (rule: string, say: Say): string =>
  rule.startsWith('V')
    ? say('diperiksa', 'checked')
    : rule === 'F4' || rule === 'B2'
      ? say('diputuskan', 'decided')
      : // A first follow-up is a start or a question as often as an answer.
        rule === 'F1'
        ? say('ditanggapi', 'responded')
        : say('dijawab', 'answered')
