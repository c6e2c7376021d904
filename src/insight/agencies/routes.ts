/** The public's pages of agencies. */
import type { FastifyRequest } from 'fastify'
import { refuse } from '../../errors.ts'
import {
  agenciesAbove,
  agencyByCode,
  agencyBySlug,
  listAgencies,
  unitsOf,
  type Agency,
} from '../../directory/agencies/queries.ts'
import { pathOf } from '../../directory/regions/queries.ts'
import { baseUrlOf } from '../../platform/config.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { publicCards } from '../../reports/publication/cards.ts'
import { atom, reportEntry } from '../../reports/publication/feeds.ts'
import { latePublicReports, publicList } from '../../reports/publication/queries.ts'
import { dayOf } from '../../web/dates.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import { lastYear } from '../statistics/period.ts'
import { countsByAgency, countsByMonth } from '../statistics/queries.ts'
import { noCounts } from '../statistics/shares.ts'
import { agencyPage as agencyView } from './agencyPage.ts'
import { questionOf, textOf } from './inputs.ts'
import { agencyFiles } from './listFiles.ts'
import { agenciesPage } from './listPage.ts'
import { agencyPage, loadOf, unitCount } from './queries.ts'

const everybody = { config: { access: 'public' } } as const
type Slugged = FastifyRequest<{ Params: { slug: string }; Querystring: Record<string, unknown> }>

export function routes(app: App, ground: Ground): void {
  app.get(paths.agencies.list, everybody, async (request, reply) => {
    const question = questionOf(request.query as Record<string, unknown>)
    const found = await agencyPage(ground.db, question, lastYear(ground.now()))
    reply.type('text/html; charset=utf-8')
    return agenciesPage({ ...found, question }, request.say)
  })
  app.get<{ Params: { slug: string } }>(paths.agencies.feed(':slug'), everybody, async (request, reply) => {
    reply.type('application/atom+xml; charset=utf-8').header('cache-control', 'public, max-age=60')
    return feedOf(ground, request as Slugged)
  })
  app.get<{ Params: { slug: string } }>(paths.agencies.agency(':slug'), everybody, async (request, reply) => {
    reply.type('text/html; charset=utf-8')
    return pageOf(ground, request as Slugged)
  })
  agencyFiles(app, ground)
}

/** @throws page_not_found for a slug that no agency has; the national desk is none for the public */
async function agencyOf(ground: Ground, slug: string): Promise<Agency> {
  const agency = await agencyBySlug(ground.db, slug)
  if (!agency || agency.type === 'national_desk') throw refuse('page_not_found')
  return agency
}

async function pageOf(ground: Ground, request: Slugged): Promise<string> {
  const { db } = ground
  const { say } = request
  const now = ground.now()
  const agency = await agencyOf(ground, request.params.slug)
  const { code } = agency
  const period = lastYear(now)
  const unitWords = textOf(request.query['unit'])
  const [above, below, units, unitTotal, counts, months, load, late, recent, place, successor] =
    await Promise.all([
      agenciesAbove(db, code),
      listAgencies(db, { parent: code }, { limit: 200 }),
      unitsOf(db, code, unitWords, { limit: 60 }),
      unitCount(db, code),
      countsByAgency(db, period),
      countsByMonth(db, code, period),
      loadOf(db, code, now),
      latePublicReports(db, code, now, 6),
      publicList(db, { agency: code, limit: 6 }),
      agency.region_code === null ? undefined : pathOf(db, agency.region_code),
      agency.successor_code === null ? undefined : agencyByCode(db, agency.successor_code),
    ])
  return agencyView(
    {
      agency,
      above: above.filter((one) => one.type !== 'national_desk'),
      below,
      units,
      unitTotal,
      unitWords,
      counts: counts.get(code) ?? noCounts,
      months,
      load,
      late: await publicCards(db, late, now, say),
      recent: await publicCards(db, recent, now, say),
      today: dayOf(now, 'WIB'),
      ...(place !== undefined && { place }),
      ...(successor !== undefined && { successor }),
    },
    say,
  )
}

async function feedOf(ground: Ground, request: Slugged): Promise<string> {
  const { say } = request
  const agency = await agencyOf(ground, request.params.slug)
  const { items, names } = await publicList(ground.db, { agency: agency.code, limit: 50 })
  const base = baseUrlOf(ground.config)
  return atom({
    title: agency.name,
    self: base + paths.agencies.feed(agency.slug),
    page: base + inLanguage(paths.agencies.agency(agency.slug), say.language),
    entries: items.map((row) => reportEntry(row, names, base, say)),
    now: ground.now(),
  })
}
