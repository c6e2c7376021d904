/** Beside the report form: who will see what, and by when things must happen. */
import { deadlineInForce, type RuleBook, type RuleId } from '../../regulation/deadlines.ts'
import { html, type Html } from '../../web/html.ts'
import { emptyRibbon } from '../../web/parts/deadline.ts'
import { whoSeesByChoice } from '../../web/parts/privacy.ts'
import type { Say } from '../../web/say.ts'

export const visibility = (say: Say): Html =>
  html`<section class="sheet flow">
    <h2 class="h">${say('Siapa bisa melihat apa', 'Who can see what')}</h2>
    ${whoSeesByChoice(say)}
    <p class="sm mut">
      ${say(
        'Tampil di publik hanya setelah dibaca petugas dan data pribadi ditutup. Memilih Terbuka atau Tanpa nama berarti Anda setuju; persetujuan bisa ditarik kapan saja.',
        'Public only after an officer has read it and masked personal data. Choosing Open or Name hidden means that you agree; you can take that back at any time.',
      )}
    </p>
  </section>`

export const days = (rule: RuleId, { today, rules }: LawOfToday): number =>
  deadlineInForce(rule, today, rules).length.n

/** The deadlines that a report sent today would have. */
export type LawOfToday = { today: string; rules: RuleBook }

export const legalDays = (law: LawOfToday, say: Say): Html => {
  const line = (rule: RuleId, words: string) =>
    html`<li>${emptyRibbon(days(rule, law), say)}<br />${words}</li>`
  return html`<section class="flow md">
    <h2 class="h">${say('Batas waktu', 'Deadlines')}</h2>
    <ul class="plain flow">
      ${line('V1', say('diperiksa dan diteruskan', 'checked and passed on'))}
      ${line('F1', say('jawaban pertama instansi', 'first reply of the agency'))}
      ${line('K2', say('jawaban akhir, untuk pengaduan biasa', 'final answer, for an ordinary complaint'))}
    </ul>
  </section>`
}
