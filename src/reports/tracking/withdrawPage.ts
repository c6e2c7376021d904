import { shownNumber } from '../../platform/crypto/token.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { longDay } from '../../web/dates.ts'
import { html } from '../../web/html.ts'
import { page } from '../../web/layout.ts'
import { hidden } from '../../web/parts/fields.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { undoDay } from '../casefile/besides.ts'

/** T41: withdrawing is asked twice, because it stops everybody who works on the report. */
export const withdrawPage = (
  file: CaseFile,
  fields: Record<string, string | undefined>,
  say: Say,
  now: Date,
): string =>
  page(
    {
      title: say('Cabut laporan?', 'Withdraw the report?'),
      language: say.language,
      path: paths.tracking.report(file.number),
      current: 'track',
      noindex: true,
      hasOtherLanguage: false,
    },
    html`<div class="wrap sec flow">
      <h1>${say('Cabut laporan?', 'Withdraw the report?')}</h1>
      <form
        class="sheet flow"
        method="post"
        action="${inLanguage(paths.tracking.action(file.number, 'withdraw'), say.language)}"
      >
        <p>
          ${say('Laporan', 'Report')} <b class="code">${shownNumber(file.number)}</b>
          ${say(
            'tidak ditangani lagi dan tidak tampil di publik. Anda bisa membatalkannya dalam 30 hari',
            'will not be handled any more and is no longer public. You can undo this within 30 days',
          )}${now && html` (${say('sampai', 'until')} <b>${longDay(undoDay(file, now), say)}</b>)`}.
        </p>
        ${hidden({ ...fields, confirm: 'true' })}
        <div class="row">
          <button class="btn bad">${say('Ya, cabut laporan', 'Yes, withdraw it')}</button
          ><a class="btn alt" href="${inLanguage(paths.tracking.report(file.number), say.language)}"
            >${say('Tidak jadi', 'Keep it')}</a
          >
        </div>
      </form>
    </div>`,
  )
