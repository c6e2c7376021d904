import { rulesToShow } from '../directory/deadlines/queries.ts'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import type { Ground } from '../platform/ground.ts'
import type { Problem } from '../platform/http/problems.ts'
import type { App } from '../platform/http/server.ts'
import { allAssets, assetUrl } from '../web/assets.ts'
import { dayOf } from '../web/dates.ts'
import { inLanguage, paths } from '../web/paths.ts'
import type { Say } from '../web/say.ts'
import { accessibilityPage } from './accessibility.ts'
import { displayCookie, displayPage, readDisplay, withDisplay, writeDisplay } from './display.ts'
import { helpPage } from './help.ts'
import { type HomeData, homePage } from './home.ts'
import { keptFor } from './kept.ts'
import { legalDays } from './legalDays.ts'
import { privacyPage } from './privacy.ts'
import { problemPage } from './problems.ts'
import { serviceWorker } from './serviceWorker.ts'

/** What the front page shows, asked of the rooms that know it. */
export type AskHome = (say: Say) => Promise<Omit<HomeData, 'days' | 'today'>>

const DisplayInput = Type.Object({
  theme: Type.Union([Type.Literal('auto'), Type.Literal('light'), Type.Literal('dark')]),
  contrast: Type.Union([Type.Literal('auto'), Type.Literal('more')]),
})

const everybody = { config: { access: 'public' } } as const
// The figures of the front page may be this old; it is the page that most people open.
const homeSeconds = 5

export function routes(app: App, ground: Ground, askHome: AskHome): void {
  const today = () => dayOf(ground.now(), 'WIB')
  const days = async () => legalDays(today(), await rulesToShow(ground.db))
  const home = keptFor(homeSeconds, async (say: Say) => {
    const data = await askHome(say)
    return homePage({ ...data, days: await days(), today: today() }, say)
  })

  app.get(paths.home, everybody, async (request, reply) => {
    reply.type('text/html; charset=utf-8')
    return home(request.language, request.say)
  })
  app.get(paths.help, everybody, async (request, reply) => {
    reply.type('text/html; charset=utf-8')
    return helpPage(await days(), request.say)
  })
  app.get(paths.accessibility, everybody, async (request, reply) => {
    reply.type('text/html; charset=utf-8')
    return accessibilityPage(request.say)
  })
  app.get(paths.privacy, everybody, async (request, reply) => {
    reply.type('text/html; charset=utf-8')
    return privacyPage(request.say)
  })
  displayRoutes(app)
  deviceRoutes(app)
}

function displayRoutes(app: App): void {
  // Whoever chose a display has it on every page of every room, refusals too; nobody else pays for it.
  app.addHook('onRequest', async (request, reply) => {
    const cookie = request.cookies[displayCookie]
    if (cookie === undefined) return
    const send = reply.send.bind(reply)
    reply.send = (payload?: unknown) =>
      send(typeof payload === 'string' ? withDisplay(payload, readDisplay(cookie)) : payload)
  })
  app.get<{ Querystring: { saved?: string } }>(paths.display, everybody, async (request, reply) => {
    reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-store')
    return displayPage(readDisplay(request.cookies[displayCookie]), request.query.saved === '1', request.say)
  })
  app.post<{ Body: Static<typeof DisplayInput> }>(
    paths.display,
    { schema: { body: DisplayInput }, config: { access: 'public', formToken: false } },
    async (request, reply) => {
      reply.setCookie(displayCookie, writeDisplay(request.body), {
        path: '/',
        maxAge: 400 * 86_400,
        httpOnly: true,
        sameSite: 'lax',
        secure: request.isHttps,
      })
      return reply.redirect(`${inLanguage(paths.display, request.language)}?saved=1`, 303)
    },
  )
}

/** Files that a browser looks for at fixed addresses. */
function deviceRoutes(app: App): void {
  const manifest = allAssets()
    .get('manifest.webmanifest')!
    .body.toString()
    .replace('icon.svg', assetUrl('icon.svg'))
  app.get(paths.manifest, everybody, async (_request, reply) => {
    reply.type('application/manifest+json; charset=utf-8').header('cache-control', 'public, max-age=3600')
    return manifest
  })
  app.get(paths.serviceWorker, everybody, async (_request, reply) => {
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache')
    return serviceWorker
  })
}

/** The `renderProblem` of the server. */
export function renderProblem(problem: Problem, request: FastifyRequest): string {
  const address = request.url
  const isForm = request.method === 'POST'
  return problemPage(
    {
      ...problem,
      kept: isForm ? (problem.kept as Record<string, string | string[]>) : {},
      path: address,
      ...(isForm && problem.status !== 404 ? { csrf: request.csrfField } : {}),
      isSignedIn: request.actor?.kind === 'staff',
    },
    request.say,
  )
}
