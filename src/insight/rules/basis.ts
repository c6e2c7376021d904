import { legalBasis, type Source } from '../../regulation/sources.ts'
import { type Html, html } from '../../web/html.ts'
import type { Say } from '../../web/say.ts'

/** The law, or why we chose: a reader can tell one from the other. */
export const basis = (source: Source, say: Say): Html =>
  html`${say(legalBasis(source))}${source.kind === 'own_choice' && source.why !== undefined && html` <span class="sm mut">(${say(source.why)})</span>`}`
