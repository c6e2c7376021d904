/** What the reporter may do now, each as a plain form. Which ones there are is asked of the state table. */
import type { FieldProblem } from '../../errors.ts'
import { formLevels, levels } from '../../regulation/kinds.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { errorSummary, field, fileField, hidden, type KeptFile, moreSection, problemOf, radioCards } from '../../web/parts/fields.ts'
import { formLevelOf, levelWords } from '../../web/parts/privacy.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { all, one, type Typed } from '../intake/typed.ts'

export type ActsView = {
  file: CaseFile
  offered: readonly string[]
  csrf: string
  /** Of this showing of the page: the same form sent twice is one step. */
  key: string
  mostFiles: number
  mostBytes: number
  /** A form that could not be taken: it comes back open and filled in. */
  refused?: { action: string; typed: Typed; problems: readonly FieldProblem[]; kept: readonly KeptFile[] }
  /** What the desk or the agency asked last. */
  question?: string
}

const can = (view: ActsView, action: string): boolean => view.offered.includes(action)

/** What waits for the reporter now; false when nothing does. */
export function mainAct(view: ActsView, say: Say): Html | false {
  if (can(view, 'accept')) return verdict(view, say)
  if (can(view, 'complete')) return asked(view, 'complete', say('Mohon lengkapi laporan Anda', 'Please complete your report'), say)
  if (view.file.state === 'awaiting_reporter')
    return asked(view, 'reply', say('Instansi bertanya kepada Anda', 'The agency asks you'), say)
  if (can(view, 'revive'))
    return box(say('Buka lagi laporan ini', 'Open this report again'), act(view, 'revive', html`<button class="btn">${icon('undo-2')}${say('Buka lagi', 'Open again')}</button>`, say))
  if (can(view, 'revoke_withdrawal'))
    return box(
      say('Laporan ini Anda cabut', 'You withdrew this report'),
      act(view, 'revoke_withdrawal', html`<button class="btn alt">${icon('undo-2')}${say('Batalkan pencabutan', 'Undo the withdrawal')}</button>`, say),
    )
  return false
}

const box = (title: string, body: Html): Html =>
  html`<section class="sheet flow" id="tindakan"><h2>${title}</h2>${body}</section>`

/** The two words that only the reporter may say. */
const verdict = (view: ActsView, say: Say): Html =>
  box(
    say('Menurut Anda, sudah selesai?', 'Is it solved for you?'),
    html`<p class="md mut">
        ${say('Instansi sudah menjawab. Anda yang menilai.', 'The agency has answered. You are the judge.')}
      </p>
      ${act(
        view,
        'accept',
        html`${rating(view, 'accept', say)}
          ${words(view, 'accept', 'comment', say('Catatan untuk instansi', 'A word for the agency'), say, { isOptional: true, rows: 2, maxlength: 2000 })}
          <button class="btn">${icon('check')}${say('Sudah selesai', 'Yes, it is solved')}</button>`,
        say,
      )}
      ${moreSection(
        { icon: 'flag', title: say('Belum selesai, ajukan keberatan', 'Not solved, I object'), isOpen: isRefused(view, 'reject') },
        act(
          view,
          'reject',
          html`${words(view, 'reject', 'reason', say('Apa yang belum selesai?', 'What is not solved?'), say, {
              hint: say('Instansi membaca alasan ini.', 'The agency reads this reason.'),
            })}
            <p class="md mut">
              ${
                view.file.rejections === 0
                  ? say('Laporan kembali ke instansi dengan waktu setengah dari semula.', 'The report goes back to the agency with half of the time.')
                  : say('Ini keberatan kedua, jadi pejabat yang lebih tinggi yang memutuskan.', 'This is the second objection, so a higher officer decides.')
              }
            </p>
            <button class="btn bad">${say('Belum selesai', 'It is not solved')}</button>`,
          say,
        ),
      )}
      ${
        can(view, 'extend_response') &&
        act(view, 'extend_response', html`<button class="linkish md">${say('Saya perlu waktu lebih lama untuk menilai', 'I need more time to judge')}</button>`, say)
      }`,
  )

