import { attribute, type Html, html } from '../html.ts'

/** What will happen, in numbered steps under a woven ribbon. */
export const steps = (items: readonly { title: string; text: string | Html }[]): Html =>
  html`<ol class="steps">
    ${items.map((item) => html`<li><b>${item.title}</b>${item.text}</li>`)}
  </ol>`

export type PathStep = { title: string; detail?: string; state: 'done' | 'now' | 'later' }

/** Where one report stands: woven is done, solid is now, empty is later. */
export const path = (items: readonly PathStep[]): Html =>
  html`<ol class="path">
    ${items.map(
      (item) =>
        html`<li
          class="${item.state === 'done' ? 'ok' : ''}"
          ${attribute('aria-current', item.state === 'now' && 'step')}
        >
          <b>${item.title}</b>${item.detail !== undefined && html`<span>${item.detail}</span>`}
        </li>`,
    )}
  </ol>`
