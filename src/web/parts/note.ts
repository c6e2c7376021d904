import { type Html, html } from '../html.ts'
import type { IconName } from '../icons.ts'
import { icon } from '../icons.ts'

export type NoteTone = '' | 'soon' | 'late' | 'good'

const iconOf: Record<NoteTone, IconName> = {
  '': 'info',
  soon: 'clock',
  late: 'circle-alert',
  good: 'circle-check',
}

/** A short message in the flow of the page; `late` is for what went wrong and is announced. */
export const note = (tone: NoteTone, words: string | Html, picture: IconName = iconOf[tone]): Html =>
  html`<div class="note ${tone}">
    ${icon(picture)}
    <div>${words}</div>
  </div>`

/** Says what is missing, why, and what to do next. */
export const emptyState = (words: {
  title: string
  why?: string
  next?: { href: string; label: string }
}): Html =>
  html`<div class="empty flow">
    <p><b>${words.title}</b></p>
    ${words.why !== undefined && html`<p class="md mut">${words.why}</p>`}${
      words.next !== undefined &&
      html`<p><a class="btn alt s" href="${words.next.href}">${words.next.label}</a></p>`
    }
  </div>`
