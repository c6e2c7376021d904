import type { FieldProblem } from '../../errors.ts'
import { fileSize } from '../dates.ts'
import { attribute, escape, flag, type Html, html, trusted } from '../html.ts'
import { icon, type IconName } from '../icons.ts'
import type { Say } from '../say.ts'

/** The words of the problem that a field has, or nothing. */
export const problemOf = (
  problems: readonly FieldProblem[] | undefined,
  name: string,
  say: Say,
): string | undefined => {
  const found = problems?.find((problem) => problem.field === name)
  return found === undefined ? undefined : say(found)
}

export type FieldOptions = {
  /** Also the element's id unless one is given, so that the error summary can lead to it. */
  name: string
  /** For pages with several forms that have a field of this name. */
  id?: string
  label: string | Html
  value?: string | null
  hint?: string
  /** Long boxes have their hint above, where it is read before writing. */
  hintAbove?: boolean
  /** Shown under the box and kept up to date by a module: `html\`<span data-draft …>\``. */
  below?: Html
  error?: string
  isOptional?: boolean
  /** 'textarea' or the type of an input. */
  type?: 'text' | 'textarea' | 'search' | 'tel' | 'email' | 'date' | 'password' | 'number'
  rows?: number
  required?: boolean
  autocomplete?: string
  inputmode?: string
  maxlength?: number
  minlength?: number
  /** Numbers and keys: monospaced, no spelling, capitals. */
  isCode?: boolean
}

/** A labelled box: label above, hint, error above the box, all tied to it for screen readers. */
export function field(options: FieldOptions, say: Say): Html {
  const { hint, error } = options
  const id = options.id ?? options.name
  const hintHtml = hint !== undefined && html`<span class="hint" id="${id}-hint">${hint}</span>`
  const describedBy = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ')
  return html`<div class="field${error === undefined ? '' : ' bad'}">
    <label for="${id}"
      >${options.label}${options.isOptional && html` <span class="opt">${say('(boleh kosong)', '(optional)')}</span>`}</label
    >${
      options.hintAbove && hintHtml
    }${error !== undefined && errorLine(id, error)}${box(options, describedBy)}${!options.hintAbove && hintHtml}${options.below}
  </div>`
}

function box(options: FieldOptions, describedBy: string): Html {
  const { name, value, error } = options
  const id = options.id ?? name
  const common = [
    flag('required', options.required),
    attribute('aria-describedby', describedBy === '' ? undefined : describedBy),
    attribute('aria-invalid', error !== undefined && 'true'),
    attribute('autocomplete', options.autocomplete),
    attribute('inputmode', options.inputmode),
    attribute('maxlength', options.maxlength),
    attribute('minlength', options.minlength),
    ...(options.isCode ? codeAttributes : []),
  ]
  if (options.type === 'textarea') {
    const attributes = [
      attribute('id', id),
      attribute('name', name),
      attribute('rows', options.rows ?? 4),
      ...common,
    ]
    // A browser drops the first line break of a textarea, so one is given to it to drop. Not in an html template:
    // a formatter may add or take line breaks there.
    return trusted(`<textarea ${attributes.join(' ')}>\n${escape(value ?? '')}</textarea>`)
  }
  return html`<input
    id="${id}"
    name="${name}"
    type="${options.type ?? 'text'}"
    ${attribute('value', value === '' ? undefined : value)}
    ${common}
  />`
}

const codeAttributes = [
  attribute('class', 'code'),
  attribute('autocapitalize', 'characters'),
  attribute('spellcheck', 'false'),
]

const errorLine = (name: string, error: string): Html =>
  html`<span class="err" id="${name}-error">${icon('circle-alert')} ${error}</span>`

export type Choice = { value: string; label: string }

