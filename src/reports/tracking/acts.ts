/** What waits for the reporter now, each as a plain form. Which there are is asked of the state table. */
import { html, type Html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { moreSection } from '../../web/parts/fields.ts'
import type { Say } from '../../web/say.ts'
import { act, can, isRefused, rating, replyForm, words } from './actForms.ts'
import type { ActsView } from './reportView.ts'

/** What waits for the reporter now; false when nothing does. */
export function mainAct(view: ActsView, say: Say): Html | false {
  if (can(view, 'accept')) return verdict(view, say)
  if (can(view, 'complete'))
    return asked(view, 'complete', say('Mohon lengkapi laporan Anda', 'Please complete your report'), say)
  if (view.file.state === 'awaiting_reporter')
    return asked(view, 'reply', say('Instansi bertanya kepada Anda', 'The agency asks you'), say)
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
        html`<button class="btn alt">
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
const verdict = (view: ActsView, say: Say): Html =>
  box(
    say('Menurut Anda, sudah selesai?', 'Is it solved for you?'),
    html`<p class="md mut">
        ${say('Instansi sudah menjawab. Anda yang menilai.', 'The agency has answered. You are the judge.')}
      </p>
      ${act(
        view,
        'accept',
        html`${rating(view, 'accept', say)}
          ${words(view, 'accept', 'comment', say('Catatan untuk instansi', 'A word for the agency'), say, { isOptional: true, rows: 2, maxlength: 2000 })}
          <button class="btn">${icon('check')}${say('Sudah selesai', 'Yes, it is solved')}</button>`,
        say,
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
          html`${words(view, 'reject', 'reason', say('Apa yang belum selesai?', 'What is not solved?'), say, {
              hint: say('Instansi membaca alasan ini.', 'The agency reads this reason.'),
            })}
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

const asked = (view: ActsView, action: 'reply' | 'complete', title: string, say: Say): Html =>
  box(
    title,
    html`${view.question !== undefined && html`<blockquote class="said">${view.question.split('\n').map((line) => html`<p>${line}</p>`)}</blockquote>`}
    ${replyForm(view, action, say('Jawaban Anda', 'Your answer'), say)}`,
  )