const asked = (view: ActsView, action: 'reply' | 'complete', title: string, say: Say): Html =>
  box(
    title,
    html`${view.question !== undefined && html`<blockquote class="said">${view.question.split('\n').map((line) => html`<p>${line}</p>`)}</blockquote>`}
    ${replyForm(view, action, say('Jawaban Anda', 'Your answer'), say)}`,
  )

/** Everything else, folded away. */
export const otherActs = (view: ActsView, say: Say): (Html | false)[] => [
  can(view, 'reply') && !can(view, 'complete') && view.file.state !== 'awaiting_reporter' &&
    moreSection(
      { icon: 'message-square', title: say('Tambah keterangan atau foto', 'Add details or photos'), isOpen: isRefused(view, 'reply'), id: 'tambah' },
      replyForm(view, 'reply', say('Keterangan', 'Details'), say),
    ),
  can(view, 'rate') && view.file.reporterWord?.rating === undefined &&
    moreSection(
      { icon: 'star', title: say('Beri nilai', 'Rate'), isOpen: isRefused(view, 'rate') },
      act(view, 'rate', html`${rating(view, 'rate', say)}<button class="btn alt">${say('Kirim nilai', 'Send rating')}</button>`, say),
    ),
  can(view, 'reopen') &&
    moreSection(
      { icon: 'undo-2', title: say('Masalahnya kembali? Buka lagi', 'The problem is back? Reopen'), isOpen: isRefused(view, 'reopen') },
      act(view, 'reopen', html`${words(view, 'reopen', 'reason', say('Apa yang terjadi?', 'What happened?'), say)}<button class="btn alt">${say('Buka lagi', 'Reopen')}</button>`, say),
    ),
  can(view, 'appeal') &&
    moreSection(
      { icon: 'scale', title: say('Ajukan banding', 'Appeal'), isOpen: isRefused(view, 'appeal') },
      act(
        view,
        'appeal',
        html`${words(view, 'appeal', 'reason', say('Mengapa keputusan ini keliru?', 'Why is this decision wrong?'), say, {
            hint: say('Pejabat lain yang belum pernah menangani laporan ini yang memutuskan.', 'Another officer who never handled this report decides.'),
          })}<button class="btn alt">${say('Ajukan banding', 'Appeal')}</button>`,
        say,
      ),
    ),
  privacy(view, say),
  can(view, 'withdraw') &&
    moreSection(
      { icon: 'x', title: say('Cabut laporan', 'Withdraw the report'), isOpen: isRefused(view, 'withdraw') },
      act(
        view,
        'withdraw',
        html`<p class="md">
            ${say('Laporan berhenti ditangani dan tidak tampil lagi di publik. Kami tanya sekali lagi sebelum mencabut.', 'Nobody handles the report any more and it is no longer public. We ask once more before it is withdrawn.')}
          </p>
          ${words(view, 'withdraw', 'reason', say('Alasan', 'Reason'), say, { isOptional: true, rows: 2, maxlength: 2000 })}
          <button class="btn bad">${say('Cabut laporan', 'Withdraw')}</button>`,
        say,
      ),
    ),
]

