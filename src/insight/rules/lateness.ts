/** Who is told when a deadline comes near or has passed, as the program itself asks it. */
import { circleWords, escalations, stepWords, type Escalation } from '../../regulation/escalation.ts'
import { legalBasis } from '../../regulation/sources.ts'
import { type Html, html } from '../../web/html.ts'
import type { Say } from '../../web/say.ts'

export const latenessSection = (say: Say): Html =>
  html`<section class="flow" id="terlambat">
    <h2>${say('Kalau tenggat dekat atau lewat', 'When a deadline comes near or has passed')}</h2>
    <p class="md mut">
      ${say('Program mengingatkan dan melapor ke atas dengan sendirinya, pukul 07.00 waktu instansi. Setiap keterlambatan tercatat dalam riwayat laporan.', "The program reminds, and reports upward, by itself at 07:00 of the agency's time. Each lateness is recorded in the report's history.")}
    </p>
    <table class="stack">
      <caption class="vh">
        ${say('Pengingat dan pelaporan ke atas', 'Reminders and escalation')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${say('Kapan', 'When')}</th>
          <th scope="col">${say('Tenggat', 'Deadlines')}</th>
          <th scope="col">${say('Yang diberi tahu', 'Who is told')}</th>
          <th scope="col">${say('Dasar', 'Basis')}</th>
        </tr>
      </thead>
      <tbody>
        ${escalations.map((row) => latenessRow(row, say))}
      </tbody>
    </table>
  </section>`

const latenessRow = (row: Escalation, say: Say): Html =>
  html`<tr>
    <th scope="row">${say(stepWords[row.step])}<br /><span class="md mut">${whenWords(row, say)}</span></th>
    <td data-l="${say('Tenggat', 'Deadlines')}"><span class="code md">${row.rules.join(' ')}</span></td>
    <td data-l="${say('Yang diberi tahu', 'Who is told')}">
      ${row.tells.map((circle) => say(circleWords[circle])).join(', ')}
    </td>
    <td data-l="${say('Dasar', 'Basis')}">${say(legalBasis(row.source))}</td>
  </tr>`

const whenWords = ({ share, lateDays }: Escalation, say: Say): string =>
  lateDays !== undefined
    ? say(
        `${lateDays} hari kerja sesudah tenggat`,
        `${lateDays} working ${lateDays === 1 ? 'day' : 'days'} after the deadline`,
      )
    : share === 1
      ? say('pagi hari tenggat', 'on the morning of the deadline')
      : say(
          `pada ${Math.round((share ?? 0) * 100)}% hari yang dihitung`,
          `at ${Math.round((share ?? 0) * 100)}% of the counted days`,
        )
