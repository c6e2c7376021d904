/** What is sent to reporters, for the desks; and the link by which a reporter stops it. */
import { Type, type Static } from 'typebox'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { mayUse } from '../../regulation/permissions.ts'
import { deskOptions, openFrame } from '../../reports/desk/frame.ts'
import { paths } from '../../web/paths.ts'
import { sayIn } from '../../web/say.ts'
import { stopMessages } from './actions.ts'
import { mailboxFiles } from './listFiles.ts'
import { readStopToken } from './messages.ts'
import { sendFollowLetterAgain } from '../following/letterQueue.ts'
import { sendMailAgain } from '../staffNews/mailQueue.ts'
import { sendAgain, sendAllAgain } from './outbox.ts'
import { mailboxPage } from './pages.ts'
import {
  errorCounts,
  keptMessages,
  noticeCounts,
  stuckFollowLetters,
  stuckMails,
  stuckNotices,
} from './queries.ts'
import { stopPage } from './stopPage.ts'
import { mayHaveArrived } from './words.ts'

/** A message to a reporter, a letter to an officer or a follower, or everything that failed for one reason. */
const RepeatInput = Type.Object(
  {
    report: Type.Optional(Type.String({ format: 'uuid' })),
    seq: Type.Optional(Type.Integer({ minimum: 1 })),
    channel: Type.Optional(Type.Unsafe<'email' | 'sms'>({ type: 'string', enum: ['email', 'sms'] })),
    mail: Type.Optional(Type.String({ format: 'uuid' })),
    letter: Type.Optional(Type.String({ format: 'uuid' })),
    error: Type.Optional(Type.String({ maxLength: 60, minLength: 1 })),
  },
  { additionalProperties: false },
)
const Token = Type.Object({ token: Type.String({ maxLength: 100 }) })

export function routes(app: App, ground: Ground): void {
  mailboxFiles(app, ground)
  const BoxQuery = Type.Object({ lagi: Type.Optional(Type.Integer({ minimum: 1 })) })
  app.get(
    paths.desk.mailbox,
    { schema: { querystring: BoxQuery }, config: { access: 'read_mailbox' } },
    async (request, reply) => {
      const { actor, language } = request
      const say = sayIn(language)
      const { db, config } = ground
      const [frame, counts, errors, stuck, letters, followLetters, messages] = await Promise.all([
        openFrame(ground, request),
        noticeCounts(db, ground.now()),
        errorCounts(db, ground.now()),
        stuckNotices(db),
        stuckMails(db),
        stuckFollowLetters(db),
        config.smtpUrl === undefined ? keptMessages(db) : undefined,
      ])
      const box = {
        csrf: request.csrfField,
        counts,
        errors,
        stuck,
        stuckMails: letters,
        stuckFollowLetters: followLetters,
        messages,
        mayRepeat: mayUse(actor, 'send_again'),
        repeated: request.query.lagi,
      }
      const title = say('Kotak keluar', 'Outgoing messages')
      const options = deskOptions(frame, title, paths.desk.mailbox, 'mailbox')
      return keepOutOfCaches(reply)
        .type('text/html; charset=utf-8')
        .send(mailboxPage(box, options, say))
    },
  )

  app.post(
    paths.desk.mailbox,
    { schema: { body: RepeatInput }, config: { access: 'send_again' } },
    async (request, reply) => {
      const count = await repeat(ground, request.body)
      if (count === 0) throw refuse('not_found')
      return reply.redirect(`${addressIn(request.language, paths.desk.mailbox)}?lagi=${count}`, 303)
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

async function repeat(
  { db, now }: Ground,
  { report, seq, channel, mail, letter, error }: Static<typeof RepeatInput>,
): Promise<number> {
  if (mail !== undefined) return (await sendMailAgain(db, mail, now())) ? 1 : 0
  if (error !== undefined) return mayHaveArrived(error) ? 0 : sendAllAgain(db, error, now())
  if (report !== undefined && letter !== undefined)
    return (await sendFollowLetterAgain(db, report, letter, now())) ? 1 : 0
  if (report === undefined || seq === undefined || channel === undefined) return 0
  return (await sendAgain(db, { report_id: report, seq, channel }, now())) ? 1 : 0
}
