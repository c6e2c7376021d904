/** The public's figures as pages; as files: listFiles.ts. */
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { rankedAgencies } from '../agencies/queries.ts'
import { figureFiles } from './listFiles.ts'
import { openDataPage } from './openDataPage.ts'
import { statisticsPage } from './pages.ts'
import { lastDays, lastYear } from './period.ts'
import { countedAt, countingOf, countsByDay, countsByMonth } from './queries.ts'

const everybody = { config: { access: 'public' } } as const

export function routes(app: App, ground: Ground): void {
  const { db, now } = ground
  app.get(paths.statistics, everybody, async (request, reply) => {
    const period = lastYear(now())
    const [months, days, ranked, at] = await Promise.all([
      countsByMonth(db, undefined, period),
      countsByDay(db, undefined, lastDays(now(), 30)),
      rankedAgencies(db, period),
      countedAt(db),
    ])
    reply.type('text/html; charset=utf-8')
    return statisticsPage({ months, days, ranked, countedAt: at }, request.say)
  })

  app.get(paths.openData, everybody, async (request, reply) => {
    reply.type('text/html; charset=utf-8')
    return openDataPage(await countingOf(db), request.say)
  })
  figureFiles(app, ground)
}
