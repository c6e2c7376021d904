import { Type } from 'typebox'
import { settingsOf } from '../../directory/accounts/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { mailWishes, newsKinds, type MailWish, type NewsKind } from '../../regulation/staffNews.ts'
import { deskOptions, openFrame } from '../../reports/desk/frame.ts'
import { zoneLabel } from '../../web/dates.ts'
import { deskPage } from '../../web/layout.ts'
import { paths } from '../../web/paths.ts'
import { settingsBody } from './settingsPage.ts'
import { trustAddressAgain, undeliverableSince } from './undeliverable.ts'
import { minutesOf, saveWishes, wishesOf } from './wishes.ts'

const wish = Type.Enum([...mailWishes])
const time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const Input = Type.Object(
  {
    ...(Object.fromEntries(newsKinds.map((kind) => [kind, wish])) as Record<NewsKind, typeof wish>),
    /** A box that is not ticked is not sent. */
    morning: Type.Optional(Type.Boolean()),
    quiet_from: time,
    quiet_until: time,
  },
  { additionalProperties: false },
)

/** How somebody wants to be told. */
export function settingsRoutes(app: App, ground: Ground): void {
  const Saved = Type.Object({ tersimpan: Type.Optional(Type.String({ maxLength: 1 })) })
  app.get(
    paths.desk.newsSettings,
    { schema: { querystring: Saved }, config: { access: 'signed_in' } },
    async (request, reply) => {
      const { actor, say } = request
      const [frame, wishes, settings, comesBackSince] = await Promise.all([
        openFrame(ground, request),
        wishesOf(ground.db, actor.id),
        settingsOf(ground.db, actor.id),
        undeliverableSince(ground.db, actor.id),
      ])
      const view = {
        csrf: request.csrfField,
        email: settings?.email ?? '',
        wishes,
        zoneName: zoneLabel(frame.zone),
        wasSaved: request.query.tersimpan === '1',
        comesBackSince,
        zone: frame.zone,
      }
      const title = say('Surel dan jam tenang', 'E-mail and quiet hours')
      const options = deskOptions(frame, title, paths.desk.newsSettings, 'settings')
      return keepOutOfCaches(reply)
        .type('text/html; charset=utf-8')
        .send(deskPage(options, settingsBody(view, say)))
    },
  )

  app.post(paths.desk.newsAddress, { config: { access: 'signed_in' } }, async (request, reply) => {
    await trustAddressAgain(ground.db, request.actor.id)
    return reply.redirect(`${addressIn(request.language, paths.desk.newsSettings)}?tersimpan=1`, 303)
  })

  app.post(
    paths.desk.newsSettings,
    { schema: { body: Input }, config: { access: 'signed_in' } },
    async (request, reply) => {
      const { body } = request
      await saveWishes(ground, request.actor, {
        news: Object.fromEntries(newsKinds.map((kind) => [kind, body[kind]])) as Record<NewsKind, MailWish>,
        morning: body.morning ?? false,
        quietFrom: minutesOf(body.quiet_from),
        quietUntil: minutesOf(body.quiet_until),
      })
      return reply.redirect(`${addressIn(request.language, paths.desk.newsSettings)}?tersimpan=1`, 303)
    },
  )
}
