/**
 * Pages that are the same for everybody, kept ready made and compressed for a few seconds, so that a report in the
 * news costs one query and one rendering, not ten thousand. Only routes that say so (`config.sharedSeconds`), only
 * for readers who bring no cookie and no token. A change of what is public in this process empties it at once;
 * another process may show the page of before for these seconds.
 */
import type { FastifyRequest } from 'fastify'
import { acceptedCoding } from './compression.ts'
import type { App } from './server.ts'

type KeptPage = {
  until: number
  version: number
  body: Buffer | string
  headers: Record<string, string>
  etag: string
}

/** Whole pages of some 10 kB: at most 30 MB. */
const mostPages = 3_000
const keptHeaders = ['content-type', 'content-encoding', 'cache-control', 'vary', 'etag']

/** @param version counts the changes of what the public sees; a page made before the last one is not shown again */
export function addPageMemory(app: App, version: () => number): void {
  const pages = new Map<string, KeptPage>()
  const begun = new WeakMap<FastifyRequest, number>()

  app.addHook('onRequest', (request, reply, done) => {
    if (!isShared(request)) return done()
    const page = pages.get(nameOf(request))
    if (page === undefined || page.until < performance.now() || page.version !== version()) {
      begun.set(request, version())
      return done()
    }
    reply.headers(page.headers)
    if (page.etag !== '' && request.headers['if-none-match']?.includes(page.etag)) {
      void reply.removeHeader('content-encoding').code(304).send()
      return
    }
    void reply.send(page.body)
  })

  // Runs after the text was compressed.
  app.addHook('onSend', async (request, reply, payload) => {
    const seenAt = begun.get(request)
    const seconds = request.routeOptions.config.sharedSeconds
    if (seenAt === undefined || seconds === undefined || reply.statusCode !== 200) return payload
    if (reply.hasHeader('set-cookie') || String(reply.getHeader('cache-control')).includes('no-store'))
      return payload
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
    if (pages.size >= mostPages) pages.clear()
    const headers = Object.fromEntries(
      keptHeaders.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
    )
    const until = performance.now() + seconds * 1_000
    pages.set(nameOf(request), {
      until,
      version: seenAt,
      body: payload,
      headers,
      etag: headers['etag'] ?? '',
    })
    return payload
  })
}

const isShared = ({ method, headers, routeOptions }: FastifyRequest): boolean =>
  method === 'GET' &&
  routeOptions.config.sharedSeconds !== undefined &&
  headers.cookie === undefined &&
  headers.authorization === undefined

/** `originalUrl` still has the language of the page in it. */
const nameOf = (request: FastifyRequest): string =>
  `${acceptedCoding(request.headers['accept-encoding']) ?? ''} ${request.originalUrl}`
