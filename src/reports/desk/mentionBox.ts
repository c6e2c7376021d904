/** What a colleague wrote to this account by name, and the names that can be written so. */
import { shortInstant } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { lines } from '../../web/parts/timeline.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import { wordsFor, wordsTo } from '../casefile/view.ts'
import { listState, type Desk } from './desk.ts'
import type { DeskReport } from './load.ts'

export function mentionBox(desk: Desk, report: DeskReport): Html | false {
  const { say } = desk
  const notes = report.events.filter(({ seq }) => report.mentionedIn.includes(seq))
  if (notes.length === 0) return false
  const shown = wordsFor(report.file, report.reader)
  const path = withQuery(paths.desk.readMentions(report.file.reportId), listState(desk.query))
  return html`<section class="sheet waits flow" aria-labelledby="disebut">
    <h2 class="h" id="disebut">${say('Anda disebut rekan', 'A colleague named you')}</h2>
    ${notes.map(
      (note) =>
        html`<blockquote>
          <p class="md mut">${note.actor_name}, ${shortInstant(note.at, desk.zone, say)}</p>
          <p>${lines(wordsTo(shown, String(note.data['text'] ?? '')))}</p>
        </blockquote>`,
    )}
    <form method="post" action="${inLanguage(path, say.language)}">
      <input type="hidden" name="csrf" value="${desk.csrf}" />
      <p><button class="btn alt s">${icon('check')}${say('Sudah saya baca', 'I have read it')}</button></p>
    </form>
  </section>`
}

/** With script each name becomes a button that writes it into the note. */
export const colleagueNames = ({ say }: Desk, { colleagues }: DeskReport): Html | false =>
  colleagues.length > 0 &&
  html`<p class="hint" data-colleagues>
    ${say('Sebut rekan dengan @ dan namanya; catatan muncul di antrean "Disebut" miliknya:', 'Name a colleague with @ and the name; the note comes to their queue "Mentions you":')}
    ${colleagues.map(({ name, place }, at) => html`${at > 0 && ', '}<span data-name="${name}">@${name}${place !== null && ` (${place})`}</span>`)}
  </p>`
