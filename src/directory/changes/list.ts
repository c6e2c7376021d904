/** Proposals in a few words, for the pages of the calendar and of the deadlines. */
import { nameOfRule } from '../../regulation/deadlines.ts'
import { fullDay, shortInstant } from '../../web/dates.ts'
import { html, type Html } from '../../web/html.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import type { LegalChangeRow } from './tables.ts'

/** What a proposal would do, in one line. */
export function changeTitle(change: LegalChangeRow, say: Say): string {
  if (change.kind === 'rule') {
    const { rule, days, validFrom } = change.content
    return say(
      `${ruleWords(rule, say)} menjadi ${days} hari mulai ${fullDay(validFrom, say)}`,
      `${ruleWords(rule, say)} becomes ${days} days from ${fullDay(validFrom, say)}`,
    )
  }
  if (change.kind === 'pledge')
    return say(
      `Janji ${change.content.agency}: ${ruleWords(change.content.rule, say)}, ${change.content.workingDays} hari kerja`,
      `Pledge of ${change.content.agency}: ${ruleWords(change.content.rule, say)}, ${change.content.workingDays} working days`,
    )
  const { add, withdraw } = change.content
  const first = add[0]
  const parts = [
    add.length === 1 && first
      ? `${fullDay(first.day, say)}: ${first.name}`
      : add.length > 1 && say(`${add.length} hari ditambah`, `${add.length} days added`),
    withdraw.length > 0 && say(`${withdraw.length} hari dicabut`, `${withdraw.length} days withdrawn`),
  ]
  return parts.filter(Boolean).join(', ')
}

/** A deadline by its name, and by the code that the decree and the page of rules use. */
export const ruleWords = (rule: string, say: Say): string => {
  const name = nameOfRule(rule)
  return name ? `${say(name)} (${rule})` : rule
}

export const changeStates = {
  draft: { id: 'menunggu orang kedua', en: 'waits for a second person' },
  approved: { id: 'berlaku', en: 'in force' },
  declined: { id: 'ditolak', en: 'declined' },
} as const

export const changeList = (changes: readonly LegalChangeRow[], say: Say): Html =>
  html`<ul class="plain flow">
    ${changes.map(
      (change) =>
        html`<li>
          <a href="${inLanguage(paths.desk.change(change.change_id), say.language)}"
            >${changeTitle(change, say)}</a
          >
          <span class="tag ${change.state === 'approved' ? 'good' : change.state === 'draft' ? 'soon' : ''}"
            >${say(changeStates[change.state])}</span
          >
          <span class="md mut"
            >${change.entered_by_name}, ${shortInstant(change.entered_at, 'Asia/Jakarta', say)}</span
          >
        </li>`,
    )}
  </ul>`
