/** The packet of one handover: what whoever accepts it gets, to be read on the desk or on paper. */
import { errors, type ErrorCode, type FieldProblem } from '../../errors.ts'
import { proposalWords } from '../desk/words.ts'
import { rowDeadline } from '../desk/rowDeadline.ts'
import { fullInstant, longDay, number, shortInstant, shownNumber } from '../../web/dates.ts'
import { flag, type Html, html } from '../../web/html.ts'
import { deskPage, type DeskPageOptions } from '../../web/layout.ts'
import { deadlineRibbon } from '../../web/parts/deadline.ts'
import { errorSummary, field, hidden, problemOf } from '../../web/parts/fields.ts'
import { icon } from '../../web/icons.ts'
import { note } from '../../web/parts/note.ts'
import { statusTag } from '../../web/parts/tags.ts'
import { lines } from '../../web/parts/timeline.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import { firstWords } from '../casefile/projections.ts'
import { narrateTo, wordsFor } from '../casefile/view.ts'
import { maskPersonalData } from '../publication/masking.ts'
import { itemsShown, type Packet, type PacketItem } from './packet.ts'
import type { Handover } from './queries.ts'
import type { HandoverState } from './tables.ts'
import { kindAndDay, whyHere } from './why.ts'

const handoverStates: Record<HandoverState, Words> = {
  offered: { id: 'Menunggu jawaban penerima', en: 'Waits for the receiver' },
  accepted: { id: 'Diterima', en: 'Accepted' },
  declined: { id: 'Tidak diterima', en: 'Declined' },
  withdrawn: { id: 'Ditarik kembali', en: 'Taken back' },
}

/** Whoever is to answer reads that it is up to them. */
export const stateOf = ({ state }: Pick<Handover, 'state'>, isReceiver: boolean, say: Say): string =>
  state === 'offered' && isReceiver
    ? say('Menunggu jawaban Anda', 'Waits for your answer')
    : say(handoverStates[state])

export type PacketView = {
  handover: Handover
  packet: Packet
  isReceiver: boolean
  mayWithdraw: boolean
  /** The reader had these reports, and may know that there were more than can be shown now. */
  hadThem: boolean
  problems: readonly FieldProblem[]
  refusal?: ErrorCode
  typed: string
  csrf: string
  now: Date
  zone: string
}

