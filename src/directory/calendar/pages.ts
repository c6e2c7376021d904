/** The calendar as the desks see it: every row with its decree and who entered and checked it, and the form to change it. */
import type { FieldProblem } from '../../errors.ts'
import { calendarRowTypes } from '../../regulation/workingDays.ts'
import { fullDay, tinyDay } from '../../web/dates.ts'
import { flag, html, type Html } from '../../web/html.ts'
import { deskPage, type DeskPageOptions } from '../../web/layout.ts'
import { errorSummary, field, hidden, moreSection, problemOf, selectField } from '../../web/parts/fields.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { emptyState } from '../../web/parts/note.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { changeList } from '../changes/list.ts'
import type { LegalChangeRow } from '../changes/tables.ts'
import type { CalendarForm } from './inputs.ts'
import type { KnownDay } from './queries.ts'
import { effectWords, personWords, typeWords } from './words.ts'

export type CalendarView = {
  year: number
  years: number[]
  days: KnownDay[]
  names: ReadonlyMap<string, string>
  changes: LegalChangeRow[]
  mayEdit: boolean
  csrf: string
  /** What was typed into a form that was refused, or a row that was chosen to be withdrawn. */
  form: Partial<CalendarForm>
  problems: readonly FieldProblem[]
}

export function calendarPage(view: CalendarView, options: DeskPageOptions, say: Say): string {
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <h1>${options.title}</h1>
      <p>
        ${say(
          'Hari yang tidak dihitung sebagai hari kerja, menurut keputusan yang disebut. Setiap perubahan diusulkan satu orang dan disetujui orang lain.',
          'Days that do not count as working days, by the decree named. One person proposes each change and another approves it.',
        )}
      </p>
      ${errorSummary(view.problems, say)}
      ${
        view.changes.length > 0 &&
        html`<section class="sheet flow">
          <h2 class="h">${say('Usulan', 'Proposals')}</h2>
          ${changeList(view.changes, say)}
        </section>`
      }
      ${view.mayEdit && draftForm(view, say)} ${yearLinks(view, say)}
      ${
        view.days.length === 0
          ? empty(view.year, say)
          : html`${dayTable(view, say)}
              <p>${listFileLinks(paths.desk.calendar, { tahun: view.year }, say)}</p>`
      }
    </div>`,
  )
}

const yearLinks = ({ year, years }: CalendarView, say: Say): Html =>
  html`<nav class="row views" aria-label="${say('Tahun', 'Years')}">
    ${years.map((one) =>
      one === year
        ? html`<b aria-current="page">${one}</b>`
        : html`<a href="${inLanguage(withQuery(paths.desk.calendar, { tahun: one }), say.language)}"
            >${one}</a
          >`,
    )}
  </nav>`

const empty = (year: number, say: Say): Html =>
  emptyState({
    title: say(`Kalender ${year} belum ada.`, `There is no calendar of ${year} yet.`),
    why: say(
      'Tanggal di tahun itu dihitung dari hari Sabtu dan Minggu saja, dan ditandai sementara.',
      'Dates in that year are computed from weekends only, and marked as provisional.',
    ),
  })

const dayTable = (view: CalendarView, say: Say): Html =>
  html`<table class="stack">
    <caption class="vh">
      ${say(`Hari tercatat ${view.year}`, `Days of ${view.year}`)}
    </caption>
    <thead>
      <tr>
        <th scope="col">${say('Tanggal', 'Day')}</th>
        <th scope="col">${say('Nama dan jenis', 'Name and type')}</th>
        <th scope="col">${say('Berlaku untuk', 'For')}</th>
        <th scope="col">${say('Akibat', 'Effect')}</th>
        <th scope="col">${say('Keputusan', 'Decree')}</th>
        <th scope="col">${say('Dimasukkan, diperiksa', 'Entered, checked')}</th>
      </tr>
    </thead>
    <tbody>
      ${view.days.map((day) => dayRow(day, view, say))}
    </tbody>
  </table>`

const dayRow = (day: KnownDay, view: CalendarView, say: Say): Html =>
  html`<tr>
    <th scope="row">${fullDay(day.day, say)}</th>
    <td data-l="${say('Nama', 'Name')}">
      ${day.name}<br /><span class="md mut">${say(typeWords[day.type])}</span>
    </td>
    <td data-l="${say('Untuk', 'For')}">
      ${day.scope_kind === 'nation' ? say('seluruh Indonesia', 'the whole country') : day.scope_code}
    </td>
    <td data-l="${say('Akibat', 'Effect')}">
      ${day.withdrawn_from_day === null ? say(effectWords[day.effect]) : html`<span class="tag">${say(`dicabut ${tinyDay(day.withdrawn_from_day, say)}`, `withdrawn ${tinyDay(day.withdrawn_from_day, say)}`)}</span>`}
    </td>
    <td data-l="${say('Keputusan', 'Decree')}">
      ${day.decree}<br /><span class="md mut">${fullDay(day.known_from_day, say)}</span>
    </td>
    <td data-l="${say('Dimasukkan, diperiksa', 'Entered, checked')}">
      ${personWords(day.entered_by, view.names, say)}, ${personWords(day.checked_by ?? '', view.names, say)}
      ${view.mayEdit && day.withdrawn_from_day === null && html`<br /><a href="${inLanguage(withQuery(paths.desk.calendar, { tahun: view.year, cabut: day.id }), say.language)}#usulan">${say('Usulkan pencabutan', 'Propose to withdraw')}<span class="vh"> ${day.day}</span></a>`}
    </td>
  </tr>`

/** One day a line: the quickest way to copy a decree with twenty days. */
function draftForm({ form, problems, csrf }: CalendarView, say: Say): Html {
  const error = (name: string) => problemOf(problems, name, say)
  const withdraw = form.withdraw ?? []
  const isOpen = problems.length > 0 || withdraw.length > 0
  const title = say('Usulkan perubahan kalender', 'Propose a change of the calendar')
  return moreSection(
    { icon: 'plus', title, isOpen, id: 'usulan' },
    html`<form method="post" action="${inLanguage(paths.desk.calendar, say.language)}" class="flow">
      ${withdraw.length > 0 && html`<p>${say('Akan dicabut:', 'To be withdrawn:')} <b>${withdraw.join(', ')}</b></p>`}
      ${withdraw.map((id) => html`<input type="hidden" name="withdraw" value="${id}" />`)}
      ${field({ name: 'decree', label: say('Nomor keputusan', 'Number of the decree'), value: form.decree ?? '', required: true, maxlength: 300, error: error('decree') }, say)}
      ${field({ name: 'decree_day', label: say('Tanggal keputusan', 'Day of the decree'), type: 'date', value: form.decree_day ?? '', required: true, error: error('decree_day') }, say)}
      <p>
        <label class="row"
          ><input
            type="checkbox"
            name="retroactive"
            ${flag('checked', form.retroactive === true)}
          />${say('Keputusan ini berlaku surut (bertanggal sesudah harinya)', 'This decree is retroactive (dated after its day)')}</label
        >
      </p>
      ${field({ name: 'add', label: say('Hari yang ditambah, satu hari per baris', 'Days to add, one a line'), type: 'textarea', rows: 6, value: form.add ?? '', isOptional: true, hint: say('Contoh: 2027-08-17 Hari Kemerdekaan. Rentang: 2027-02-08..2027-03-09 Ramadan', 'Example: 2027-08-17 Independence Day. A span: 2027-02-08..2027-03-09 Ramadan'), error: error('add') }, say)}
      ${selectField({ name: 'type', label: say('Jenis', 'Type'), value: form.type ?? 'national', choices: calendarRowTypes.map((type) => ({ value: type, label: say(typeWords[type]) })), error: error('type') }, say)}
      ${selectField({ name: 'effect', label: say('Akibat', 'Effect'), value: form.effect ?? 'closes', choices: (['closes', 'note_only', 'short_day'] as const).map((effect) => ({ value: effect, label: say(effectWords[effect]) })), error: error('effect') }, say)}
      ${field({ name: 'region', label: say('Hanya untuk wilayah (kode)', 'Only for a region (code)'), value: form.region ?? '', isOptional: true, maxlength: 13, hint: say('51 untuk Bali, 51.03 untuk satu kabupaten', '51 for Bali, 51.03 for one regency'), error: error('region') }, say)}
      ${field({ name: 'agency', label: say('Hanya untuk instansi (kode)', 'Only for an agency (code)'), value: form.agency ?? '', isOptional: true, maxlength: 20, error: error('agency') }, say)}
      ${field({ name: 'note', label: say('Catatan untuk pemeriksa', 'Note for whoever checks it'), value: form.note ?? '', isOptional: true, maxlength: 1000 }, say)}
      <p>
        <button class="btn">${say('Hitung pengaruhnya dan usulkan', 'Count its effect and propose')}</button>
      </p>
      ${hidden({ csrf })}
    </form>`,
  )
}
