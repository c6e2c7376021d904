/** The answer: who reads it, who approves it, what is kept of it. One box, three ways to send what is in it. */
import { timeOfDay } from '../../web/dates.ts'
import { attribute, flag, type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { note } from '../../web/parts/note.ts'
import { lines } from '../../web/parts/timeline.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import { carried, contextOf, labelFor, type Refused } from './actionForm.ts'
import { actionPath, type Desk } from './desk.ts'
import { keptFiles } from './fields.ts'
import { one } from './formInputs.ts'
import { outcomeOptions } from './formSpecs.ts'
import type { DeskReport } from './load.ts'
import { templateBox } from './templateBox.ts'
import { answerActions, draftName } from './words.ts'

export function answerBox(desk: Desk, report: DeskReport, refused: Refused | undefined): Html {
  const { say } = desk
  const id = report.file.reportId
  const back = refused && answerActions.includes(refused.action) ? refused : undefined
  const returned = report.part?.proposal
  const text = back ? one(back.values, 'text') : (report.draft?.text ?? returned?.text ?? '')
  const outcome = back ? one(back.values, 'outcome') : (report.draft?.outcome ?? returned?.outcome ?? '')
  const path = (action: string) => actionPath(desk, id, action)
  const problem = (name: string) => back?.problems.find((found) => found.field === name)
  const [textProblem, outcomeProblem] = [problem('text'), problem('outcome')]
  const audience =
    report.file.publication === 'published'
      ? say('tampil di publik setelah disetujui', 'public after approval')
      : say('dibaca pelapor setelah disetujui', 'read by the reporter after approval')
  return html`<form
      class="answer"
      method="post"
      action="${path('propose_answer')}"
      enctype="multipart/form-data"
      id="f-propose_answer"
      data-desk-draft="${draftName(report.file.number, 'propose_answer')}"
      data-draft-path="${inLanguage(paths.desk.draft(id), say.language)}"
      ${attribute('data-draft-at', report.draft && report.draft.savedAt.getTime())}
    >
      <div class="head">
        <label for="propose_answer-text"
          ><b>${say('Jawaban untuk pelapor', 'Answer to the reporter')}</b></label
        ><span class="mut">${audience}</span>
      </div>
      ${carried(desk, report)}
      ${textProblem && html`<span class="err" id="propose_answer-text-error">${icon('circle-alert')} ${say(textProblem)}</span>`}
      <textarea
        id="propose_answer-text"
        name="text"
        rows="6"
        maxlength="10000"
        ${attribute('aria-invalid', textProblem !== undefined && 'true')}
        ${attribute('aria-describedby', textProblem && 'propose_answer-text-error')}
      >
${text}</textarea>
      <div class="foot">
        ${templateBox(desk, report, 'propose_answer', back)}
        <div class="row">
          <label class="row"
            >${say('Yang dilakukan', 'What was done')}
            <select
              id="propose_answer-outcome"
              name="outcome"
              ${attribute('aria-invalid', outcomeProblem !== undefined && 'true')}
            >
              <option value="">${say('Pilih untuk jawaban akhir', 'Choose for the final answer')}</option>
              ${outcomeOptions.map((option) => html`<option value="${option.value}" ${flag('selected', option.value === outcome)}>${say(option.label)}</option>`)}
            </select></label
          >
          ${outcomeProblem && html`<span class="err">${icon('circle-alert')} ${say(outcomeProblem)}</span>`}
          <label class="row"
            >${say('Lampiran', 'Attachments')}
            <input type="file" name="files" multiple accept="image/*,application/pdf,audio/*,video/mp4"
          /></label>
          ${keptFiles(contextOf(desk, report, back?.action ?? 'propose_answer', back), say)}
        </div>
        <div class="row">
          <span class="mut" data-draft-status role="status"
            >${report.draft !== undefined && html`${icon('check')} ${say('Draf tersimpan', 'Draft saved')} ${timeOfDay(report.draft.savedAt, desk.zone, say)}`}</span
          >
        </div>
        <div class="row">
          <button class="btn s" data-submit>${labelFor(desk, report, 'propose_answer')}</button>
          ${report.allowed.includes('interim_reply') && html`<button class="btn alt s" formaction="${path('interim_reply')}">${labelFor(desk, report, 'interim_reply')}</button>`}
          ${report.allowed.includes('ask_reporter') && html`<button class="btn alt s" formaction="${path('ask_reporter')}">${labelFor(desk, report, 'ask_reporter')}</button>`}
          <button
            class="btn alt s"
            formaction="${inLanguage(paths.desk.draft(id), say.language)}"
            formnovalidate
          >
            ${icon('save')}${say('Simpan draf', 'Save draft')}
          </button>
        </div>
      </div>
    </form>
    ${othersWrite(desk, report)}
    ${note('', say('Yang menulis tidak bisa menyetujui jawabannya sendiri. Kabar dan pertanyaan langsung terkirim; jawaban akhir menunggu pejabat penyetuju.', 'Nobody approves the own answer. News and questions are sent at once; the final answer waits for an approver.'), 'users-round')}`
}

/** Two people at one answer: each sees the other's words before sending the own. */
const othersWrite = (desk: Desk, { otherDrafts }: DeskReport): Html[] =>
  otherDrafts.map(
    (draft) =>
      html`<details class="more">
        <summary>
          ${icon('users-round')}${desk.say(`${draft.name} juga menulis jawaban, draf ${timeOfDay(draft.savedAt, desk.zone, desk.say)}`, `${draft.name} is also writing an answer, draft ${timeOfDay(draft.savedAt, desk.zone, desk.say)}`)}
        </summary>
        <div><p>${lines(draft.text)}</p></div>
      </details>`,
  )
