/** The page that leads to the tools beside the lists. */
import type { Ground } from '../../platform/ground.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { openDesk } from './desk.ts'
import { toolsPage } from './toolsPage.ts'

export function toolsRoutes(app: App, ground: Ground): void {
  app.get(paths.desk.tools, { config: { access: 'use_desk_tools' } }, async (request, reply) => {
    const desk = await openDesk(ground, request, {})
    keepOutOfCaches(reply).type('text/html; charset=utf-8')
    return toolsPage(desk)
  })
}
