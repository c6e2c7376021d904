/** The forms of the reporter's actions: each with its token, its key and the version that the person saw. */
import type { FieldProblem } from '../../errors.ts'
import { html, type Html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { errorSummary, field, fileField, hidden, problemOf, radioCards } from '../../web/parts/fields.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import { one, type Typed } from '../intake/typed.ts'
import type { ActsView } from './reportView.ts'

export const can = (view: ActsView, action: string): boolean => view.offered.includes(action)

/** Opened again after the time to complete it was over: what was missing is missing still. */
export const isAskedAgain = (view: ActsView): boolean =>
  view.file.state === 'received' && view.isStillAsked === true && can(view, 'reply')

export const isRefused = ({ refused }: ActsView, action: string): boolean => refused?.action === action
const typedIn = (view: ActsView, action: string): Typed =>
  isRefused(view, action) ? view.refused!.typed : {}

/** The frame of a writing form: where it goes, its token, its key and the version that the person saw. */
export const act = (view: ActsView, action: string, body: Html, say: Say, isMultipart = false): Html =>
  html`<form
    class="flow"
    method="post"
    action="${inLanguage(paths.tracking.action(view.file.number, action), say.language)}"
    enctype="${isMultipart ? 'multipart/form-data' : 'application/x-www-form-urlencoded'}"
  >
    ${
      isRefused(view, action) &&
      errorSummary(
        view.refused!.problems.map((problem) => ({
          ...kinder(action, problem),
          ...choiceWords[problem.field],
          field: idOf(action, problem.field),
        })),
        say,
      )
    }
    ${body}${hidden({ csrf: view.csrf, idempotency_key: view.key, version: view.file.version })}
  </form>`

/** Nothing chosen: the summary says what stands at the choice itself. */
export const choiceWords: Readonly<Record<string, Words>> = {
  rating: { id: 'Pilih 1 sampai 5.', en: 'Choose 1 to 5.' },
  level: { id: 'Pilih salah satu.', en: 'Choose one.' },
}

/** Instead of "too short": what to write. By action and field. */
const tooLittleWords: Readonly<Record<string, Words>> = {
  'reject.reason': {
    id: 'Tulis satu kalimat: apa yang masih rusak atau belum selesai? Paling sedikit 10 huruf. Keberatan Anda belum terpakai.',
    en: 'Write one sentence: what is still wrong or not solved? At least 10 letters. Your objection is not used up yet.',
  },
  'appeal.reason': {
    id: 'Tulis satu kalimat: mengapa keputusan ini keliru? Paling sedikit 10 huruf.',
    en: 'Write one sentence: why is this decision wrong? At least 10 letters.',
  },
}

const kinder = (action: string, problem: FieldProblem): FieldProblem =>
  ['too_short', 'required', 'wrong_form'].includes(problem.code)
    ? { ...problem, ...tooLittleWords[`${action}.${problem.field}`] }
    : problem

export const chosenIn = (view: ActsView, action: string, name: string): string | null =>
  one(typedIn(view, action), name) ?? null

export const choiceError = (view: ActsView, action: string, name: string, say: Say): { error?: string } =>
  isRefused(view, action) && view.refused!.problems.some(({ field: one }) => one === name)
    ? { error: say(choiceWords[name]!) }
    : {}

/** Several forms of one page have a field called "reason", and an id stands for one element. */
export const idOf = (action: string, name: string): string => `${action}-${name}`

export function words(
  view: ActsView,
  action: string,
  name: string,
  label: string,
  say: Say,
  more: { hint?: string; isOptional?: boolean; rows?: number; maxlength?: number } = {},
): Html {
  const error = isRefused(view, action)
    ? problemOf(
        view.refused!.problems.map((problem) => kinder(action, problem)),
        name,
        say,
      )
    : undefined
  return field(
    {
      id: idOf(action, name),
      name,
      label,
      type: 'textarea',
      rows: 4,
      maxlength: 5000,
      value: one(typedIn(view, action), name) ?? null,
      ...(!more.isOptional && { required: true }),
      ...more,
      ...(error !== undefined && { error }),
    },
    say,
  )
}

export function rating(view: ActsView, action: string, say: Say): Html {
  const labels = [
    say('buruk', 'poor'),
    say('kurang', 'weak'),
    say('cukup', 'fair'),
    say('baik', 'good'),
    say('sangat baik', 'very good'),
  ]
  return radioCards({
    id: idOf(action, 'rating'),
    name: 'rating',
    legend:
      action === 'accept'
        ? say('Nilai untuk jawaban ini (boleh kosong)', 'Rate this answer (optional)')
        : say('Nilai untuk jawaban ini', 'Rate this answer'),
    isSmallLegend: true,
    layout: 'five',
    value: chosenIn(view, action, 'rating'),
    choices: labels.map((label, at) => ({ value: String(at + 1), label: `${at + 1}`, hint: label })),
    ...choiceError(view, action, 'rating', say),
  })
}

export function replyForm(view: ActsView, action: 'reply' | 'complete', label: string, say: Say): Html {
  const fileProblems = isRefused(view, action)
    ? view.refused!.problems.filter(({ field: name }) => name === 'files').map((problem) => say(problem))
    : []
  return act(
    view,
    action,
    html`${words(view, action, 'text', label, say, { isOptional: action === 'reply' && view.file.state !== 'awaiting_reporter' })}
      ${fileField(
        {
          id: idOf(action, 'files'),
          kept: isRefused(view, action) ? view.refused!.kept : [],
          most: view.mostFiles,
          mostBytes: view.mostBytes,
          ...(fileProblems.length > 0 && { error: fileProblems.join(' ') }),
        },
        say,
      )} <button class="btn">${icon('send')}${say('Kirim', 'Send')}</button>`,
    say,
    true,
  )
}
