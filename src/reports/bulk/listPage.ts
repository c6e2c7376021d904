/** The runs of this account, the newest first. */
import { bulkKindOf } from '../../regulation/bulk.ts'
import { number, shortInstant } from '../../web/dates.ts'
import { html } from '../../web/html.ts'
import { deskPage } from '../../web/layout.ts'
import { emptyState } from '../../web/parts/note.ts'
import { paths } from '../../web/paths.ts'
import { listPath, type Desk } from '../desk/desk.ts'
import { deskOptions, inDeskLanguage } from '../desk/frame.ts'
import type { Counts } from './runs.ts'
import type { BulkRun } from './tables.ts'
import { runWords } from './words.ts'

export function runsPage(desk: Desk, runs: readonly { run: BulkRun; counts: Counts }[]): string {
  const { say, zone } = desk
  const title = say('Tindakan massal', 'Bulk actions')
  return deskPage(
    deskOptions(desk, title, paths.desk.bulk, 'tools'),
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${
        runs.length === 0
          ? emptyState({
              title: say('Belum ada tindakan massal', 'There are no bulk actions yet'),
              why: say(
                'Centang laporan di daftar, atau pilih semua hasil saringan, lalu pilih tindakannya.',
                'Tick reports in the list, or choose all that a filter shows, then choose the action.',
              ),
              next: { href: listPath(desk), label: say('Ke daftar', 'To the list') },
            })
          : html`<ul class="q waiting">
              ${runs.map(
                ({ run, counts }) =>
                  html`<li class="plain-row">
                    <a href="${inDeskLanguage(desk, paths.desk.bulkRun(run.run_id))}"
                      >${say(bulkKindOf(run.kind)?.label ?? { id: run.kind, en: run.kind })}:
                      ${say(`${number(counts.all, say)} laporan`, `${number(counts.all, say)} reports`)}</a
                    >
                    <div class="row">
                      <span class="tag">${say(runWords[run.state])}</span>
                      <span>${shortInstant(run.created_at, zone, say)}</span>
                      ${counts.done > 0 && html`<span>${say(`${number(counts.done, say)} selesai`, `${number(counts.done, say)} done`)}</span>`}
                      ${counts.refused + counts.barred > 0 && html`<span>${say(`${number(counts.refused + counts.barred, say)} tidak ikut`, `${number(counts.refused + counts.barred, say)} left out`)}</span>`}
                    </div>
                  </li>`,
              )}
            </ul>`
      }
    </div>`,
  )
}

/** Nothing was ticked, or what was ticked has left the list. */
export function noneChosenPage(desk: Desk): string {
  const { say } = desk
  const title = say('Belum ada laporan yang dipilih', 'No report is chosen')
  return deskPage(
    deskOptions(desk, title, paths.desk.bulk, 'list'),
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${emptyState({
        title: say('Tidak ada yang dicentang', 'Nothing is ticked'),
        why: say(
          'Centang laporan di daftar, atau tekan "Semua" untuk seluruh hasil saringan.',
          'Tick reports in the list, or press "All" for everything that the filter shows.',
        ),
        next: { href: listPath(desk), label: say('Kembali ke daftar', 'Back to the list') },
      })}
    </div>`,
  )
}
