/** The verifier's box: the first suggestion is chosen already, so one key verifies and forwards. */
import { kinds, type Kind } from '../../regulation/kinds.ts'
import { kindWords } from '../../regulation/words.ts'
import { percent } from '../../web/dates.ts'
import { attribute, flag, type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { carried, contextOf, labelFor, specOf, type Refused } from './actionForm.ts'
import { actionPath, type Desk } from './desk.ts'
import { fieldOf } from './fields.ts'
import { one } from './formInputs.ts'
import type { DeskReport } from './load.ts'
import type { DeskOffice } from './suggestions.ts'

export function verifyBox(desk: Desk, report: DeskReport, refused: Refused | undefined): Html {
  const { say } = desk
  const values = refused?.action === 'forward' ? refused.values : {}
  const offices = report.suggestions?.offices ?? []
  const chosen = one(values, 'target') || (refused?.action === 'forward' ? '' : codeOf(offices[0]))
  const context = contextOf(desk, report, 'forward', refused)
  const accuracy = report.suggestions?.accuracy
  return html`<form
    class="answer verify"
    method="post"
    action="${actionPath(desk, report.file.reportId, 'forward')}"
    id="f-forward"
  >
    <div class="head">
      <h2 class="h">${labelFor(desk, report, 'forward')}</h2>
      <span class="mut"
        >${say('satu tombol bila usulan sudah tepat', 'one key when the suggestion is right')}</span
      >
    </div>
    <div class="flow body">
      <fieldset>
        <legend class="md">
          ${offices.length > 0 ? say('Usulan tujuan', 'Suggested offices') : say('Tujuan', 'Office')}
        </legend>
        <div class="pick tight">
          ${offices.map((office, at) => officeChoice(desk, office, at, codeOf(office) === chosen))}
        </div>
        ${offices.length === 0 && html`<p class="md mut">${say('Belum ada usulan untuk laporan ini. Cari instansinya di bawah.', 'There is no suggestion for this report yet. Search the agency below.')}</p>`}
      </fieldset>
      ${fieldOf('forward', { ...specOf('forward', report).fields[0]!, label: { id: 'Tujuan lain', en: 'Another office' }, ...(!desk.shortcutsOff && { key: '0' }) }, context, say)}
      <div class="cols c2">
        ${kindSelect(desk, report, one(values, 'kind'))}${categorySelect(desk, report, one(values, 'category'))}
      </div>
    </div>
    <div class="foot">
      ${carried(desk, report)}<span class="md mut">${accuracy}</span>
      <button class="btn" data-submit ${attribute('data-key', !desk.shortcutsOff && 't')}>
        ${icon('send')}${labelFor(desk, report, 'forward')}${!desk.shortcutsOff && html` <kbd>T</kbd>`}
      </button>
    </div>
  </form>`
}

const codeOf = (office: DeskOffice | undefined): string => office?.unit ?? office?.agency ?? ''

function officeChoice(desk: Desk, office: DeskOffice, at: number, isChosen: boolean): Html {
  const { say } = desk
  return html`<label
    ><input
      type="radio"
      name="target"
      value="${codeOf(office)}"
      data-key="${at + 1}"
      ${flag('checked', isChosen)}
    /><span
      ><b>${office.name}</b>${office.of !== undefined && html` <span class="mut">${office.of}</span>`}
      ${office.confidence !== undefined && html`<span class="tag act">${percent(office.confidence, say)}</span>`}
      ${office.why !== undefined && html`<span class="sm mut">${office.why}</span>`}</span
    ></label
  >`
}

/** A complaint is about a service until the verifier says that it needs an inspection. */
function kindSelect(desk: Desk, report: DeskReport, typed: string): Html {
  const { say } = desk
  const kind: Kind = report.file.kind === 'complaint' ? 'complaint_service' : report.file.kind
  const chosen = typed || kind
  return html`<div class="field">
    <label for="forward-kind">${say('Jenis laporan', 'Kind of report')}</label>
    <select id="forward-kind" name="kind" aria-describedby="forward-kind-hint">
      ${kinds.filter((one) => one !== 'complaint').map((one) => html`<option value="${one}" ${flag('selected', one === chosen)}>${say(kindWords[one])}</option>`)}
    </select>
    <span class="hint" id="forward-kind-hint"
      >${say('Yang berkadar pengawasan masuk ke inspektorat instansi itu.', 'What needs an inspection goes to the inspectorate of that agency.')}</span
    >
  </div>`
}

function categorySelect(desk: Desk, report: DeskReport, typed: string): Html {
  const { say } = desk
  const suggested = report.suggestions?.categories ?? []
  const chosen = typed || report.file.category || suggested[0]?.code || ''
  const choice = (code: string, name: string) =>
    html`<option value="${code}" ${flag('selected', code === chosen)}>${name}</option>`
  const known = new Set(suggested.map((one) => one.code))
  const mains = report.choices.filter((topic) => topic.parent_code === null)
  const below = (code: string) => report.choices.filter((topic) => topic.parent_code === code)
  return html`<div class="field">
    <label for="forward-category">${say('Kategori', 'Category')}</label>
    <select id="forward-category" name="category">
      <option value="">${say('Belum ditentukan', 'Not decided')}</option>
      ${suggested.length > 0 && html`<optgroup label="${say('Usulan', 'Suggested')}">${suggested.map((one) => choice(one.code, one.confidence === undefined ? one.name : `${one.name} (${percent(one.confidence, say)})`))}</optgroup>`}
      ${mains.map((main) => html`<optgroup label="${main.name}">${[main, ...below(main.code)].filter((topic) => !known.has(topic.code)).map((topic) => choice(topic.code, topic.name))}</optgroup>`)}
    </select>
  </div>`
}
