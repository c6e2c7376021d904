/** One proposal: what it says, what it would move, the decision of the second person, and how far the recount is. */
import { changeStates, changeTitle, ruleWords } from '../../directory/changes/list.ts'
import type { WithdrawnDay } from '../../directory/calendar/queries.ts'
import type { LegalChangeRow, Preview } from '../../directory/changes/tables.ts'
import { effectWords, typeWords } from '../../directory/calendar/words.ts'
import { fullDay, fullInstant, number } from '../../web/dates.ts'
import { html, type Html } from '../../web/html.ts'
import { deskPage, type DeskPageOptions } from '../../web/layout.ts'
import { hidden } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { shownNumber } from '../../platform/crypto/token.ts'
import type { RecountRow } from './tables.ts'

export type ChangeView = {
  change: LegalChangeRow
  withdrawn: WithdrawnDay[]
  recount: RecountRow | undefined
  /** The agencies of the sample by their names. */
  names: ReadonlyMap<string, string>
  isOld: boolean
  /** May decide at all, and is not the one who proposed it. */
  mayDecide: boolean
  isOwn: boolean
  csrf: string
  /** Why the last try was refused, in words. */
  problem?: string
}

const desk = 'Asia/Jakarta'

export function changePage(view: ChangeView, options: DeskPageOptions, say: Say): string {
  const { change } = view
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <h1>${options.title}</h1>
      ${view.problem !== undefined && html`<div class="note late" role="alert" tabindex="-1" id="galat" autofocus><div>${view.problem}</div></div>`}
      <p>
        <span class="tag ${change.state === 'approved' ? 'good' : change.state === 'draft' ? 'soon' : ''}"
          >${say(changeStates[change.state])}</span
        >
      </p>
      <dl class="pairs">
        <dt>${say('Keputusan', 'Decree')}</dt>
        <dd>${change.decree}, ${fullDay(change.decree_day, say)}</dd>
        <dt>${say('Diusulkan', 'Proposed')}</dt>
        <dd>${change.entered_by_name}, ${fullInstant(change.entered_at, desk, say)}</dd>
        ${
          change.decided_at !== null &&
          html`<dt>
              ${change.state === 'approved' ? say('Disetujui', 'Approved') : say('Ditolak', 'Declined')}
            </dt>
            <dd>${change.decided_by_name}, ${fullInstant(change.decided_at, desk, say)}</dd>`
        }
      </dl>
      ${contentOf(view, say)} ${view.recount && progressOf(view.recount, view, say)}
      ${change.preview && effectOf(change.preview, view, say)} ${decisionOf(view, say)}
    </div>`,
  )
}

function contentOf({ change, withdrawn }: ChangeView, say: Say): Html {
  if (change.kind !== 'calendar')
    return html`<p><b>${changeTitle(change, say)}</b></p>
      ${change.kind === 'rule' && change.content.appliesToOpen && html`<p>${say('Juga bagi tenggat yang sedang berjalan pada hari pertamanya.', 'Also for clocks that run on its first day.')}</p>`}`
  const { add, note: words, isRetroactive } = change.content
  return html`<section class="flow">
    ${isRetroactive && html`<p>${say('Keputusan ini dinyatakan berlaku surut.', 'This decree is stated to be retroactive.')}</p>`}
    ${
      add.length > 0 &&
      html`<h2 class="h">${say('Ditambah', 'Added')}</h2>
        <ul>
          ${add.map((row) => html`<li>${fullDay(row.day, say)}: ${row.name} (${say(typeWords[row.type])}, ${say(effectWords[row.effect])}${row.scope !== 'nation' && `, ${'region' in row.scope ? row.scope.region : row.scope.agency}`})</li>`)}
        </ul>`
    }
    ${
      withdrawn.length > 0 &&
      html`<h2 class="h">${say('Dicabut', 'Withdrawn')}</h2>
        <ul>
          ${withdrawn.map((row) => html`<li>${fullDay(row.day, say)}: ${row.name}, ${row.decree}</li>`)}
        </ul>`
    }
    ${words !== '' && html`<p>${say('Catatan pengusul:', 'Note of the proposer:')} ${words}</p>`}
  </section>`
}

function effectOf(preview: Preview, { isOld, change, names }: ChangeView, say: Say): Html {
  if (preview.state === 'counting')
    return note(
      'soon',
      html`${say('Pengaruhnya sedang dihitung, karena banyak laporan yang terkait.', 'Its effect is being counted: many reports are concerned.')}
        <a href="">${say('Muat ulang', 'Reload')}</a>`,
    )
  return html`<section class="sheet flow">
    <h2 class="h">
      ${change.state === 'draft' ? say('Pengaruhnya', 'Its effect') : say('Pengaruh yang dihitung sebelumnya', 'The effect counted before')}
    </h2>
    <p>
      ${say(
        `${number(preview.clocks, say)} tenggat berjalan bergeser, pada ${number(preview.reports, say)} laporan. ${number(preview.looked, say)} tenggat diperiksa.`,
        `${number(preview.clocks, say)} open clocks move, in ${number(preview.reports, say)} reports. ${number(preview.looked, say)} clocks were looked at.`,
      )}
    </p>
    ${isOld && note('soon', say('Sejak dihitung, ada perubahan lain yang disetujui. Hitung lagi sebelum menyetujui.', 'Another change was approved since. Count again before you approve.'))}
    ${preview.clocks > 0 && html`${byDaysTable(preview, say)}${sampleTable(preview, names, say)}`}
  </section>`
}

const byDaysTable = ({ byDays }: Preview, say: Say): Html =>
  html`<table class="stack">
    <caption>
      ${say('Berapa jauh bergeser', 'By how much')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${say('Hari kalender', 'Calendar days')}</th>
        <th scope="col">${say('Tenggat', 'Clocks')}</th>
      </tr>
    </thead>
    <tbody>
      ${Object.entries(byDays)
        .sort(([one], [other]) => Number(one) - Number(other))
        .map(
          ([days, clocks]) =>
            html`<tr>
              <th scope="row">${Number(days) > 0 ? `+${days}` : days}</th>
              <td data-l="${say('Tenggat', 'Clocks')}">${number(clocks, say)}</td>
            </tr>`,
        )}
    </tbody>
  </table>`

const sampleTable = ({ sample }: Preview, names: ChangeView['names'], say: Say): Html =>
  html`<table class="stack">
    <caption>
      ${say('Contoh', 'A sample')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${say('Laporan', 'Report')}</th>
        <th scope="col">${say('Tenggat', 'Clock')}</th>
        <th scope="col">${say('Semula', 'Before')}</th>
        <th scope="col">${say('Menjadi', 'After')}</th>
      </tr>
    </thead>
    <tbody>
      ${sample.map(
        (one) =>
          html`<tr>
            <th scope="row">${shownNumber(one.number)}</th>
            <td data-l="${say('Tenggat', 'Clock')}">
              ${ruleWords(one.rule, say)}${one.agency !== null && html`<br /><span class="md mut">${names.get(one.agency) ?? one.agency}</span>`}
            </td>
            <td data-l="${say('Semula', 'Before')}">${fullDay(one.oldDue, say)}</td>
            <td data-l="${say('Menjadi', 'After')}">${fullDay(one.newDue, say)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`

function progressOf(recount: RecountRow, { change }: ChangeView, say: Say): Html {
  const moved = say(
    `${number(recount.moved_clocks, say)} tenggat bergeser pada ${number(recount.moved_reports, say)} laporan.`,
    `${number(recount.moved_clocks, say)} clocks moved in ${number(recount.moved_reports, say)} reports.`,
  )
  if (recount.state === 'done')
    return note(
      'good',
      say(
        `Hitungan selesai, versi ${change.version}. ${moved}`,
        `The recount is done, version ${change.version}. ${moved}`,
      ),
    )
  const done = say(
    `${number(recount.done, say)} dari ${number(recount.reports, say)} laporan diperiksa.`,
    `${number(recount.done, say)} of ${number(recount.reports, say)} reports looked at.`,
  )
  return html`<div class="note soon" role="status">
    <div>
      <p>
        ${recount.state === 'waiting' ? say('Hitungan ulang segera dimulai.', 'The recount is about to begin.') : `${done} ${moved}`}
      </p>
      ${recount.reports > 0 && html`<progress max="${recount.reports}" value="${recount.done}">${done}</progress>`}
      <p><a href="">${say('Muat ulang', 'Reload')}</a></p>
    </div>
  </div>`
}

function decisionOf({ change, mayDecide, isOwn, csrf }: ChangeView, say: Say): Html | false {
  if (change.state !== 'draft' || !mayDecide) return false
  const form = (action: string, label: string, look: string) =>
    html`<form
      method="post"
      action="${inLanguage(paths.desk.changeAction(change.change_id, action), say.language)}"
    >
      <button class="btn ${look}">${label}</button>${hidden({ csrf })}
    </form>`
  return html`<section class="flow">
    ${isOwn && note('', say('Anda yang mengusulkan; orang lain harus menyetujuinya.', 'You proposed it; another person has to approve it.'))}
    <div class="row">
      ${!isOwn && form('setujui', say('Setujui dan hitung ulang', 'Approve and recount'), '')}
      ${form('hitung', say('Hitung pengaruhnya lagi', 'Count its effect again'), 'alt')}
      ${form('tolak', isOwn ? say('Tarik kembali', 'Take it back') : say('Tolak', 'Decline'), 'bad')}
    </div>
  </section>`
}
