/** One report at the desk: list, story and action, facts. */
import { errors } from '../../errors.ts'
import { noEarlierHand } from '../../regulation/conditions.ts'
import { type Kind } from '../../regulation/kinds.ts'
import { rowsFor } from '../../regulation/transitions.ts'
import { kindWords, levelWords, outcomeWords } from '../../regulation/words.ts'
import { dayOf, fileSize, shownNumber, timeOfDay, zoneLabel } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { deskPage } from '../../web/layout.ts'
import { note } from '../../web/parts/note.ts'
import { twoLines } from '../../web/parts/reportCard.ts'
import { classificationTag, statusTag } from '../../web/parts/tags.ts'
import { lines, timeline, type TimelineEntry } from '../../web/parts/timeline.ts'
import { twoVoices } from '../../web/parts/voices.ts'
import { paths } from '../../web/paths.ts'
import { filePath, thumbnailPath } from '../attachments/address.ts'
import { ruleWords } from '../casefile/assigning.ts'
import { narrateTo, wordsFor } from '../casefile/view.ts'
import { photosOf } from '../publication/actions.ts'
import { maskPersonalData } from '../publication/masking.ts'
import { actionForm, foldedForm, type Refused } from './actionForm.ts'
import { answerBox } from './answerBox.ts'
import { listPath, reportPath, type Desk } from './desk.ts'
import { deskOptions, inDeskLanguage } from './frame.ts'
import { untouched, type Typed } from './fields.ts'
import { bounceEndedOn, factsColumn } from './factsColumn.ts'
import { flashBox } from './flashBox.ts'
import { keyHelp } from './keys.ts'
import type { DeskReport } from './load.ts'
import type { FoundOffice } from './offices.ts'
import { approvalBox, pendingBoxes } from './pendingBox.ts'
import { colleagueNames, mentionBox } from './mentionBox.ts'
import { photoChoice } from './publicPhotos.ts'
import { markedText } from './publicText.ts'
import { makeColumn, queueColumn, type QueueView } from './queuePage.ts'
import { refusalBox, type RefusalView } from './refusalBox.ts'
import { templateBox } from './templateBox.ts'
import { splitBox } from './splitBox.ts'
import { verifyBox } from './verifyBox.ts'
import { answerActions, textAtDesk, titleAtDesk, type Flash } from './words.ts'

export type ReportPage = {
  queue: QueueView
  report: DeskReport
  flash?: Flash
  refused?: Refused
  refusal?: RefusalView
}

export function reportPage(desk: Desk, { queue, report, flash, refused, refusal }: ReportPage): string {
  const { say } = desk
  const { view } = report
  const title = view.title || twoLines(view.text ?? '', 80) || say('Isi tertutup', 'Closed content')
  return deskPage(
    deskOptions(desk, `${shownNumber(view.number)} ${title}`, reportPath(desk, report.file.reportId), 'list'),
    html`<div class="desk open">
      ${queueColumn(desk, makeColumn(desk, { ...queue, openId: report.file.reportId }))}
      <article
        class="case"
        aria-labelledby="judul"
        data-report="${report.file.reportId}"
        data-version="${report.file.version}"
        data-presence="${inDeskLanguage(desk, `${paths.desk.report(report.file.reportId)}/hadir`)}"
      >
        <p class="back">
          <a href="${listPath(desk)}"
            >${icon('arrow-left')} ${say('Kembali ke daftar', 'Back to the list')}</a
          >
        </p>
        ${head(desk, report)}
        <h1 id="judul">${title}</h1>
        ${flash && flashBox(flash, say)}
        ${refusal !== undefined && refusalBox(desk, report, refusal, refused)} ${mentionBox(desk, report)}
        ${story(desk, report)} ${pendingBoxes(desk, report, refused)}
        ${report.file.state === 'received' && report.allowed.includes('forward') && verifyBox(desk, report, refused)}
        ${voices(desk, report)} ${events(desk, report)} ${splitBox(desk, report)}
        ${approvalBox(desk, report, refused)}
        ${report.allowed.includes('propose_answer') && answerBox(desk, report, refused)}
        ${earlierHand(desk, report)} ${mainForm(desk, report, refused)} ${otherActions(desk, report, refused)}
        ${keyHelp(desk)}
      </article>
      ${factsColumn(desk, report)}
    </div>`,
  )
}

