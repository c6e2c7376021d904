/** What the pages about calendar and deadlines share: whose desk it is, and the ways between them. */
import type { FastifyRequest } from 'fastify'
import type { Db } from '../../platform/db/database.ts'
import { mayUse } from '../../regulation/permissions.ts'
import { roleWords } from '../../regulation/words.ts'
import type { DeskPageOptions } from '../../web/layout.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import { settingsOf } from '../accounts/queries.ts'

export type LawPage = 'calendar' | 'rules' | 'change'

export async function lawPageOptions(
  db: Db,
  request: FastifyRequest,
  page: { title: string; path: string; current: LawPage },
): Promise<DeskPageOptions> {
  const { actor, say, language } = request
  const settings = await settingsOf(db, actor.id)
  const to = (path: string) => inLanguage(path, language)
  return {
    title: page.title,
    language,
    path: page.path,
    styles: ['data'],
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
      {
        href: to(paths.desk.calendar),
        label: say('Kalender', 'Calendar'),
        isCurrent: page.current === 'calendar',
      },
      { href: to(paths.desk.rules), label: say('Tenggat', 'Deadlines'), isCurrent: page.current === 'rules' },
    ],
  }
}
