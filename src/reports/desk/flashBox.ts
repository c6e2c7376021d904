import { type Html, html } from '../../web/html.ts'
import { note } from '../../web/parts/note.ts'
import type { Flash } from './words.ts'

/** What was just done, read out; the words of that form need not be kept on this device any more. */
export const flashBox = (flash: Flash): Html =>
  html`<div role="status" data-desk-sent="${flash.isDone}">${note('good', flash.words)}</div>`
