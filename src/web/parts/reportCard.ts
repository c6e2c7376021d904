import type { Kind } from '../../regulation/kinds.ts'
import { tinyDay } from '../dates.ts'
import { type Html, html } from '../html.ts'
import { inLanguage, paths } from '../paths.ts'
import type { Say } from '../say.ts'
import { type Deadline, deadlineRibbon } from './deadline.ts'
import { classificationTag } from './tags.ts'

export type ReportCard = {
  number: string
  kind: Kind
  title: string
  /** The first words of the published text. */
  excerpt?: string
  /** Agency and place, as far as they are public. */
  where: string
  /** 'YYYY-MM-DD' */
  submittedOn: string
  /** 'pekan 16 Nov': where the level tells the day less exactly. */
  sent?: string
  deadline?: Deadline
  /** A status tag instead of a deadline, for reports that have ended. */
  status?: Html
  supporters?: number
}

/** One public report in a list; the whole card is its link. */
export const reportCard = (report: ReportCard, say: Say, today?: string): Html =>
  html`<article class="card">
    <div class="row apart">
      ${classificationTag(report.kind, say)}<span class="sm mut"
        >${report.sent ?? tinyDay(report.submittedOn, say, today)}</span
      >
    </div>
    <h3>
      <a href="${inLanguage(paths.publication.report(report.number), say.language)}">${report.title}</a>
    </h3>
    ${report.excerpt !== undefined && report.excerpt !== '' && html`<p>${twoLines(report.excerpt)}</p>`}
    <footer>
      <span>${report.where}</span
      >${report.deadline !== undefined && deadlineRibbon(report.deadline, say)}${report.status}${
        report.supporters !== undefined &&
        report.supporters > 0 &&
        html`<span class="sm mut"
          >${say(`${report.supporters} orang mendukung`, `${report.supporters} supporters`)}</span
        >`
      }
    </footer>
  </article>`

/** Roughly two lines of a card; a word is never cut. */
export function twoLines(text: string, length = 120): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain.length <= length) return plain
  const cut = plain.slice(0, length + 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[.,;:]$/, '')}…`
}
