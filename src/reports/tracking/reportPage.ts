import { shownNumber } from '../../platform/crypto/token.ts'
import type { AgencyWord, CaseFile } from '../../regulation/facts.ts'
import { agencyOutcomes, type AgencyOutcome, type ArchiveReason } from '../../regulation/kinds.ts'
import { archiveWords, outcomeWords } from '../../regulation/words.ts'
import { dayOf, longDay } from '../../web/dates.ts'
import { attribute, flag, type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { page } from '../../web/layout.ts'
import { deadlineRibbon } from '../../web/parts/deadline.ts'
import { hidden } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { twoLines } from '../../web/parts/reportCard.ts'
import { path } from '../../web/parts/steps.ts'
import { classificationTag, ownStatusTag } from '../../web/parts/tags.ts'
import { lines, strandLegend, timeline } from '../../web/parts/timeline.ts'
import { twoVoices, type Voice } from '../../web/parts/voices.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { ribbonOf } from '../casefile/countable.ts'
import { narrate } from '../casefile/narration.ts'
import { isClosed } from '../intake/slip.ts'
import { can } from './actForms.ts'
import { appealOver } from './appealOver.ts'
import { contactNote } from './contactNote.ts'
import { mainAct } from './acts.ts'
import { entriesOf } from './entries.ts'
import { ombudsmanResult, pressingNow, purposeOf, stepsOf } from './journey.ts'
import { allClocks, deadlineNow, identity, ownWords, visibility } from './reportAside.ts'
import { wordsOf } from './keptForm.ts'
import { otherActs } from './otherActs.ts'
import type { ReportView } from './reportView.ts'

/** The reporter's own view of a report: where it stands, who owes what until when, and what they can do. */
export function reportPage(view: ReportView, say: Say): string {
  const { file } = view
  const title = file.title || twoLines(file.text, 60)
  return page(
    {
      title: `${shownNumber(file.number)}`,
      language: say.language,
      path: paths.tracking.report(file.number),
      current: 'track',
      noindex: true,
      scripts: ['draft', 'photos', 'print', 'replies'],
    },
    html`<div
      class="wrap sec flow"
      data-replies="${file.number}"
      ${flag('data-closed', isClosed(file))}
      ${attribute('data-done', view.done)}
    >
      <div class="row apart md">
        <span
          ><a href="${inLanguage(paths.tracking.form, say.language)}"
            >${say('Lacak laporan', 'Track a report')}</a
          >
          / <span class="code">${shownNumber(file.number)}</span></span
        >
        ${leave(view.csrf, view.file.number, say)}
      </div>
      ${view.notice && html`<div role="status">${note(view.notice.tone, say(view.notice.words))}</div>`}
      ${leftOver(view, say)} ${contactNote(view, say)}
      <div class="cols side">
        <div class="flow">
          <div class="row">
            ${classificationTag(file.kind, say)}${ownStatusTag(file.state, outcomeOf(file), say)}${file.urgent && html`<span class="tag late">${say('Mendesak', 'Urgent')}</span>`}
          </div>
          <h1>${title}</h1>
          ${path(stepsOf(file, view.clocks, view.rules, say))} ${pressingRibbon(view, say)}
          ${ombudsmanSays(view, say)} ${voices(view, say)} ${mainAct(view, say)}
          <section class="flow" aria-labelledby="perjalanan">
            <h2 id="perjalanan">${say('Perjalanan laporan', 'What happened so far')}</h2>
            ${strandLegend(say, true)}
            <div class="sheet">${timeline(entriesOf(view, say), file.zone, say)}</div>
          </section>
          ${appealOver(view, say)} ${otherActs(view, say)}
        </div>
        <aside class="flow" aria-label="${say('Tenggat dan privasi', 'Deadlines and privacy')}">
          ${deadlineNow(view, say)} ${ownWords(view, say)} ${visibility(view, say)} ${identity(view, say)}
          ${allClocks(view, say)}
          <p class="md noprint">
            <button class="linkish" type="button" data-print hidden>
              ${icon('printer')} ${say('Cetak', 'Print')}
            </button>
          </p>
        </aside>
      </div>
    </div>`,
  )
}

/** What was written for a step that the report no longer allows has no form to come back to. */
function leftOver(view: ReportView, say: Say): Html | false {
  const { refused } = view
  const text = refused && !can(view, refused.action) ? wordsOf(refused) : undefined
  return (
    text !== undefined &&
    note(
      'soon',
      html`<b>${say('Tulisan Anda', 'What you wrote')}</b>
        <span id="tulisan">${lines(text)}</span>
        ${can(view, 'reply') && html`<br />${say('Anda bisa menyalinnya ke "Tambah keterangan" di bawah.', 'You can copy it to "Add details" below.')}`}
        <button class="linkish" type="button" data-copy="#tulisan" hidden>${say('Salin', 'Copy')}</button>`,
    )
  )
}

const outcomeOf = (file: CaseFile) => ({
  agency: file.agencyWord?.outcome ?? null,
  reporter: file.reporterWord?.verdict ?? null,
})

/** On a borrowed phone one tap forgets the key. Not called closing: that is what ends a case. */
const leave = (csrf: string, number: string, say: Say): Html =>
  html`<form
    method="post"
    action="${inLanguage(paths.tracking.leave, say.language)}"
    class="noprint"
    data-leave="${number}"
  >
    ${hidden({ csrf })}<button class="linkish">
      ${icon('log-out')}
      ${say('Keluar dari halaman ini (laporan tetap jalan)', 'Leave this page (the report goes on)')}
    </button>
  </form>`

/** Under the steps, where a phone shows it first; the box beside them has the day and how it was counted. */
function pressingRibbon({ file, clocks, calendar, now }: ReportView, say: Say): Html | false {
  const pressing = pressingNow(file, clocks)
  return (
    pressing !== undefined &&
    html`<p>
      ${deadlineRibbon(ribbonOf(pressing, now, calendar), say)}
      <span class="md mut">${purposeOf(pressing.clock.rule, say)}</span>
    </p>`
  )
}

function ombudsmanSays(view: ReportView, say: Say): Html | false {
  const result = ombudsmanResult(view)
  return (
    result !== undefined &&
    note('', html`<b>${say('Hasil Ombudsman', "The Ombudsman's result")}:</b> ${lines(result)}`, 'landmark')
  )
}

function voices(view: ReportView, say: Say): Html | false {
  const { file } = view
  const { agencyWord, reporterWord } = file
  if (agencyWord?.outcome === 'archived' && !reporterWord && !isArchivedByAgency(view, say))
    return archivedNote(view, agencyWord, say)
  if (!agencyWord && !reporterWord) return false
  const agency: Voice | null = agencyWord
    ? {
        on: dayOf(agencyWord.at, file.zone),
        word: agencySays(agencyWord, say),
        quote: agencyWord.text || null,
      }
    : null
  const reporter: Voice | null = reporterWord
    ? {
        on: dayOf(reporterWord.at, file.zone),
        word:
          reporterWord.verdict === 'solved'
            ? say('Sudah selesai', 'Solved')
            : say('Belum selesai', 'Not solved'),
        quote: reporterWord.text ?? null,
        remark:
          reporterWord.rating === undefined
            ? null
            : say(`Nilai ${reporterWord.rating} dari 5.`, `Rated ${reporterWord.rating} of 5.`),
      }
    : null
  return twoVoices({ agency, reporter, isReporterReading: true }, say)
}

const archiving = new Set(['archive', 'confirm_archive', 'expire_completion'])

function isArchivedByAgency({ events, names }: ReportView, say: Say): boolean {
  const event = events.findLast(({ action, data }) => archiving.has(action) && data['proposed'] !== true)
  return event !== undefined && narrate(event, say, names).by === 'agency'
}

/** No agency saw it and nobody is asked for a verdict, so there are no two voices: the reason, and what is left to do. */
function archivedNote({ file, clocks }: ReportView, word: AgencyWord, say: Say): Html {
  if (file.archiveReason === 'not_completed')
    return note(
      '',
      html`<b>${say('Diarsipkan karena belum dilengkapi.', 'Archived because it was not completed.')}</b>
        ${say('Ini bukan penolakan: laporan Anda tetap tersimpan dan bisa dibuka lagi kapan saja.', 'This is no refusal: your report is kept and can be opened again at any time.')}`,
      'info',
    )
  const appeal = file.state === 'archived' ? pressingNow(file, clocks) : undefined
  const reason = archiveWords[file.archiveReason as ArchiveReason]
  return note(
    '',
    html`<b>${say('Diarsipkan', 'Archived')}${reason && `: ${say(reason).toLowerCase()}`}.</b> ${word.text}
      ${
        appeal &&
        html`${say('Tidak setuju? Ajukan banding sampai', 'Do not agree? Appeal until')}
          <b>${longDay(appeal.result.due_on, say)}</b>.`
      }`,
    'info',
  )
}

function agencySays({ outcome }: AgencyWord, say: Say): string {
  if ((agencyOutcomes as readonly string[]).includes(outcome))
    return say(outcomeWords[outcome as AgencyOutcome])
  return outcome === 'archived' ? say('Diarsipkan', 'Archived') : say('Ditutup', 'Closed')
}
