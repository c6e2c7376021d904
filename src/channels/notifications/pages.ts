import { fullInstant } from '../../web/dates.ts'
import { html, type Html } from '../../web/html.ts'
import { deskPage, page } from '../../web/layout.ts'
import { hidden } from '../../web/parts/fields.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { emptyState, note } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Language, Say } from '../../web/say.ts'
import type { KeptMessage, StateCount, StuckNotice } from './queries.ts'

export type MailboxPage = {
  user: { name: string; agencyName: string; roleName: string; csrf: string }
  counts: StateCount[]
  stuck: StuckNotice[]
  /** Undefined where a mail server is set: then messages are kept nowhere. */
  messages: KeptMessage[] | undefined
  mayRepeat: boolean
  wasRepeated: boolean
}

export const zone = 'Asia/Jakarta'

/** What goes out to reporters: how much waits, what failed, and on a trial installation the messages themselves. */
export function mailboxPage(box: MailboxPage, language: Language, say: Say): string {
  const title = say('Kotak keluar', 'Outgoing messages')
  return deskPage(
    {
      title,
      language,
      path: paths.desk.mailbox,
      user: box.user,
      nav: [{ href: inLanguage(paths.desk.home, language), label: say('Meja kerja', 'Desk') }],
    },
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${box.wasRepeated && note('good', say('Pesan masuk antrean lagi.', 'The message is in the queue again.'))}
      <section class="sheet flow">
        <h2 class="h">${say('Keadaan', 'State')}</h2>
        ${countsList(box.counts, say)}
      </section>
      <section class="sheet flow">
        <h2 class="h">${say('Perlu dilihat', 'To be looked at')}</h2>
        ${stuckList(box, say)}
        ${box.stuck.length > 0 && html`<p>${listFileLinks(paths.desk.mailbox, {}, say)}</p>`}
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

const stateWords: Record<string, { id: string; en: string }> = {
  waiting: { id: 'menunggu dikirim', en: 'waiting' },
  claimed: { id: 'sedang disiapkan', en: 'being prepared' },
  sending: { id: 'sedang dikirim', en: 'being sent' },
  sent: { id: 'terkirim dalam 24 jam', en: 'sent in the last 24 hours' },
  failed: { id: 'gagal', en: 'failed' },
  held: { id: 'ditahan', en: 'held' },
}

const errorWords: Record<string, { id: string; en: string }> = {
  no_gateway: { id: 'Belum ada gerbang untuk kanal ini.', en: 'There is no gateway for this channel yet.' },
  stopped: { id: 'Pelapor tidak ingin pesan lagi.', en: 'The reporter wants no more messages.' },
  no_address: { id: 'Alamatnya sudah tidak ada.', en: 'The address is no longer there.' },
  interrupted: {
    id: 'Terputus saat dikirim: mungkin sampai, mungkin tidak. Tidak dikirim ulang sendiri.',
    en: 'Interrupted while it was sent: it may have arrived or not. It is not sent again by itself.',
  },
}

const channelWords: Record<string, { id: string; en: string }> = {
  email: { id: 'Surel', en: 'E-mail' },
  sms: { id: 'SMS', en: 'SMS' },
}

export const labelOf = (channel: string, say: Say): string =>
  say(channelWords[channel] ?? { id: channel, en: channel })

export function errorOf(error: string | null, say: Say): string {
  const [first = ''] = (error ?? '').split(' ')
  if (first === 'unclear') return say(errorWords['interrupted']!)
  const known = errorWords[first]
  // Only the code: mail servers like to repeat the address in their words.
  const code = /\b[2-5]\d\d\b/.exec(error ?? '')?.[0] ?? say('tanpa kode', 'no code')
  return known ? say(known) : say(`Server surel menjawab: ${code}`, `The mail server said: ${code}`)
}

export const stateWordsOf = (state: string, say: Say): string =>
  say(stateWords[state] ?? { id: state, en: state })

const countsList = (counts: readonly StateCount[], say: Say): Html =>
  counts.length === 0
    ? emptyState({ title: say('Belum ada pesan.', 'There are no messages yet.') })
    : html`<ul class="plain">
        ${counts.map((one) => html`<li>${labelOf(one.channel, say)}: ${one.count} ${stateWordsOf(one.state, say)}</li>`)}
      </ul>`

const stuckList = (box: MailboxPage, say: Say): Html =>
  box.stuck.length === 0
    ? html`<p>${say('Tidak ada yang gagal atau ditahan.', 'Nothing has failed and nothing is held.')}</p>`
    : html`<ul class="plain flow">
        ${box.stuck.map(
          (one) =>
            html`<li class="flow">
              <p>
                <b>${labelOf(one.channel, say)}</b> · ${stateWordsOf(one.state, say)} ·
                ${fullInstant(one.created_at, zone, say)}<br />
                <span class="md mut">${errorOf(one.last_error, say)}</span>
              </p>
              ${box.mayRepeat && one.state === 'failed' && repeatForm(one, box.user.csrf, say)}
            </li>`,
        )}
      </ul>`

const repeatForm = (one: StuckNotice, csrf: string, say: Say): Html =>
  html`<form method="post" action="${inLanguage(paths.desk.mailbox, say.language)}">
    ${hidden({ csrf, report: one.report_id, seq: one.seq, channel: one.channel })}
    <button class="btn alt s">${say('Kirim lagi', 'Send again')}</button>
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

export type StopPage = { csrf: string; isKnown: boolean; isDone: boolean; path: string }

/** Behind the link under every message. Following a report needs no messages, so stopping them loses nothing. */
export function stopPage(stop: StopPage, language: Language, say: Say): string {
  const title = say('Berhenti menerima pesan', 'Stop messages')
  const follow = inLanguage(paths.tracking.form, language)
  return page(
    { title, language, path: stop.path, noindex: true },
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${
        !stop.isKnown
          ? html`<p>
              ${say('Tautan ini tidak lengkap. Salin seluruh alamat dari pesan Anda.', 'This link is not complete. Copy the whole address from your message.')}
            </p>`
          : stop.isDone
            ? note(
                'good',
                say(
                  'Anda tidak akan menerima pesan lagi tentang laporan ini. Laporannya tetap berjalan.',
                  'You will get no more messages about this report. The report itself goes on.',
                ),
              )
            : html`<p>
                  ${say('Laporan Anda tetap ditangani. Perkembangannya selalu dapat dilihat dengan nomor dan kunci rahasia.', 'Your report is still handled. You can always follow it with its number and secret.')}
                </p>
                <form method="post">
                  ${hidden({ csrf: stop.csrf })}<button class="btn">
                    ${say('Hentikan pesan', 'Stop messages')}
                  </button>
                </form>`
      }
      <p><a href="${follow}">${say('Lacak laporan', 'Track a report')}</a></p>
    </div>`,
  )
}
