/** What waits for the reporter now, each as a plain form. Which there are is asked of the state table. */
import { longDay } from '../../web/dates.ts'
import { html, type Html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { moreSection } from '../../web/parts/fields.ts'
import type { Say } from '../../web/say.ts'
import { undoDay } from '../casefile/besides.ts'
import { provisionalMark } from '../casefile/countable.ts'
import { act, can, isAskedAgain, isRefused, rating, replyForm, words } from './actForms.ts'
import { ombudsmanResult, pressingNow } from './journey.ts'
import { mergedBox } from './mergedBox.ts'
import type { ReportView } from './reportView.ts'

/** What waits for the reporter now; false when nothing does. */
export function mainAct(view: ReportView, say: Say): Html | false {
  if (can(view, 'accept')) return verdict(view, say)
  if (can(view, 'complete'))
    return asked(view, 'complete', say('Mohon lengkapi laporan Anda', 'Please complete your report'), say)
  if (view.file.state === 'awaiting_reporter')
    return asked(view, 'reply', say('Instansi bertanya kepada Anda', 'The agency asks you'), say)
  if (isAskedAgain(view))
    return asked(view, 'reply', say('Ini yang masih kurang', 'This is still missing'), say)
  if (view.main) return mergedBox(view, view.main, say)
  if (can(view, 'revive'))
    return box(
      say('Buka lagi laporan ini', 'Open this report again'),
      act(
        view,
        'revive',
        html`<button class="btn">${icon('undo-2')}${say('Buka lagi', 'Open again')}</button>`,
        say,
      ),
    )
  if (can(view, 'revoke_withdrawal'))
    return box(
      say('Laporan ini Anda cabut', 'You withdrew this report'),
      act(
        view,
        'revoke_withdrawal',
        html`${undoUntil(view, say)}<button class="btn alt">
            ${icon('undo-2')}${say('Batalkan pencabutan', 'Undo the withdrawal')}
          </button>`,
        say,
      ),
    )
  return false
}

const box = (title: string, body: Html): Html =>
  html`<section class="sheet flow" id="tindakan">
    <h2>${title}</h2>
    ${body}
  </section>`

/** The two words that only the reporter may say. */
const verdict = (view: ReportView, say: Say): Html =>
  box(
    say('Menurut Anda, sudah selesai?', 'Is it solved for you?'),
    html`<p class="md mut">
        ${
          ombudsmanResult(view) === undefined
            ? say(
                'Instansi sudah menjawab. Anda yang menilai.',
                'The agency has answered. You are the judge.',
              )
            : say(
                'Ombudsman sudah memberi hasil. Anda yang menilai.',
                'The Ombudsman has given its result. You are the judge.',
              )
        }
        ${inSilence(view, say)}
      </p>
      <div class="cols c2 verdict">
        ${moreSection(
          { icon: 'check', title: say('Sudah selesai', 'It is solved'), isOpen: isRefused(view, 'accept') },
          act(
            view,
            'accept',
            html`${rating(view, 'accept', say)}
              ${words(view, 'accept', 'comment', say('Catatan untuk instansi', 'A word for the agency'), say, { isOptional: true, rows: 2, maxlength: 2000 })}
              <button class="btn">${icon('check')}${say('Ya, sudah selesai', 'Yes, it is solved')}</button>`,
            say,
          ),
        )}
        ${moreSection(
          {
            icon: 'flag',
            title: say('Belum selesai, ajukan keberatan', 'Not solved, I object'),
            isOpen: isRefused(view, 'reject'),
          },
          act(
            view,
            'reject',
            html`${words(
                view,
                'reject',
                'reason',
                say('Apa yang belum selesai?', 'What is not solved?'),
                say,
                {
                  hint:
                    view.file.rejections === 0
                      ? say(
                          'Tulis satu kalimat: apa yang masih rusak. Instansi membaca alasan ini.',
                          'Write one sentence: what is still wrong. The agency reads this reason.',
                        )
                      : say(
                          'Tulis satu kalimat: apa yang masih rusak. Pejabat yang memutuskan membaca alasan ini.',
                          'Write one sentence: what is still wrong. The officer who decides reads this reason.',
                        ),
                },
              )}
              <p class="md mut">
                ${
                  view.file.rejections === 0
                    ? say(
                        'Laporan kembali ke instansi dengan waktu setengah dari semula.',
                        'The report goes back to the agency with half of the time.',
                      )
                    : say(
                        'Ini keberatan kedua, jadi pejabat yang lebih tinggi yang memutuskan.',
                        'This is the second objection, so a higher officer decides.',
                      )
                }
              </p>
              <button class="btn bad">${say('Belum selesai', 'It is not solved')}</button>`,
            say,
          ),
        )}
      </div>
      ${
        can(view, 'extend_response') &&
        act(
          view,
          'extend_response',
          html`<button class="linkish md">
            ${say('Saya perlu waktu lebih lama untuk menilai', 'I need more time to judge')}
          </button>`,
          say,
        )
      }`,
  )

const asked = (view: ReportView, action: 'reply' | 'complete', title: string, say: Say): Html =>
  box(
    title,
    html`${view.question !== undefined && html`<blockquote class="said">${view.question.split('\n').map((line) => html`<p>${line}</p>`)}</blockquote>`}
    ${inSilence(view, say) && html`<p class="md mut">${inSilence(view, say)}</p>`}
    ${replyForm(view, action, say('Jawaban Anda', 'Your answer'), say)}`,
  )

function undoUntil({ file, events }: ReportView, say: Say): Html | false {
  const withdrawn = events.findLast(({ action }) => action === 'withdraw')
  return (
    withdrawn !== undefined &&
    html`<p class="md">
      ${say('Anda bisa membatalkannya sampai', 'You can undo this until')}
      <b>${longDay(undoDay(file, withdrawn.at), say)}</b>.
    </p>`
  )
}

/** What happens when the reporter says nothing, with the day. */
function inSilence({ file, clocks }: ReportView, say: Say): string | false {
  const clock = pressingNow(file, clocks)
  if (!clock) return false
  const day = `${longDay(clock.result.due_on, say)}${provisionalMark(clock, say)}`
  if (file.state === 'answered')
    return say(
      `Kalau Anda tidak menilai sampai ${day}, laporan ditutup tanpa penilaian Anda. Setelah itu Anda masih bisa mengajukan banding.`,
      `If you do not judge by ${day}, the report is closed without your verdict. You can still appeal after that.`,
    )
  if (file.state === 'awaiting_completion')
    return say(
      `Kalau belum dilengkapi sampai ${day}, laporan diarsipkan. Anda bisa membukanya lagi dengan satu ketukan.`,
      `If it is not completed by ${day}, the report is archived. You can open it again with one tap.`,
    )
  if (file.state === 'awaiting_reporter')
    return say(
      `Kalau Anda tidak menjawab sampai ${day}, instansi melanjutkan dengan yang sudah ada dan waktunya berjalan lagi. Laporan tidak ditutup.`,
      `If you do not answer by ${day}, the agency goes on with what it has and its clock runs again. The report is not closed.`,
    )
  return false
}
