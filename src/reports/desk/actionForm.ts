/** One action as a form: what it means, its boxes, its button. Buttons stand only where the state table offers them. */
import { attribute, flag, type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { StaffAction } from '../casefile/inputs.ts'
import { actionPath, type Desk } from './desk.ts'
import { fieldOf, untouched, type FormContext, type Typed } from './fields.ts'
import type { FormSpec } from './formFields.ts'
import { formSpecs, handDown } from './formSpecs.ts'
import type { DeskReport } from './load.ts'
import { draftName, labelOf } from './words.ts'
import { stateFor } from '../casefile/deciding.ts'

/** The form that came back refused, or that a search was made in. */
export type Refused = Typed & { action: string; keptFiles?: readonly { no: number; name: string }[] }

export const specOf = (action: string, report: DeskReport): FormSpec =>
  action === 'forward' && report.file.state !== 'received' ? handDown : formSpecs[action as StaffAction]

export const contextOf = (
  desk: Desk,
  report: DeskReport,
  action: string,
  refused: Refused | undefined,
  suggested: Typed = untouched,
): FormContext => ({
  file: report.file,
  typed: refused?.action === action ? refused : suggested,
  officers: report.officers,
  ...(refused?.action === action && refused.keptFiles && { keptFiles: refused.keptFiles }),
  lookupPath: inLanguage(withQuery(paths.desk.search, { laporan: report.file.reportId }), desk.say.language),
})

/** Version, part and token: what every form carries unseen. */
export const carried = (desk: Desk, report: DeskReport): Html =>
  html`<input type="hidden" name="csrf" value="${desk.csrf}" /><input
      type="hidden"
      name="version"
      value="${report.file.version}"
    />${report.part !== undefined && html`<input type="hidden" name="part" value="${report.part.no}" />`}`

export const labelFor = (desk: Desk, report: DeskReport, action: string): string =>
  labelOf(action, stateFor(report.file, desk.actor, report.part), desk.actor.roles, desk.say)

export function actionForm(
  desk: Desk,
  report: DeskReport,
  action: string,
  refused?: Refused,
  options: { suggested?: Typed; extra?: Html; isMain?: boolean } = {},
): Html {
  const spec = specOf(action, report)
  const context = contextOf(desk, report, action, refused, options.suggested)
  // One key is enough where everything is chosen already.
  const isOneKey =
    options.isMain === true &&
    action === 'forward' &&
    report.unitChoices.suggested !== undefined &&
    !desk.shortcutsOff
  // A form that stands open is gone to with the letter that would open it.
  const opensWith = options.isMain === true && !desk.shortcutsOff && !isOneKey ? spec.key : undefined
  const tone = spec.isGrave ? 'btn bad' : options.isMain ? 'btn' : 'btn alt'
  const body = html`${spec.explain !== undefined && html`<p class="md mut">${desk.say(spec.explain)}</p>`}
    ${options.extra}${spec.fields.filter(({ when }) => when?.(report.file) ?? true).map((field, at) => fieldOf(action, at === 0 && opensWith !== undefined ? { ...field, key: opensWith } : field, context, desk.say))}
    <p>
      ${carried(desk, report)}<button class="${tone}" data-submit ${attribute('data-key', isOneKey && 't')}>
        ${labelFor(desk, report, action)}${isOneKey && html` <kbd>T</kbd>`}
      </button>
    </p>`
  return html`<form
    class="flow"
    method="post"
    action="${actionPath(desk, report.file.reportId, action)}"
    id="f-${action}"
    data-desk-draft="${draftName(report.file.number, action)}"
  >
    ${body}
  </form>`
}

/** The other actions: each folded up, open when it was asked for or came back. */
export function foldedForm(
  desk: Desk,
  report: DeskReport,
  action: string,
  refused?: Refused,
  options: { suggested?: Typed; extra?: Html } = {},
): Html {
  const spec = specOf(action, report)
  const isOpen = refused?.action === action || desk.query.buka === action
  const key = desk.shortcutsOff ? undefined : spec.key
  return html`<details class="more" id="${action}" ${flag('open', isOpen)}>
    ${
      key === undefined
        ? html`<summary>${icon(spec.icon)}${labelFor(desk, report, action)}</summary>`
        : html`<summary data-key="${key}">
            ${icon(spec.icon)}${labelFor(desk, report, action)} <kbd>${key.toUpperCase()}</kbd>
          </summary>`
    }
    <div>${actionForm(desk, report, action, refused, options)}</div>
  </details>`
}
