/** The desk before a report is opened: how many wait where, what is late, which keys there are. */
import { mayUse } from '../../regulation/permissions.ts'
import { type Html, html } from '../../web/html.ts'
import { deskPage } from '../../web/layout.ts'
import { note } from '../../web/parts/note.ts'
import { paths } from '../../web/paths.ts'
import { listPath, reportPath, type Desk } from './desk.ts'
import { capped, deskOptions, inDeskLanguage } from './frame.ts'
import { flashBox } from './flashBox.ts'
import { keyHelp } from './keys.ts'
import type { Overview } from './overview.ts'
import { queueColumn } from './queuePage.ts'
import { savedBar } from './savedFilterPages.ts'
import type { Flash } from './words.ts'

export type QueueCount = { name: string; label: string; all: number; late: number; today: number }

export function overviewPage(desk: Desk, overview: Overview, flash: Flash | undefined): string {
  const { say } = desk
  const { column, table } = overview
  return deskPage(
    deskOptions(desk, say(column.label), listPath(desk), 'list'),
    html`<div class="desk">
      ${queueColumn(desk, column, savedBar(desk, overview.saved))}
      <section class="case" aria-label="${say('Ringkasan', 'Overview')}">
        ${flash && flashBox(flash, say)}
        <h2>${say('Yang menunggu Anda', 'What waits for you')}</h2>
        ${handoverNotes(desk, overview)} ${table}
        ${mayUse(desk.actor, 'read_due_days') && html`<p><a href="${inDeskLanguage(desk, paths.desk.dueDays)}">${say('Kalender tenggat, hari demi hari', 'Calendar of deadlines, day by day')}</a></p>`}
        ${column.firstId !== undefined && html`<p><a class="btn" href="${reportPath(desk, column.firstId)}" data-key="o">${say('Buka yang paling mendesak', 'Open the most urgent one')}</a></p>`}
        ${keyHelp(desk, [['O', say('buka yang paling mendesak', 'open the most urgent one')]])}
      </section>
    </div>`,
  )
}

/** What stays with nobody unless somebody takes it over. */
const handoverNotes = (desk: Desk, { withoutHolder, offers }: Overview): Html => {
  const { say } = desk
  const to = (path: string) => inDeskLanguage(desk, path)
  return html`${offers.map(({ id, fromName, count }) =>
    note(
      'soon',
      html`<a href="${to(paths.desk.handover(id))}"
        >${say(`${fromName} menyerahkan ${count} laporan kepada Anda: baca dan jawab`, `${fromName} hands ${count} reports over to you: read and answer`)}</a
      >`,
      'users-round',
    ),
  )}${
    withoutHolder > 0 &&
    note(
      'soon',
      html`${say(`${capped(withoutHolder)} laporan masih atas nama orang yang tidak lagi bertugas.`, `${capped(withoutHolder)} reports are in the name of somebody who has left.`)}
        <a href="${to(paths.desk.handovers)}">${say('Serahkan kepada orang lain', 'Hand them over')}</a>`,
    )
  }`
}

export const queueTable = (desk: Desk, queues: readonly QueueCount[]): Html => {
  const { say } = desk
  const cell = (queue: QueueCount, count: number, tenggat?: 'lewat' | 'hari-ini') =>
    count === 0
      ? html`<span class="mut">0</span>`
      : html`<a href="${listPath(desk, { antrean: queue.name, tenggat, lanjut: undefined, q: undefined })}"
          >${capped(count)}</a
        >`
  return html`<table class="tally">
    <caption class="vh">
      ${say('Jumlah laporan per antrean', 'Reports by queue')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${say('Antrean', 'Queue')}</th>
        <th scope="col" class="n">${say('Semua', 'All')}</th>
        <th scope="col" class="n">${say('Hari ini', 'Due today')}</th>
        <th scope="col" class="n">${say('Lewat', 'Late')}</th>
      </tr>
    </thead>
    <tbody>
      ${queues.map(
        (queue) =>
          html`<tr>
            <th scope="row">
              <a
                href="${listPath(desk, { antrean: queue.name, tenggat: undefined, lanjut: undefined, q: undefined })}"
                >${queue.label}</a
              >
            </th>
            <td class="n">${cell(queue, queue.all)}</td>
            <td class="n">${cell(queue, queue.today, 'hari-ini')}</td>
            <td class="n">${cell(queue, queue.late, 'lewat')}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}
