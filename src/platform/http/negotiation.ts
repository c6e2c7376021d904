import type { FastifyRequest } from 'fastify'

/** Addresses for programs answer programs, whatever their Accept header says. */
const forPrograms = /^\/api\/|^\/(healthz|readyz|metrics)\b/

/** Whether the answer is JSON: an address for programs, or a client that asks for JSON and not for pages. */
export function wantsJson(request: FastifyRequest): boolean {
  if (forPrograms.test(request.url)) return true
  const accept = request.headers.accept ?? ''
  return /\bapplication\/(problem\+)?json\b/i.test(accept) && !/\btext\/html\b/i.test(accept)
}

/** Whether the request came straight from this machine, through no proxy. */
export function isFromThisMachine(
  request: Pick<FastifyRequest, 'headers'> & { raw: { socket: { remoteAddress?: string } } },
): boolean {
  const address = request.raw.socket.remoteAddress ?? ''
  const isLoopback = address === '::1' || /^(::ffff:)?127\./.test(address)
  return isLoopback && !request.headers['x-forwarded-for'] && !request.headers['forwarded']
}
