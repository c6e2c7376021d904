/** The public's pages of reports: the list, one report, its deadlines, its feeds, and "saya juga". */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import { pathOf } from '../../directory/regions/queries.ts'
import { baseUrlOf } from '../../platform/config.ts'
import { shownNumber } from '../../platform/crypto/token.ts'
import type { Ground } from '../../platform/ground.ts'
import { isFromThisMachine } from '../../platform/http/negotiation.ts'
import type { App } from '../../platform/http/server.ts'
import { countFailure, refuseIfThrottled, type Throttle } from '../../platform/http/throttle.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import { publicCardsDrawn } from './cards.ts'
import { deadlinesPage } from './deadlinesPage.ts'
import { atom, type Feed, reportEntry, rss, stepEntries } from './feeds.ts'
import { type Asked, queryOf, readFilter } from './filter.ts'
import { mainTopicsOf, provincesOf, regenciesOf } from './labels.ts'
import { publicFiles } from './listFiles.ts'
import { listPage } from './listPage.ts'
import { movedDates } from './movedDates.ts'
import { publicClocks, publicList, publicReport } from './queries.ts'
import { reportPage } from './reportPage.ts'
import {
  hasSupported,
  newSupporter,
  support,
  supportCookie,
  supporterOf,
  takeBackSupport,
} from './support.ts'

const everybody = { config: { access: 'public' } } as const
/** What was taken back is gone at once here; from the memory of another process after these seconds. */
const shared = { config: { access: 'public', sharedSeconds: 3 } } as const
const pageSize = 18
const feedSize = 50
/** A reader of feeds asks every few minutes; what was taken back is gone from caches in one. */
const feedCaching = 'public, max-age=60'

type Numbered = FastifyRequest<{ Params: { number: string } }>

export function routes(app: App, ground: Ground): void {
  app.get(paths.publication.list, shared, (request, reply) => list(ground, request, reply))
  app.get(paths.publication.feed, everybody, async (request, reply) => {
    reply.type('application/atom+xml; charset=utf-8').header('cache-control', feedCaching)
    return atom(await listFeed(ground, request, paths.publication.feed))
  })
  app.get(paths.publication.rss, everybody, async (request, reply) => {
    reply.type('application/rss+xml; charset=utf-8').header('cache-control', feedCaching)
    return rss(await listFeed(ground, request, paths.publication.rss))
  })
  app.get<{ Params: { number: string } }>(paths.publication.report(':number'), shared, (request, reply) =>
    one(ground, request, reply),
  )
  app.get<{ Params: { number: string } }>(paths.publication.deadlines(':number'), shared, (request, reply) =>
    deadlines(ground, request, reply),
  )
  app.get<{ Params: { number: string } }>(
    paths.publication.reportFeed(':number'),
    everybody,
    (request, reply) => reportFeed(ground, request, reply),
  )
  supportRoute(app, ground)
  publicFiles(app, ground)
}

async function list(ground: Ground, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  const { db } = ground
  const { say } = request
  const filter = await readFilter(db, request.query as Asked)
  const found = await publicList(db, { ...filter, limit: pageSize }).catch(
    async (error: { code?: string }) => {
      // The report where this page went on was taken back: the list begins anew.
      if (error.code !== 'bad_request') throw error
      const { cursor: _gone, ...rest } = filter
      return publicList(db, { ...rest, limit: pageSize })
    },
  )
  const [cards, provinces, regencies, topics, smallPlace] = await Promise.all([
    publicCardsDrawn(db, found, ground.now(), say),
    provincesOf(db),
    filter.region === undefined ? [] : regenciesOf(db, filter.region.slice(0, 2)),
    mainTopicsOf(db),
    filter.region !== undefined && filter.region.length > 5 ? pathOf(db, filter.region) : undefined,
  ])
  reply.type('text/html; charset=utf-8')
  return listPage(
    {
      filter,
      cards,
      provinces,
      regencies,
      topics,
      ...(found.next !== undefined && { next: found.next }),
      ...(smallPlace !== undefined && { smallPlace }),
    },
    say,
  )
}

