import { randomBytes } from 'node:crypto'
import type { Logger } from '../log.ts'
import type { App } from './server.ts'

/**
 * One line for each answer, without a word about the person: the pattern of the route and not the address
 * (numbers and search words stand in addresses), no network address, no headers.
 */
export function addRecords(app: App, log: Logger): void {
  app.addHook('onResponse', (request, reply, done) => {
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    )
    done()
  })
}

const processName = randomBytes(4).toString('hex')
let requests = 0

/** A short name for a request, unlike that of any other process: what a person tells the operator after a failure. */
export const requestId = (): string => `${processName}-${(++requests).toString(36)}`
