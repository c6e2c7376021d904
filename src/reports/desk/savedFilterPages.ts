/** Named filters: the line above the list, the form that names the present one, the page to rename and remove. */
import type { FieldProblem } from '../../errors.ts'
import { attribute, html, type Html } from '../../web/html.ts'
import { deskPage } from '../../web/layout.ts'
import { errorSummary, field, hidden, problemOf } from '../../web/parts/fields.ts'
import { emptyState, note } from '../../web/parts/note.ts'
import { paths } from '../../web/paths.ts'
import { listPath, type Desk, type ListQuery } from './desk.ts'
import { capped, deskOptions, inDeskLanguage } from './frame.ts'
import { filterKey, filterState, mostFilters, type SavedFilter } from './savedFilters.ts'

const none: ListQuery = {
  antrean: undefined,
  q: undefined,
  jenis: undefined,
  unit: undefined,
  kategori: undefined,
  wilayah: undefined,
  tenggat: undefined,
  lanjut: undefined,
}

/** A link to each, with its count; for the list that is shown and has no name yet, a box to give it one. */
export function savedBar(desk: Desk, saved: readonly SavedFilter[]): Html | false {
  const { say, query } = desk
  const shown = filterKey(query)
  const isNew = shown !== '{}' && !saved.some(({ list }) => filterKey(list) === shown)
  const links = saved.filter(({ isGone }) => !isGone)
  return (
    (isNew || saved.length > 0) &&
    html`<div class="saved">
      ${
        saved.length > 0 &&
        html`<nav aria-label="${say('Saringan Anda', 'Your filters')}">
          <ul class="plain">
            ${links.map(
              ({ name, list, count }) =>
                html`<li>
                  <a
                    href="${listPath(desk, { ...none, ...list })}"
                    ${attribute('aria-current', filterKey(list) === shown && 'page')}
                    >${name} <b class="num">${shownCount(count)}</b></a
                  >
                </li>`,
            )}
            <li>
              <a class="set" href="${inDeskLanguage(desk, paths.desk.filters)}"
                >${say('Atur', 'Arrange')}<span class="vh"> ${say('saringan', 'filters')}</span></a
              >
            </li>
          </ul>
        </nav>`
      }
      ${isNew && saved.length < mostFilters && nameForm(desk)}
    </div>`
  )
}

/** Three points while it is counted for the first time. */
const shownCount = (count: number | undefined): string => (count === undefined ? '…' : capped(count))

const nameForm = (desk: Desk): Html => {
  const { say, csrf, query } = desk
  return html`<details>
    <summary>${say('Simpan saringan ini', 'Save this filter')}</summary>
    <form class="row" method="post" action="${inDeskLanguage(desk, paths.desk.filters)}">
      ${hidden({ csrf, ...filterState(query) })}
      <input
        name="name"
        required
        maxlength="60"
        autocomplete="off"
        aria-label="${say('Nama saringan', 'Name of the filter')}"
        placeholder="${say('Nama', 'Name')}"
      />
      <button class="btn s" data-submit>${say('Simpan', 'Save')}</button>
    </form>
  </details>`
}

export type FiltersView = {
  saved: readonly SavedFilter[]
  /** A refused form: which filter it was about (none: a new one), and what it said. */
  refused?: { id?: string; name: string; list: ListQuery; problems: readonly FieldProblem[] }
  isDone?: boolean
}

export function filtersPage(desk: Desk, { saved, refused, isDone }: FiltersView): string {
  const { say } = desk
  const title = say('Saringan Anda', 'Your filters')
  return deskPage(
    deskOptions(desk, title, paths.desk.filters, 'list'),
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${
        refused &&
        errorSummary(
          refused.problems.map((one) => ({ ...one, field: boxId(refused.id) })),
          say,
        )
      }
      ${isDone && html`<div role="status">${note('good', say('Tersimpan.', 'Saved.'))}</div>`}
      ${refused && refused.id === undefined && newForm(desk, refused)}
      ${
        saved.length === 0
          ? emptyState({
              title: say('Belum ada saringan tersimpan', 'No filter is saved yet'),
              why: say(
                'Saring daftar, lalu pilih "Simpan saringan ini". Saringan tersimpan hanya Anda yang melihat.',
                'Filter the list, then choose "Save this filter". What you save only you see.',
              ),
              next: { href: listPath(desk), label: say('Ke daftar', 'To the list') },
            })
          : html`<p class="md mut">
                ${say(`Hanya Anda yang melihatnya. Paling banyak ${mostFilters}.`, `Only you see them. ${mostFilters} at most.`)}
              </p>
              <ul class="plain sheet">
                ${saved.map((one) => filterItem(desk, one, refused))}
              </ul>
              <p><a href="${listPath(desk)}">${say('Kembali ke daftar', 'Back to the list')}</a></p>`
      }
    </div>`,
  )
}

const boxId = (id: string | undefined): string => (id === undefined ? 'name' : `name-${id}`)

const newForm = (desk: Desk, refused: NonNullable<FiltersView['refused']>): Html => {
  const { say, csrf } = desk
  const error = problemOf(refused.problems, 'name', say)
  return html`<form class="sheet flow ask" method="post" action="${inDeskLanguage(desk, paths.desk.filters)}">
    ${hidden({ csrf, ...filterState(refused.list) })}
    ${field({ name: 'name', label: say('Nama saringan', 'Name of the filter'), value: refused.name, required: true, maxlength: 60, autocomplete: 'off', ...(error !== undefined && { error }) }, say)}
    <p><button class="btn" data-submit>${say('Simpan saringan', 'Save the filter')}</button></p>
  </form>`
}

function filterItem(desk: Desk, one: SavedFilter, refused: FiltersView['refused']): Html {
  const { say, csrf } = desk
  const wrong = refused?.id === one.id ? refused : undefined
  const error = problemOf(wrong?.problems, 'name', say)
  const id = boxId(one.id)
  const post = (action: string) => inDeskLanguage(desk, paths.desk.filterAction(one.id, action))
  return html`<li class="filter">
    <div>
      ${one.isGone ? html`<b>${one.name}</b>` : html`<a href="${listPath(desk, { ...none, ...one.list })}"><b>${one.name}</b></a>`}
      <span class="md mut"
        >${one.isGone ? say('Antreannya tidak ada lagi untuk Anda.', 'Its queue is not yours any more.') : say(`${shownCount(one.count)} laporan`, `${shownCount(one.count)} reports`)}</span
      >
    </div>
    <form method="post" action="${post('nama')}">
      ${hidden({ csrf })} ${error !== undefined && html`<span class="err" id="${id}-error">${error}</span>`}
      <div class="row">
        <input
          id="${id}"
          name="name"
          value="${wrong?.name ?? one.name}"
          required
          maxlength="60"
          autocomplete="off"
          aria-label="${say(`Nama baru untuk ${one.name}`, `New name for ${one.name}`)}"
          ${attribute('aria-invalid', error !== undefined && 'true')}
          ${attribute('aria-describedby', error !== undefined && `${id}-error`)}
        />
        <button class="btn alt s" data-submit>
          ${say('Ganti nama', 'Rename')}<span class="vh">: ${one.name}</span>
        </button>
      </div>
    </form>
    <form method="post" action="${post('hapus')}">
      ${hidden({ csrf })}
      <button class="btn bad s" data-submit>
        ${say('Hapus', 'Remove')}<span class="vh">: ${one.name}</span>
      </button>
    </form>
  </li>`
}
