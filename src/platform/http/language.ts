import type { IncomingMessage } from 'node:http'

/** Pages are Indonesian; the same page in English stands under `/en`. */
export type Language = 'id' | 'en'

/** Both languages side by side where they are read; `web/say.ts` makes it, every request carries one. */
export interface Say {
  (id: string, en: string): string
  (words: { readonly id: string; readonly en: string }): string
  readonly language: Language
}

const english = new WeakSet<IncomingMessage>()

// Programs call these; they have one address and take the language of their errors from Accept-Language.
const withoutLanguage = /^\/(api|assets)\/|^\/(healthz|readyz|metrics|sw\.js|manifest\.webmanifest)\b/

/** Takes `/en` off an address, so that each page is one route, and remembers it. For fastify's `rewriteUrl`. */
export function withoutLanguagePrefix(request: IncomingMessage): string {
  const url = request.url ?? '/'
  if (!/^\/en(?=[/?]|$)/.test(url)) return url
  const rest = url.slice('/en'.length)
  const address = rest.startsWith('/') ? rest : `/${rest}`
  if (withoutLanguage.test(address)) return url
  english.add(request)
  return address
}

/** Whoever works at a desk has chosen a language once; public pages keep to their address. */
export function speakEnglishAtDesk(request: IncomingMessage): void {
  if (/^\/(meja|akun)(?=[/?]|$)/.test(request.url ?? '')) english.add(request)
}

/** The language of the answer: that of the address for pages, the first wish of Accept-Language for programs. */
export function languageOf(request: IncomingMessage): Language {
  if (english.has(request)) return 'en'
  if (!withoutLanguage.test(request.url ?? '')) return 'id'
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'id'
}

/** An address of a page (`/lacak`) in the language that the reader is in (`/en/lacak`). */
export const addressIn = (language: Language, path: string): string =>
  language === 'en' ? (path === '/' ? '/en' : `/en${path}`) : path