function head(desk: Desk, { file, view, present }: DeskReport): Html {
  const { say } = desk
  return html`<div class="row apart">
    <div class="row">
      <span class="code md">${view.shown_number}</span
      >${classificationTag(file.kind as Kind, say)}${statusTag(file.state, { reporter: file.reporterWord?.verdict ?? null }, say, true)}
      ${file.urgent && html`<span class="tag late">${icon('bell')}${say('Mendesak', 'Urgent')}</span>`}
      ${(file.level === 'secret' || file.level === 'anonymous') && html`<span class="tag">${icon('lock')}${say(levelWords[file.level])}</span>`}
      ${file.kind === 'complaint_oversight' && html`<span class="tag soon">${say(kindWords[file.kind])}</span>`}
      ${file.publication === 'published' && html`<span class="tag">${icon('eye')}${say('Tampil di publik', 'Public')}</span>`}
    </div>
    <div class="row sm mut" data-present role="status">
      ${present.length > 0 && html`<span>${icon('eye')} ${presentWords(present, desk)}</span>`}
    </div>
  </div>`
}

export const presentWords = (names: readonly string[], { say }: Pick<Desk, 'say'>): string =>
  names.length === 1
    ? say(`${names[0]} sedang membuka laporan ini`, `${names[0]} has this report open`)
    : say(`${names.join(', ')} sedang membuka laporan ini`, `${names.join(', ')} have this report open`)

function story(desk: Desk, report: DeskReport): Html {
  const { say } = desk
  const { view } = report
  if (view.text === undefined)
    return note(
      '',
      say(
        'Isi laporan ini tertutup bagi Anda. Yang tampil hanya nomor, jenis, instansi, dan tanggal.',
        'The content of this report is closed to you. Only number, kind, agency and dates are shown.',
      ),
      'lock',
    )
  return html`<div class="said">${lines(view.text)}</div>
    ${original(desk, report)} ${files(desk, report)}`
}

/** Whether this is what was written, and the way to it. */
function original(desk: Desk, { view, file, allowed, originalUntil }: DeskReport): Html | false {
  const { say } = desk
  if (originalUntil) {
    const time = timeOfDay(originalUntil, desk.zone, say)
    return html`<p class="sm mut">
      ${icon('eye')}
      ${say(`Naskah asli, terbuka untuk Anda sampai ${time}. Tercatat, dan pelapor diberi tahu.`, `The original text, open to you until ${time}. Logged, and the reporter is told.`)}
    </p>`
  }
  return (
    view.masked === true &&
    html`<p class="sm mut">
      ${icon('eye-off')}
      ${say('Data pribadi yang ada dalam teks ini ditutup.', 'Any personal data in this text are masked.')}
      ${allowed.includes('read_original') && html`<a href="${reportPath(desk, file.reportId, { buka: 'read_original' })}#read_original">${say('Baca naskah asli', 'Read the original text')}</a>`}
    </p>`
  )
}

function files(desk: Desk, { attachments, file }: DeskReport): Html | false {
  const { say } = desk
  if (attachments.length === 0) return false
  return html`<ul class="plain shots" aria-label="${say('Lampiran', 'Attachments')}">
    ${attachments.map((one) => {
      const size = fileSize(one.sizeBytes, say)
      return html`<li>
        <a href="${filePath(file.number, one.no)}"
          >${one.thumbSha256 !== null ? html`<img src="${thumbnailPath(file.number, one.no)}" alt="" width="96" height="96" loading="lazy" />` : icon('file-text')}<span
            >${one.name}<br /><span class="mut sm"
              >${size}${one.addedBy === 'staff' && say(', dari petugas', ', from staff')}</span
            ></span
          ></a
        >
      </li>`
    })}
  </ul>`
}

