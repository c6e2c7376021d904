/** The desk's frame around the pages of this room, and the zone of whoever sits there. */
import type { FastifyRequest } from 'fastify'
import { agencyByCode } from '../../directory/agencies/queries.ts'
import { settingsOf } from '../../directory/accounts/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { mayUse, type Actor } from '../../regulation/permissions.ts'
import { roleWords } from '../../regulation/words.ts'
import { unreadNews } from '../../reports/casefile/staffNotices.ts'
import type { Html } from '../../web/html.ts'
import { deskPage } from '../../web/layout.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import { shownCount } from './pages.ts'

export type Frame = {
  zone: string
  unread: number
  page: (title: string, path: string, body: Html) => string
}

/** By whose clock somebody works. */
export async function zoneOf(db: Db, { agency }: Actor): Promise<string> {
  const found = agency === undefined ? undefined : await agencyByCode(db, agency)
  return found?.zone ?? 'Asia/Jakarta'
}

export async function frameOf({ db }: Ground, request: FastifyRequest): Promise<Frame> {
  const { actor, say, language } = request
  const [settings, zone, unread] = await Promise.all([
    settingsOf(db, actor.id),
    zoneOf(db, actor),
    unreadNews(db, actor.id),
  ])
  const to = (path: string): string => inLanguage(path, language)
  const news = say('Kabar', 'News')
  const page = (title: string, path: string, body: Html): string =>
    deskPage(
      {
        title,
        language,
        path,
        styles: ['desk'],
        scripts: ['live'],
        user: {
          name: actor.name,
          csrf: request.csrfField,
          agencyName: settings?.unitName ?? settings?.agencyName ?? say('Meja nasional', 'National desk'),
          roleName: actor.roles.map((role) => say(roleWords[role])).join(', '),
        },
        nav: [
          ...(mayUse(actor, 'read_desk')
            ? [{ href: to(paths.desk.home), label: say('Kotak kerja', 'Worklist') }]
            : []),
          ...(mayUse(actor, 'read_mailbox')
            ? [{ href: to(paths.desk.mailbox), label: say('Kotak keluar', 'Outgoing messages') }]
            : []),
          {
            href: to(paths.desk.news),
            label: unread > 0 ? `${news} (${shownCount(unread)})` : news,
            isCurrent: path.startsWith(paths.desk.news),
          },
          {
            href: to(paths.desk.newsSettings),
            label: say('Surel dan jam tenang', 'E-mail and quiet hours'),
            isCurrent: path.startsWith(paths.desk.newsSettings),
          },
        ],
      },
      body,
    )
  return { zone, unread, page }
}
