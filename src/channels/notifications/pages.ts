/** The operator's page of what goes out: how much waits, what failed and why, and what can be sent again. */
import { fullInstant } from '../../web/dates.ts'
import { html, type Html } from '../../web/html.ts'
import { deskPage, type DeskPageOptions } from '../../web/layout.ts'
import { hidden } from '../../web/parts/fields.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { emptyState, note } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import type {
  ErrorCount,
  KeptMessage,
  StateCount,
  StuckFollowLetter,
  StuckMail,
  StuckNotice,
} from './queries.ts'
import { channelLabel, errorOf, isHeldForAddress, mayHaveArrived, stateLabel } from './words.ts'

export type MailboxPage = {
  csrf: string
  counts: StateCount[]
  errors: ErrorCount[]
  stuck: StuckNotice[]
  stuckMails: StuckMail[]
  stuckFollowLetters: StuckFollowLetter[]
  /** Undefined where a mail server is set: then messages are kept nowhere. */
  messages: KeptMessage[] | undefined
  mayRepeat: boolean
  /** How many have just been put back into the queue. */
  repeated: number | undefined
}

export const zone = 'Asia/Jakarta'

export function mailboxPage(box: MailboxPage, options: DeskPageOptions, say: Say): string {
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <h1>${options.title}</h1>
      ${
        box.repeated !== undefined &&
        note(
          'good',
          say(
            `${box.repeated} pesan masuk antrean lagi.`,
            box.repeated === 1
              ? '1 message is in the queue again.'
              : `${box.repeated} messages are in the queue again.`,
          ),
        )
      }
      <section class="sheet flow">
        <h2 class="h">${say('Keadaan', 'State')}</h2>
        ${countsTable(box.counts, say)}
      </section>
      ${box.errors.length > 0 && errorsSection(box, say)}
      <section class="sheet flow">
        <h2 class="h">${say('Perlu dilihat', 'To be looked at')}</h2>
        ${stuckList(box, say)}
        ${box.stuck.length + box.stuckMails.length + box.stuckFollowLetters.length > 0 && html`<p>${listFileLinks(paths.desk.mailbox, {}, say)}</p>`}
      </section>
      ${
        box.messages !== undefined &&
        html`<section class="sheet flow">
          <h2 class="h">${say('Pesan percobaan', 'Trial messages')}</h2>
          <p class="md mut">
            ${say('Server surel belum diisi (SMTP_URL), jadi pesan berakhir di sini dan tidak sampai ke siapa pun.', 'No mail server is set (SMTP_URL), so messages end here and reach nobody.')}
          </p>
          ${messageList(box.messages, say)}
          ${box.messages.length > 0 && html`<p>${listFileLinks(paths.desk.mailboxMessages, {}, say)}</p>`}
        </section>`
      }
    </div>`,
  )
}

const countsTable = (counts: readonly StateCount[], say: Say): Html =>
  counts.length === 0
    ? emptyState({ title: say('Belum ada pesan.', 'There are no messages yet.') })
    : html`<table class="stack">
        <caption class="vh">
          ${say('Jumlah pesan', 'Number of messages')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${say('Ke', 'To')}</th>
            <th scope="col">${say('Keadaan', 'State')}</th>
            <th scope="col" class="n">${say('Jumlah', 'Number')}</th>
            <th scope="col">${say('Menunggu sejak', 'Waiting since')}</th>
          </tr>
        </thead>
        <tbody>
          ${counts.map(
            (one) =>
              html`<tr>
                <th scope="row">${channelLabel(one.channel, say)}</th>
                <td data-l="${say('Keadaan', 'State')}">${stateLabel(one.state, say)}</td>
                <td class="n" data-l="${say('Jumlah', 'Number')}">${one.count}</td>
                <td data-l="${say('Menunggu sejak', 'Waiting since')}">
                  ${one.oldest === null ? '–' : fullInstant(one.oldest, zone, say)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>`

/** The same answer of a mail server a thousand times is one problem, and one button. */
const errorsSection = (box: MailboxPage, say: Say): Html =>
  html`<section class="sheet flow">
    <h2 class="h">${say('Sebab kegagalan, 30 hari', 'Why they failed, 30 days')}</h2>
    <ul class="plain flow">
      ${box.errors.map(
        (one) =>
          html`<li class="flow">
            <p><b>${one.count}</b> · ${errorOf(one.error, say)}</p>
            ${box.mayRepeat && one.failed > 1 && !mayHaveArrived(one.error) && repeatForm({ error: one.error }, box.csrf, say, say(`Kirim lagi semuanya (${one.failed})`, `Send all again (${one.failed})`))}
          </li>`,
      )}
    </ul>
  </section>`

function stuckList(box: MailboxPage, say: Say): Html {
  const rows = [
    ...box.stuck.map((one) => ({
      ...one,
      to: channelLabel(one.channel, say),
      form: { report: one.report_id, seq: one.seq, channel: one.channel },
    })),
    ...box.stuckMails.map((one) => ({ ...one, to: channelLabel('staff', say), form: { mail: one.id } })),
    ...box.stuckFollowLetters.map((one) => ({
      ...one,
      to: channelLabel('follow', say),
      form: { report: one.report_id, letter: one.letter_id },
    })),
  ].sort((one, other) => other.created_at.getTime() - one.created_at.getTime())
  if (rows.length === 0)
    return html`<p>
      ${say('Tidak ada yang gagal atau ditahan.', 'Nothing has failed and nothing is held.')}
    </p>`
  return html`<ul class="plain flow">
    ${rows.map(
      (one) =>
        html`<li class="flow">
          <p>
            <b>${one.to}</b> · ${stateLabel(one.state, say)} · ${fullInstant(one.created_at, zone, say)}<br />
            <span class="md mut">${errorOf(one.last_error, say)}</span>
          </p>
          ${box.mayRepeat && (one.state === 'failed' || isHeldForAddress(one.last_error)) && repeatForm(one.form, box.csrf, say)}
        </li>`,
    )}
  </ul>`
}

const repeatForm = (
  which: Record<string, string | number>,
  csrf: string,
  say: Say,
  label = say('Kirim lagi', 'Send again'),
): Html =>
  html`<form method="post" action="${inLanguage(paths.desk.mailbox, say.language)}">
    ${hidden({ csrf, ...which })}
    <button class="btn alt s">${label}</button>
  </form>`

const messageList = (messages: readonly KeptMessage[], say: Say): Html =>
  messages.length === 0
    ? emptyState({ title: say('Kotak ini masih kosong.', 'This box is still empty.') })
    : html`<ol class="plain flow">
        ${messages.map(
          (one) =>
            html`<li>
              <details>
                <summary>
                  <b>${one.subject}</b> · ${one.recipient} · ${fullInstant(one.created_at, zone, say)}
                </summary>
                <div class="flow">
                  ${one.text
                    .trim()
                    .split(/\n{2,}/)
                    .map(
                      (paragraph) =>
                        html`<p>
                          ${paragraph.split('\n').map((line, index) => [index > 0 && html`<br />`, line])}
                        </p>`,
                    )}
                </div>
              </details>
            </li>`,
        )}
      </ol>`
