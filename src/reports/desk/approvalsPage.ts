/** Everything that waits for this person as the second one. */
import { shortInstant, shownNumber } from '../../web/dates.ts'
import { html } from '../../web/html.ts'
import { deskPage } from '../../web/layout.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { emptyState } from '../../web/parts/note.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import { proposalWords } from './words.ts'
import type { Waiting } from './approvals.ts'
import type { Desk } from './desk.ts'
import { deskOptions, inDeskLanguage } from './frame.ts'
import { queuesFor } from './queues.ts'

export function approvalsPage(desk: Desk, waiting: readonly Waiting[]): string {
  const { say } = desk
  const title = say('Persetujuan', 'Approvals')
  const queueOf = (action: string) => (action === 'propose_answer' ? 'persetujuan' : 'usulan')
  const known = new Set(queuesFor(desk.actor).map((queue) => queue.name))
  const link = ({ row, action }: Waiting) =>
    inLanguage(
      withQuery(paths.desk.report(row.report_id), {
        antrean: known.has(queueOf(action)) ? queueOf(action) : undefined,
      }),
      say.language,
    )
  return deskPage(
    deskOptions(desk, title, paths.desk.approvals, 'approvals'),
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      <p>
        ${say('Langkah yang diusulkan orang lain dan menunggu Anda. Tidak ada yang keluar tanpa orang kedua.', 'Steps that somebody else proposed and that wait for you. Nothing goes out without a second person.')}
      </p>
      ${
        waiting.length === 0
          ? emptyState({
              title: say('Belum ada yang menunggu', 'Nothing is waiting'),
              why: say(
                'Usulan rekan Anda muncul di sini, yang tenggatnya paling dekat di atas.',
                'Proposals of your colleagues come here, the most pressing first.',
              ),
              next: {
                href: inDeskLanguage(desk, paths.desk.home),
                label: say('Ke kotak kerja', 'To the worklist'),
              },
            })
          : html`<ul class="q waiting">
                ${waiting.map(
                  (one) =>
                    html`<li class="plain-row">
                      <a href="${link(one)}">${one.row.title || say('Isi tertutup', 'Closed content')}</a>
                      <div class="row">
                        <span class="code">${shownNumber(one.row.number)}</span
                        ><span class="tag soon">${proposalWords(one.action, say)}</span
                        ><span>${one.by}, ${shortInstant(one.at, desk.zone, say)}</span>
                      </div>
                    </li>`,
                )}
              </ul>
              <p>${listFileLinks(paths.desk.approvals, {}, say)}</p>`
      }
    </div>`,
  )
}
