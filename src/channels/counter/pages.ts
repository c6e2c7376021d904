/** The manual form: one screen, one column, from the paper to the read-back, by keyboard alone. */
import type { FieldProblem } from '../../errors.ts'
import { deskSources } from '../../regulation/kinds.ts'
import { deskSourceWords } from '../../regulation/words.ts'
import type { Desk } from '../../reports/desk/desk.ts'
import { deskOptions, inDeskLanguage } from '../../reports/desk/frame.ts'
import type { Choices } from '../../reports/intake/choices.ts'
import { longestText } from '../../reports/intake/inputs.ts'
import { one, type Typed } from '../../reports/intake/typed.ts'
import { shownNumber } from '../../web/dates.ts'
import { attribute, flag, type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { deskPage } from '../../web/layout.ts'
import {
  errorSummary,
  field,
  fileField,
  hidden,
  type KeptFile,
  problemOf,
  radioCards,
} from '../../web/parts/fields.ts'
import { kindPicker } from '../../web/parts/kindPicker.ts'
import { note } from '../../web/parts/note.ts'
import { privacyPicker } from '../../web/parts/privacy.ts'
import { regionPicker } from '../../web/parts/reportForm.ts'
import { paths } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import type { LikeReport } from './similar.ts'

export type CounterView = {
  typed: Typed
  /** The idempotency key: however often this form is sent, it is one report. */
  key: string
  choices: Choices
  /** The officer's own agency, offered first. */
  ownAgency?: { code: string; name: string }
  today: string
  problems?: readonly FieldProblem[]
  kept?: readonly KeptFile[]
  notice?: Words
  /** Like reports that stand before saving; none once the officer has seen them. */
  like?: readonly LikeReport[]
  mostFiles: number
  mostBytes: number
}

export function counterPage(desk: Desk, view: CounterView): string {
  const { say } = desk
  const options = deskOptions(
    desk,
    say('Catat laporan warga', "Enter a citizen's report"),
    paths.desk.counter,
    'counter',
  )
  return deskPage(
    { ...options, scripts: [...(options.scripts ?? []), 'region'] },
    html`<div class="wrap sec">
      <form
        class="flow counter"
        method="post"
        action="${inDeskLanguage(desk, paths.desk.counter)}"
        enctype="multipart/form-data"
      >
        <h1>${options.title}</h1>
        ${errorSummary(linked(view.problems ?? []), say)}${view.notice && html`<div role="status">${note('soon', say(view.notice))}</div>`}${likeBox(desk, view)}
        <p class="mut">
          ${say(
            'Untuk laporan di loket, lewat surat, atau telepon. Tulis dengan kata-kata pelapor sendiri.',
            "For reports at the counter, by letter or by phone. Use the reporter's own words.",
          )}
        </p>
        ${hidden({ csrf: desk.csrf, idempotency_key: view.key, seen: seenOf(view) })} ${defaultButton(say)}
        ${arrival(view, say)} ${story(view, say)} ${agency(view, say)} ${person(view, say)}
        ${readBack(view, say)}
      </form>
    </div>`,
  )
}

/** Fields without a box of their own are mended where the officer can see something. */
const placeOfField: Record<string, string> = {
  idempotency_key: 'text',
  seen: 'text',
  lat: 'place',
  lng: 'place',
}
const linked = (problems: readonly FieldProblem[]): FieldProblem[] =>
  problems.map((problem) => ({ ...problem, field: placeOfField[problem.field] ?? problem.field }))

/** The Enter key presses the first button of a form, and that must not be the search for an agency. */
const defaultButton = (say: Say): Html =>
  html`<button class="vh" tabindex="-1" aria-hidden="true">
    ${say('Simpan laporan', 'Save the report')}
  </button>`

const seenOf = ({ typed, like = [] }: CounterView): string | undefined =>
  like.length > 0 ? like.map(({ number }) => number).join(' ') : one(typed, 'seen')

function likeBox(desk: Desk, { like = [] }: CounterView): Html | false {
  const { say } = desk
  if (like.length === 0) return false
  return html`<div role="alert" tabindex="-1" id="serupa" autofocus>
    ${note(
      'soon',
      html`<b>${say('Ada laporan serupa', 'There are similar reports')}</b>
        <ul>
          ${like.map(
            (one) =>
              html`<li>
                <a href="${inDeskLanguage(desk, one.path)}" target="_blank" rel="noopener"
                  >${one.title || shownNumber(one.number)}<span class="vh">
                    ${say('(tab baru)', '(new tab)')}</span
                  ></a
                >
                <span class="mut"
                  >${shownNumber(one.number)}${one.isPublic && say(', tampil di publik', ', public')}</span
                >
              </li>`,
          )}
        </ul>
        <p>
          ${say(
            'Belum disimpan. Bila ini hal yang lain, atau pelapor ingin laporannya sendiri, tekan Simpan laporan sekali lagi.',
            'Not saved yet. If this is another matter, or the reporter wants their own report, press Save the report once more.',
          )}
        </p>`,
      'users-round',
    )}
  </div>`
}

const wrong = ({ problems }: CounterView, name: string, say: Say): { error?: string } => {
  const error = problemOf(problems, name, say)
  return error === undefined ? {} : { error }
}

function arrival(view: CounterView, say: Say): Html {
  const { typed, kept = [], problems = [] } = view
  const fileProblems = problems.filter((problem) => problem.field === 'files').map((problem) => say(problem))
  return html`<section class="sheet flow" aria-label="${say('Bagaimana laporan ini datang', 'How it came')}">
    ${radioCards({
      name: 'source',
      legend: say('Laporan ini datang lewat', 'It came by'),
      layout: 'three',
      value: one(typed, 'source') ?? 'counter',
      choices: deskSources.map((value) => ({ value, label: capital(say(deskSourceWords[value])) })),
      ...wrong(view, 'source', say),
    })}
    ${field(
      {
        name: 'received_on',
        label: say('Diterima di meja tanggal', 'The desk got it on'),
        hint: say(
          'Tenggat pemeriksaan dihitung dari tanggal ini, bukan dari hari ini.',
          'The deadline of the check counts from this day, not from today.',
        ),
        type: 'date',
        required: true,
        value: one(typed, 'received_on') ?? view.today,
        ...wrong(view, 'received_on', say),
      },
      say,
    )}
    ${field(
      {
        name: 'paper_number',
        label: say('Nomor surat atau buku', 'Number of the letter or book'),
        isOptional: true,
        maxlength: 60,
        value: one(typed, 'paper_number') ?? null,
        ...wrong(view, 'paper_number', say),
      },
      say,
    )}
    ${fileField(
      {
        label: say('Pindaian surat atau foto', 'Scan of the letter, or photos'),
        kept,
        most: view.mostFiles,
        mostBytes: view.mostBytes,
        hint: say(
          'PDF atau gambar. Tutup nama dan alamat pada surat sebelum dipindai, kecuali pelapor memilih Terbuka.',
          'PDF or pictures. Cover name and address on the letter before you scan it, unless the reporter chose Open.',
        ),
        ...(fileProblems.length > 0 && { error: fileProblems.join(' ') }),
      },
      say,
    )}
  </section>`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function story(view: CounterView, say: Say): Html {
  const { typed, choices } = view
  const line = (name: string, label: string, maxlength: number, hint?: string) =>
    field(
      {
        name,
        label,
        isOptional: true,
        maxlength,
        value: one(typed, name) ?? null,
        ...(hint !== undefined && { hint }),
        ...wrong(view, name, say),
      },
      say,
    )
  return html`<section class="sheet flow" aria-label="${say('Isi laporan', 'The report')}">
    ${kindPicker({ value: one(typed, 'kind') ?? null, isShort: true, ...wrong(view, 'kind', say) }, say)}
    ${field(
      {
        name: 'text',
        label: say('Isi laporan', 'The report'),
        type: 'textarea',
        rows: 8,
        required: true,
        maxlength: longestText,
        value: one(typed, 'text') ?? null,
        hint: say('Jangan tulis NIK atau nomor rekening.', 'Leave out ID and bank account numbers.'),
        ...wrong(view, 'text', say),
      },
      say,
    )}
    ${line('title', say('Judul singkat', 'Short title'), 200)}
    ${line('place', say('Tempat', 'Place'), 300, say('Nama jalan, desa, atau patokan.', 'A street, village or landmark.'))}
    ${regionPicker({ provinces: choices.provinces, chosen: choices.region ?? null, ...wrong(view, 'region', say) }, say)}
    ${line('occurred', say('Sejak kapan', 'Since when'), 120, say('Seperti yang diucapkan: kemarin, Senin lalu.', 'As it was said: yesterday, last Monday.'))}
    ${field({ name: 'occurred_on', label: say('Tanggal kejadian, bila diketahui', 'Day it happened, if known'), isOptional: true, type: 'date', value: one(typed, 'occurred_on') ?? null, ...wrong(view, 'occurred_on', say) }, say)}
  </section>`
}

function agency(view: CounterView, say: Say): Html {
  const { typed, choices, ownAgency } = view
  const query = one(typed, 'agency_query')
  const others = choices.agencies.filter(({ value }) => value !== ownAgency?.code)
  return html`<section class="sheet flow" id="instansi" aria-label="${say('Instansi', 'Agency')}">
    ${radioCards({
      name: 'agency',
      legend: say('Instansi yang dituju', 'Which agency'),
      value: one(typed, 'agency') ?? '',
      choices: [
        {
          value: '',
          label: say('Petugas nasional yang menentukan', 'The national desk decides'),
          hint: say('Pilih ini bila ragu.', 'Choose this when in doubt.'),
        },
        ...(ownAgency ? [{ value: ownAgency.code, label: ownAgency.name }] : []),
        ...others,
      ],
      ...wrong(view, 'agency', say),
    })}
    ${
      query !== undefined &&
      others.length === 0 &&
      html`<p class="md" role="status">
        ${say('Tidak ada instansi lain dengan nama itu.', 'No other agency by that name.')}
      </p>`
    }
    <div class="row low">
      <div class="field">
        <label for="agency_query"
          >${say('Cari instansi lain', 'Find another agency')}
          <span class="opt">${say('(boleh kosong)', '(optional)')}</span></label
        ><input
          id="agency_query"
          name="agency_query"
          type="search"
          maxlength="100"
          ${attribute('value', query)}
        />
      </div>
      <button class="btn alt s" name="cari" value="1" formnovalidate>
        ${icon('search')}${say('Cari', 'Search')}
      </button>
    </div>
  </section>`
}

function person(view: CounterView, say: Say): Html {
  const box = (
    name: 'name' | 'phone' | 'email',
    label: string,
    type: 'text' | 'tel' | 'email',
    most: number,
  ) =>
    field(
      {
        name,
        label,
        type,
        isOptional: true,
        maxlength: most,
        // The officer's own name must not be offered by the browser.
        autocomplete: 'off',
        value: one(view.typed, name) ?? null,
        ...wrong(view, name, say),
      },
      say,
    )
  return html`<section class="sheet flow" aria-label="${say('Pelapor', 'Reporter')}">
    ${privacyPicker({ value: one(view.typed, 'privacy') ?? null, ...wrong(view, 'privacy', say) }, say)}
    <div class="flow" data-identity>
      ${box('name', say('Nama pelapor', "Reporter's name"), 'text', 120)}
      ${box('phone', say('Nomor HP', 'Phone number'), 'tel', 30)}
      ${box('email', say('Surel', 'E-mail'), 'email', 254)}
      <label class="row"
        ><input
          type="checkbox"
          name="contact_consent"
          value="true"
          ${flag('checked', one(view.typed, 'contact_consent') === 'true')}
        />${say('Pelapor setuju dihubungi instansi yang menangani', 'The reporter agrees to be contacted by the agency that handles it')}</label
      >
    </div>
    <p class="md" data-no-identity>
      ${say(
        'Anonim penuh: nama, nomor HP, dan surel tidak disimpan, juga bila terisi.',
        'Fully anonymous: name, phone number and e-mail are not stored, even if they were filled in.',
      )}
    </p>
  </section>`
}

function readBack(view: CounterView, say: Say): Html {
  const error = problemOf(view.problems, 'read_back', say)
  const label = say('Sudah saya bacakan dan dibenarkan pelapor', 'I read it out and the reporter agrees')
  return html`<section class="sheet flow" aria-label="${say('Simpan', 'Save')}">
    <div class="field${error === undefined ? '' : ' bad'}">
      ${error !== undefined && html`<span class="err" id="read_back-error">${icon('circle-alert')} ${error}</span>`}
      <label class="row" for="read_back"
        ><input
          id="read_back"
          name="read_back"
          type="checkbox"
          value="ya"
          required
          ${flag('checked', one(view.typed, 'read_back') !== undefined)}
          ${attribute('aria-invalid', error !== undefined && 'true')}
          ${attribute('aria-describedby', `read_back-hint${error === undefined ? '' : ' read_back-error'}`)}
        />${label}</label
      >
      <span class="hint" id="read_back-hint"
        >${say(
          'Untuk surat: bacakan lewat telepon, atau beri tanda bila isinya disalin persis dari surat.',
          'For a letter: read it out by phone, or tick this when it is copied word for word.',
        )}</span
      >
    </div>
    <p>
      <button class="btn" data-submit>
        ${icon('save')}${say('Simpan laporan', 'Save the report')} <kbd>Ctrl+Enter</kbd>
      </button>
    </p>
  </section>`
}
