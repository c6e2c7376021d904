import { shortInstant } from '../dates.ts'
import { type Html, html } from '../html.ts'
import type { Say } from '../say.ts'

export type Strand = 'citizen' | 'agency' | 'desk'

export type TimelineEntry = {
  at: Date | string
  /** Whose strand the event crosses: reporter, agency, or the national desk over both. */
  strand: Strand
  title: string
  /** 'Dinas Pekerjaan Umum', 'Pelapor'; left out where it is the same throughout. */
  who?: string
  /** What somebody said: shown in quotes. */
  quote?: string | null
  /** What the program says about the event. */
  text?: string | Html | null
  /** The clock that this event met or missed. */
  clock?: Html | null
}

const classOf = { citizen: 'citizen', agency: 'agency', desk: '' } as const
const toneOf = { citizen: 'act', agency: 'agency', desk: '' } as const

/** The two strands of a report, oldest event first. */
export const timeline = (entries: readonly TimelineEntry[], zone: string, say: Say): Html =>
  html`<ol class="warp">
    ${entries.map((entry) => item(entry, zone, say))}
  </ol>`

function item(entry: TimelineEntry, zone: string, say: Say): Html {
  const at = entry.at instanceof Date ? entry.at : new Date(entry.at)
  const hasWords = entry.quote || entry.text || entry.clock
  return html`<li class="${classOf[entry.strand]}">
    <time datetime="${at.toISOString()}">${shortInstant(at, zone, say)}</time>
    <h3>${entry.title}</h3>
    ${entry.who !== undefined && html`<span class="tag ${toneOf[entry.strand]}">${entry.who}</span>`}${
      hasWords &&
      html`<p>
        ${entry.quote && quoted(entry.quote)}${entry.quote && entry.text && ' '}${entry.text}${(entry.quote || entry.text) && entry.clock && html`<br />`}${entry.clock}
      </p>`
    }
  </li>`
}

/** Somebody's words, with their line breaks. */
export const quoted = (words: string): Html => html`“${lines(words)}”`

/** Text of a person with its line breaks kept and long gaps closed. */
export const lines = (text: string): Html[] =>
  text
    .trim()
    .split(/\r?\n(?:\s*\n)*/)
    .map((line, at) => html`${at > 0 && html`<br />`}${line}`)

/** Which colour is whose, above the timeline. */
export const strandLegend = (say: Say, isReporterReading = false): Html =>
  html`<div class="row md mut">
    <span
      ><span class="tag act"
        >${isReporterReading ? say('Anda', 'You') : say('Pelapor', 'Reporter')}</span
      ></span
    ><span><span class="tag agency">${say('Instansi', 'Agency')}</span></span
    ><span><span class="tag">${say('Petugas nasional', 'National desk')}</span></span>
  </div>`
