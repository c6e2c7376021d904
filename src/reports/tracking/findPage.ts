import { shownNumber } from '../../platform/crypto/token.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { page } from '../../web/layout.ts'
import { errorSummary, field } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { lostKeyWords } from '../../web/parts/lostKey.ts'
import { deviceReports } from '../../web/parts/reportForm.ts'
import { lines } from '../../web/parts/timeline.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import { keptFields, wordsOf, type KeptForm } from './keptForm.ts'
import type { Published } from './queries.ts'

export type FindView = {
  number?: string
  /** The report of this number, when everybody may read it. */
  published?: Published
  /** Why number and key did not open anything. */
  problem?: Words
  /** What the person had filled in when the report closed by itself: it is in its form again once the key is there. */
  kept?: KeptForm
}

/** Number and key. What stands here never depends on whether an unpublished number exists. */
export const findPage = (view: FindView, say: Say): string =>
  page(
    {
      title: say('Lacak laporan', 'Track a report'),
      language: say.language,
      path: paths.tracking.form,
      current: 'track',
      scripts: ['draft', 'photos'],
    },
    html`<div class="wrap sec cols side">
      <div class="flow">
        <h1>${say('Lacak laporan', 'Track a report')}</h1>
        ${view.problem && errorSummary([{ field: 'number', code: 'not_found', ...view.problem }], say, say('Laporan tidak terbuka', 'The report did not open'))}
        ${view.published && publicNote(view.published, say)}${!view.problem && !view.kept && view.number !== undefined && !view.published && note('', say(needsKey), 'key-round')}
        ${view.kept && keptNote(view.kept, say)} ${form(view, say)}
      </div>
      <aside class="flow" aria-label="${say('Laporan lain dan bantuan', 'Other reports and help')}">
        ${deviceReports(inLanguage(paths.tracking.form, say.language), say)} ${lost(say)}
      </aside>
    </div>`,
  )

const needsKey: Words = {
  id: 'Masukkan juga kunci 16 angka. Nomor saja hanya membuka laporan yang tampil di publik.',
  en: 'Enter the 16-digit key too. A number alone opens only reports that are public.',
}

const form = (view: FindView, say: Say): Html =>
  html`<form class="sheet flow" method="post" action="${inLanguage(paths.tracking.form, say.language)}">
    <div class="cols c2">
      ${field(
        {
          name: 'number',
          label: say('Nomor laporan', 'Report number'),
          hint: say(
            'Delapan huruf dan angka, contoh 7K4M-29QX.',
            'Eight letters and digits, such as 7K4M-29QX.',
          ),
          hintAbove: true,
          value: view.number ?? null,
          isCode: true,
          required: true,
          autocomplete: 'off',
          maxlength: 40,
        },
        say,
      )}
      ${field(
        {
          name: 'secret',
          label: say('Kunci 16 angka', '16-digit key'),
          hint: say('Hanya Anda yang punya.', 'Only you have it.'),
          hintAbove: true,
          isCode: true,
          inputmode: 'numeric',
          autocomplete: 'off',
          maxlength: 40,
        },
        say,
      )}
    </div>
    ${view.kept && keptFields(view.kept)}
    <div class="row">
      <button class="btn">${say('Lacak laporan', 'Track the report')}</button>
      <a href="#hilang">${say('Nomor atau kunci hilang', 'Number or key lost')}</a>
    </div>
  </form>`

const publicNote = ({ number, title }: Published, say: Say): Html =>
  html`<section class="sheet flow">
    <p class="code md">${shownNumber(number)}</p>
    <h2>
      <a href="${inLanguage(paths.publication.report(number), say.language)}"
        >${title || shownNumber(number)}</a
      >
    </h2>
    <p class="md mut">
      ${say(
        'Laporan ini tampil di publik. Kalau ini laporan Anda, masukkan kuncinya untuk membalas dan menilai.',
        'This report is public. If it is yours, enter its key to reply and to judge.',
      )}
    </p>
  </section>`

function keptNote(kept: KeptForm, say: Say): Html {
  const text = wordsOf(kept)
  return html`<section class="note soon">
    ${icon('info')}
    <div class="flow">
      <p>
        <b
          >${
            text === undefined
              ? say('Pilihan Anda belum terkirim', 'Your choice is not sent yet')
              : say('Tulisan Anda belum terkirim', 'What you wrote is not sent yet')
          }</b
        >
      </p>
      <p>
        ${say(
          'Laporan tertutup sendiri setelah beberapa jam. Masukkan kuncinya; isian ini langsung ada lagi di tempatnya, lalu kirim.',
          'The report closes by itself after some hours. Enter its key; this is then back in its place, ready to send.',
        )}
      </p>
      ${text !== undefined && html`<blockquote class="said">${lines(text)}</blockquote>`}
    </div>
  </section>`
}

const lost = (say: Say): Html =>
  html`<section class="flow md" id="hilang">
    <h2 class="h">${say('Nomor atau kunci hilang?', 'Number or key lost?')}</h2>
    <p>
      ${say(
        'Nomor ada di surel yang kami kirim bila Anda menulis alamat surel.',
        'The number is in the e-mail we sent if you gave an address.',
      )}
      <span class="scripted"
        >${say(
          'Juga di daftar "Laporan dari ponsel ini" pada ponsel yang Anda pakai melapor.',
          'It is in the list "Reports from this phone" too, on the phone you used.',
        )}</span
      >
    </p>
    ${lostKeyWords(say)}
    <p>
      <a href="${inLanguage(paths.intake.form, say.language)}">${say('Buat laporan', 'Make a report')}</a>.
    </p>
  </section>`
