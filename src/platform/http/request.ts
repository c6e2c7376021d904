import type { Actor } from '../../regulation/permissions.ts'
import type { Access, DeskSettings } from './access.ts'
import type { Fields } from './bodies.ts'
import type { Language, Say } from './language.ts'
import type { Upload } from './multipart.ts'

/** What every request carries and every route may say, on top of fastify's own. */
declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks: a visitor until a session or a token says otherwise. */
    actor: Actor
    language: Language
    /** Of a signed-in member of staff. */
    deskSettings: DeskSettings | undefined
    /** `say('Kirim', 'Send')` in the language of the request. */
    say: Say
    /** The value of the hidden field `csrf` of forms; reading it makes the answer uncacheable. */
    readonly csrfField: string
    /** Whether the person's browser talks to us over https. */
    isHttps: boolean
    /** The text fields of a form as they were typed, for showing the form again. */
    typed?: Fields
    /** The files of a multipart form; they are gone after the answer unless moved. */
    uploads: Upload[]
    /** How many files came past the allowed number. */
    droppedFiles: number
    /** For `forgery.ts`: the cookie that this answer will set. */
    newFormCookie: string | undefined
    /** The form came without a good token, to a route that asked to be told (`formToken: 'told'`): it must not act. */
    isFormExpired: boolean
    /** For `access.ts`: a refusal that waits until the form is read. */
    laterRefusal: unknown
  }
  interface FastifyContextConfig {
    /** Who may use the route. Without it the program does not start. */
    access?: Access
    /** Health, metrics and files of the interface: no look-up of the session. */
    withoutActor?: boolean
    /** What a page asks by itself while nobody may be there: it does not keep the session alive. */
    isBackground?: boolean
    /**
     * False on routes that act for nobody: a form without token is taken. 'told': the route is told that the form
     * has expired, does nothing, and gives back what was typed.
     */
    formToken?: false | 'told'
    /** The page is the same for everybody and may be kept for so many seconds, see `pageMemory.ts`. */
    sharedSeconds?: number
    /** The route takes multipart forms with files. */
    files?: boolean
    /** A limit other than the usual one for JSON and plain forms. */
    bodyBytes?: number
  }
  interface FastifySchema {
    summary?: string
    description?: string
    tags?: readonly string[]
  }
}
