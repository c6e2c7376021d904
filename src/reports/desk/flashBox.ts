import { type Html, html } from '../../web/html.ts'
import { note } from '../../web/parts/note.ts'
import type { Say } from '../../web/say.ts'
import type { Flash } from './words.ts'

/** What was just done, read out; the words of that form need not be kept on this device any more. */
export const flashBox = (flash: Flash, say: Say): Html =>
  html`<div role="status" data-desk-sent="${flash.isDone}">
    ${note('good', html`${flash.words}${flash.link !== undefined && html` <a href="${flash.link}">${say('Lihat laporannya', 'See the report')}</a>`}`)}
  </div>`
