/** The public's figures as pages; as files: listFiles.ts. */
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { agencyPage } from '../agencies/queries.ts'
import { figureFiles } from './listFiles.ts'
import { openDataPage } from './openDataPage.ts'
import { statisticsPage } from './pages.ts'
import { lastDays, lastYear } from './period.ts'
import { countedAt, countsByDay, countsByMonth } from './queries.ts'
import { leastToRank, onTime, ratio } from './shares.ts'

const everybody = { config: { access: 'public' } } as const

export function routes(app: App, ground: Ground): void {
  const { db, now } = ground
  app.get(paths.statistics, everybody, async (request, reply) => {
    const period = lastYear(now())
    const [months, days, { agencies }, at] = await Promise.all([
      countsByMonth(db, undefined, period),
      countsByDay(db, undefined, lastDays(now(), 30)),
      agencyPage(db, { sort: 'answers', page: 0 }, period),
      countedAt(db),
    ])
    const ranked = agencies.filter(
      ({ counts }) => counts.first_due >= leastToRank && ratio(onTime(counts)) !== null,
    )
    reply.type('text/html; charset=utf-8')
    return statisticsPage({ months, days, ranked, countedAt: at }, request.say)
  })

  app.get(paths.openData, everybody, async (request, reply) => {
    reply.type('text/html; charset=utf-8')
    return openDataPage(request.say)
  })
  figureFiles(app, ground)
}
