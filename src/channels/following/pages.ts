/** The pages of following a report: the form, and what stands behind the two links of a letter. */
import type { FieldProblem } from '../../errors.ts'
import { shownNumber } from '../../platform/crypto/token.ts'
import { followForm } from '../../reports/publication/followBox.ts'
import { html, type Html } from '../../web/html.ts'
import { page } from '../../web/layout.ts'
import { errorSummary } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { confirmDays } from './actions.ts'

export type FollowPage = {
  number: string
  title: string
  isAsked: boolean
  typed?: string
  problem?: FieldProblem
}

export function followPage(view: FollowPage, say: Say): string {
  const path = paths.publication.follow(view.number)
  const report = inLanguage(paths.publication.report(view.number), say.language)
  const title = say('Ikuti laporan ini', 'Follow this report')
  return page(
    { title, language: say.language, path, current: 'reports', noindex: true },
    html`<div class="wrap sec flow">
      <p class="md">
        <a href="${report}"><span class="code">${shownNumber(view.number)}</span> ${view.title}</a>
      </p>
      <h1>${title}</h1>
      ${view.problem && errorSummary([view.problem], say, say('Alamatnya belum lengkap', 'The address is not complete'))}
      ${view.isAsked ? asked(report, say) : html`<div class="sheet">${followForm(view, say)}</div>`}
    </div>`,
  )
}

/** The same words whoever asks, and whether or not the address was known. */
const asked = (report: string, say: Say): Html =>
  html`${note(
      'good',
      html`<p>
          <b>${say('Satu langkah lagi: buka surel Anda.', 'One more step: open your mail.')}</b>
        </p>
        <p>
          ${say(
            `Bila alamatnya benar, sebentar lagi ada surel berisi tautan. Kabar baru dikirim setelah Anda menekan tombol di balik tautan itu, dalam ${confirmDays} hari.`,
            `If the address is right, a letter with a link is on its way. News is sent only after you press the button behind that link, within ${confirmDays} days.`,
          )}
        </p>`,
    )}
    <p class="md mut">
      ${say(
        'Tidak ada surel? Lihat juga folder spam. Satu alamat menerima paling banyak tiga surel seperti itu sehari.',
        'No letter? Look in the spam folder too. One address gets at most three such letters a day.',
      )}
    </p>
    <p><a href="${report}">${say('Kembali ke laporan', 'Back to the report')}</a></p>`

export type LinkPage = { path: string; report?: { number: string; title: string } }

const frame = (title: string, path: string, body: Html, say: Say): string =>
  page(
    { title, language: say.language, path, noindex: true },
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${body}
      <p>
        <a href="${inLanguage(paths.publication.list, say.language)}"
          >${say('Laporan publik', 'Public reports')}</a
        >
      </p>
    </div>`,
  )

const link = ({ number, title }: { number: string; title: string }, say: Say): Html =>
  html`<a href="${inLanguage(paths.publication.report(number), say.language)}"
    ><span class="code">${shownNumber(number)}</span> ${title}</a
  >`

/** A button, not the opening of the link: programs that look through letters open every link in them. */
export const confirmPage = ({ path, report }: Required<LinkPage>, say: Say): string =>
  frame(
    say('Ikuti laporan ini?', 'Follow this report?'),
    path,
    html`<p>${link(report, say)}</p>
      <p>
        ${say('Setiap langkah yang tampil di publik dikabarkan ke alamat Anda. Setiap surel punya tautan untuk berhenti.', 'Each step that is public is told to your address. Every letter has a link to stop.')}
      </p>
      <form method="post">
        <button class="btn">${say('Ya, kabari saya', 'Yes, tell me')}</button>
      </form>`,
    say,
  )

export const confirmedPage = ({ path, report }: Required<LinkPage>, say: Say): string =>
  frame(
    say('Anda mengikuti laporan ini', 'You follow this report'),
    path,
    note(
      'good',
      html`<p>${link(report, say)}</p>
        <p>
          ${say('Langkah berikutnya dikabarkan lewat surel. Untuk berhenti, buka tautan di bagian bawah surel mana pun dari kami.', 'You will hear of the next step by e-mail. To stop, open the link at the foot of any letter from us.')}
        </p>`,
    ),
    say,
  )

/** Too old, stopped, incomplete, or the report is not public: the same words, so that they tell nothing about it. */
export const overPage = ({ path }: LinkPage, say: Say): string =>
  frame(
    say('Tautan ini tidak berlaku lagi', 'This link is no longer valid'),
    path,
    html`<p>
      ${say(
        'Mungkin sudah lewat waktunya, atau alamatnya tersalin tidak lengkap. Anda dapat mengikuti laporan publik lagi dari halamannya.',
        'Perhaps it is too old, or was not copied whole. You can follow a public report again from its page.',
      )}
    </p>`,
    say,
  )

export const stopPage = ({ path }: LinkPage, say: Say): string =>
  frame(
    say('Berhenti mengikuti', 'Stop following'),
    path,
    html`<p>
        ${say('Anda tidak akan menerima kabar laporan ini lagi, dan alamat Anda dihapus.', 'You will hear no more of this report, and your address is deleted.')}
      </p>
      <form method="post">
        <button class="btn">${say('Berhenti dan hapus alamat saya', 'Stop and delete my address')}</button>
      </form>`,
    say,
  )

export const stoppedPage = ({ path }: LinkPage, say: Say): string =>
  frame(
    say('Anda berhenti mengikuti', 'You no longer follow it'),
    path,
    note(
      'good',
      say(
        'Tidak ada surel lagi tentang laporan ini, dan alamat Anda sudah dihapus.',
        'There will be no more letters about this report, and your address is deleted.',
      ),
    ),
    say,
  )
