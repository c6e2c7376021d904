/** The public's figures: pages, and files that a spreadsheet opens. */
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { agencyPage } from '../agencies/queries.ts'
import { daysCsv, monthsCsv } from './openData.ts'
import { openDataPage } from './openDataPage.ts'
import { statisticsPage } from './pages.ts'
import { lastDays, lastYear } from './period.ts'
import { countedAt, countsByAgencyAndMonth, countsByDay, countsByMonth } from './queries.ts'
import { leastToRank, onTime, ratio } from './shares.ts'

const everybody = { config: { access: 'public' } } as const
/** The roll-up runs every five minutes. */
const fileCaching = 'public, max-age=300'

export function routes(app: App, { db, now }: Ground): void {
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

  app.get(paths.statisticsCsv, everybody, async (request, reply) => {
    const { agency } = request.query as { agency?: unknown }
    const code = typeof agency === 'string' && /^[A-Z][A-Z0-9]{0,19}$/.test(agency) ? agency : undefined
    const rows = await countsByDay(db, code, lastDays(now(), 365))
    reply
      .header('cache-control', fileCaching)
      .header(
        'content-disposition',
        `attachment; filename="statistik${code === undefined ? '' : `-${code}`}.csv"`,
      )
    reply.type('text/csv; charset=utf-8')
    return daysCsv(rows)
  })

  app.get(paths.openData, everybody, async (request, reply) => {
    reply.type('text/html; charset=utf-8')
    return openDataPage(request.say)
  })

  app.get<{ Params: { name: string } }>(paths.openDataFile(':name'), everybody, async (request, reply) => {
    const { name } = request.params
    if (name !== 'bulanan' && name !== 'harian') throw refuse('page_not_found')
    reply
      .header('cache-control', fileCaching)
      .header('content-disposition', `attachment; filename="${name}.csv"`)
    reply.type('text/csv; charset=utf-8')
    return name === 'bulanan'
      ? monthsCsv(await countsByAgencyAndMonth(db, lastYear(now())))
      : daysCsv(await countsByDay(db, undefined, lastDays(now(), 365)))
  })
}
