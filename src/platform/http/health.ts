import { keepOutOfCaches } from './security.ts'
import type { App } from './server.ts'

/**
 * `/healthz`: the process is alive. `/readyz`: it can serve; 503 while the database is unreachable or not
 * migrated, and from the moment the process is asked to stop.
 */
export function addHealth(app: App, isReady: () => Promise<boolean>): void {
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
  })
  const config = { access: 'public', withoutActor: true } as const
  app.get('/healthz', { config }, async (_request, reply) => keepOutOfCaches(reply).send({ status: 'ok' }))
  app.get('/readyz', { config }, async (_request, reply) => {
    const ready = !isStopping && (await isReady().catch(() => false))
    keepOutOfCaches(reply).code(ready ? 200 : 503)
    if (!ready) reply.header('retry-after', 5)
    return reply.send({ status: ready ? 'ready' : 'not_ready' })
  })
}
