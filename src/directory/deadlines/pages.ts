/** Every deadline with its versions and pledges, and the forms to propose a later version or a shorter pledge. */
import type { FieldProblem } from '../../errors.ts'
import { basisOf, type Deadline } from '../../regulation/deadlines.ts'
import type { Pledge, RulesInForce } from '../../regulation/law.ts'
import { versionFollowed } from '../../regulation/ruleVersions.ts'
import { legalBasis } from '../../regulation/sources.ts'
import { tinyDay } from '../../web/dates.ts'
import { flag, html, type Html } from '../../web/html.ts'
import { deskPage, type DeskPageOptions } from '../../web/layout.ts'
import { errorSummary, field, hidden, moreSection, problemOf, selectField } from '../../web/parts/fields.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import { changeList } from '../changes/list.ts'
import type { LegalChangeRow } from '../changes/tables.ts'

export type RulesView = {
  law: RulesInForce
  changes: LegalChangeRow[]
  mayEdit: boolean
  /** 'YYYY-MM-DD' in WIB. */
  today: string
  csrf: string
  /** What was typed into a form that was refused, and which one it was. */
  form: Record<string, string | undefined>
  refused?: 'rule' | 'pledge'
  problems: readonly FieldProblem[]
}

const units: Record<Deadline['length']['unit'], Words> = {
  workingDays: { id: 'hari kerja', en: 'working days' },
  calendarDays: { id: 'hari kalender', en: 'calendar days' },
  hours: { id: 'jam', en: 'hours' },
  none: { id: '', en: '' },
}

const dayWithYear = (day: string, say: Say): string => `${tinyDay(day, say)} ${day.slice(0, 4)}`

export const lengthWords = ({ length }: Deadline, say: Say): string =>
  length.unit === 'none'
    ? say('tanpa hitungan hari', 'counts no days')
    : `${length.n} ${say(units[length.unit])}`

