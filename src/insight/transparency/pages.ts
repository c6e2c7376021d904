import { shownNumber } from '../../platform/crypto/token.ts'
import { fullInstant } from '../../web/dates.ts'
import { html, type Html } from '../../web/html.ts'
import { page } from '../../web/layout.ts'
import { field } from '../../web/parts/fields.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import type { Verdict } from './queries.ts'

/** How anyone can check that a report that was sent is still there and says the same. */
export const transparencyPage = (
  publicKey: string,
  checked: { receipt: string; verdict: Verdict } | undefined,
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
      ${checked && verdictNote(checked.verdict, say)}
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
      <pre class="code">${publicKey}</pre>
    </div>`,
  )

function verdictNote(verdict: Verdict, say: Say): Html {
  if (verdict.result === 'not_ours')
    return html`<p class="note late" role="status">
      ${say(
        'Tanda terima ini bukan dari kami, atau tersalin tidak lengkap. Salin seluruhnya, lalu coba lagi.',
        'This receipt is not ours, or was not copied completely. Copy all of it and try again.',
      )}
    </p>`
  const when = fullInstant(verdict.at, 'WIB', say)
  const number = shownNumber(verdict.number)
  if (verdict.result === 'unchanged')
    return html`<p class="note good" role="status">
      ${say(
        `Benar. Laporan ${number} kami terima ${when}, masih ada, dan tidak diubah.`,
        `Correct. Report ${number} was received ${when}, is still there, and was not changed.`,
      )}
    </p>`
  return html`<p class="note late" role="status">
    ${say(
      `Tanda terima ini sah (${number}, ${when}), tetapi laporannya ${verdict.result === 'missing' ? 'tidak ditemukan' : 'tidak lagi sama'}. Ini kesalahan kami. Simpan tanda terima ini dan laporkan kepada Ombudsman.`,
      `This receipt is genuine (${number}, ${when}), but the report ${verdict.result === 'missing' ? 'is missing' : 'is no longer the same'}. The fault is ours. Keep this receipt and tell the Ombudsman.`,
    )}
  </p>`
}
