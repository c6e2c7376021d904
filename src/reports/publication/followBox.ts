/** "Ikuti laporan ini" on the page of a report; what happens then is in channels/following. */
import type { FieldProblem } from '../../errors.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { field } from '../../web/parts/fields.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'

export const followBox = (number: string, say: Say): Html =>
  html`<section class="sheet flow noprint" id="ikuti">
    <h2 class="h">${say('Ikuti laporan ini', 'Follow this report')}</h2>
    ${followForm({ number }, say)}
    <p class="md">
      <a href="${paths.publication.reportFeed(number)}"
        >${icon('rss')}
        ${say('Punya aplikasi pembaca berita? Ikuti di sana (Atom)', 'You use a news reader? Follow it there (Atom)')}</a
      >
    </p>
  </section>`

type Typed = { number: string; typed?: string; problem?: FieldProblem }

export const followForm = ({ number, typed, problem }: Typed, say: Say): Html =>
  html`<form
    class="flow"
    method="post"
    novalidate
    action="${inLanguage(paths.publication.follow(number), say.language)}"
  >
    ${field(
      {
        name: 'email',
        type: 'email',
        label: say('Alamat surel', 'E-mail address'),
        autocomplete: 'email',
        maxlength: 254,
        required: true,
        value: typed ?? null,
        ...(problem && { error: say(problem) }),
        hint: say(
          'Dipakai hanya untuk kabar laporan ini, disimpan terkunci, dan dihapus saat Anda berhenti.',
          'Used only for news of this report, kept locked, and deleted when you stop.',
        ),
      },
      say,
    )}
    <button class="btn alt full">${icon('mail')}${say('Kabari saya', 'Tell me')}</button>
  </form>`
