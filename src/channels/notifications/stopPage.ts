import { html } from '../../web/html.ts'
import { page } from '../../web/layout.ts'
import { hidden } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Language, Say } from '../../web/say.ts'

export type StopPage = { csrf: string; isKnown: boolean; isDone: boolean; path: string }

/** Behind the link under every message. Following a report needs no messages, so stopping them loses nothing. */
export function stopPage(stop: StopPage, language: Language, say: Say): string {
  const title = say('Berhenti menerima pesan', 'Stop messages')
  const follow = inLanguage(paths.tracking.form, language)
  return page(
    { title, language, path: stop.path, noindex: true },
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${
        !stop.isKnown
          ? html`<p>
              ${say('Tautan ini tidak lengkap. Salin seluruh alamat dari pesan Anda.', 'This link is not complete. Copy the whole address from your message.')}
            </p>`
          : stop.isDone
            ? note(
                'good',
                say(
                  'Anda tidak akan menerima pesan lagi tentang laporan ini. Laporannya tetap berjalan.',
                  'You will get no more messages about this report. The report itself goes on.',
                ),
              )
            : html`<p>
                  ${say('Laporan Anda tetap ditangani. Perkembangannya selalu dapat dilihat dengan nomor dan kunci rahasia.', 'Your report is still handled. You can always follow it with its number and secret.')}
                </p>
                <form method="post">
                  ${hidden({ csrf: stop.csrf })}<button class="btn">
                    ${say('Hentikan pesan', 'Stop messages')}
                  </button>
                </form>`
      }
      <p><a href="${follow}">${say('Lacak laporan', 'Track a report')}</a></p>
    </div>`,
  )
}