/** A labelled select; `choices` may be grouped. */
export function selectField(
  options: Pick<FieldOptions, 'name' | 'label' | 'value' | 'hint' | 'error' | 'isOptional' | 'required'> & {
    choices: readonly (Choice | { group: string; choices: readonly Choice[] })[]
  },
  say: Say,
): Html {
  const { name, value, hint, error } = options
  const describedBy = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`]
    .filter(Boolean)
    .join(' ')
  const option = (choice: Choice) =>
    html`<option value="${choice.value}" ${flag('selected', choice.value === (value ?? ''))}>
      ${choice.label}
    </option>`
  return html`<div class="field${error === undefined ? '' : ' bad'}">
    <label for="${name}"
      >${options.label}${options.isOptional && html` <span class="opt">${say('(boleh kosong)', '(optional)')}</span>`}</label
    >${error !== undefined && errorLine(name, error)}<select
      id="${name}"
      name="${name}"
      ${attribute('aria-describedby', describedBy === '' ? undefined : describedBy)}
      ${attribute('aria-invalid', error !== undefined && 'true')}
      ${flag('required', options.required)}
    >
      ${options.choices.map((choice) =>
        'group' in choice
          ? html`<optgroup label="${choice.group}">${choice.choices.map(option)}</optgroup>`
          : option(choice),
      )}</select
    >${hint !== undefined && html`<span class="hint" id="${name}-hint">${hint}</span>`}
  </div>`
}

export type RadioChoice = { value: string; label: string; hint?: string }

/** Radio cards: the whole card is the label. The first of a wrong group is where the error summary leads. */
export const radioCards = (options: {
  name: string
  id?: string
  legend: string | Html
  choices: readonly RadioChoice[]
  value?: string | null
  error?: string
  /** 'three' puts three cards side by side, 'five' five short ones. */
  layout?: '' | 'three' | 'five'
  isSmallLegend?: boolean
}): Html =>
  html`<fieldset
    id="${options.id ?? options.name}"
    ${attribute('aria-describedby', options.error !== undefined && `${options.id ?? options.name}-error`)}
  >
    <legend class="${options.isSmallLegend ? 'md' : ''}">${options.legend}</legend>
    ${options.error !== undefined && errorLine(options.id ?? options.name, options.error)}
    <div class="pick ${options.layout ?? ''}">
      ${options.choices.map(
        (choice) =>
          html`<label
            ><input
              type="radio"
              name="${options.name}"
              value="${choice.value}"
              ${flag('checked', choice.value === options.value)}
            /><b>${choice.label}</b>${
              choice.hint !== undefined && html`<span class="hint">${choice.hint}</span>`
            }</label
          >`,
      )}
    </div>
  </fieldset>`

/** On top of a refused form: says how many things are wrong and leads to each. Everything typed is still there. */
export function errorSummary(problems: readonly FieldProblem[], say: Say, title?: string): Html | false {
  if (problems.length === 0) return false
  const count = problems.length
  const heading =
    title ??
    say(
      `Ada ${count} hal yang perlu Anda periksa`,
      count === 1 ? '1 thing needs your attention' : `${count} things need your attention`,
    )
  return html`<div class="note late" role="alert" tabindex="-1" id="galat" autofocus>
    ${icon('circle-alert')}
    <div>
      <b>${heading}</b>
      <ul>
        ${problems.map((problem) => html`<li><a href="#${problem.field}">${say(problem)}</a></li>`)}
      </ul>
    </div>
  </div>`
}

export type KeptFile = { id: string; name: string; sizeBytes: number }

/** Choosing files. Files that came with a refused form are kept and stand beside it, each with a tick to leave it out. */
export function fileField(
  options: {
    name?: string
    id?: string
    label?: string
    error?: string
    kept?: readonly KeptFile[]
    accept?: string
    most?: number
    mostBytes?: number
    /** Where photos are not made smaller first, as at a desk. */
    hint?: string
  },
  say: Say,
): Html {
  const { name = 'files', error, kept = [], most = 5 } = options
  const id = options.id ?? name
  const largest = fileSize(options.mostBytes ?? 10_000_000, say)
  const accept = options.accept ?? 'image/*,application/pdf,audio/*,video/mp4'
  return html`<div
    class="field${error === undefined ? '' : ' bad'}"
    data-files
    data-most="${most}"
    data-most-bytes="${options.mostBytes ?? 10_000_000}"
  >
    <label for="${id}"
      >${options.label ?? say(`Pilih sampai ${most} berkas`, `Choose up to ${most} files`)}
      <span class="opt">${say('(boleh kosong)', '(optional)')}</span></label
    >${error !== undefined && errorLine(id, error)}<input
      id="${id}"
      name="${name}"
      type="file"
      multiple
      accept="${accept}"
      aria-describedby="${id}-hint"
      ${attribute('aria-invalid', error !== undefined && 'true')}
    /><span class="hint" id="${id}-hint"
      >${
        options.hint ??
        html`${say(`Foto (paling besar ${largest}), PDF, suara, atau video MP4. Lokasi di dalam foto dihapus.`, `Photos (${largest} at most), PDF, sound or MP4 video. The location inside a photo is removed.`)}
          <span class="scripted"
            >${say('Foto diperkecil di ponsel Anda dulu supaya hemat kuota.', 'Photos are made smaller on your phone first, to save data.')}</span
          >`
      }</span
    >${
      kept.length > 0 &&
      html`<ul class="plain files">
        ${kept.map(
          (file) =>
            html`<li>
              <label class="row"
                ><input type="checkbox" name="kept_files" value="${file.id}" checked />${file.name}
                <span class="mut">${fileSize(file.sizeBytes, say)}</span></label
              >
            </li>`,
        )}
      </ul>`
    }
  </div>`
}

/** A part of a form that may be skipped; open when it is filled already. */
export const moreSection = (
  options: { icon: IconName; title: string; isOpen?: boolean; id?: string },
  body: Html,
): Html =>
  html`<details class="more" ${attribute('id', options.id)} ${flag('open', options.isOpen)}>
    <summary>${icon(options.icon)}${options.title}</summary>
    <div class="flow">${body}</div>
  </details>`

/** What a writing form carries unseen: its idempotency key, the version that the person saw, the session's token. */
export const hidden = (values: Record<string, string | number | null | undefined>): Html[] =>
  Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)
