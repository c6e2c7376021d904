import {
  createHmac,
  createSecretKey,
  randomBytes,
  randomUUID,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../errors.ts'
import { cookieNames } from './cookies.ts'
import { wantsJson } from './negotiation.ts'
import { keepOutOfCaches } from './security.ts'
import type { App } from './server.ts'

/** The hidden field of every form that writes: `<input type="hidden" name="csrf" value="${request.csrfField}">`. */
export const formTokenField = 'csrf'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Keeps other sites from acting in the name of whoever is signed in here. A form carries a token bound to the
 * session, or before sign-in to a cookie of its own; JSON cannot be sent from another site without its consent;
 * and where the browser says which site a request comes from, it must be this one. A request with a bearer token
 * carries nothing that a browser adds by itself, so it passes. A route with `config.formToken: false` acts for
 * nobody (anyone may send a report) and only looks at the origin; one with `'told'` gives back what was typed.
 */
export function addForgeryProtection(app: App, options: { key: Buffer; baseUrl: string | undefined }): void {
  const key = createSecretKey(options.key)
  app.decorateRequest('newFormCookie', undefined)
  app.decorateRequest('isFormExpired', false)
  app.decorateRequest('csrfField', {
    getter(this: FastifyRequest) {
      return makeToken(key, bindingOf(this) ?? (this.newFormCookie ??= randomBytes(18).toString('base64url')))
    },
  })
  app.addHook('onRequest', (request, _reply, done) => {
    const mayAct =
      safeMethods.has(request.method) || hasBearer(request) || isFromHere(request, options.baseUrl)
    done(mayAct ? undefined : refuse('foreign_origin'))
  })
  app.addHook('preValidation', (request, _reply, done) => {
    if (safeMethods.has(request.method)) return done()
    const sent = takeToken(request)
    const needsToken =
      !hasBearer(request) &&
      !isJson(request) &&
      !request.is404 &&
      request.routeOptions.config.formToken !== false
    const binding = bindingOf(request)
    const isGood = !needsToken || (binding !== undefined && isToken(key, binding, sent))
    request.isFormExpired = !isGood
    const isTold = request.routeOptions.config.formToken === 'told' && !wantsJson(request)
    done(isGood || isTold ? undefined : refuse('form_expired'))
  })
}

/** The token of a form: a salt that is new each time, and a seal over salt and binding. */
function makeToken(key: KeyObject, binding: string): string {
  // The last twelve digits of a random UUID: 48 random bits, from a store that is filled once for many.
  const salt = randomUUID().slice(24)
  return `${salt}${seal(key, salt, binding)}`
}

function isToken(key: KeyObject, binding: string, sent: string | undefined): boolean {
  if (sent === undefined || sent.length !== 12 + 43) return false
  const expected = seal(key, sent.slice(0, 12), binding)
  const given = Buffer.from(sent.slice(12))
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected))
}

const seal = (key: KeyObject, salt: string, binding: string): string =>
  createHmac('sha256', key).update(`form ${salt} ${binding}`).digest('base64url')

const bindingOf = (request: FastifyRequest): string | undefined =>
  request.cookies?.[cookieNames.session] ?? request.newFormCookie ?? request.cookies?.[cookieNames.form]

/** Sets the cookie that a form on this page is bound to; the last step before an answer is sent. */
export function setFormCookie(request: FastifyRequest, reply: FastifyReply): void {
  if (request.newFormCookie === undefined) return
  keepOutOfCaches(reply)
  reply.setCookie(cookieNames.form, request.newFormCookie, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.isHttps,
  })
}

function takeToken(request: FastifyRequest): string | undefined {
  const header = request.headers['x-csrf-token']
  const body = request.body as Record<string, unknown> | null | undefined
  if (typeof body !== 'object' || body === null || isJson(request))
    return typeof header === 'string' ? header : undefined
  const { [formTokenField]: field } = body
  delete body[formTokenField]
  const sent = Array.isArray(field) ? field[0] : field
  return typeof sent === 'string' ? sent : typeof header === 'string' ? header : undefined
}

const isJson = (request: FastifyRequest): boolean =>
  /^application\/([\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')

const hasBearer = (request: FastifyRequest): boolean => /^bearer /i.test(request.headers.authorization ?? '')

function isFromHere(request: FastifyRequest, baseUrl: string | undefined): boolean {
  if (request.headers['sec-fetch-site'] === 'cross-site') return false
  const { origin } = request.headers
  // Browsers write `null` where a page's policy hides its address; then the token alone decides.
  if (origin === undefined || origin === 'null') return true
  const host = URL.canParse(origin) ? new URL(origin).host : undefined
  const own = [request.host, baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).host : undefined]
  return host !== undefined && own.includes(host)
}