function privacy(view: ActsView, say: Say): Html | false {
  const at = levels.indexOf(view.file.level)
  const choice = (action: 'raise_secrecy' | 'lower_secrecy', wanted: readonly (typeof levels)[number][], button: string) =>
    can(view, action) &&
    wanted.length > 0 &&
    act(
      view,
      action,
      html`${radioCards({
        id: idOf(action, 'level'),
        name: 'level',
        legend: action === 'raise_secrecy' ? say('Lebih tertutup', 'More closed') : say('Lebih terbuka', 'More open'),
        isSmallLegend: true,
        choices: wanted.map((level) => {
          const form = formLevelOf(level)
          return { value: form, label: say(levelWords[form].name), hint: say(levelWords[form].means) }
        }),
        ...(isRefused(view, action) && { error: say('Pilih salah satu.', 'Choose one.') }),
      })}<button class="btn alt s">${button}</button>`,
      say,
    )
  const { contactConsent, contactBy, level } = view.file
  return moreSection(
    { icon: 'lock', title: say('Ubah siapa yang boleh tahu', 'Change who may know'), isOpen: isRefused(view, 'raise_secrecy') || isRefused(view, 'lower_secrecy') },
    html`<p class="md">${say('Sekarang', 'Now')}: <b>${say(levelWords[formLevelOf(level)].name)}</b>. ${say(levelWords[formLevelOf(level)].means)}</p>
      ${choice('raise_secrecy', levels.slice(at + 1), say('Rahasiakan', 'Raise secrecy'))}
      ${choice('lower_secrecy', levels.slice(0, at), say('Buka', 'Open up'))}
      ${
        can(view, 'consent_contact') &&
        level !== formLevels.anonim &&
        contactBy.length > 0 &&
        act(
          view,
          'consent_contact',
          html`${hidden({ on: contactConsent ? 'false' : 'true' })}<button class="btn alt s">
              ${
                contactConsent
                  ? say('Cabut izin instansi melihat kontak saya', 'Stop letting the agency see my contact')
                  : say('Izinkan instansi yang menangani melihat kontak saya', 'Let the handling agency see my contact')
              }
            </button>`,
          say,
        )
      }`,
  )
}

const isRefused = ({ refused }: ActsView, action: string): boolean => refused?.action === action
const typedIn = (view: ActsView, action: string): Typed => (isRefused(view, action) ? view.refused!.typed : {})

/** The frame of a writing form: where it goes, its token, its key and the version that the person saw. */
const act = (view: ActsView, action: string, body: Html, say: Say, isMultipart = false): Html =>
  html`<form
    class="flow"
    method="post"
    action="${inLanguage(paths.tracking.action(view.file.number, action), say.language)}"
    enctype="${isMultipart ? 'multipart/form-data' : 'application/x-www-form-urlencoded'}"
  >
    ${isRefused(view, action) && errorSummary(view.refused!.problems.map((problem) => ({ ...problem, field: idOf(action, problem.field) })), say)}
    ${body}${hidden({ csrf: view.csrf, idempotency_key: view.key, version: view.file.version })}
  </form>`

/** Several forms of one page have a field called "reason", and an id stands for one element. */
const idOf = (action: string, name: string): string => `${action}-${name}`

function words(
  view: ActsView,
  action: string,
  name: string,
  label: string,
  say: Say,
  more: { hint?: string; isOptional?: boolean; rows?: number; maxlength?: number } = {},
): Html {
  const error = isRefused(view, action) ? problemOf(view.refused!.problems, name, say) : undefined
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

function rating(view: ActsView, action: string, say: Say): Html {
  const labels = [say('buruk', 'poor'), say('kurang', 'weak'), say('cukup', 'fair'), say('baik', 'good'), say('sangat baik', 'very good')]
  const chosen = one(typedIn(view, action), 'rating')
  return radioCards({
    id: idOf(action, 'rating'),
    name: 'rating',
    legend: action === 'accept' ? say('Nilai untuk jawaban ini (boleh kosong)', 'Rate this answer (optional)') : say('Nilai untuk jawaban ini', 'Rate this answer'),
    isSmallLegend: true,
    layout: 'five',
    value: chosen ?? null,
    choices: labels.map((label, at) => ({ value: String(at + 1), label: `${at + 1}`, hint: label })),
    ...(action === 'rate' && isRefused(view, 'rate') && { error: say('Pilih 1 sampai 5.', 'Choose 1 to 5.') }),
  })
}

function replyForm(view: ActsView, action: 'reply' | 'complete', label: string, say: Say): Html {
  const fileProblems = isRefused(view, action) ? view.refused!.problems.filter(({ field: name }) => name === 'files').map((problem) => say(problem)) : []
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
      )}
      <button class="btn">${icon('send')}${say('Kirim', 'Send')}</button>`,
    say,
    true,
  )
}

export const keptIdsOf = (typed: Typed): string[] => all(typed, 'kept_files')