export function packetPage(view: PacketView, options: DeskPageOptions, say: Say): string {
  const { handover, packet, zone } = view
  const at = fullInstant(handover.offered_at, zone, say)
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <div class="row apart noprint">
        <a href="${inLanguage(paths.desk.handovers, say.language)}"
          >${say('Semua serah terima', 'All handovers')}</a
        ><button type="button" class="btn alt s" data-print hidden>
          ${icon('printer')}${say('Cetak paket', 'Print the packet')}
        </button>
      </div>
      <h1>${options.title}</h1>
      ${errorSummary(view.problems, say)}
      ${view.refusal !== undefined && html`<div class="note late" role="alert"><div>${say(errors[view.refusal])}</div></div>`}
      <p>
        <span
          class="tag ${handover.state === 'accepted' ? 'good' : handover.state === 'offered' ? 'soon' : ''}"
          >${stateOf(handover, view.isReceiver, say)}</span
        >
      </p>
      <dl class="pairs">
        <dt>${say('Dari', 'From')}</dt>
        <dd>${handover.fromName}</dd>
        <dt>${say('Kepada', 'To')}</dt>
        <dd>${handover.toName}</dd>
        <dt>${say('Ditawarkan', 'Offered')}</dt>
        <dd>${handover.offeredByName}, ${at}</dd>
        ${
          handover.decided_at !== null &&
          html`<dt>${say('Dijawab', 'Answered')}</dt>
            <dd>${handover.decidedByName}, ${fullInstant(handover.decided_at, zone, say)}</dd>`
        }
      </dl>
      ${handover.note !== '' && html`<blockquote class="said"><p>${lines(handover.note)}</p></blockquote>`}
      ${handover.answer !== null && html`<p><b>${say('Alasan', 'Reason')}:</b> ${handover.answer}</p>`}
      ${progress(view, say)} ${summary(view, say)} ${decision(view, say)}
      ${packet.unread > 0 && view.hadThem && note('', say(`${number(packet.unread, say)} laporan lain sudah tidak ada pada Anda, jadi isinya tidak ditampilkan.`, `${number(packet.unread, say)} other reports are no longer with you, so what they say is not shown.`))}
      ${packet.total > itemsShown && note('', say(`Menampilkan ${itemsShown} yang paling mendesak dari ${number(packet.total, say)}.`, `Showing the ${itemsShown} most urgent of ${number(packet.total, say)}.`))}
      <ol class="plain flow">
        ${packet.items.map((item) => itemBox(view, item, say))}
      </ol>
    </div>`,
  )
}

function progress({ handover, packet }: PacketView, say: Say): Html | false {
  const { state, waiting, moved, left } = handover
  if (state !== 'accepted') return false
  if (waiting > 0)
    return note(
      'soon',
      html`${say(`${number(moved, say)} dari ${number(moved + waiting + left, say)} sudah berpindah. Sisanya menyusul sendiri.`, `${number(moved, say)} of ${number(moved + waiting + left, say)} have moved. The rest follows by itself.`)}
        <a href="">${say('Muat ulang', 'Reload')}</a>`,
    )
  const isExplained = packet.items.some(({ item }) => item.state === 'left')
  return note(
    'good',
    left === 0
      ? say(`${number(moved, say)} laporan sudah berpindah.`, `${number(moved, say)} reports have moved.`)
      : say(
          `${number(moved, say)} laporan sudah berpindah, ${number(left, say)} tetap di tempatnya${isExplained ? '; alasannya ada di bawah' : ''}.`,
          `${number(moved, say)} reports have moved, ${number(left, say)} stay where they are${isExplained ? '; the reasons stand below' : ''}.`,
        ),
  )
}

function summary({ packet, now }: PacketView, say: Say): Html {
  const { items } = packet
  const late = items.filter(({ row }) => row && new Date(row.due_at) < now).length
  const of = (state: string) => (packet.isPast ? 0 : items.filter(({ part }) => part?.state === state).length)
  const count = packet.total - packet.unread
  const rows: [string, number][] = [
    packet.isPast ? [say('laporan', 'reports'), count] : [say('laporan terbuka', 'open reports'), count],
    [say('lewat tenggat', 'past due'), late],
    [say('belum dimulai', 'not started'), of('forwarded')],
    [say('menunggu pelapor', 'wait for the reporter'), of('awaiting_reporter')],
    [say('menunggu persetujuan', 'wait for approval'), of('answer_proposed')],
    [say('draf jawaban', 'drafts of answers'), items.filter(({ draft }) => draft).length],
    [say('janji kepada pelapor', 'promises to reporters'), items.filter(({ promised }) => promised).length],
  ]
  return html`<ul class="plain row" aria-label="${say('Ringkasan', 'Summary')}">
    ${rows.map(([name, count]) => count > 0 && html`<li class="tag">${number(count, say)} ${name}</li>`)}
  </ul>`
}

function decision(view: PacketView, say: Say): Html | false {
  const { handover, csrf, problems } = view
  if (handover.state !== 'offered') return false
  const form = (action: string, body: Html) =>
    html`<form
      class="flow"
      method="post"
      action="${inLanguage(paths.desk.handoverAction(handover.id, action), say.language)}"
    >
      ${hidden({ csrf })}${body}
    </form>`
  const error = problemOf(problems, 'answer', say)
  const count = number(view.packet.total - view.packet.unread, say)
  return html`<section class="sheet flow noprint" aria-label="${say('Jawaban', 'Answer')}">
    ${
      view.isReceiver &&
      html`<h2 class="h">${say('Jawaban Anda', 'Your answer')}</h2>
        <p>
          ${say(`Setelah Anda menerima, ${count} laporan di bawah ini pindah kepada ${handover.to_id === null ? 'unit Anda' : 'Anda'}. Tenggatnya tidak berubah.`, `Once you accept, the ${count} reports below move to ${handover.to_id === null ? 'your unit' : 'you'}. Their deadlines stay as they are.`)}
        </p>
        ${form('terima', html`<button class="btn">${say('Terima semuanya', 'Accept everything')}</button>`)}
        <details class="more" ${flag('open', error !== undefined)}>
          <summary>${say('Tidak menerima', 'Decline')}</summary>
          <div>
            ${form(
              'tolak',
              html`${field({ name: 'answer', label: say('Alasan', 'Reason'), type: 'textarea', rows: 2, value: view.typed, maxlength: 1000, required: true, ...(error !== undefined && { error }) }, say)}
                <p><button class="btn alt">${say('Kirim alasan', 'Send the reason')}</button></p>`,
            )}
          </div>
        </details>`
    }
    ${view.mayWithdraw && form('tarik', html`<p><button class="btn alt">${say('Tarik kembali tawaran ini', 'Take this offer back')}</button></p>`)}
  </section>`
}

function itemBox(view: PacketView, entry: PacketItem, say: Say): Html {
  const { file, part, row, item } = entry
  const { names, law, isPast } = view.packet
  const deadline = row && rowDeadline(row, law, view.now, view.zone)
  const readsOriginal = file.level === 'open' || file.level === 'anonymous'
  const title = file.title || firstWords(file.text)
  const shown = readsOriginal ? title : maskPersonalData(title).masked
  const code = shownNumber(file.number)
  const href = inLanguage(withQuery(paths.desk.report(file.reportId), { antrean: 'semua' }), say.language)
  return html`<li class="sheet flow">
    <h2 class="h">
      ${entry.mayOpen ? html`<a href="${href}">${code}</a>` : html`<span class="code">${code}</span>`}
      ${shown}
    </h2>
    <div class="row">
      ${!isPast && part && part.state !== 'closed' && statusTag(part.state, {}, say, true)}${deadline && deadlineRibbon(deadline, say)}
      ${item.state === 'moved' && html`<span class="tag good">${say('Sudah berpindah', 'Moved')}</span>`}
      ${item.state === 'left' && html`<span class="tag late">${say('Tetap di tempat', 'Stays')}</span>`}
    </div>
    ${item.why !== null && item.why in errors && html`<p>${say(errors[item.why as ErrorCode])}</p>`}
    <p class="md mut">
      ${kindAndDay(entry, say)}${!isPast && part?.unit !== undefined && `, ${names.get(part.unit) ?? part.unit}`}
    </p>
    ${!isPast && html`<p>${whyHere(entry, say).join(' ')}</p>`}
    ${entry.promised !== undefined && html`<p><b>${say('Janji', 'Promise')}:</b> ${say(`pelapor diberi tahu perkiraan selesai ${longDay(entry.promised, say)}.`, `the reporter was told to expect it by ${longDay(entry.promised, say)}.`)}</p>`}
    ${entry.pending.length > 0 && html`<p><b>${say('Menunggu orang kedua', 'Waits for a second person')}:</b> ${entry.pending.map((one) => `${proposalWords(one.action, say)} (${one.byName})`).join(', ')}</p>`}
    ${steps(view, entry, say)}
    ${
      entry.draft &&
      html`<div>
        <p>
          <b>${say('Draf jawaban', 'Draft of an answer')}</b>
          <span class="md mut">${shortInstant(entry.draft.savedAt, view.zone, say)}</span>
        </p>
        <blockquote class="said"><p>${lines(entry.draft.text)}</p></blockquote>
      </div>`
    }
  </li>`
}

const shownOfText = 200

function steps(view: PacketView, { steps: events, file }: PacketItem, say: Say): Html {
  const shown = wordsFor(file, 'agency')
  return html`<div>
    <p><b>${say('Langkah terakhir', 'Last steps')}</b></p>
    <ul>
      ${events.map((event) => {
        const told = narrateTo(shown, event, say, view.packet.names)
        const text = told.text.length > shownOfText ? `${told.text.slice(0, shownOfText)}…` : told.text
        return html`<li>
          ${shortInstant(event.at, view.zone, say)}:
          <b>${told.title}</b
          >${event.actor_kind === 'staff' && `, ${event.actor_name}`}${text !== '' && html`<br /><span class="mut">${lines(text)}</span>`}
        </li>`
      })}
    </ul>
  </div>`
}