function voices(desk: Desk, { view }: DeskReport): Html | false {
  const { say } = desk
  const { agency: agencyWord, reporter: reporterWord } = view.outcome
  if (!agencyWord && !reporterWord) return false
  const outcome = agencyWord?.outcome
  const word =
    outcome === undefined
      ? ''
      : outcome === 'archived'
        ? say('Diarsipkan', 'Archived')
        : outcome === 'closed_without_reply'
          ? say('Ditutup', 'Closed')
          : say(outcomeWords[outcome])
  return twoVoices(
    {
      agency: agencyWord
        ? { on: dayOf(agencyWord.at, desk.zone), word, quote: agencyWord.text || null }
        : null,
      reporter: reporterWord
        ? {
            on: dayOf(reporterWord.at, desk.zone),
            word:
              reporterWord.verdict === 'solved'
                ? say('Selesai', 'Solved')
                : say('Belum selesai', 'Not solved'),
            quote: reporterWord.text || null,
            remark:
              reporterWord.rating === undefined
                ? null
                : say(`Nilai ${reporterWord.rating} dari 5`, `Rated ${reporterWord.rating} of 5`),
          }
        : null,
    },
    say,
  )
}

/** Steps whose text is the program's explanation and nobody's words. */
const explained = new Set([
  'forward',
  'hold',
  'merge',
  'split',
  'publish',
  'mark_urgent',
  'expire_completion',
  'expire_question',
  'close_unanswered',
])

function events(desk: Desk, report: DeskReport): Html {
  const { say } = desk
  const entries = report.events.map((event): TimelineEntry => {
    const told = narrateTo(wordsFor(report.file, report.reader), event, say, report.names)
    const isNote = event.audience === 'staff'
    const place = event.actor_unit ?? event.actor_agency
    const who =
      event.actor_kind === 'staff'
        ? [
            event.actor_name,
            typeof event.data['on_behalf_of_name'] === 'string'
              ? say(
                  `atas nama ${event.data['on_behalf_of_name']}`,
                  `on behalf of ${event.data['on_behalf_of_name']}`,
                )
              : '',
            place === null ? '' : (report.names.get(place) ?? place),
          ]
            .filter(Boolean)
            .join(', ')
        : event.action === 'forward'
          ? ruleWords(event.data, say) || undefined
          : undefined
    return {
      at: event.at,
      strand: told.by === 'reporter' ? 'citizen' : told.by === 'agency' ? 'agency' : 'desk',
      title: titleAtDesk(event, told.title, say),
      ...(who !== undefined && { who }),
      quote: explained.has(event.action) ? null : told.text || null,
      text:
        !isNote && !explained.has(event.action)
          ? null
          : html`${explained.has(event.action) && lines(textAtDesk(event, told.text, say))}${isNote && html` <span class="sm mut">${icon('lock')} ${say('hanya petugas', 'staff only')}</span>`}`,
    }
  })
  return html`<section class="sheet">
    <h2 class="vh">${say('Riwayat', 'History')}</h2>
    ${timeline(entries, desk.zone, say)}
    <p class="sm mut">${say(`Waktu dalam ${zoneLabel(desk.zone)}.`, `Times in ${zoneLabel(desk.zone)}.`)}</p>
  </section>`
}

/** Actions that stand open because they are what comes next; all others are folded up below. */
const nextSteps = ['start', 'decide_authority', 'release', 'ombudsman_result', 'grant_appeal']

const mainOf = (report: DeskReport): string | undefined =>
  waitsForUnit(report) ? 'forward' : nextSteps.find((action) => report.allowed.includes(action))

/** An agency that has just got a report first says which of its units has it. */
const waitsForUnit = ({ allowed, file, part }: DeskReport): boolean =>
  file.state !== 'received' && allowed.includes('forward') && part !== undefined && part.unit === undefined

/** A decision that this account would take if it had not handled the report before: said before it is written. */
const earlierHand = ({ actor, say }: Desk, { file }: DeskReport): Html | false =>
  file.handlers.includes(actor.id) &&
  rowsFor(file.state, actor.roles).some((row) => row.bars?.includes(noEarlierHand)) &&
  note('', say(errors.earlier_hand), 'users-round')

