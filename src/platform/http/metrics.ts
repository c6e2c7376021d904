import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { refuse } from '../../errors.ts'
import { isFromThisMachine } from './negotiation.ts'
import type { App } from './server.ts'

/** Counts for the operator. Labels are codes and route patterns, never addresses. */
export interface Metrics {
  registry: Registry
  /** Adds a figure that is asked for at each reading, such as the length of a queue. */
  gauge: (name: string, help: string, read: () => Promise<number>) => void
}

/** A registry of its own for each server, so that several can run in one process (tests do). */
export function makeMetrics(): Metrics {
  const registry = new Registry()
  const gauge: Metrics['gauge'] = (name, help, read) => {
    const figure = new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        // A figure that cannot be read (database down) must not hide the others.
        figure.set(await read().catch(() => Number.NaN))
      },
    })
  }
  return { registry, gauge }
}

/** Measures every request by route pattern and serves `/metrics` to this machine or to who has the token. */
export function addMetrics(app: App, metrics: Metrics, token: string | undefined): void {
  collectDefaultMetrics({ register: metrics.registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics.registry],
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
    done()
  })
  app.get('/metrics', { config: { access: 'public', withoutActor: true } }, async (request, reply) => {
    const isTrusted = token !== undefined && request.headers.authorization === `Bearer ${token}`
    if (!isTrusted && !isFromThisMachine(request)) throw refuse('not_permitted')
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}