async function listFeed(ground: Ground, request: FastifyRequest, path: string): Promise<Feed> {
  const { say } = request
  const filter = await readFilter(ground.db, request.query as Asked)
  const { items, names } = await publicList(ground.db, { ...filter, limit: feedSize })
  const base = baseUrlOf(ground.config)
  const query = queryOf(filter)
  return {
    title:
      say('Laporan publik SP4N-LAPOR!', 'Public reports of SP4N-LAPOR!') +
      (filter.agencyName === undefined ? '' : `: ${filter.agencyName}`),
    self: base + withQuery(inLanguage(path, say.language), query),
    page: base + withQuery(inLanguage(paths.publication.list, say.language), query),
    entries: items.map((row) => reportEntry(row, names, base, say)),
    now: ground.now(),
  }
}

async function one(ground: Ground, request: Numbered, reply: FastifyReply): Promise<string> {
  const { say } = request
  const reading = await publicReport(ground.db, request.params.number)
  const { calendar, rules } = await loadLaw(ground.db)
  const supporter = supporterOf(request.cookies[supportCookie])
  const isSupporter =
    supporter === undefined ? undefined : await hasSupported(ground, reading.row.report_id, supporter)
  // Only whoever has supported something gets a page of their own; everybody else shares one.
  if (isSupporter !== undefined) reply.header('cache-control', 'private, no-store')
  reply.type('text/html; charset=utf-8')
  const address =
    baseUrlOf(ground.config) + inLanguage(paths.publication.report(reading.row.number), say.language)
  return reportPage(
    {
      reading,
      calendar,
      rules,
      now: ground.now(),
      address,
      ...(isSupporter !== undefined && { isSupporter }),
    },
    say,
  )
}

async function deadlines(ground: Ground, request: Numbered, reply: FastifyReply): Promise<string> {
  const { row } = await publicReport(ground.db, request.params.number)
  const clocks = await publicClocks(ground.db, request.params.number)
  reply.type('text/html; charset=utf-8')
  const moves = await movedDates(ground.db, row.report_id)
  const law = await loadLaw(ground.db)
  const { number, title } = row
  return deadlinesPage({ number, title, clocks, moves, law, now: ground.now() }, request.say)
}

async function reportFeed(ground: Ground, request: Numbered, reply: FastifyReply): Promise<string> {
  const { say } = request
  const reading = await publicReport(ground.db, request.params.number)
  const base = baseUrlOf(ground.config)
  const { number, title } = reading.row
  reply.type('application/atom+xml; charset=utf-8').header('cache-control', feedCaching)
  return atom({
    title: `${shownNumber(number)}: ${title}`,
    self: base + paths.publication.reportFeed(number),
    page: base + inLanguage(paths.publication.report(number), say.language),
    entries: stepEntries(reading, base, say),
    now: ground.now(),
  })
}

/** A script that votes is slowed down per address; a village behind one address is not. */
const voting: Throttle = { name: 'support', failures: 200, windowSeconds: 3_600 }

const SupportInput = Type.Object({ undo: Type.Optional(Type.String({ maxLength: 5 })) })

function supportRoute(app: App, ground: Ground): void {
  app.post<{ Params: { number: string }; Body: { undo?: string } }>(
    paths.publication.support(':number'),
    // It acts for nobody: there is no account, and the cookie only keeps a browser from counting twice.
    { schema: { body: SupportInput }, config: { access: 'public', formToken: false } },
    async (request, reply) => {
      const { number } = request.params
      const known = supporterOf(request.cookies[supportCookie])
      if (!isFromThisMachine(request)) {
        await refuseIfThrottled(ground.db, voting, request.ip, ground.now())
        await countFailure(ground.db, voting, request.ip, ground.now())
      }
      const supporter = known ?? newSupporter()
      if (request.body.undo === undefined) await support(ground, number, supporter)
      else await takeBackSupport(ground, number, supporter)
      reply.setCookie(supportCookie, supporter, {
        path: '/',
        maxAge: 400 * 86_400,
        httpOnly: true,
        sameSite: 'lax',
        secure: request.isHttps,
      })
      return reply.redirect(`${inLanguage(paths.publication.report(number), request.language)}#dukung`, 303)
    },
  )
}
