/** Who is away and who stands in, and the form to say so. */
import type { FieldProblem } from '../../errors.ts'
import type { Absence, Colleague } from '../../directory/absences/queries.ts'
import { roleWords } from '../../regulation/words.ts'
import { tinyDay } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { deskPage, type DeskPageOptions } from '../../web/layout.ts'
import { errorSummary, field, hidden, problemOf, selectField } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'

export type AbsenceView = {
  absences: readonly Absence[]
  colleagues: readonly Colleague[]
  /** How many open reports each of the absent holds. */
  held: ReadonlyMap<string, number>
  me: string
  /** May enter it for anybody of the agency. */
  forAll: boolean
  today: string
  values: Record<string, string | undefined>
  problems: readonly FieldProblem[]
  saved: boolean
  csrf: string
}

export function absencePage(view: AbsenceView, options: DeskPageOptions, say: Say): string {
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <h1>${options.title}</h1>
      ${errorSummary(view.problems, say)}
      ${view.saved && html`<div role="status">${note('good', say('Tersimpan.', 'Saved.'))}</div>`}
      <p>
        ${say('Selama tidak masuk, laporan yang dipegang seseorang muncul di meja penggantinya, dan setiap langkahnya tercatat atas nama pemegangnya. Berakhir sendiri setelah hari terakhir.', 'While somebody is away, what they hold is on the desk of the substitute, and each step is recorded on their behalf. It ends by itself after the last day.')}
      </p>
      ${view.absences.length > 0 && absenceTable(view, say)} ${absenceForm(view, say)}
    </div>`,
  )
}

function absenceTable({ absences, held, me, forAll, today, csrf }: AbsenceView, say: Say): Html {
  const [who, when, substitute, holds] = [
    say('Tidak masuk', 'Away'),
    say('Dari dan sampai', 'From and until'),
    say('Pengganti', 'Substitute'),
    say('Laporan terbuka', 'Open reports'),
  ]
  return html`<table class="stack">
    <caption class="vh">
      ${say('Yang tidak masuk sekarang dan nanti', 'Who is away now and later')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${who}</th>
        <th scope="col">${when}</th>
        <th scope="col">${substitute}</th>
        <th scope="col" class="n">${holds}</th>
        <th scope="col"><span class="vh">${say('Akhiri', 'End')}</span></th>
      </tr>
    </thead>
    <tbody>
      ${absences.map(
        (one) =>
          html`<tr>
            <th scope="row">
              ${one.name}
              ${one.from <= today && html`<span class="tag soon">${say('Sekarang', 'Now')}</span>`}
            </th>
            <td data-l="${when}">${tinyDay(one.from, say, today)} – ${tinyDay(one.to, say, today)}</td>
            <td data-l="${substitute}">
              ${one.substituteName ?? html`<span class="mut">${say('tanpa pengganti', 'nobody')}</span>`}
            </td>
            <td class="n" data-l="${holds}">${held.get(one.account) ?? 0}</td>
            <td>
              ${
                (forAll || one.account === me) &&
                html`<form method="post" action="${inLanguage(paths.desk.endAbsence(one.id), say.language)}">
                  ${hidden({ csrf })}
                  <button class="btn alt s">
                    ${one.from <= today ? say('Sudah kembali', 'Is back') : say('Batalkan', 'Take back')}<span
                      class="vh"
                      >: ${one.name}</span
                    >
                  </button>
                </form>`
              }
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function absenceForm({ colleagues, me, forAll, values, problems, csrf }: AbsenceView, say: Say): Html {
  const wrong = (name: string) => {
    const error = problemOf(problems, name, say)
    return error === undefined ? {} : { error }
  }
  const person = ({ id, name, unitName, roles }: Colleague) => ({
    value: id,
    label: [name, unitName ?? roles.map((role) => say(roleWords[role])).join(', ')].join(', '),
  })
  const own = colleagues.find(({ id }) => id === me)
  return html`<form
    class="sheet flow"
    method="post"
    action="${inLanguage(paths.desk.absences, say.language)}"
  >
    ${hidden({ csrf })}
    <h2 class="h">${say('Catat ketidakhadiran', 'Enter an absence')}</h2>
    ${
      forAll
        ? selectField(
            {
              name: 'account',
              label: say('Siapa', 'Who'),
              value: values['account'] ?? me,
              choices: colleagues.map(person),
              ...wrong('account'),
            },
            say,
          )
        : own && html`<p><b>${own.name}</b></p>`
    }
    <div class="cols c2">
      ${field({ name: 'from', type: 'date', label: say('Hari pertama', 'First day'), value: values['from'] ?? '', required: true, ...wrong('from') }, say)}
      ${field({ name: 'to', type: 'date', label: say('Hari terakhir', 'Last day'), value: values['to'] ?? '', required: true, ...wrong('to') }, say)}
    </div>
    ${selectField(
      {
        name: 'substitute',
        label: say('Pengganti', 'Substitute'),
        isOptional: true,
        value: values['substitute'] ?? '',
        hint: say(
          'Orang dengan wewenang yang sama. Tanpa pengganti laporannya menunggu; rekan seunit dan admin tetap melihatnya.',
          'Somebody who may do the same. Without one the reports wait; colleagues of the unit and admins still see them.',
        ),
        choices: [{ value: '', label: say('Tanpa pengganti', 'Nobody') }, ...colleagues.map(person)],
        ...wrong('substitute'),
      },
      say,
    )}
    <p><button class="btn">${say('Simpan', 'Save')}</button></p>
  </form>`
}
