import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { errors, Refusal, type FieldProblem } from '../../errors.ts'
import { cookieNames } from '../../platform/http/cookies.ts'
import { addressIn } from '../../platform/http/language.ts'
import { isFromThisMachine } from '../../platform/http/negotiation.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import type { Ground } from '../../platform/ground.ts'
import type { DeskPageOptions } from '../../web/layout.ts'
import { paths } from '../../web/paths.ts'
import { sayIn } from '../../web/say.ts'
import { changePassword, changePreferences, signIn, signOut } from './actions.ts'
import { PasswordInput, PreferencesInput, safeNext, SignInInput } from './inputs.ts'
import { accountPage, signInPage } from './pages.ts'
import { settingsOf } from './queries.ts'

const emptySignIn: SignInInput = { email: '', password: '' }

/** The frame of a desk page counts what waits for this account, which lies in rooms above this one. */
export type SettingsFrame = (request: FastifyRequest, title: string, path: string) => Promise<DeskPageOptions>

/** Sign-in, sign-out and one's own account. */
export function routes(app: App, ground: Ground, frameOf: SettingsFrame): void {
  const NextQuery = Type.Object({ next: Type.Optional(Type.String({ maxLength: 1_000 })) })
  app.get(
    paths.signIn,
    { schema: { querystring: NextQuery }, config: { access: 'public' } },
    async (request, reply) => {
      if (request.actor.kind === 'staff')
        return reply.redirect(safeNext(request.query.next) ?? paths.desk.home, 303)
      return sendSignIn(request, reply, { next: request.query.next })
    },
  )

  app.post(
    paths.signIn,
    { schema: { body: SignInInput }, attachValidation: true, config: { access: 'public' } },
    async (request, reply) => {
      // Whatever is wrong with the fields, the answer is the one for a wrong password.
      const { email, password, next } = request.validationError ? emptySignIn : request.body
      try {
        const token = await signIn(
          ground,
          { email, password },
          isFromThisMachine(request) ? undefined : request.ip,
        )
        await endSession(request)
        setSession(request, reply, token)
        return reply.redirect(safeNext(next) ?? paths.desk.home, 303)
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500) throw error
        const waitMinutes = Math.ceil((error.details.retryAfterSeconds ?? 0) / 60)
        if (waitMinutes > 0) reply.header('retry-after', error.details.retryAfterSeconds)
        reply.code(error.status)
        return sendSignIn(request, reply, { next, email, problem: wordsOf(error, request, waitMinutes) })
      }
    },
  )

  app.post(paths.signOut, { config: { access: 'public' } }, async (request, reply) => {
    await endSession(request)
    reply.clearCookie(cookieNames.session, { path: '/' })
    return reply.redirect(addressIn(request.language, paths.home), 303)
  })

  const SavedQuery = Type.Object({ tersimpan: Type.Optional(Type.String({ maxLength: 20 })) })
  app.get(
    paths.desk.preferences,
    { schema: { querystring: SavedQuery }, config: { access: 'signed_in' } },
    async (request, reply) => {
      const { tersimpan } = request.query
      const saved = tersimpan === 'sandi' ? 'password' : tersimpan === 'setelan' ? 'preferences' : undefined
      return sendAccount(request, reply, [], saved)
    },
  )
  app.get(paths.account, { config: { access: 'signed_in' } }, async (_request, reply) =>
    reply.redirect(paths.desk.preferences, 303),
  )

  app.post(
    paths.desk.preferences,
    { schema: { body: PreferencesInput }, config: { access: 'signed_in' } },
    async (request, reply) => {
      const { language, shortcuts = false } = request.body
      await changePreferences(ground, request.actor, { language, shortcuts })
      return reply.redirect(`${paths.desk.preferences}?tersimpan=setelan`, 303)
    },
  )

  app.post(
    paths.account,
    { schema: { body: PasswordInput }, config: { access: 'signed_in' } },
    async (request, reply) => {
      try {
        await changePassword(ground, request.actor, request.body, request.cookies[cookieNames.session])
        return reply.redirect(`${paths.desk.preferences}?tersimpan=sandi`, 303)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
        reply.code(error.status)
        return sendAccount(request, reply, error.details.fields ?? [], undefined)
      }
    },
  )

  function sendSignIn(
    request: FastifyRequest,
    reply: FastifyReply,
    form: { next?: string | undefined; email?: string | undefined; problem?: string | undefined },
  ): FastifyReply {
    const { language } = request
    const page = signInPage({ csrf: request.csrfField, next: form.next, ...form }, language, sayIn(language))
    return keepOutOfCaches(reply).type('text/html; charset=utf-8').send(page)
  }

  async function sendAccount(
    request: FastifyRequest,
    reply: FastifyReply,
    problems: readonly FieldProblem[],
    saved: 'password' | 'preferences' | undefined,
  ): Promise<FastifyReply> {
    const settings = await settingsOf(ground.db, request.actor.id)
    if (!settings) throw new Error('the signed-in account has no row')
    const { say, csrfField: csrf } = request
    const options = await frameOf(request, say('Setelan meja', 'Desk settings'), paths.desk.preferences)
    const page = accountPage({ csrf, settings, problems, saved }, options, say)
    return keepOutOfCaches(reply).type('text/html; charset=utf-8').send(page)
  }

  async function endSession(request: FastifyRequest): Promise<void> {
    const token = request.cookies[cookieNames.session]
    if (token !== undefined) await signOut(ground, token)
  }
}

function setSession(request: FastifyRequest, reply: FastifyReply, token: string): void {
  // No date: the cookie ends with the browser, the session on the server after a working day at the latest.
  reply.setCookie(cookieNames.session, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.isHttps,
  })
}

function wordsOf(refusal: Refusal, request: FastifyRequest, waitMinutes: number): string {
  if (refusal.code !== 'too_many_attempts') return request.say(errors[refusal.code])
  return request.say(
    `Terlalu banyak percobaan untuk akun ini. Coba lagi ${waitMinutes} menit lagi.`,
    `Too many attempts for this account. Try again in ${waitMinutes} minutes.`,
  )
}
