/** On the reporter's page, while letters to the reporter come back: where the news stands, and how to mend it. */
import type { FieldProblem } from '../../errors.ts'
import { dayOf, fullDay } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { field, hidden } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import type { ReportView } from './reportView.ts'

export type ContactTrouble = {
  /** Since when letters come back. */
  since: Date
  typed?: string
  problem?: FieldProblem
}

export function contactNote({ contactTrouble, file, csrf }: ReportView, say: Say): Html | false {
  if (!contactTrouble) return false
  const { since, typed, problem } = contactTrouble
  return html`<section class="flow noprint" id="surel" aria-labelledby="surel-judul">
    ${note(
      'soon',
      html`<h2 class="h" id="surel-judul">
          ${say('Surel kami tidak sampai kepada Anda', 'Our letters do not reach you')}
        </h2>
        <p>
          ${say(
            `Sejak ${fullDay(dayOf(since, file.zone), say)} alamat surel yang Anda berikan ditolak, mungkin karena salah ketik. Laporan Anda tetap ditangani, dan semua kabar selalu ada di halaman ini.`,
            `Since ${fullDay(dayOf(since, file.zone), say)} the e-mail address you gave is refused, perhaps because of a slip of the hand. Your report is handled all the same, and all news is always on this page.`,
          )}
        </p>
        <form
          class="flow"
          method="post"
          novalidate
          action="${inLanguage(paths.tracking.contact(file.number), say.language)}"
        >
          ${hidden({ csrf })}
          ${field(
            {
              name: 'email',
              type: 'email',
              label: say('Alamat surel lain', 'Another e-mail address'),
              hint: say(
                'Disimpan terkunci seperti yang pertama. Kabar yang tidak sampai dikirim lagi ke sana.',
                'Kept locked like the first one. The news that did not arrive is sent there again.',
              ),
              autocomplete: 'email',
              maxlength: 254,
              required: true,
              value: typed ?? null,
              ...(problem && { error: say(problem) }),
            },
            say,
          )}
          <button class="btn alt">${say('Pakai alamat ini', 'Use this address')}</button>
        </form>`,
    )}
  </section>`
}
