/** The whole application as one list, top to bottom: the ground of every request, then each room's routes. */
import { authenticate } from './directory/accounts/authenticate.ts'
import { routes as accounts } from './directory/accounts/routes.ts'
import { routes as agencies } from './directory/agencies/routes.ts'
import { routes as calendar } from './directory/calendar/routes.ts'
import { deadlineFiles } from './directory/deadlines/listFiles.ts'
import { routes as regions } from './directory/regions/routes.ts'
import { api as recountApi } from './reports/recount/api.ts'
import { routes as recount } from './reports/recount/routes.ts'
import { routes as topics } from './directory/topics/routes.ts'
import { routes as deskApi } from './channels/api/deskReports.ts'
import { routes as filesApi } from './channels/api/files.ts'
import { routes as publicApi } from './channels/api/publicReports.ts'
import { routes as suggestionsApi } from './channels/api/suggestions.ts'
import { routes as counter } from './channels/counter/routes.ts'
import { routes as transparency } from './insight/transparency/routes.ts'
import { routes as agencyPages } from './insight/agencies/routes.ts'
import type { Pace } from './channels/live/hub.ts'
import { routes as following } from './channels/following/routes.ts'
import { routes as live } from './channels/live/routes.ts'
import { routes as notifications } from './channels/notifications/routes.ts'
import { routes as staffNews } from './channels/staffNews/routes.ts'
import { homeData } from './insight/statistics/home.ts'
import { routes as rules } from './insight/rules/routes.ts'
import { routes as statistics } from './insight/statistics/routes.ts'
import type { Ground } from './platform/ground.ts'
import { serveAssets } from './platform/http/assets.ts'
import { describeApi } from './platform/http/openapi.ts'
import { makeServer, type Server } from './platform/http/server.ts'
import { serverSettings } from './platform/http/settings.ts'
import { publicVersion } from './platform/db/publicChanges.ts'
import { isMigrated } from './platform/db/migrations.ts'
import { routes as attachments } from './reports/attachments/routes.ts'
import { routes as bulk } from './reports/bulk/routes.ts'
import { routes as dueDays } from './reports/dueDays/routes.ts'
import { routes as intake } from './reports/intake/routes.ts'
import { deskOptions, openFrame } from './reports/desk/frame.ts'
import { routes as desk } from './reports/desk/routes.ts'
import { fileAccess } from './reports/tracking/fileAccess.ts'
import { routes as assignment } from './reports/assignment/routes.ts'
import { routes as handover } from './reports/handover/routes.ts'
import { routes as absence } from './reports/absence/routes.ts'
import { routes as templates } from './reports/templates/routes.ts'
import { routes as publication } from './reports/publication/routes.ts'
import { routes as tracking } from './reports/tracking/routes.ts'
import { renderProblem, routes as site } from './site/routes.ts'
import { allAssets, assetsVersion } from './web/assets.ts'
import { inLanguage, paths } from './web/paths.ts'
import { sayIn } from './web/say.ts'

/** @param options `live`: how often open streams are looked at, for tests that have no minute to wait */
export async function makeApp(ground: Ground, options: { live?: Pace } = {}): Promise<Server> {
  const server = await makeServer({
    ...serverSettings(ground),
    identify: (credentials, how) => authenticate(ground.db, credentials, ground.now(), how),
    isReady: () => isMigrated(ground.db),
    publicVersion: () => publicVersion(ground.db),
    renderProblem,
    sayIn,
    // The address as the person sees it, so that an English reader comes back to the English page.
    signInPath: (request) =>
      `${inLanguage(paths.signIn, request.language)}?next=${encodeURIComponent(request.originalUrl)}`,
  })
  const { app } = server
  const api = describeApi(app, {
    title: 'SP4N-LAPOR! API',
    version: '1',
    description: 'Complaints, suggestions and information requests about public services in Indonesia.',
  })

  serveAssets(app, { version: assetsVersion, files: allAssets() })
  accounts(app, ground, async (request, title, path) =>
    deskOptions(await openFrame(ground, request), title, path, 'settings'),
  )
  agencies(app, ground)
  calendar(app, ground)
  deadlineFiles(app, ground)
  recount(app, ground)
  recountApi(app, ground)
  regions(app, ground)
  topics(app, ground)
  attachments(app, ground, fileAccess(ground))
  intake(app, ground)
  tracking(app, ground)
  publication(app, ground)
  desk(app, ground)
  bulk(app, ground)
  dueDays(app, ground)
  templates(app, ground)
  absence(app, ground)
  handover(app, ground)
  assignment(app, ground)
  counter(app, ground)
  publicApi(app, ground)
  filesApi(app, ground)
  suggestionsApi(app, ground)
  deskApi(app, ground)
  notifications(app, ground)
  staffNews(app, ground)
  following(app, ground)
  live(app, ground, options.live)
  agencyPages(app, ground)
  statistics(app, ground)
  rules(app, ground)
  app.get(paths.api.openapi, { config: { access: 'public' } }, async () => api.document())
  transparency(app, ground)
  site(app, ground, (say) => homeData(ground, say))
  return server
}
