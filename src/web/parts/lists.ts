import { number } from '../dates.ts'
import { attribute, flag, type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Say } from '../say.ts'
import type { Choice } from './fields.ts'

/** Lists go on from the last row seen (keyset), so there are no page numbers: only onward and back to the start. */
export const pagination = (
  options: { next?: string | null; first?: string | null; shown?: string },
  say: Say,
): Html | false =>
  Boolean(options.next || options.first || options.shown) &&
  html`<nav class="row apart pager" aria-label="${say('Halaman', 'Pages')}">
    <span class="md mut">${options.shown}</span
    ><span class="row"
      >${
        options.first &&
        html`<a class="btn alt s" href="${options.first}"
          >${icon('arrow-left')}${say('Kembali ke awal', 'Back to start')}</a
        >`
      }${options.next && html`<a class="btn alt s" href="${options.next}" rel="next">${say('Berikutnya', 'Next')}${icon('arrow-right')}</a>`}</span
    >
  </nav>`

export type Filter =
  | { type: 'search'; name: string; label: string; value?: string | null }
  | { type: 'date'; name: string; label: string; value?: string | null }
  | { type: 'select'; name: string; label: string; value?: string | null; choices: readonly Choice[] }

/** A GET form: its address is a saved view. `keep` carries what is not a field (sort order). Needs the style 'data'. */
export const filtersForm = (
  options: {
    action: string
    filters: readonly Filter[]
    keep?: Record<string, string | undefined>
    submit?: string
  },
  say: Say,
): Html =>
  html`<form class="sheet find" method="get" action="${options.action}" role="search">
    ${Object.entries(options.keep ?? {}).map(
      ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`,
    )}${options.filters.map(filterField)}<button class="btn">
      ${options.submit ?? say('Tampilkan', 'Show')}
    </button>
  </form>`

export function filterField(filter: Filter): Html {
  const id = `f-${filter.name}`
  const label = html`<label for="${id}">${filter.label}</label>`
  if (filter.type === 'select') {
    return html`<div class="field">
      ${label}<select id="${id}" name="${filter.name}">
        ${filter.choices.map(
          (choice) =>
            html`<option value="${choice.value}" ${flag('selected', choice.value === (filter.value ?? ''))}>
              ${choice.label}
            </option>`,
        )}
      </select>
    </div>`
  }
  return html`<div class="field">
    ${label}<input
      id="${id}"
      type="${filter.type}"
      name="${filter.name}"
      ${attribute('value', filter.value || undefined)}
    />
  </div>`
}

/** Acts on ticked rows; stands in the form of the list. Without script it is always there and the server counts. */
export const bulkBar = (
  options: {
    total: number
    selectAllHref?: string
    actions: readonly { name: string; value: string; label: string }[]
    /** Where the buttons post to, if not to the list's own form. */
    formaction?: string
  },
  say: Say,
): Html =>
  html`<div
    class="bulk"
    role="group"
    aria-label="${say('Tindakan untuk laporan terpilih', 'Actions for the chosen reports')}"
    data-bulk
  >
    <b data-count>${say('Terpilih', 'Chosen')}</b>${
      options.selectAllHref !== undefined &&
      html`<a href="${options.selectAllHref}"
        >${say(`Pilih semua ${number(options.total, say)}`, `Choose all ${number(options.total, say)}`)}</a
      >`
    }${options.actions.map(
      (action) =>
        html`<button
          name="${action.name}"
          value="${action.value}"
          ${attribute('formaction', options.formaction)}
        >
          ${action.label}
        </button>`,
    )}
  </div>`
