/** To follow a public report: the form at its page, and the two links of a letter. */
import { Type } from 'typebox'
import { errors, refuse, type FieldProblem } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import { addressIn } from '../../platform/http/language.ts'
import { isFromThisMachine } from '../../platform/http/negotiation.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { countFailure, networkOf, type Throttle } from '../../platform/http/throttle.ts'
import { looksLikeEmail } from '../../reports/intake/checks.ts'
import { publicReport } from '../../reports/publication/queries.ts'
import { paths } from '../../web/paths.ts'
import { askToFollow, confirmFollowing, mayConfirm, stopFollowing } from './actions.ts'
import { publicReading } from './letters.ts'
import { readLink } from './links.ts'
import { confirmedPage, confirmPage, followPage, overPage, stoppedPage, stopPage } from './pages.ts'

/** A script that writes down addresses is slowed down; a village behind one network address is not. */
const perNetwork: Throttle = { name: 'follow_network', failures: 500, windowSeconds: 86_400 }

const Number = Type.Object({ number: Type.String({ maxLength: 40 }) })
const Asked = Type.Object({ dikirim: Type.Optional(Type.String({ maxLength: 5 })) })
const FollowInput = Type.Object({ email: Type.Optional(Type.String({ maxLength: 1_000 })) })
const Token = Type.Object({ token: Type.String({ maxLength: 100 }) })

const notAnEmail: FieldProblem = {
  field: 'email',
  code: 'not_an_email',
  id: 'Alamat surel ini belum lengkap, contoh nama@contoh.id.',
  en: 'This e-mail address is not complete, for example name@example.org.',
}

export function routes(app: App, ground: Ground): void {
  const { db } = ground
  app.get(
    paths.publication.follow(':number'),
    { schema: { params: Number, querystring: Asked }, config: { access: 'public' } },
    async (request, reply) => {
      const { row } = await publicReport(db, request.params.number)
      reply.type('text/html; charset=utf-8')
      const isAsked = request.query.dikirim !== undefined
      return followPage({ number: row.number, title: row.title, isAsked }, request.say)
    },
  )

  // It acts for nobody: without the button behind the link in the letter nothing follows from it.
  app.post(
    paths.publication.follow(':number'),
    { schema: { params: Number, body: FollowInput }, config: { access: 'public', formToken: false } },
    async (request, reply) => {
      const { row } = await publicReport(db, request.params.number)
      const typed = (request.body.email ?? '').trim()
      if (!looksLikeEmail(typed) || typed.length > 254) {
        reply.code(422).type('text/html; charset=utf-8')
        const { number, title } = row
        return followPage({ number, title, isAsked: false, typed, problem: notAnEmail }, request.say)
      }
      if (!isFromThisMachine(request)) await slowDown(ground, request.ip)
      await askToFollow(ground, row.report_id, typed, request.language)
      const path = addressIn(request.language, paths.publication.follow(row.number))
      return reply.redirect(`${path}?dikirim=1`, 303)
    },
  )
  confirmRoutes(app, ground)
  stopRoutes(app, ground)
}

async function slowDown({ db, now }: Ground, ip: string): Promise<void> {
  const { failures, secondsLeft } = await countFailure(db, perNetwork, networkOf(ip), now())
  if (failures > perNetwork.failures) throw refuse('too_many_attempts', { retryAfterSeconds: secondsLeft })
}

const link = { schema: { params: Token }, config: { access: 'public' } } as const
/** Mail programs post here with one click (RFC 8058), and letters are read anywhere: the link itself is the proof. */
const button = { schema: { params: Token }, config: { access: 'public', formToken: false } } as const

function confirmRoutes(app: App, ground: Ground): void {
  app.get(paths.following.confirm(':token'), link, async (request, reply) => {
    const { say, params } = request
    const path = paths.following.confirm(params.token)
    const report = await confirmable(ground, params.token)
    keepOutOfCaches(reply).type('text/html; charset=utf-8')
    if (report) return confirmPage({ path, report }, say)
    reply.code(errors.not_found.status)
    return overPage({ path }, say)
  })
  app.post(paths.following.confirm(':token'), button, async (request, reply) => {
    const { say, params } = request
    const path = paths.following.confirm(params.token)
    const report = await confirmable(ground, params.token)
    const follower = readLink(ground, 'follow_confirm', params.token)
    keepOutOfCaches(reply).type('text/html; charset=utf-8')
    if (report && follower && (await confirmFollowing(ground, follower)))
      return confirmedPage({ path, report }, say)
    reply.code(errors.not_found.status)
    return overPage({ path }, say)
  })
}

/** The public report behind a link that may still be confirmed. */
async function confirmable(ground: Ground, token: string) {
  const follower = readLink(ground, 'follow_confirm', token)
  if (!follower || !(await mayConfirm(ground, follower))) return undefined
  const reading = await publicReading(ground.db, follower.reportId)
  return reading && { number: reading.row.number, title: reading.row.title }
}

function stopRoutes(app: App, ground: Ground): void {
  app.get(paths.following.stop(':token'), link, async (request, reply) => {
    const { say, params } = request
    const path = paths.following.stop(params.token)
    keepOutOfCaches(reply).type('text/html; charset=utf-8')
    if (readLink(ground, 'follow_stop', params.token)) return stopPage({ path }, say)
    reply.code(errors.not_found.status)
    return overPage({ path }, say)
  })
  app.post(paths.following.stop(':token'), button, async (request, reply) => {
    const { say, params } = request
    const path = paths.following.stop(params.token)
    keepOutOfCaches(reply).type('text/html; charset=utf-8')
    const follower = readLink(ground, 'follow_stop', params.token)
    if (follower) {
      await stopFollowing(ground, follower)
      return stoppedPage({ path }, say)
    }
    reply.code(errors.not_found.status)
    return overPage({ path }, say)
  })
}
