import type { FastifyReply } from 'fastify'

/** Where pictures may come from beside this site: the operator's map tiles, if set. */
export interface SecurityOptions {
  isHttps: boolean
  pictureOrigins?: readonly string[]
}

/** The headers of every answer, an error's and a file's too. No page has inline scripts, styles or foreign parts. */
export function securityHeaders({ isHttps, pictureOrigins = [] }: SecurityOptions): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self' data: blob:", ...pictureOrigins].join(' '),
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Nothing about a report, not even its number, reaches another site through a link on its page.
    'referrer-policy': 'same-origin',
    'permissions-policy':
      'geolocation=(self), camera=(self), microphone=(self), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(isHttps && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  }
}

/** For pages and answers that only one person may see: no cache on the way keeps them, nor the device. */
export function keepOutOfCaches(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'private, no-store')
}