export function rulesPage(view: RulesView, options: DeskPageOptions, say: Say): string {
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <h1>${options.title}</h1>
      <p>
        ${say(
          'Tenggat memakai versi yang berlaku pada hari ia mulai. Versi baru tidak mengubah tenggat yang sudah berjalan, kecuali keputusannya menyebut demikian.',
          'A clock keeps the version in force on the day it started. A new version changes none that runs already, unless its decree says so.',
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
      ${view.mayEdit && ruleForm(view, say)} ${view.mayEdit && pledgeForm(view, say)}
      ${ruleTable(view.law, say)}
      <p>${listFileLinks(paths.desk.rules, {}, say)}</p>
      ${
        view.law.pledges.length > 0 &&
        html`${pledgeTable(view.law.pledges, say)}
          <p>${listFileLinks(paths.desk.pledges, {}, say)}</p>`
      }
    </div>`,
  )
}

const ruleTable = ({ rules }: RulesInForce, say: Say): Html =>
  html`<table class="stack">
    <caption class="vh">
      ${say('Semua tenggat', 'All deadlines')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${say('Tenggat', 'Deadline')}</th>
        <th scope="col">${say('Lama', 'Length')}</th>
        <th scope="col">${say('Berlaku', 'In force')}</th>
        <th scope="col">${say('Dasar', 'Basis')}</th>
      </tr>
    </thead>
    <tbody>
      ${[...rules.values()].flat().map(
        (row) =>
          html`<tr>
            <th scope="row">${row.id} ${say(row.name)}</th>
            <td data-l="${say('Lama', 'Length')}">
              ${lengthWords(row, say)}${row.extension && html`<br /><span class="md mut">${say(`perpanjangan paling banyak ${row.extension.n}`, `extension of at most ${row.extension.n}`)}</span>`}
            </td>
            <td data-l="${say('Berlaku', 'In force')}">
              ${say('sejak', 'since')}
              ${dayWithYear(row.validFrom, say)}${row.validTo !== undefined && html`<br />${say('sampai', 'until')} ${dayWithYear(row.validTo, say)}`}${row.appliesToOpen && html`<br /><span class="md mut">${say('juga bagi yang sedang berjalan', 'also for those that run')}</span>`}
            </td>
            <td data-l="${say('Dasar', 'Basis')}">${say(legalBasis(basisOf(row)))}</td>
          </tr>`,
      )}
    </tbody>
  </table>`

const pledgeTable = (pledges: readonly Pledge[], say: Say): Html =>
  html`<h2 class="h">${say('Janji instansi yang lebih cepat', 'Shorter pledges of agencies')}</h2>
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">${say('Instansi', 'Agency')}</th>
          <th scope="col">${say('Tenggat', 'Deadline')}</th>
          <th scope="col">${say('Hari kerja', 'Working days')}</th>
          <th scope="col">${say('Mulai', 'From')}</th>
        </tr>
      </thead>
      <tbody>
        ${pledges.map(
          (pledge) =>
            html`<tr>
              <th scope="row">${pledge.agency}</th>
              <td data-l="${say('Tenggat', 'Deadline')}">${pledge.rule}</td>
              <td data-l="${say('Hari kerja', 'Working days')}">${pledge.workingDays}</td>
              <td data-l="${say('Mulai', 'From')}">${dayWithYear(pledge.validFrom, say)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`

/** With the length in force today, which is what a person knows; a later version stands in the table below. */
const choices = ({ law, today }: RulesView, isOffered: (row: Deadline) => boolean, say: Say) =>
  [...law.rules.keys()]
    .map((rule) => versionFollowed(law.rules, rule, today)!)
    .filter(isOffered)
    .map((row) => ({ value: row.id, label: `${row.id} ${say(row.name)}, ${lengthWords(row, say)}` }))

function ruleForm(view: RulesView, say: Say): Html {
  const form = view.refused === 'rule' ? view.form : {}
  const error = (name: string) => (view.refused === 'rule' ? problemOf(view.problems, name, say) : undefined)
  const title = say('Usulkan versi baru sebuah tenggat', 'Propose a new version of a deadline')
  return moreSection(
    { icon: 'clock', title, isOpen: view.refused === 'rule' },
    html`<form method="post" action="${inLanguage(paths.desk.rules, say.language)}" class="flow">
      ${selectField({ name: 'rule', label: say('Tenggat', 'Deadline'), value: form['rule'] ?? 'V1', choices: choices(view, ({ length }) => length.unit !== 'none', say), error: error('rule') }, say)}
      ${field({ name: 'days', label: say('Lama yang baru, dalam satuan yang sama', 'New length, in the same unit'), type: 'number', value: form['days'] ?? '', required: true, error: error('days') }, say)}
      ${field({ name: 'extension_days', label: say('Perpanjangan paling banyak', 'Extension of at most'), type: 'number', value: form['extension_days'] ?? '', isOptional: true, error: error('extension_days') }, say)}
      ${field({ name: 'valid_from', label: say('Hari pertama berlaku', 'First day in force'), type: 'date', value: form['valid_from'] ?? '', required: true, error: error('valid_from') }, say)}
      <p>
        <label class="row"
          ><input
            type="checkbox"
            name="applies_to_open"
            ${flag('checked', form['applies_to_open'] !== undefined)}
          />${say('Keputusannya juga mengenai tenggat yang sedang berjalan', 'Its decree also covers clocks that run already')}</label
        >
      </p>
      ${decreeFields(form, error, say)}
      ${field({ name: 'article', label: say('Pasal', 'Article'), value: form['article'] ?? '', isOptional: true, maxlength: 100 }, say)}
      <p>
        <button class="btn">${say('Hitung pengaruhnya dan usulkan', 'Count its effect and propose')}</button>
      </p>
      ${hidden({ csrf: view.csrf })}
    </form>`,
  )
}

function pledgeForm(view: RulesView, say: Say): Html {
  const form = view.refused === 'pledge' ? view.form : {}
  const error = (name: string) =>
    view.refused === 'pledge' ? problemOf(view.problems, name, say) : undefined
  const isPledgeable = ({ zone, length, countedBackFrom }: Deadline) =>
    zone === 'agency' && length.unit === 'workingDays' && countedBackFrom === undefined
  const title = say('Usulkan janji instansi yang lebih cepat', 'Propose a shorter pledge of an agency')
  return moreSection(
    { icon: 'clock', title, isOpen: view.refused === 'pledge' },
    html`<form method="post" action="${inLanguage(paths.desk.pledges, say.language)}" class="flow">
      ${field({ name: 'agency', label: say('Kode instansi', 'Code of the agency'), value: form['agency'] ?? '', required: true, maxlength: 20, error: error('agency') }, say)}
      ${selectField({ name: 'rule', label: say('Tenggat', 'Deadline'), value: form['rule'] ?? 'F1', choices: choices(view, isPledgeable, say), error: error('rule') }, say)}
      ${field({ name: 'days', label: say('Hari kerja yang dijanjikan', 'Working days pledged'), type: 'number', value: form['days'] ?? '', required: true, error: error('days') }, say)}
      ${field({ name: 'valid_from', label: say('Hari pertama berlaku', 'First day in force'), type: 'date', value: form['valid_from'] ?? '', required: true, error: error('valid_from') }, say)}
      ${decreeFields(form, error, say)}
      <p><button class="btn">${say('Usulkan', 'Propose')}</button></p>
      ${hidden({ csrf: view.csrf })}
    </form>`,
  )
}

const decreeFields = (
  form: RulesView['form'],
  error: (name: string) => string | undefined,
  say: Say,
): Html[] => [
  field(
    {
      name: 'decree',
      label: say('Nomor keputusan', 'Number of the decree'),
      value: form['decree'] ?? '',
      required: true,
      maxlength: 300,
      error: error('decree'),
    },
    say,
  ),
  field(
    {
      name: 'decree_day',
      label: say('Tanggal keputusan', 'Day of the decree'),
      type: 'date',
      value: form['decree_day'] ?? '',
      required: true,
      error: error('decree_day'),
    },
    say,
  ),
]
