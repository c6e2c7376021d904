import type { FieldProblem } from '../../errors.ts'
import { shownNumber } from '../../platform/crypto/token.ts'
import { flag, type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { page } from '../../web/layout.ts'
import { errorSummary, field, hidden } from '../../web/parts/fields.ts'
import { kindPicker } from '../../web/parts/kindPicker.ts'
import { note } from '../../web/parts/note.ts'
import { privacyPicker } from '../../web/parts/privacy.ts'
import { officersNote, similarReports } from '../../web/parts/reportForm.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { legalDays, visibility } from './formAside.ts'
import { agency, files, placeAndTime, title, wrong } from './formParts.ts'
import type { FormView } from './formView.ts'
import { longestText } from './inputs.ts'
import { one } from './typed.ts'

/** The report form: text first, everything else may be skipped. */
export const formPage = (view: FormView, say: Say): string =>
  page(
    {
      title: say('Buat laporan', 'Make a report'),
      language: say.language,
      path: paths.intake.form,
      current: 'submit',
      scripts: ['draft', 'photos', 'suggest', 'region', 'map'],
    },
    html`<div class="wrap sec cols side">
      <form
        class="flow"
        method="post"
        action="${inLanguage(paths.intake.form, say.language)}"
        enctype="multipart/form-data"
        data-draft="report"
        ${flag('data-new-key', view.notice !== undefined)}
      >
        <h1>${say('Buat laporan', 'Make a report')}</h1>
        ${errorSummary(linked(view.problems ?? []), say)}${view.notice && note('soon', say(view.notice))}
        <p class="mut">
          ${say(
            'Cukup isi bagian pertama. Yang lain boleh dilewati.',
            'Filling in the first part is enough. The rest can be skipped.',
          )}
        </p>
        ${hidden({ idempotency_key: view.key })} ${story(view, say)}
        <h2>${say('Membantu, tetapi boleh dilewati', 'Helpful, but may be skipped')}</h2>
        ${placeAndTime(view, say)} ${agency(view, say)} ${files(view, say)} ${title(view, say)}
        <div class="sheet flow" id="privasi">
          ${privacyPicker({ value: one(view.typed, 'privacy') ?? hiddenUntilChosen(view), ...wrong(view, 'privacy', say) }, say)}
        </div>
        ${contactAndSend(view, say)}
      </form>
      <aside class="flow" aria-label="${say('Yang perlu Anda tahu', 'What you should know')}">
        ${visibility(say)}
        ${similarReports(
          view.choices.similar.map(({ number, title, supporters }) => ({
            href: inLanguage(paths.publication.report(number), say.language),
            title: title || shownNumber(number),
            supporters,
          })),
          say,
        )}
        ${legalDays(view, say)}
      </aside>
    </div>`,
  )

/** Fields that have no box of their own are mended where the person can see something. */
const placeOfField: Record<string, string> = {
  lat: 'place',
  lng: 'place',
  idempotency_key: 'text',
}
const linked = (problems: readonly FieldProblem[]): FieldProblem[] =>
  problems.map((problem) => ({ ...problem, field: placeOfField[problem.field] ?? problem.field }))

/** A choice that got lost on the way comes back as one that shows nothing to the public. */
const hiddenUntilChosen = ({ problems = [] }: FormView): string | null =>
  problems.some(({ field }) => field === 'privacy') ? 'rahasia' : null

const story = (view: FormView, say: Say): Html =>
  html`<div class="sheet flow">
    ${field(
      {
        name: 'text',
        label: say('Apa yang ingin Anda sampaikan?', 'What do you want to tell us?'),
        hint: say(
          'Tulis apa yang terjadi, di mana, dan sejak kapan. Jangan tulis NIK, nomor rekening, atau nomor HP orang lain.',
          'Say what happened, where and since when. Leave out ID and bank account numbers, and other people’s phone numbers.',
        ),
        hintAbove: true,
        type: 'textarea',
        rows: 7,
        required: true,
        maxlength: longestText,
        value: one(view.typed, 'text') ?? null,
        below: html`<span class="hint" data-draft-status></span>`,
        ...wrong(view, 'text', say),
      },
      say,
    )}
    ${officersNote(view.choices.aboutOfficers, say)}
    ${kindPicker({ value: one(view.typed, 'kind') ?? null, ...wrong(view, 'kind', say) }, say)}
  </div>`

function contactAndSend(view: FormView, say: Say): Html {
  const box = (
    name: 'name' | 'phone' | 'email',
    label: string,
    more: { type: 'text' | 'tel' | 'email'; autocomplete: string; maxlength: number; hint?: string },
  ) =>
    field(
      {
        name,
        label,
        isOptional: true,
        value: one(view.typed, name) ?? null,
        ...more,
        ...wrong(view, name, say),
      },
      say,
    )
  return html`<div class="sheet flow">
    <fieldset class="flow">
      <legend>${say('Ke mana kami mengabari Anda?', 'Where shall we send news?')}</legend>
      <p class="md mut">
        ${say(
          'Tanpa kontak pun Anda bisa melacak dengan nomor dan kunci.',
          'Without a contact you can still track it with number and key.',
        )}
      </p>
      <div class="flow" data-identity>
        ${box('email', say('Surel', 'E-mail'), { type: 'email', autocomplete: 'email', maxlength: 254 })}
        <div class="cols c2">
          ${box('phone', say('Nomor HP', 'Phone number'), {
            type: 'tel',
            autocomplete: 'tel',
            maxlength: 30,
            hint: say(
              'Kabar lewat SMS belum tersedia. Buka halaman lacak, atau tulis surel.',
              'News by text message is not available yet. Use the tracking page, or give an e-mail.',
            ),
          })}
          ${box('name', say('Nama Anda', 'Your name'), { type: 'text', autocomplete: 'name', maxlength: 120 })}
        </div>
        ${mayContact(view, say)}
      </div>
      <p class="md" data-no-identity>
        ${say(
          'Anda memilih anonim penuh: nama, nomor HP, dan surel tidak dikirim dan tidak disimpan.',
          'You chose fully anonymous: name, phone number and e-mail are not sent and not stored.',
        )}
      </p>
    </fieldset>
    <div class="row">
      <button class="btn">${icon('send')}${say('Kirim laporan', 'Send report')}</button
      ><button class="btn alt" formaction="${inLanguage(paths.intake.check, say.language)}">
        ${say('Periksa dulu', 'Check first')}
      </button>
    </div>
    <p class="md mut">
      ${say(
        'Anda langsung mendapat nomor laporan. Kalau tombol tertekan dua kali, laporan tetap satu.',
        'You get a number at once. If the button is pressed twice, it is still one report.',
      )}
    </p>
  </div>`
}

const mayContact = ({ typed }: FormView, say: Say): Html =>
  html`<div class="pick">
    <label
      ><input
        type="checkbox"
        name="contact_consent"
        value="true"
        ${flag('checked', one(typed, 'contact_consent') === 'true')}
      /><b
        >${say('Instansi yang menangani boleh menghubungi saya', 'The agency that handles it may contact me')}</b
      ><span class="hint"
        >${say(
          'Tidak dicentang pun instansi dapat bertanya di halaman lacak. Pada pilihan Terbuka instansi selalu boleh.',
          'Even unticked, the agency can ask on the tracking page. With the choice Open it always may.',
        )}</span
      ></label
    >
  </div>`
