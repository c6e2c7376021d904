/** What is sent to reporters, for the desks; and the link by which a reporter stops it. */
import { Type } from 'typebox'
import { settingsOf } from '../../directory/accounts/queries.ts'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { mayUse } from '../../regulation/permissions.ts'
import { roleWords } from '../../regulation/words.ts'
import { paths } from '../../web/paths.ts'
import { sayIn } from '../../web/say.ts'
import { stopMessages } from './actions.ts'
import { mailboxFiles } from './listFiles.ts'
import { readStopToken } from './messages.ts'
import { sendAgain } from './outbox.ts'
import { mailboxPage, stopPage } from './pages.ts'
import { keptMessages, noticeCounts, stuckNotices } from './queries.ts'

const RepeatInput = Type.Object(
  {
    report: Type.String({ format: 'uuid' }),
    seq: Type.Integer({ minimum: 1 }),
    channel: Type.Unsafe<'email' | 'sms'>({ type: 'string', enum: ['email', 'sms'] }),
  },
  { additionalProperties: false },
)
const Token = Type.Object({ token: Type.String({ maxLength: 100 }) })

export function routes(app: App, ground: Ground): void {
  mailboxFiles(app, ground)
  const BoxQuery = Type.Object({ lagi: Type.Optional(Type.String({ maxLength: 1 })) })
  app.get(
    paths.desk.mailbox,
    { schema: { querystring: BoxQuery }, config: { access: 'read_mailbox' } },
    async (request, reply) => {
      const { actor, language } = request
      const say = sayIn(language)
      const { db, config } = ground
      const [settings, counts, stuck, messages] = await Promise.all([
        settingsOf(db, actor.id),
        noticeCounts(db, ground.now()),
        stuckNotices(db),
        config.smtpUrl === undefined ? keptMessages(db) : undefined,
      ])
      const user = {
        name: actor.name,
        csrf: request.csrfField,
        agencyName: settings?.unitName ?? settings?.agencyName ?? say('Meja nasional', 'National desk'),
        roleName: actor.roles.map((role) => say(roleWords[role])).join(', '),
      }
      const box = {
        user,
        counts,
        stuck,
        messages,
        mayRepeat: mayUse(actor, 'send_again'),
        wasRepeated: request.query.lagi === '1',
      }
      return keepOutOfCaches(reply)
        .type('text/html; charset=utf-8')
        .send(mailboxPage(box, language, say))
    },
  )

  app.post(
    paths.desk.mailbox,
    { schema: { body: RepeatInput }, config: { access: 'send_again' } },
    async (request, reply) => {
      const { report, seq, channel } = request.body
      if (!(await sendAgain(ground.db, { report_id: report, seq, channel }, ground.now())))
        throw refuse('not_found')
      return reply.redirect(`${paths.desk.mailbox}?lagi=1`, 303)
    },
  )

  app.get(
    paths.stopMessages(':token'),
    { schema: { params: Token }, config: { access: 'public' } },
    async (request, reply) => {
      const { token } = request.params
      const { language, csrfField: csrf } = request
      const isKnown = readStopToken(ground, token) !== undefined
      const stop = { csrf, isKnown, isDone: false, path: paths.stopMessages(token) }
      return keepOutOfCaches(reply)
        .code(isKnown ? 200 : 404)
        .type('text/html; charset=utf-8')
        .send(stopPage(stop, language, sayIn(language)))
    },
  )

  // Mail programs post here with one click (RFC 8058): they carry no form token, and the link itself is the proof.
  app.post(
    paths.stopMessages(':token'),
    { schema: { params: Token }, config: { access: 'public', formToken: false } },
    async (request, reply) => {
      const { token } = request.params
      const reportId = readStopToken(ground, token)
      if (reportId === undefined) throw refuse('not_found')
      await stopMessages(ground, reportId)
      const { language, csrfField: csrf } = request
      const stop = { csrf, isKnown: true, isDone: true, path: addressIn('id', paths.stopMessages(token)) }
      return keepOutOfCaches(reply)
        .type('text/html; charset=utf-8')
        .send(stopPage(stop, language, sayIn(language)))
    },
  )
}
