/** Choosing a template beside the box that it fills: with script in place, without it by a button that comes back. */
import type { StaffAction } from '../casefile/inputs.ts'
import { flag, type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Purpose } from '../templates/tables.ts'
import { listState, type Desk } from './desk.ts'
import { one } from './formInputs.ts'
import type { Refused } from './actionForm.ts'
import type { DeskReport } from './load.ts'

/** The texts that an action sends, as templates name them. */
export const purposesOf: Partial<Record<StaffAction, readonly Purpose[]>> = {
  propose_answer: ['answer', 'message'],
  ask_completion: ['completion'],
}

export function templateBox(
  desk: Desk,
  report: DeskReport,
  action: 'propose_answer' | 'ask_completion',
  back: Refused | undefined,
): Html | false {
  const { say } = desk
  const offered = report.templates.filter(({ purpose }) => purposesOf[action]!.includes(purpose))
  if (offered.length === 0) return false
  const used = back ? one(back.values, 'template') : ''
  const groups: [string, typeof offered][] = [
    [say('Jawaban akhir', 'Final answer'), offered.filter(({ purpose }) => purpose === 'answer')],
    [
      say('Kabar dan pertanyaan', 'News and questions'),
      offered.filter(({ purpose }) => purpose === 'message'),
    ],
    [say('Minta kelengkapan', 'Ask for details'), offered.filter(({ purpose }) => purpose === 'completion')],
  ]
  const path = withQuery(paths.desk.fillTemplate(report.file.reportId), {
    ...listState(desk.query),
    untuk: action,
  })
  return html`<div class="row" data-templates="${inLanguage(path, say.language)}">
    <label class="row"
      >${say('Templat', 'Template')}
      <select name="templat">
        <option value="">${say('Pilih templat', 'Choose a template')}</option>
        ${groups.map(
          ([label, templates]) =>
            templates.length > 0 &&
            html`<optgroup label="${label}">
              ${templates.map(
                ({ id, name, agency_code: agency }) =>
                  html`<option value="${id}" ${flag('selected', id === used)}>
                    ${name}${agency === null && report.part !== undefined && ` (${say('nasional', 'national')})`}
                  </option>`,
              )}
            </optgroup>`,
        )}
      </select></label
    >
    <button class="btn alt s" formaction="${inLanguage(path, say.language)}" formnovalidate>
      ${icon('file-text')}${say('Isi dari templat', 'Fill from template')}
    </button>
    <span class="md mut" data-template-status role="status"></span>
    ${used !== '' && html`<input type="hidden" name="template" value="${used}" />`}
  </div>`
}
