/** Why a step was refused, what changed meanwhile, and the words that were not sent: nothing typed is ever lost. */
import type { FieldProblem } from '../../errors.ts'
import { errors, type ErrorCode } from '../../errors.ts'
import { shortInstant } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { narrate } from '../casefile/narration.ts'
import type { EventRow } from '../casefile/tables.ts'
import { answerActions } from './words.ts'
import { specOf, type Refused } from './actionForm.ts'
import type { Desk } from './desk.ts'
import { boxId } from './fields.ts'
import type { DeskReport } from './load.ts'

export type RefusalView = {
  code: ErrorCode
  problems: readonly FieldProblem[]
  /** Events that the person had not seen. */
  changes: readonly EventRow[]
}

export function refusalBox(
  desk: Desk,
  report: DeskReport,
  refusal: RefusalView,
  refused: Refused | undefined,
): Html {
  const { say } = desk
  const place = (field: string) => {
    const action = refused?.action ?? ''
    const isAnswer = answerActions.includes(action) && report.allowed.includes('propose_answer')
    return isAnswer ? `propose_answer-${field}` : boxId(action, field)
  }
  // "This field is required" says nothing without the name of the field.
  const named = (field: string) => {
    const spec = refused && specOf(refused.action, report)?.fields.find((one) => one.name === field)
    return spec ? `${say(spec.label)}: ` : ''
  }
  return html`<div class="note late" role="alert" tabindex="-1" id="galat" autofocus>
    ${icon('circle-alert')}
    <div class="flow">
      <b>${say(errors[refusal.code])}</b>
      ${
        refusal.problems.length > 0 &&
        html`<ul>
          ${refusal.problems.map((problem) => html`<li><a href="#${place(problem.field)}">${named(problem.field)}${say(problem)}</a></li>`)}
        </ul>`
      }
      ${refusal.changes.length > 0 && changes(desk, report, refusal.changes)}
      ${refused && unsent(desk, report, refused)}
    </div>
  </div>`
}

const changes = (desk: Desk, report: DeskReport, events: readonly EventRow[]): Html =>
  html`<p>${desk.say('Yang berubah sejak Anda membukanya:', 'What changed since you opened it:')}</p>
    <ul>
      ${events.map((event) => {
        const told = narrate(event, desk.say, report.names)
        const who = event.actor_name || (told.by === 'reporter' ? desk.say('Pelapor', 'Reporter') : '')
        return html`<li>
          <b>${told.title}</b>${who && html`, ${who}`},
          ${shortInstant(event.at, desk.zone, desk.say)}${told.text && html`<br />“${told.text}”`}
        </li>`
      })}
    </ul>`

/** Where the step is no longer offered its form is gone, so the words stand here to be copied. */
function unsent(desk: Desk, report: DeskReport, refused: Refused): Html | false {
  const { say } = desk
  const isOffered = report.allowed.includes(refused.action)
  const written = specOf(refused.action, report)
    ?.fields.filter((field) => field.type === 'area' || field.type === 'line')
    .flatMap((field) => [refused.values[field.name] ?? []].flat().filter((text) => text.trim() !== ''))
  if (isOffered)
    return html`<p class="md">
      ${say('Tulisan Anda masih ada di formulirnya di bawah.', 'What you wrote is still in its form below.')}
    </p>`
  if (!written || written.length === 0) return false
  return html`<div class="field">
    <label for="belum-terkirim"
      >${say('Tulisan Anda yang belum terkirim', 'What you wrote and did not send')}</label
    >
    <textarea id="belum-terkirim" rows="5" readonly>${written.join('\n\n')}</textarea>
  </div>`
}
