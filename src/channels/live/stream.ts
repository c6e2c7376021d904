/** One open answer of server-sent events. */
import type { FastifyReply } from 'fastify'
import type { Hub, Stream } from './hub.ts'
import type { From } from './recent.ts'

/** What a reader has not taken by then is a reader that has gone. */
const mostWaitingBytes = 64_000
/** How long a browser waits before it comes again, in milliseconds. */
const retryMs = 5_000

/** Takes the answer over from the server; it ends when the browser goes, the session ends, or the service stops. */
export function openStream(
  reply: FastifyReply,
  hub: Hub,
  from: From | undefined,
  stream: Pick<Stream, 'actor' | 'scope' | 'report' | 'isStillThere'>,
): void {
  const { raw } = reply
  reply.hijack()
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'private, no-store, no-transform',
    // When it ends, so does the connection: a service that stops must not wait for browsers to let go of it.
    connection: 'close',
    // nginx would collect the events before it passes them on.
    'x-accel-buffering': 'no',
  })
  const write = (text: string): void => {
    if (raw.writableLength > mostWaitingBytes) raw.destroy()
    else if (!raw.writableEnded && !raw.destroyed) raw.write(text)
  }
  write(`retry: ${retryMs}\n\n`)
  const close = hub.open(
    {
      ...stream,
      say: ({ event, data }, id) => write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
      // Without data nothing is told to the page; the browser remembers how far it has heard.
      beat: () => write(`id: ${Date.now()}\n\n`),
      end: () => raw.end(),
    },
    from,
  )
  raw.on('close', close)
  raw.on('error', close)
}
