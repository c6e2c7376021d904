import type { FieldProblem } from '../../errors.ts'
import { deadlineInForce, type RuleId } from '../../regulation/deadlines.ts'
import { shownNumber } from '../../platform/crypto/token.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { page } from '../../web/layout.ts'
import { emptyRibbon } from '../../web/parts/deadline.ts'
import {
  errorSummary,
  field,
  fileField,
  hidden,
  type KeptFile,
  moreSection,
  problemOf,
  radioCards,
} from '../../web/parts/fields.ts'
import { kindPicker } from '../../web/parts/kindPicker.ts'
import { note } from '../../web/parts/note.ts'
import { privacyPicker, whoSeesByChoice } from '../../web/parts/privacy.ts'
import { agencyPicker, pointPicker, regionPicker, similarReports } from '../../web/parts/reportForm.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import type { Choices } from './choices.ts'
import { longestText } from './inputs.ts'
import { one, type Typed } from './typed.ts'

export type FormView = {
  typed: Typed
  /** The idempotency key: however often this form is sent, it is one report. */
  key: string
  choices: Choices
  /** 'YYYY-MM-DD'; the deadlines shown are those in force then. */
  today: string
  problems?: readonly FieldProblem[]
  /** Files that came with an earlier attempt. */
  kept?: readonly KeptFile[]
  /** What happened to the form before. */
  notice?: Words
  mostFiles: number
  mostBytes: number
}

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
      >
        <h1>${say('Buat laporan', 'Make a report')}</h1>
        ${errorSummary(linked(view.problems ?? []), say)}${view.notice && note('soon', say(view.notice))}
        <p class="mut">
          ${say(
            'Cukup isi bagian pertama. Yang lain boleh dilewati.',
            'Filling in the first part is enough. The rest can be skipped.',
          )}
        </p>
        ${hidden({ idempotency_key: view.key, title: one(view.typed, 'title') })} ${story(view, say)}
        <h2>${say('Membantu, tetapi boleh dilewati', 'Helpful, but may be skipped')}</h2>
        ${placeAndTime(view, say)} ${agency(view, say)} ${files(view, say)}
        <div class="sheet flow" id="privasi">
          ${privacyPicker({ value: one(view.typed, 'privacy') ?? null, ...wrong(view, 'privacy', say) }, say)}
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
        ${legalDays(view.today, say)}
      </aside>
    </div>`,
  )

const wrong = ({ problems }: FormView, name: string, say: Say): { error?: string } => {
  const error = problemOf(problems, name, say)
  return error === undefined ? {} : { error }
}

/** Fields that have no box of their own are mended where the person can see something. */
const placeOfField: Record<string, string> = { lat: 'place', lng: 'place', idempotency_key: 'text', title: 'text' }
const linked = (problems: readonly FieldProblem[]): FieldProblem[] =>
  problems.map((problem) => ({ ...problem, field: placeOfField[problem.field] ?? problem.field }))

const story = (view: FormView, say: Say): Html =>
  html`<div class="sheet flow">
    ${field(
      {
        name: 'text',
        label: say('Apa yang ingin Anda sampaikan?', 'What do you want to tell us?'),
        hint: say(
          'Tulis apa yang terjadi, di mana, dan sejak kapan. Jangan tulis NIK atau nomor rekening.',
          'Say what happened, where and since when. Leave out ID and bank account numbers.',
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
    ${kindPicker({ value: one(view.typed, 'kind') ?? null, ...wrong(view, 'kind', say) }, say)}
  </div>`

const placeFields = ['place', 'occurred', 'occurred_on', 'region', 'lat', 'lng']

function placeAndTime(view: FormView, say: Say): Html {
  const { typed, choices, problems = [] } = view
  const isFilled =
    placeFields.some((name) => one(typed, name) !== undefined) ||
    problems.some((problem) => placeFields.includes(problem.field))
  const placeError = problemOf(problems, 'place', say) ?? problemOf(problems, 'lat', say) ?? problemOf(problems, 'lng', say)
  return moreSection(
    {
      icon: 'map-pin',
      title: say('Tempat dan waktu kejadian', 'Where and when'),
      isOpen: isFilled,
    },
    html`<div class="cols c2">
        ${field(
          {
            name: 'place',
            label: say('Tempat', 'Place'),
            isOptional: true,
            maxlength: 300,
            value: one(typed, 'place') ?? null,
            hint: say(
              'Nama jalan, desa, atau patokan. Peta tidak wajib.',
              'A street, village or landmark. No map needed.',
            ),
            ...(placeError !== undefined && { error: placeError }),
          },
          say,
        )}
        ${field(
          {
            name: 'occurred',
            label: say('Sejak kapan', 'Since when'),
            isOptional: true,
            maxlength: 120,
            value: one(typed, 'occurred') ?? null,
            hint: say(
              'Tulis seperti bicara: kemarin, Senin lalu, 2 November.',
              'As you would say it: yesterday, last Monday, 2 November.',
            ),
            ...wrong(view, 'occurred', say),
          },
          say,
        )}
      </div>
      ${regionPicker({ provinces: choices.provinces, chosen: choices.region ?? null, ...wrong(view, 'region', say) }, say)}
      <div class="cols c2">
        ${field(
          {
            name: 'occurred_on',
            label: say('Tanggal, bila ingat', 'Date, if you remember'),
            isOptional: true,
            type: 'date',
            value: one(typed, 'occurred_on') ?? null,
            ...wrong(view, 'occurred_on', say),
          },
          say,
        )}
      </div>
      ${pointPicker({ lat: one(typed, 'lat') ?? null, lng: one(typed, 'lng') ?? null }, say)}`,
  )
}

function agency(view: FormView, say: Say): Html {
  const { typed, choices, today } = view
  const start = inLanguage(paths.intake.start, say.language)
  return moreSection(
    {
      icon: 'building-2',
      title: say('Instansi yang mungkin berwenang', 'Who may be in charge'),
      isOpen: choices.agencies.length > 0 || one(typed, 'agency_query') !== undefined || problemOf(view.problems, 'agency', say) !== undefined,
    },
    html`${agencyPicker(
        {
          choices: choices.agencies,
          value: one(typed, 'agency') ?? null,
          checkDays: days('V1', today),
          ...wrong(view, 'agency', say),
        },
        say,
      )}
      ${
        one(typed, 'agency_query') !== undefined &&
        choices.agencies.length === 0 &&
        html`<p class="md" role="status">
          ${say(
            'Tidak ada instansi dengan nama itu. Coba kata lain, atau biarkan kami yang memilih.',
            'No agency by that name. Try another word, or let us choose.',
          )}
        </p>`
      }
      <div class="row low">
        <div class="field">
          <label for="agency_query">${say('Cari nama instansi', 'Find an agency by name')} <span class="opt">${say('(boleh kosong)', '(optional)')}</span></label
          ><input id="agency_query" name="agency_query" type="search" maxlength="100" value="${one(typed, 'agency_query') ?? ''}" />
        </div>
        <button class="btn alt s" name="cari" value="1" formaction="${start}#agency" formnovalidate>
          ${icon('search')}${say('Cari instansi', 'Find the agency')}
        </button>
      </div>
      ${categories(view, say)}`,
  )
}

/** Hidden until there is something to choose: nobody has to think about categories. */
const categories = (view: FormView, say: Say): Html =>
  view.choices.categories.length === 0 && problemOf(view.problems, 'category', say) === undefined
    ? html`<div data-suggest="category" hidden>${categoryCards(view, say)}</div>`
    : html`<div data-suggest="category">${categoryCards(view, say)}</div>`

const categoryCards = (view: FormView, say: Say): Html =>
  radioCards({
    name: 'category',
    legend: say('Tentang apa?', 'What is it about?'),
    isSmallLegend: true,
    value: one(view.typed, 'category') ?? '',
    choices: [
      { value: '', label: say('Biarkan petugas memilih', 'Let the officer choose') },
      ...view.choices.categories,
    ],
    ...wrong(view, 'category', say),
  })

function files(view: FormView, say: Say): Html {
  const { kept = [], problems = [], mostFiles, mostBytes } = view
  const fileProblems = problems.filter((problem) => problem.field === 'files').map((problem) => say(problem))
  return moreSection(
    {
      icon: 'paperclip',
      title: say('Foto atau berkas', 'Photos or files'),
      isOpen: kept.length > 0 || fileProblems.length > 0,
    },
    fileField(
      {
        kept,
        most: mostFiles,
        mostBytes,
        ...(fileProblems.length > 0 && { error: fileProblems.join(' ') }),
      },
      say,
    ),
  )
}

function contactAndSend(view: FormView, say: Say): Html {
  const box = (name: 'name' | 'phone' | 'email', label: string, more: { type: 'text' | 'tel' | 'email'; autocomplete: string; maxlength: number; hint?: string }) =>
    field({ name, label, isOptional: true, value: one(view.typed, name) ?? null, ...more, ...wrong(view, name, say) }, say)
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
        ${box('phone', say('Nomor HP', 'Phone number'), {
          type: 'tel',
          autocomplete: 'tel',
          maxlength: 30,
          hint: say(
            'Tidak perlu kode OTP untuk mengirim laporan.',
            'No one-time code is needed to send a report.',
          ),
        })}
        <div class="cols c2">
          ${box('email', say('Surel', 'E-mail'), { type: 'email', autocomplete: 'email', maxlength: 254 })}
          ${box('name', say('Nama Anda', 'Your name'), { type: 'text', autocomplete: 'name', maxlength: 120 })}
        </div>
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

const visibility = (say: Say): Html =>
  html`<section class="sheet flow">
    <h2 class="h">${say('Siapa bisa melihat apa', 'Who can see what')}</h2>
    ${whoSeesByChoice(say)}
    <p class="sm mut">
      ${say(
        'Tampil di publik hanya setelah dibaca petugas dan data pribadi ditutup. Memilih Terbuka atau Tanpa nama berarti Anda setuju; persetujuan bisa ditarik kapan saja.',
        'Public only after an officer has read it and masked personal data. Choosing Open or Name hidden means that you agree; you can take that back at any time.',
      )}
    </p>
  </section>`

const days = (rule: RuleId, today: string): number => deadlineInForce(rule, today).length.n

const legalDays = (today: string, say: Say): Html => {
  const line = (rule: RuleId, words: string) =>
    html`<li>${emptyRibbon(days(rule, today), say)}<br />${words}</li>`
  return html`<section class="flow md">
    <h2 class="h">${say('Batas waktu', 'Deadlines')}</h2>
    <ul class="plain flow">
      ${line('V1', say('diperiksa dan diteruskan', 'checked and passed on'))}
      ${line('F1', say('dijawab instansi', 'first reply of the agency'))}
      ${line('K2', say('tuntas, untuk pengaduan biasa', 'settled, for an ordinary complaint'))}
    </ul>
  </section>`
}
