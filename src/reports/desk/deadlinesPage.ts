/**
 * "Bagaimana tenggat dihitung": every clock of one report with the days it counted, for whoever has it at the desk. The
 * public page of the same sections exists only once a report is published, which most never are.
 */
import { shownNumber } from '../../platform/crypto/token.ts'
import { html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { deskPage } from '../../web/layout.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import { clockSections, type DeadlinesPage } from '../publication/deadlinesPage.ts'
import { reportPath, type Desk } from './desk.ts'
import { deskOptions } from './frame.ts'

export function deskDeadlinesPage(desk: Desk, reportId: string, data: DeadlinesPage): string {
  const { say } = desk
  const title = say('Bagaimana tenggat dihitung', 'How the deadlines are counted')
  return deskPage(
    deskOptions(desk, `${title}: ${shownNumber(data.number)}`, paths.desk.deadlines(reportId), 'list'),
    html`<div class="wrap sec flow">
      <p class="md">
        <a href="${reportPath(desk, reportId)}"
          >${icon('arrow-left')}
          ${say(`Kembali ke laporan ${shownNumber(data.number)}`, `Back to report ${shownNumber(data.number)}`)}</a
        >
      </p>
      <h1>${title}</h1>
      ${data.title !== '' && html`<p>${data.title}</p>`}
      <p class="md mut">
        ${say(
          'Yang masih berjalan ada di atas. Setiap hari ditulis: dihitung, atau dilewati beserta sebabnya. Siapa melakukan apa ada di riwayat laporan.',
          'Those that still run come first. Each day is listed: counted, or skipped and why. Who did what stands in the history of the report.',
        )}
        <a href="${inLanguage(paths.rules, say.language)}">${say('Semua aturan', 'All rules')}</a>
      </p>
      ${clockSections(data, say)}
    </div>`,
  )
}
