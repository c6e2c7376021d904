/** The boxes of an action's form. Several forms stand on one page, so every id begins with its action. */
import type { FieldProblem } from '../../errors.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { tinyDay } from '../../web/dates.ts'
import { attribute, flag, type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import type { Say } from '../../web/say.ts'
import { one } from './formInputs.ts'
import type { FieldSpec } from './formFields.ts'
import type { FoundOffice, Lookups } from './offices.ts'

/** What a form shows: what was typed, what is wrong with it, what a search found. */
export type Typed = { values: Fields; problems: readonly FieldProblem[]; lookups: Lookups }
export const untouched: Typed = { values: {}, problems: [], lookups: {} }

export type FormContext = {
  file: CaseFile
  typed: Typed
  /** Officers to choose from, for `assign`. */
  officers?: readonly { id: string; name: string; away?: { to: string } | undefined }[]
  /** Files of a refused form that are kept. */
  keptFiles?: readonly { no: number; name: string }[]
  /** Where script looks for offices. */
  lookupPath: string
}

export const boxId = (action: string, name: string): string => `${action}-${name}`

export function fieldOf(action: string, spec: FieldSpec, context: FormContext, say: Say): Html {
  const id = boxId(action, spec.name)
  const found = context.typed.problems.find(
    (problem) => problem.field === spec.name || problem.field.startsWith(`${spec.name}.`),
  )
  const error = found && say(found)
  const box: Box = { id, spec, context, say, error, describedBy: describedBy(id, spec, error) }
  if (spec.type === 'ticks' || spec.type === 'choice') return group(box)
  if (spec.type === 'office') return office(box, spec)
  if (spec.type === 'tick') return tick(box)
  return html`<div class="field${error === undefined ? '' : ' bad'}">
    <label for="${id}">${labelOf(spec, say)}</label>${errorLine(box)}${single(box)}${hintLine(box)}
  </div>`
}

type Box = {
  id: string
  spec: FieldSpec
  context: FormContext
  say: Say
  error: string | undefined
  describedBy: string | undefined
}

const describedBy = (id: string, spec: FieldSpec, error: string | undefined): string | undefined =>
  [spec.hint && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ') || undefined

const labelOf = (spec: FieldSpec, say: Say): Html =>
  html`${say(spec.label)}${spec.isOptional && html` <span class="opt">${say('(boleh kosong)', '(optional)')}</span>`}`
const hintLine = ({ id, spec, say }: Box): Html | false =>
  spec.hint !== undefined && html`<span class="hint" id="${id}-hint">${say(spec.hint)}</span>`
const errorLine = ({ id, error }: Box): Html | false =>
  error !== undefined && html`<span class="err" id="${id}-error">${icon('circle-alert')} ${error}</span>`

function single({ id, spec, context, say, error, describedBy: described }: Box): Html {
  const value = one(context.typed.values, spec.name)
  const common = [
    attribute('data-key', spec.key),
    flag('required', spec.isOptional !== true),
    attribute('aria-describedby', described),
    attribute('aria-invalid', error !== undefined && 'true'),
  ]
  switch (spec.type) {
    // A browser drops the first line break of a textarea, so one is given to it to drop.
    case 'area':
      return html`<textarea
        id="${id}"
        name="${spec.name}"
        rows="${spec.rows ?? 4}"
        maxlength="${spec.max}"
        ${common}
      >
${value}</textarea>`
    case 'officer':
      if ((context.officers ?? []).length === 0)
        return html`<p class="md mut" id="${id}">
          ${say('Belum ada petugas di unit ini. Admin instansi dapat membuat akunnya, atau teruskan ke unit lain.', 'This unit has no officers yet. The agency admin can have accounts made, or hand it to another unit.')}
        </p>`
      return html`<select id="${id}" name="${spec.name}" ${common}>
        ${(context.officers ?? []).map((officer) => html`<option value="${officer.id}" ${flag('selected', officer.id === value)}>${officer.name}${officer.away && say(`, tidak masuk sampai ${tinyDay(officer.away.to, say)}`, `, away until ${tinyDay(officer.away.to, say)}`)}</option>`)}
      </select>`
    case 'files':
      return html`<input
          id="${id}"
          name="${spec.name}"
          type="file"
          multiple
          accept="image/*,application/pdf,audio/*,video/mp4"
          ${attribute('aria-describedby', described)}
        />
        ${keptFiles(context, say)}`
    case 'days':
      return html`<input
        id="${id}"
        name="${spec.name}"
        type="number"
        min="1"
        max="60"
        inputmode="numeric"
        ${attribute('value', value || undefined)}
        ${common}
      />`
    case 'date':
      return html`<input
        id="${id}"
        name="${spec.name}"
        type="date"
        ${attribute('value', value || undefined)}
        ${common}
      />`
    default:
      return html`<input
        id="${id}"
        name="${spec.name}"
        type="text"
        maxlength="${spec.type === 'line' ? spec.max : 200}"
        ${attribute('value', value || undefined)}
        ${common}
      />`
  }
}

export const keptFiles = ({ keptFiles: kept = [] }: FormContext, say: Say): Html | false =>
  kept.length > 0 &&
  html`<ul class="plain files">
    ${kept.map(
      (file) =>
        html`<li>
          <label class="row"
            ><input type="checkbox" name="kept" value="${file.no}" checked />${file.name}
            <span class="mut">${say('sudah tersimpan', 'already kept')}</span></label
          >
        </li>`,
    )}
  </ul>`

function tick(box: Box): Html {
  const { id, spec, context, say } = box
  return html`<div class="field${box.error === undefined ? '' : ' bad'}">
    ${errorLine(box)}<label class="row"
      ><input
        id="${id}"
        type="checkbox"
        name="${spec.name}"
        value="true"
        ${flag('checked', one(context.typed.values, spec.name) !== '')}
        ${attribute('aria-describedby', box.describedBy)}
      />${say(spec.label)}</label
    >${hintLine(box)}
  </div>`
}

function group(box: Box): Html {
  const { id, spec, context, say } = box
  const isTicks = spec.type === 'ticks'
  const options =
    spec.type === 'ticks' ? spec.options : spec.type === 'choice' ? spec.options(context.file) : []
  const chosen = [context.typed.values[spec.name] ?? []].flat()
  return html`<fieldset id="${id}" tabindex="-1" ${attribute('aria-describedby', box.describedBy)}>
    <legend class="md">${labelOf(spec, say)}</legend>
    ${errorLine(box)}${hintLine(box)}
    <div class="pick tight">
      ${options.map(
        (option) =>
          html`<label
            ><input
              type="${isTicks ? 'checkbox' : 'radio'}"
              name="${spec.name}"
              value="${option.value}"
              ${flag('checked', chosen.includes(option.value))}
              ${flag('required', !isTicks && spec.isOptional !== true)}
            /><span>${say(option.label)}</span></label
          >`,
      )}
    </div>
  </fieldset>`
}

/** A box to search in, the button that searches without script, and what was found as radio buttons. */
function office(box: Box, spec: FieldSpec & { type: 'office' }): Html {
  const { id, context, say } = box
  const found = context.typed.lookups[spec.name]
  const chosen = one(context.typed.values, spec.name)
  return html`<fieldset
    id="${id}"
    tabindex="-1"
    data-office="${context.lookupPath}"
    data-finds="${spec.finds}"
    data-name="${spec.name}"
    ${attribute('aria-describedby', box.describedBy)}
  >
    <legend class="md">${labelOf(spec, say)}</legend>
    ${errorLine(box)}
    <div class="row search">
      <label class="vh" for="${id}-q"
        >${say('Cari nama instansi atau unit', 'Search by name of agency or unit')}</label
      >
      <input
        id="${id}-q"
        name="${spec.name}_q"
        type="search"
        autocomplete="off"
        maxlength="120"
        placeholder="${say('Nama instansi atau unit', 'Name of agency or unit')}"
        ${attribute('value', one(context.typed.values, `${spec.name}_q`) || undefined)}
        ${attribute('data-key', spec.key)}
      />
      <button class="btn alt s" name="cari" value="${spec.name}" formnovalidate>
        ${icon('search')}${say('Cari', 'Search')}
      </button>
    </div>
    ${officeChoices({ name: spec.name, found: found ?? [], chosen, isSearched: found !== undefined }, say)}
  </fieldset>`
}

/** The offices that a search found; the list is there for script even when it is empty. */
export const officeChoices = (
  {
    name,
    found,
    chosen,
    isSearched,
  }: { name: string; found: readonly FoundOffice[]; chosen: string; isSearched: boolean },
  say: Say,
): Html =>
  html`<div class="pick tight" data-found role="status">
    ${found.map(
      (one) =>
        html`<label
          ><input
            type="radio"
            name="${name}"
            value="${one.value}"
            ${flag('checked', one.value === chosen)}
          /><span
            >${one.name}${one.of !== undefined && html` <span class="mut">${one.of}</span>`}</span
          ></label
        >`,
    )}${
      isSearched &&
      found.length === 0 &&
      html`<p class="md mut">
        ${say('Tidak ada yang cocok. Coba kata lain, misalnya "perhubungan surabaya".', 'Nothing fits. Try other words, such as "perhubungan surabaya".')}
      </p>`
    }
  </div>`
