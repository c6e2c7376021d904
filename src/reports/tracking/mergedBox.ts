/** A report that was merged: where the main one stands, and the way out for whoever is not spoken for. */
import { shownNumber } from '../../platform/crypto/token.ts'
import { html, type Html } from '../../web/html.ts'
import { moreSection } from '../../web/parts/fields.ts'
import { statusTag } from '../../web/parts/tags.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { act, can, isRefused, words } from './actForms.ts'
import type { MainReport } from './queries.ts'
import type { ReportView } from './reportView.ts'

export function mergedBox(view: ReportView, main: MainReport, say: Say): Html {
  const outcome = { agency: main.agency_word?.outcome ?? null, reporter: main.reporter_word?.verdict ?? null }
  return html`<section class="sheet flow" id="tindakan">
    <h2>${say('Ditangani bersama laporan utama', 'Handled together with the main report')}</h2>
    <p>
      ${say('Laporan utama', 'Main report')} <b class="code">${shownNumber(main.number)}</b>
      ${statusTag(main.state, outcome, say)}
    </p>
    <p>
      ${
        main.isPublic
          ? html`<a href="${inLanguage(paths.publication.report(main.number), say.language)}"
              >${say('Baca laporan utama dan jawabannya', 'Read the main report and its answer')}</a
            >`
          : say(
              'Laporan utama tidak tampil di publik. Setiap langkahnya dikabarkan di sini.',
              'The main report is not public. Each of its steps is told here.',
            )
      }
    </p>
    ${can(view, 'unmerge') && standAlone(view, say)}
  </section>`
}

const standAlone = (view: ReportView, say: Say): Html =>
  moreSection(
    {
      icon: 'undo-2',
      title: say('Masalah saya lain atau belum selesai', 'My problem is another one, or not solved'),
      isOpen: isRefused(view, 'unmerge'),
    },
    act(
      view,
      'unmerge',
      html`<p class="md">
          ${say('Laporan Anda berdiri sendiri lagi, diperiksa petugas, dan mendapat tenggat sendiri.', 'Your report stands on its own again, is checked by an officer, and has deadlines of its own.')}
        </p>
        ${words(view, 'unmerge', 'reason', say('Apa yang berbeda atau belum selesai?', 'What is different, or not solved?'), say)}
        <button class="btn alt">${say('Pisahkan laporan saya', 'Take my report out')}</button>`,
      say,
    ),
  )
