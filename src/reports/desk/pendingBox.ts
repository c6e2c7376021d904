/** What waits for a second person: what exactly was proposed, by whom, and the two answers to it. */
import type { Pending } from '../../regulation/facts.ts'
import type { ArchiveReason, Kind } from '../../regulation/kinds.ts'
import { confirmationOf } from '../../regulation/transitions.ts'
import { archiveWords, kindWords, outcomeWords } from '../../regulation/words.ts'
import { attribute, type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { shortInstant } from '../../web/dates.ts'
import { lines } from '../../web/parts/timeline.ts'
import { note } from '../../web/parts/note.ts'
import { carried, foldedForm, labelFor, type Refused } from './actionForm.ts'
import { actionPath, type Desk } from './desk.ts'
import type { DeskReport } from './load.ts'
import { wordsFor, wordsTo } from '../casefile/view.ts'
import { firstOtherSentence } from '../publication/masking.ts'
import { proposedPhotos } from './publicPhotos.ts'
import { confirmLabel, proposalWords } from './words.ts'

export const pendingBoxes = (desk: Desk, report: DeskReport, refused: Refused | undefined): Html[] =>
  shownTo(desk, report).map((pending) => pendingBox(desk, report, pending, refused))

/** The custodian sees what the custodian decides, and no other proposal: those hold words of the report. */
const shownTo = ({ actor }: Desk, { file, reader }: DeskReport): Pending[] =>
  reader === 'custodian'
    ? file.pending.filter(({ action }) => confirmationOf(action, actor.roles).length > 0)
    : file.pending

function pendingBox(desk: Desk, report: DeskReport, pending: Pending, refused: Refused | undefined): Html {
  const { say, actor } = desk
  const id = report.file.reportId
  const confirm = confirmationOf(pending.action, actor.roles)[0]
  const isOwn = pending.by === actor.id
  const isFirst = shownTo(desk, report)[0] === pending
  const isOneKey = isFirst && !desk.shortcutsOff && !report.allowed.includes('approve')
  return html`<section
    class="sheet waits flow"
    aria-label="${say('Menunggu orang kedua', 'Waits for a second person')}"
  >
    <div class="row">
      <span class="tag soon">${say('Menunggu orang kedua', 'Waits for a second person')}</span
      ><span class="md mut">${pending.byName}, ${shortInstant(pending.at, desk.zone, say)}</span>
    </div>
    <h2 class="h">${proposalTitle(desk, report, pending)}</h2>
    ${proposalBody(desk, report, pending)}
    ${
      isOwn
        ? html`<p class="md mut">
            ${say('Anda yang mengusulkan; orang lain yang mengesahkan.', 'You proposed it; somebody else confirms it.')}
          </p>`
        : confirm !== undefined &&
          report.allowed.includes(confirm) &&
          html`<form method="post" action="${actionPath(desk, id, confirm)}">
            ${carried(desk, report)}${sameInput(pending, confirm)}
            <p>
              <button class="btn" data-submit ${attribute('data-key', isOneKey && 't')}>
                ${icon('check')}${confirmLabel(confirm, say)}${isOneKey && html` <kbd>T</kbd>`}
              </button>
            </p>
          </form>`
    }
    ${report.allowed.includes('decline') && isFirst && foldedForm(desk, report, 'decline', refused, { extra: html`<input type="hidden" name="action" value="${pending.action}" />` })}
  </section>`
}

/** A step that is confirmed by the same action carries what its schema asks for; what counts is what was proposed. */
const sameInput = (pending: Pending, confirm: string): Html[] =>
  confirm === pending.action
    ? Object.entries(pending.input).flatMap(([name, value]) =>
        typeof value === 'string' ? [html`<input type="hidden" name="${name}" value="${value}" />`] : [],
      )
    : []

function proposalTitle(desk: Desk, report: DeskReport, pending: Pending): string {
  const { say } = desk
  const { input } = pending
  if (pending.action === 'archive')
    return say(
      `Arsipkan: ${say(archiveWords[input['reason_code'] as ArchiveReason]).toLowerCase()}`,
      `Archive: ${say(archiveWords[input['reason_code'] as ArchiveReason]).toLowerCase()}`,
    )
  if (pending.action === 'bounce') {
    const name = report.names.get(String(input['proposed_agency'])) ?? String(input['proposed_agency'])
    return say(`Pindahkan ke ${name}`, `Move to ${name}`)
  }
  if (pending.action === 'reclassify')
    return say(
      `Ubah jenis menjadi ${say(kindWords[input['kind'] as Kind]).toLowerCase()}`,
      `Change the kind to ${say(kindWords[input['kind'] as Kind]).toLowerCase()}`,
    )
  if (pending.action === 'propose_publication')
    return say('Tampilkan naskah ini di publik', 'Show this text to the public')
  return proposalWords(pending.action, say)
}

/** In the words that this reader may read: a text that is only proposed for the public is not public yet. */
function proposalBody(desk: Desk, report: DeskReport, pending: Pending): Html {
  const shown = wordsFor(report.file, report.reader)
  if (shown === 'none' && report.reader !== 'custodian')
    return html`<p class="mut">
      ${desk.say('Isinya tidak ditampilkan pada laporan ini.', 'Its words are not shown on this report.')}
    </p>`
  const text = (name: string) => {
    const words = pending.input[name]
    return typeof words === 'string' ? (report.reader === 'custodian' ? words : wordsTo(shown, words)) : ''
  }
  if (pending.action === 'propose_publication')
    return html`<blockquote class="said">
        ${text('title') && html`<p><b>${text('title')}</b></p>`}
        <p>${lines(text('text'))}</p>
      </blockquote>
      ${otherWords(desk, report, text('text'))} ${proposedPhotos(desk, report, pending.input)}`
  const why = text('reason') || text('comment')
  return why
    ? html`<p>“${lines(why)}”</p>`
    : html`<p class="mut">${desk.say('Tanpa penjelasan.', 'Without an explanation.')}</p>`
}

/** DOMAIN C1: a text for everybody may be no answer to this reporter, so the approver is told where it comes from. */
const templateNote = ({ say }: Desk, { name, unchanged }: { name: string; unchanged: boolean }): Html =>
  unchanged
    ? note(
        'soon',
        say(
          `Sama persis dengan templat "${name}". Pastikan ini menjawab laporan ini.`,
          `Word for word the template "${name}". Make sure that it answers this report.`,
        ),
        'file-text',
      )
    : note(
        '',
        say(
          `Ditulis dari templat "${name}", lalu disesuaikan.`,
          `Written from the template "${name}", then adapted.`,
        ),
        'file-text',
      )

/** The approver's box: the answer as the reporter would read it. */
export function approvalBox(desk: Desk, report: DeskReport, refused: Refused | undefined): Html | false {
  const { say } = desk
  const proposal = report.part?.proposal
  if (!proposal || report.part?.state !== 'answer_proposed') return false
  if (report.reader === 'oversight' || report.reader === 'custodian') return false
  const isOwn = proposal.by === desk.actor.id
  const files = report.attachments.filter((file) => proposal.files?.includes(file.no))
  return html`<section
    class="sheet waits flow"
    aria-label="${say('Jawaban yang diajukan', 'The proposed answer')}"
  >
    <div class="row">
      <span class="tag soon">${say('Menunggu persetujuan', 'Waits for approval')}</span
      ><span class="md mut">${proposal.byName}, ${shortInstant(proposal.at, desk.zone, say)}</span>
    </div>
    <h2 class="h">${say(outcomeWords[proposal.outcome])}</h2>
    <blockquote class="said"><p>${lines(proposal.text)}</p></blockquote>
    ${files.length > 0 && html`<p class="md">${say('Lampiran', 'Attachments')}: ${files.map((file) => file.name).join(', ')}</p>`}
    ${proposal.template && templateNote(desk, proposal.template)}
    ${isOwn && report.allowed.includes('approve') && note('', say('Anda yang menulis jawaban ini, jadi orang lain yang menyetujui.', 'You wrote this answer, so somebody else approves it.'), 'users-round')}
    ${
      !isOwn &&
      report.allowed.includes('approve') &&
      html`<form method="post" action="${actionPath(desk, report.file.reportId, 'approve')}">
        ${carried(desk, report)}
        <p>
          <button class="btn" data-submit ${attribute('data-key', !desk.shortcutsOff && 't')}>
            ${icon('check')}${labelFor(desk, report, 'approve')}${!desk.shortcutsOff && html` <kbd>T</kbd>`}
          </button>
        </p>
      </form>`
    }
    ${report.allowed.includes('return_answer') && foldedForm(desk, report, 'return_answer', refused)}
  </section>`
}

/** A summary goes out in the reporter's place, so the second person is told that it is one, and where it begins. */
function otherWords({ say }: Desk, { file }: DeskReport, proposed: string): Html | false {
  const other = firstOtherSentence(file.text, proposed)
  if (other === undefined) return false
  return html`<div class="note soon">
    ${icon('circle-alert')}
    <div>
      <b
        >${say('Naskah ini bukan kata-kata pelapor yang ditutup saja.', 'This text is more than the reporter’s words with parts masked.')}</b
      >
      <p class="md">
        ${say('Yang pertama berbeda:', 'The first difference:')} “${other}”.
        ${say('Bila ditampilkan, halaman publik menyebutnya ringkasan petugas.', 'If shown, the public page calls it an officer’s summary.')}
      </p>
    </div>
  </div>`
}
