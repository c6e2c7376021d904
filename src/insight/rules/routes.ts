/** What anyone can check: the rules by which reports are handled. */
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { dayOf } from '../../web/dates.ts'
import { paths } from '../../web/paths.ts'
import { rulesPage } from './page.ts'

export function routes(app: App, { db, now }: Ground): void {
  app.get(paths.rules, { config: { access: 'public' } }, async (request, reply) => {
    reply.type('text/html; charset=utf-8').header('cache-control', 'public, max-age=300')
    const { rules } = await loadLaw(db)
    return rulesPage(rules, dayOf(now(), 'WIB'), request.say)
  })
}
