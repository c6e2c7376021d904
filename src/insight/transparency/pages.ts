import { shownNumber } from '../../platform/crypto/token.ts'
import { fullInstant } from '../../web/dates.ts'
import { html, type Html } from '../../web/html.ts'
import { page } from '../../web/layout.ts'
import { field } from '../../web/parts/fields.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { number as grouped } from '../../web/dates.ts'
import type { Inclusion, LogHead } from './log.ts'

/** How anyone can check that a report that was sent is still there and says the same. */
export const transparencyPage = (
  keys: { publicKey: string; verifierKey: string },
  head: LogHead,
  checked: { receipt: string; found: Inclusion } | undefined,
  csrf: string,
  say: Say,
): string =>
  page(
    {
      title: say('Transparansi', 'Transparency'),
      description: say(
        'Periksa bahwa laporan Anda masih ada dan tidak diubah.',
        'Check that your report is still there and unchanged.',
      ),
      language: say.language,
      path: paths.transparency,
    },
    html`<div class="wrap sec flow">
      <h1>${say('Periksa tanda terima', 'Check a receipt')}</h1>
      <p>
        ${say(
          'Setiap laporan mendapat tanda terima yang ditandatangani. Di sini siapa pun yang memegangnya dapat memeriksa bahwa laporan itu masih ada dan isinya tidak diubah. Tanda terima tidak memuat isi laporan.',
          'Every report gets a signed receipt. Whoever holds it can check here that the report is still there and was not changed. A receipt holds nothing of the text.',
        )}
      </p>
      ${checked && foundNote(checked.found, say)}
      <form class="sheet flow" method="post" action="${inLanguage(paths.transparency, say.language)}">
        <input type="hidden" name="csrf" value="${csrf}" />
        ${field(
          {
            name: 'receipt',
            label: say('Tanda terima', 'Receipt'),
            hint: say(
              'Salin seluruhnya dari lembar yang Anda simpan.',
              'Copy all of it from the slip you kept.',
            ),
            type: 'textarea',
            value: checked?.receipt ?? '',
          },
          say,
        )}
        <button class="btn">${say('Periksa', 'Check')}</button>
      </form>
      ${logSection(head, say)}
      <h2>${say('Aturan yang kami ikuti', 'The rules we follow')}</h2>
      <p>
        <a href="${inLanguage(paths.rules, say.language)}"
          >${say('Bagaimana laporan Anda ditangani, langkah demi langkah', 'How your report is handled, step by step')}</a
        >
      </p>
      <h2>${say('Periksa sendiri', 'Check it yourself')}</h2>
      <p>
        ${say(
          'Tanda terima adalah isi dalam base64url, sebuah titik, lalu tanda tangan Ed25519 atas isi itu. Kunci publik kami:',
          'A receipt is its content in base64url, a dot, and an Ed25519 signature over that content. Our public key:',
        )}
      </p>
      <pre class="code">${keys.publicKey}</pre>
      <p>
        ${say(
          'Catatan publik adalah pohon hash RFC 6962 atas hash setiap peristiwa; penandanya berbentuk signed note C2SP. Kunci pemeriksanya:',
          'The public log is an RFC 6962 hash tree over the hash of every event; its checkpoints are C2SP signed notes. The key to check them:',
        )}
      </p>
      <pre class="code">${keys.verifierKey}</pre>
    </div>`,
  )

/** What the service commits itself to, for whoever wants to keep it and compare later. */
const logSection = (head: LogHead, say: Say): Html =>
  html`<h2 id="catatan">${say('Catatan publik', 'The public log')}</h2>
    <p>
      ${say(
        `Sidik (hash) setiap langkah masuk ke satu catatan publik dalam 60 detik. Sekarang catatan itu memuat ${grouped(head.size, say)} langkah, ditandai ${fullInstant(head.at.toISOString(), 'WIB', say)}. Siapa pun dapat menyimpan penandanya: catatan yang kemudian diubah atau dipotong tidak akan cocok lagi dengannya.`,
        `The fingerprint (hash) of every step enters one public log within 60 seconds. It now holds ${grouped(head.size, say)} steps, signed ${fullInstant(head.at.toISOString(), 'WIB', say)}. Anyone can keep its checkpoint: a log that is changed or cut later will not fit it any more.`,
      )}
    </p>
    <pre class="code" id="penanda">${head.note}</pre>
    <p class="md">
      ${say('Untuk program:', 'For programs:')} <a href="${paths.api.checkpoint}">${paths.api.checkpoint}</a>,
      <span class="code">${paths.api.proof}?receipt=…</span>,
      <span class="code">${paths.api.consistency}?from=…</span>
    </p>`

function foundNote(found: Inclusion, say: Say): Html {
  if (found.status === 'not_ours')
    return html`<p class="note late" role="status">
      ${say(
        'Tanda terima ini bukan dari kami, atau tersalin tidak lengkap. Salin seluruhnya, lalu coba lagi.',
        'This receipt is not ours, or was not copied completely. Copy all of it and try again.',
      )}
    </p>`
  const when = fullInstant(found.receivedAt, 'WIB', say)
  const number = shownNumber(found.number)
  if (found.status === 'missing' || found.status === 'changed')
    return html`<p class="note late" role="status">
      ${say(
        `Tanda terima ini sah (${number}, ${when}), tetapi laporannya ${found.status === 'missing' ? 'tidak ditemukan' : 'tidak lagi sama'}. Ini kesalahan kami. Simpan tanda terima ini dan laporkan kepada Ombudsman.`,
        `This receipt is genuine (${number}, ${when}), but the report ${found.status === 'missing' ? 'is missing' : 'is no longer the same'}. The fault is ours. Keep this receipt and tell the Ombudsman.`,
      )}
    </p>`
  const isThere = say(
    `Benar. Laporan ${number} kami terima ${when}, masih ada, dan tidak diubah.`,
    `Correct. Report ${number} was received ${when}, is still there, and was not changed.`,
  )
  if (found.status === 'pending')
    return html`<p class="note good" role="status">
      ${isThere}
      ${say(
        'Sidiknya masuk catatan publik dalam 60 detik sejak diterima; periksa lagi sebentar lagi.',
        'Its fingerprint enters the public log within 60 seconds of arriving; check again in a moment.',
      )}
    </p>`
  return html`<div class="note good flow" role="status">
    <p>
      ${isThere}
      ${say(
        `Sidiknya ada di catatan publik pada urutan ${grouped(found.leafIndex + 1, say)} dari ${grouped(found.head.size, say)}.`,
        `Its fingerprint is in the public log, number ${grouped(found.leafIndex + 1, say)} of ${grouped(found.head.size, say)}.`,
      )}
    </p>
    <details class="more">
      <summary>${say('Bukti urutannya', 'The proof')}</summary>
      <p class="md">
        ${say(
          'Hash peristiwa, lalu hash tetangganya dari daun ke akar (base64, RFC 6962):',
          'The hash of the event, then those beside its way from leaf to root (base64, RFC 6962):',
        )}
      </p>
      <pre class="code">
${[found.eventHash, ...found.proof].map((hash) => hash.toString('base64')).join('\n')}</pre>
    </details>
  </div>`
}