function mainForm(desk: Desk, report: DeskReport, refused: Refused | undefined): Html | false {
  const action = mainOf(report)
  return (
    action !== undefined &&
    html`<section class="sheet flow" id="${action}">
      ${actionForm(desk, report, action, refused, { isMain: true, ...folded(desk, report, action, refused) })}
    </section>`
  )
}

/** Shown elsewhere: in their own box, or as the second person's button. */
const inBoxes = new Set([
  'approve',
  'return_answer',
  'decline',
  'confirm_archive',
  'confirm_bounce',
  'publish',
  'approve_identity',
  ...answerActions,
])

/** The table allows them in any state; there is nothing to take back or to mask before a text is public. */
const isOfUse = (action: string, report: DeskReport, now: Date): boolean =>
  action === 'bounce'
    ? bounceEndedOn(report, now) === undefined
    : !['unpublish', 'mask'].includes(action) || report.file.publication === 'published'

function otherActions(desk: Desk, report: DeskReport, refused: Refused | undefined): Html | false {
  const main = mainOf(report)
  const isVerifying = report.file.state === 'received'
  const others = report.allowed.filter(
    (action) =>
      action !== main &&
      !inBoxes.has(action) &&
      !(action === 'forward' && isVerifying) &&
      isOfUse(action, report, desk.now) &&
      !report.file.pending.some((one) => one.action === action),
  )
  if (others.length === 0) return false
  return html`<section class="others" aria-label="${desk.say('Tindakan lain', 'Other actions')}">
    <h2 class="h">${desk.say('Tindakan lain', 'Other actions')}</h2>
    ${others.map((action) => foldedForm(desk, report, action, refused, folded(desk, report, action, refused)))}
  </section>`
}

/** Those that are public already stay ticked when another text is proposed. */
const shownPhotos = ({ attachments }: DeskReport): number[] =>
  attachments.filter(({ state }) => state === 'public').map(({ no }) => no)

/** Whoever had the report, and whom they named: one of them it usually is. */
function agenciesNamed({ file, events, names }: DeskReport): FoundOffice[] {
  const named = events.flatMap(({ data }) => data['proposed_agency'] ?? [])
  const codes = new Set([...file.parts.map((part) => part.agency), ...named.map(String)])
  return [...codes].map((value) => ({ value, name: names.get(value) ?? value }))
}

function folded(
  desk: Desk,
  report: DeskReport,
  action: string,
  refused?: Refused,
): { suggested?: Typed; extra?: Html } {
  if (action === 'forward') {
    const { units, suggested } = report.unitChoices
    const values = { target: suggested ?? '' }
    return { suggested: { ...untouched, values, lookups: { target: units } } }
  }
  if (action === 'note') return { extra: html`${colleagueNames(desk, report)}` }
  if (action === 'ask_completion') {
    const back = refused?.action === action ? refused : undefined
    return { extra: html`${templateBox(desk, report, action, back)}` }
  }
  if (action === 'split' && report.part !== undefined) {
    // Whoever has it leads, unless somebody else is chosen.
    const { agency } = report.part
    const lookups = { agency_1: [{ value: agency, name: report.names.get(agency) ?? agency }] }
    return { suggested: { ...untouched, values: { agency_1: agency }, lookups } }
  }
  if (action === 'decide_authority')
    return { suggested: { ...untouched, lookups: { agency: agenciesNamed(report) } } }
  if (action !== 'propose_publication' && action !== 'mask') return {}
  const { file } = report
  const values =
    action === 'mask' && file.publicText !== undefined
      ? { title: file.publicTitle ?? '', text: file.publicText }
      : { title: maskPersonalData(file.title).masked, text: maskPersonalData(file.text).masked }
  return {
    suggested: { ...untouched, values },
    extra: html`${report.view.masked !== true && report.view.text !== undefined && markedText(desk, file.text)}${action === 'propose_publication' && photoChoice(desk, report, refused === undefined ? shownPhotos(report) : photosOf(refused.values))}`,
  }
}
