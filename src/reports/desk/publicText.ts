/** The reporter's own words with everything marked that the program would mask, beside the field with the result. */
import { type Html, html } from '../../web/html.ts'
import { maskPersonalData } from '../publication/masking.ts'
import type { Desk } from './desk.ts'

export function markedText(desk: Desk, text: string): Html {
  const { say } = desk
  const { findings } = maskPersonalData(text)
  if (findings.length === 0)
    return html`<p class="md mut">
      ${say('Program tidak menemukan data pribadi. Baca sekali lagi: nama tanpa sapaan bisa terlewat.', 'The program found no personal data. Read it once more: a name without a salutation can be missed.')}
    </p>`
  const pieces: Html[] = []
  let at = 0
  for (const { start, end, label } of findings) {
    if (start < at) continue
    pieces.push(html`${broken(text.slice(at, start))}<mark title="${label}">${text.slice(start, end)}</mark>`)
    at = end
  }
  return html`<div class="found">
    <p class="md mut">
      ${say(`${findings.length} bagian ditandai dan sudah ditutup di naskah. Baca sekali lagi: nama tanpa sapaan bisa terlewat.`, `${findings.length} places are marked and masked in the text. Read it once more: a name without a salutation can be missed.`)}
    </p>
    <p>${pieces}${broken(text.slice(at))}</p>
  </div>`
}

/** Pieces of a sentence keep their blanks, so lines are broken here without trimming. */
const broken = (text: string): Html[] =>
  text.split(/\r?\n/).map((line, at) => html`${at > 0 && html`<br />`}${line}`)
