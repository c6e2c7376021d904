/** The parts of the report form that may be skipped, each folded away until it holds something. */
import { html, type Html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { field, fileField, moreSection, problemOf, radioCards } from '../../web/parts/fields.ts'
import { agencyPicker, pointPicker, regionPicker } from '../../web/parts/reportForm.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { days } from './formAside.ts'
import type { FormView } from './formView.ts'
import { one } from './typed.ts'

/** The error of a field, to be spread into its options. */
export const wrong = ({ problems }: FormView, name: string, say: Say): { error?: string } => {
  const error = problemOf(problems, name, say)
  return error === undefined ? {} : { error }
}

const placeFields = ['place', 'occurred', 'occurred_on', 'region', 'lat', 'lng']

export function placeAndTime(view: FormView, say: Say): Html {
  const { typed, choices, problems = [] } = view
  const isFilled =
    placeFields.some((name) => one(typed, name) !== undefined) ||
    problems.some((problem) => placeFields.includes(problem.field))
  const placeError =
    problemOf(problems, 'place', say) ?? problemOf(problems, 'lat', say) ?? problemOf(problems, 'lng', say)
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

export function agency(view: FormView, say: Say): Html {
  const { typed, choices } = view
  const start = inLanguage(paths.intake.start, say.language)
  return moreSection(
    {
      icon: 'building-2',
      title: say('Instansi yang mungkin berwenang', 'Who may be in charge'),
      isOpen:
        choices.agencies.length > 0 ||
        one(typed, 'agency_query') !== undefined ||
        problemOf(view.problems, 'agency', say) !== undefined,
    },
    html`${agencyPicker(
        {
          choices: choices.agencies,
          value: one(typed, 'agency') ?? null,
          checkDays: days('V1', view),
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
          <label for="agency_query"
            >${say('Cari nama instansi', 'Find an agency by name')}
            <span class="opt">${say('(boleh kosong)', '(optional)')}</span></label
          ><input
            id="agency_query"
            name="agency_query"
            type="search"
            maxlength="100"
            value="${one(typed, 'agency_query') ?? ''}"
          />
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

export function files(view: FormView, say: Say): Html {
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

/** Last of all: the desk lists a report by its first words, so a title is for those who want one. */
export const title = (view: FormView, say: Say): Html =>
  moreSection(
    {
      icon: 'file-text',
      title: say('Judul', 'Title'),
      isOpen: one(view.typed, 'title') !== undefined || problemOf(view.problems, 'title', say) !== undefined,
    },
    field(
      {
        name: 'title',
        label: say('Judul laporan', 'Title of the report'),
        isOptional: true,
        maxlength: 200,
        value: one(view.typed, 'title') ?? null,
        hint: say(
          'Tanpa judul, laporan disebut dengan kata-kata pertamanya.',
          'Without a title the report is called by its first words.',
        ),
        ...wrong(view, 'title', say),
      },
      say,
    ),
  )
